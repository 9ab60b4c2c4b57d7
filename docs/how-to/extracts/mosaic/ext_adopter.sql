-- ext_adopter, from Mosaic, as a SQL Server reporting database holds it.
-- Prospective adopters (Annex A list 11).
-- Cannot be asked without it: ADO-06, ADO-06.stage1.
-- Also read for: Annex A list 11.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    adopter.<<individual adopter identifier>> AS individual_adopter_identifier,
    adopter.<<family identifier>> AS family_identifier,
    adopter.<<gender>> AS gender,
    adopter.<<ethnicity>> AS ethnicity,
    adopter.<<disability>> AS disability,
    adopter.<<is the prospective adopter fostering for adoption>> AS is_the_prospective_adopter_fostering_for_adoption,
    adopter.<<date enquiry received>> AS date_enquiry_received,
    adopter.<<date stage 1 started>> AS date_stage_1_started,
    adopter.<<date stage 1 ended>> AS date_stage_1_ended,
    adopter.<<date stage 2 started>> AS date_stage_2_started,
    adopter.<<date stage 2 ended>> AS date_stage_2_ended,
    adopter.<<date application submitted>> AS date_application_submitted,
    adopter.<<date application approved>> AS date_application_approved,
    adopter.<<date adopter matched with child ren>> AS date_adopter_matched_with_child_ren,
    adopter.<<date child children placed with adopter s>> AS date_child_children_placed_with_adopter_s,
    adopter.<<no of children placed>> AS no_of_children_placed,
    adopter.<<date of adoption order>> AS date_of_adoption_order,
    adopter.<<date of leaving adoption process>> AS date_of_leaving_adoption_process,
    adopter.<<reason for leaving adoption process>> AS reason_for_leaving_adoption_process
FROM <<the adoption team: table of adopters>> AS adopter
