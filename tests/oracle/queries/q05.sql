-- Every row that holds a date and is there by the end of as_at: can each be read, and is none a placeholder (1 January 1900, the year 9999)? One line for
-- each date at fault. And each column of 30 dates or more, on six days of the month or more, under a fifth of the different ones after the 12th.
CREATE OR REPLACE TEMP VIEW dates AS
    SELECT 'people' AS tbl, 'born_on' AS col, child_id AS record_id, rowid AS line, CAST(born_on AS DATE) AS d FROM people_raw
    UNION ALL SELECT 'people' AS tbl, 'expected_on' AS col, child_id AS record_id, rowid AS line, CAST(expected_on AS DATE) AS d FROM people_raw
    UNION ALL SELECT 'people' AS tbl, 'died_on' AS col, child_id AS record_id, rowid AS line, CAST(died_on AS DATE) AS d FROM people_raw
    UNION ALL SELECT 'addresses' AS tbl, 'from_on' AS col, address_id AS record_id, rowid AS line, CAST(from_on AS DATE) AS d FROM addresses_raw
        WHERE from_on IS NULL OR CAST(from_on AS DATE) <= as_at()
    UNION ALL SELECT 'addresses' AS tbl, 'to_on' AS col, address_id AS record_id, rowid AS line, CAST(to_on AS DATE) AS d FROM addresses_raw
        WHERE from_on IS NULL OR CAST(from_on AS DATE) <= as_at()
    UNION ALL SELECT 'immigration_statuses' AS tbl, 'from_on' AS col, immigration_status_id AS record_id, rowid AS line, CAST(from_on AS DATE) AS d FROM immigration_statuses_raw
        WHERE from_on IS NULL OR CAST(from_on AS DATE) <= as_at()
    UNION ALL SELECT 'immigration_statuses' AS tbl, 'to_on' AS col, immigration_status_id AS record_id, rowid AS line, CAST(to_on AS DATE) AS d FROM immigration_statuses_raw
        WHERE from_on IS NULL OR CAST(from_on AS DATE) <= as_at()
    UNION ALL SELECT 'linked_identifiers' AS tbl, 'valid_from' AS col, link_id AS record_id, rowid AS line, CAST(valid_from AS DATE) AS d FROM linked_identifiers_raw
        WHERE valid_from IS NULL OR CAST(valid_from AS DATE) <= as_at()
    UNION ALL SELECT 'restricted_records' AS tbl, 'restricted_from' AS col, child_id AS record_id, rowid AS line, CAST(restricted_from AS DATE) AS d FROM restricted_records_raw
        WHERE restricted_from IS NULL OR CAST(restricted_from AS DATE) <= as_at()
    UNION ALL SELECT 'restricted_records' AS tbl, 'restricted_to' AS col, child_id AS record_id, rowid AS line, CAST(restricted_to AS DATE) AS d FROM restricted_records_raw
        WHERE restricted_from IS NULL OR CAST(restricted_from AS DATE) <= as_at()
    UNION ALL SELECT 'missing_episodes' AS tbl, 'missing_from' AS col, missing_id AS record_id, rowid AS line, CAST(missing_from AS DATE) AS d FROM missing_episodes_raw
        WHERE missing_from IS NULL OR CAST(missing_from AS DATE) <= as_at()
    UNION ALL SELECT 'missing_episodes' AS tbl, 'missing_to' AS col, missing_id AS record_id, rowid AS line, CAST(missing_to AS DATE) AS d FROM missing_episodes_raw
        WHERE missing_from IS NULL OR CAST(missing_from AS DATE) <= as_at()
    UNION ALL SELECT 'sdq_scores' AS tbl, 'completed_on' AS col, sdq_id AS record_id, rowid AS line, CAST(completed_on AS DATE) AS d FROM sdq_scores_raw
        WHERE completed_on IS NULL OR CAST(completed_on AS DATE) <= as_at()
    UNION ALL SELECT 'contacts' AS tbl, 'contacted_on' AS col, contact_id AS record_id, rowid AS line, CAST(contacted_on AS DATE) AS d FROM contacts_raw
        WHERE contacted_on IS NULL OR CAST(contacted_on AS DATE) <= as_at()
    UNION ALL SELECT 'contact_decisions' AS tbl, 'decided_on' AS col, contact_decision_id AS record_id, rowid AS line, CAST(decided_on AS DATE) AS d FROM contact_decisions_raw
        WHERE decided_on IS NULL OR CAST(decided_on AS DATE) <= as_at()
    UNION ALL SELECT 'referrals' AS tbl, 'received_on' AS col, referral_id AS record_id, rowid AS line, CAST(received_on AS DATE) AS d FROM referrals_raw
        WHERE received_on IS NULL OR CAST(received_on AS DATE) <= as_at()
    UNION ALL SELECT 'referrals' AS tbl, 'closed_on' AS col, referral_id AS record_id, rowid AS line, CAST(closed_on AS DATE) AS d FROM referrals_raw
        WHERE received_on IS NULL OR CAST(received_on AS DATE) <= as_at()
    UNION ALL SELECT 'early_help_episodes' AS tbl, 'started_on' AS col, early_help_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM early_help_episodes_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'early_help_episodes' AS tbl, 'ended_on' AS col, early_help_id AS record_id, rowid AS line, CAST(ended_on AS DATE) AS d FROM early_help_episodes_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'assessments' AS tbl, 'started_on' AS col, assessment_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM assessments_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'assessments' AS tbl, 'authorised_on' AS col, assessment_id AS record_id, rowid AS line, CAST(authorised_on AS DATE) AS d FROM assessments_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'homeless_presentations' AS tbl, 'presented_on' AS col, presentation_id AS record_id, rowid AS line, CAST(presented_on AS DATE) AS d FROM homeless_presentations_raw
        WHERE presented_on IS NULL OR CAST(presented_on AS DATE) <= as_at()
    UNION ALL SELECT 'homeless_presentations' AS tbl, 'assessed_on' AS col, presentation_id AS record_id, rowid AS line, CAST(assessed_on AS DATE) AS d FROM homeless_presentations_raw
        WHERE presented_on IS NULL OR CAST(presented_on AS DATE) <= as_at()
    UNION ALL SELECT 'homeless_presentations' AS tbl, 'accommodation_offered_on' AS col, presentation_id AS record_id, rowid AS line, CAST(accommodation_offered_on AS DATE) AS d FROM homeless_presentations_raw
        WHERE presented_on IS NULL OR CAST(presented_on AS DATE) <= as_at()
    UNION ALL SELECT 'strategy_discussions' AS tbl, 'need_identified_on' AS col, discussion_id AS record_id, rowid AS line, CAST(need_identified_on AS DATE) AS d FROM strategy_discussions_raw
        WHERE need_identified_on IS NULL OR CAST(need_identified_on AS DATE) <= as_at()
    UNION ALL SELECT 'strategy_discussions' AS tbl, 'held_on' AS col, discussion_id AS record_id, rowid AS line, CAST(held_on AS DATE) AS d FROM strategy_discussions_raw
        WHERE need_identified_on IS NULL OR CAST(need_identified_on AS DATE) <= as_at()
    UNION ALL SELECT 'section_47_enquiries' AS tbl, 'started_on' AS col, enquiry_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM section_47_enquiries_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'section_47_enquiries' AS tbl, 'ended_on' AS col, enquiry_id AS record_id, rowid AS line, CAST(ended_on AS DATE) AS d FROM section_47_enquiries_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'initial_conferences' AS tbl, 'held_on' AS col, conference_id AS record_id, rowid AS line, CAST(held_on AS DATE) AS d FROM initial_conferences_raw
    UNION ALL SELECT 'transfers_in' AS tbl, 'notified_on' AS col, conference_id AS record_id, rowid AS line, CAST(notified_on AS DATE) AS d FROM transfers_in_raw
        WHERE notified_on IS NULL OR CAST(notified_on AS DATE) <= as_at()
    UNION ALL SELECT 'cp_plans' AS tbl, 'started_on' AS col, plan_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM cp_plans_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'cp_plans' AS tbl, 'ended_on' AS col, plan_id AS record_id, rowid AS line, CAST(ended_on AS DATE) AS d FROM cp_plans_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'cp_visits' AS tbl, 'visited_on' AS col, visit_id AS record_id, rowid AS line, CAST(visited_on AS DATE) AS d FROM cp_visits_raw
        WHERE visited_on IS NULL OR CAST(visited_on AS DATE) <= as_at()
    UNION ALL SELECT 'cp_reviews' AS tbl, 'review_due_on' AS col, review_id AS record_id, rowid AS line, CAST(review_due_on AS DATE) AS d FROM cp_reviews_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'cp_reviews' AS tbl, 'held_on' AS col, review_id AS record_id, rowid AS line, CAST(held_on AS DATE) AS d FROM cp_reviews_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'core_groups' AS tbl, 'held_on' AS col, core_group_id AS record_id, rowid AS line, CAST(held_on AS DATE) AS d FROM core_groups_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'pre_proceedings' AS tbl, 'decided_on' AS col, pre_proceedings_id AS record_id, rowid AS line, CAST(decided_on AS DATE) AS d FROM pre_proceedings_raw
        WHERE decided_on IS NULL OR CAST(decided_on AS DATE) <= as_at()
    UNION ALL SELECT 'pre_proceedings' AS tbl, 'ended_on' AS col, pre_proceedings_id AS record_id, rowid AS line, CAST(ended_on AS DATE) AS d FROM pre_proceedings_raw
        WHERE decided_on IS NULL OR CAST(decided_on AS DATE) <= as_at()
    UNION ALL SELECT 'proceedings' AS tbl, 'issued_on' AS col, proceedings_id AS record_id, rowid AS line, CAST(issued_on AS DATE) AS d FROM proceedings_raw
        WHERE issued_on IS NULL OR CAST(issued_on AS DATE) <= as_at()
    UNION ALL SELECT 'proceedings' AS tbl, 'final_order_on' AS col, proceedings_id AS record_id, rowid AS line, CAST(final_order_on AS DATE) AS d FROM proceedings_raw
        WHERE issued_on IS NULL OR CAST(issued_on AS DATE) <= as_at()
    UNION ALL SELECT 'cin_plans' AS tbl, 'started_on' AS col, plan_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM cin_plans_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'cin_plans' AS tbl, 'ended_on' AS col, plan_id AS record_id, rowid AS line, CAST(ended_on AS DATE) AS d FROM cin_plans_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'cin_visits' AS tbl, 'visited_on' AS col, visit_id AS record_id, rowid AS line, CAST(visited_on AS DATE) AS d FROM cin_visits_raw
        WHERE visited_on IS NULL OR CAST(visited_on AS DATE) <= as_at()
    UNION ALL SELECT 'cin_reviews' AS tbl, 'held_on' AS col, review_id AS record_id, rowid AS line, CAST(held_on AS DATE) AS d FROM cin_reviews_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'private_fostering_arrangements' AS tbl, 'notified_on' AS col, arrangement_id AS record_id, rowid AS line, CAST(notified_on AS DATE) AS d FROM private_fostering_arrangements_raw
        WHERE notified_on IS NULL OR CAST(notified_on AS DATE) <= as_at()
    UNION ALL SELECT 'private_fostering_arrangements' AS tbl, 'started_on' AS col, arrangement_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM private_fostering_arrangements_raw
        WHERE notified_on IS NULL OR CAST(notified_on AS DATE) <= as_at()
    UNION ALL SELECT 'private_fostering_arrangements' AS tbl, 'ended_on' AS col, arrangement_id AS record_id, rowid AS line, CAST(ended_on AS DATE) AS d FROM private_fostering_arrangements_raw
        WHERE notified_on IS NULL OR CAST(notified_on AS DATE) <= as_at()
    UNION ALL SELECT 'private_fostering_visits' AS tbl, 'visited_on' AS col, visit_id AS record_id, rowid AS line, CAST(visited_on AS DATE) AS d FROM private_fostering_visits_raw
        WHERE visited_on IS NULL OR CAST(visited_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_episodes' AS tbl, 'started_on' AS col, episode_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM care_episodes_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_episodes' AS tbl, 'ended_on' AS col, episode_id AS record_id, rowid AS line, CAST(ended_on AS DATE) AS d FROM care_episodes_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_episodes' AS tbl, 'last_reviewing_officer_contact_on' AS col, episode_id AS record_id, rowid AS line, CAST(last_reviewing_officer_contact_on AS DATE) AS d FROM care_episodes_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_episodes' AS tbl, 'entered_care_on' AS col, episode_id AS record_id, rowid AS line, CAST(entered_care_on AS DATE) AS d FROM care_episodes_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'legal_statuses' AS tbl, 'started_on' AS col, legal_status_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM legal_statuses_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'legal_statuses' AS tbl, 'ended_on' AS col, legal_status_id AS record_id, rowid AS line, CAST(ended_on AS DATE) AS d FROM legal_statuses_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'placements' AS tbl, 'started_on' AS col, placement_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM placements_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'placements' AS tbl, 'ended_on' AS col, placement_id AS record_id, rowid AS line, CAST(ended_on AS DATE) AS d FROM placements_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'placement_details' AS tbl, 'child_agreed_on' AS col, placement_id AS record_id, rowid AS line, CAST(child_agreed_on AS DATE) AS d FROM placement_details_raw
    UNION ALL SELECT 'placement_details' AS tbl, 'temporary_approval_from' AS col, placement_id AS record_id, rowid AS line, CAST(temporary_approval_from AS DATE) AS d FROM placement_details_raw
    UNION ALL SELECT 'placement_details' AS tbl, 'temporary_approval_to' AS col, placement_id AS record_id, rowid AS line, CAST(temporary_approval_to AS DATE) AS d FROM placement_details_raw
    UNION ALL SELECT 'placement_details' AS tbl, 'oversight_on' AS col, placement_id AS record_id, rowid AS line, CAST(oversight_on AS DATE) AS d FROM placement_details_raw
    UNION ALL SELECT 'placement_details' AS tbl, 'deprivation_of_liberty_from' AS col, placement_id AS record_id, rowid AS line, CAST(deprivation_of_liberty_from AS DATE) AS d FROM placement_details_raw
    UNION ALL SELECT 'placement_details' AS tbl, 'deprivation_of_liberty_authorised_on' AS col, placement_id AS record_id, rowid AS line, CAST(deprivation_of_liberty_authorised_on AS DATE) AS d FROM placement_details_raw
    UNION ALL SELECT 'care_visits' AS tbl, 'visited_on' AS col, visit_id AS record_id, rowid AS line, CAST(visited_on AS DATE) AS d FROM care_visits_raw
        WHERE visited_on IS NULL OR CAST(visited_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_reviews' AS tbl, 'review_due_on' AS col, review_id AS record_id, rowid AS line, CAST(review_due_on AS DATE) AS d FROM care_reviews_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_reviews' AS tbl, 'held_on' AS col, review_id AS record_id, rowid AS line, CAST(held_on AS DATE) AS d FROM care_reviews_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'health_checks' AS tbl, 'checked_on' AS col, health_check_id AS record_id, rowid AS line, CAST(checked_on AS DATE) AS d FROM health_checks_raw
        WHERE checked_on IS NULL OR CAST(checked_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_plans' AS tbl, 'started_on' AS col, care_plan_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM care_plans_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_plans' AS tbl, 'ended_on' AS col, care_plan_id AS record_id, rowid AS line, CAST(ended_on AS DATE) AS d FROM care_plans_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'permanences' AS tbl, 'decided_on' AS col, permanence_id AS record_id, rowid AS line, CAST(decided_on AS DATE) AS d FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'placement_order_on' AS col, permanence_id AS record_id, rowid AS line, CAST(placement_order_on AS DATE) AS d FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'matched_on' AS col, permanence_id AS record_id, rowid AS line, CAST(matched_on AS DATE) AS d FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'placed_on' AS col, permanence_id AS record_id, rowid AS line, CAST(placed_on AS DATE) AS d FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'fostering_for_adoption_placed_on' AS col, permanence_id AS record_id, rowid AS line, CAST(fostering_for_adoption_placed_on AS DATE) AS d FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'reversed_on' AS col, permanence_id AS record_id, rowid AS line, CAST(reversed_on AS DATE) AS d FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'order_on' AS col, permanence_id AS record_id, rowid AS line, CAST(order_on AS DATE) AS d FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'entered_care_on' AS col, permanence_id AS record_id, rowid AS line, CAST(entered_care_on AS DATE) AS d FROM permanences_raw
    UNION ALL SELECT 'care_leavers' AS tbl, 'last_contact_on' AS col, care_leaver_id AS record_id, rowid AS line, CAST(last_contact_on AS DATE) AS d FROM care_leavers_raw
    UNION ALL SELECT 'care_leavers' AS tbl, 'pathway_plan_reviewed_on' AS col, care_leaver_id AS record_id, rowid AS line, CAST(pathway_plan_reviewed_on AS DATE) AS d FROM care_leavers_raw
    UNION ALL SELECT 'care_leaver_offers' AS tbl, 'council_home_from' AS col, child_id AS record_id, rowid AS line, CAST(council_home_from AS DATE) AS d FROM care_leaver_offers_raw
    UNION ALL SELECT 'care_leaver_offers' AS tbl, 'council_home_to' AS col, child_id AS record_id, rowid AS line, CAST(council_home_to AS DATE) AS d FROM care_leaver_offers_raw
    UNION ALL SELECT 'care_leaver_offers' AS tbl, 'health_history_on' AS col, child_id AS record_id, rowid AS line, CAST(health_history_on AS DATE) AS d FROM care_leaver_offers_raw
    UNION ALL SELECT 'care_leaver_offers' AS tbl, 'documents_on' AS col, child_id AS record_id, rowid AS line, CAST(documents_on AS DATE) AS d FROM care_leaver_offers_raw
    UNION ALL SELECT 'care_leaver_offers' AS tbl, 'staying_put_from' AS col, child_id AS record_id, rowid AS line, CAST(staying_put_from AS DATE) AS d FROM care_leaver_offers_raw
    UNION ALL SELECT 'care_leaver_offers' AS tbl, 'local_offer_on' AS col, child_id AS record_id, rowid AS line, CAST(local_offer_on AS DATE) AS d FROM care_leaver_offers_raw
    UNION ALL SELECT 'pathways' AS tbl, 'needs_assessment_on' AS col, pathway_id AS record_id, rowid AS line, CAST(needs_assessment_on AS DATE) AS d FROM pathways_raw
    UNION ALL SELECT 'pathways' AS tbl, 'plan_on' AS col, pathway_id AS record_id, rowid AS line, CAST(plan_on AS DATE) AS d FROM pathways_raw
    UNION ALL SELECT 'pathways' AS tbl, 'reviewed_on' AS col, pathway_id AS record_id, rowid AS line, CAST(reviewed_on AS DATE) AS d FROM pathways_raw
    UNION ALL SELECT 'adviser_visits' AS tbl, 'visited_on' AS col, adviser_visit_id AS record_id, rowid AS line, CAST(visited_on AS DATE) AS d FROM adviser_visits_raw
        WHERE visited_on IS NULL OR CAST(visited_on AS DATE) <= as_at()
    UNION ALL SELECT 'return_interviews' AS tbl, 'returned_at' AS col, interview_id AS record_id, rowid AS line, CAST(returned_at AS DATE) AS d FROM return_interviews_raw
        WHERE returned_at IS NULL OR CAST(returned_at AS DATE) <= as_at()
    UNION ALL SELECT 'return_interviews' AS tbl, 'offered_at' AS col, interview_id AS record_id, rowid AS line, CAST(offered_at AS DATE) AS d FROM return_interviews_raw
        WHERE returned_at IS NULL OR CAST(returned_at AS DATE) <= as_at()
    UNION ALL SELECT 'return_interviews' AS tbl, 'held_at' AS col, interview_id AS record_id, rowid AS line, CAST(held_at AS DATE) AS d FROM return_interviews_raw
        WHERE returned_at IS NULL OR CAST(returned_at AS DATE) <= as_at()
    UNION ALL SELECT 'missing_details' AS tbl, 'return_planned_on' AS col, missing_id AS record_id, rowid AS line, CAST(return_planned_on AS DATE) AS d FROM missing_details_raw
    UNION ALL SELECT 'personal_education_plans' AS tbl, 'held_on' AS col, pep_id AS record_id, rowid AS line, CAST(held_on AS DATE) AS d FROM personal_education_plans_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'advocacy_offers' AS tbl, 'needed_on' AS col, advocacy_id AS record_id, rowid AS line, CAST(needed_on AS DATE) AS d FROM advocacy_offers_raw
        WHERE needed_on IS NULL OR CAST(needed_on AS DATE) <= as_at()
    UNION ALL SELECT 'advocacy_offers' AS tbl, 'offered_on' AS col, advocacy_id AS record_id, rowid AS line, CAST(offered_on AS DATE) AS d FROM advocacy_offers_raw
        WHERE needed_on IS NULL OR CAST(needed_on AS DATE) <= as_at()
    UNION ALL SELECT 'advocacy_offers' AS tbl, 'started_on' AS col, advocacy_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM advocacy_offers_raw
        WHERE needed_on IS NULL OR CAST(needed_on AS DATE) <= as_at()
    UNION ALL SELECT 'reviewing_officer_disputes' AS tbl, 'raised_on' AS col, dispute_id AS record_id, rowid AS line, CAST(raised_on AS DATE) AS d FROM reviewing_officer_disputes_raw
        WHERE raised_on IS NULL OR CAST(raised_on AS DATE) <= as_at()
    UNION ALL SELECT 'reviewing_officer_disputes' AS tbl, 'resolved_on' AS col, dispute_id AS record_id, rowid AS line, CAST(resolved_on AS DATE) AS d FROM reviewing_officer_disputes_raw
        WHERE raised_on IS NULL OR CAST(raised_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'enquired_on' AS col, adopter_id AS record_id, rowid AS line, CAST(enquired_on AS DATE) AS d FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'stage_1_started_on' AS col, adopter_id AS record_id, rowid AS line, CAST(stage_1_started_on AS DATE) AS d FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'stage_1_ended_on' AS col, adopter_id AS record_id, rowid AS line, CAST(stage_1_ended_on AS DATE) AS d FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'stage_2_started_on' AS col, adopter_id AS record_id, rowid AS line, CAST(stage_2_started_on AS DATE) AS d FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'stage_2_ended_on' AS col, adopter_id AS record_id, rowid AS line, CAST(stage_2_ended_on AS DATE) AS d FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'applied_on' AS col, adopter_id AS record_id, rowid AS line, CAST(applied_on AS DATE) AS d FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'approved_on' AS col, adopter_id AS record_id, rowid AS line, CAST(approved_on AS DATE) AS d FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'matched_on' AS col, adopter_id AS record_id, rowid AS line, CAST(matched_on AS DATE) AS d FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'placed_on' AS col, adopter_id AS record_id, rowid AS line, CAST(placed_on AS DATE) AS d FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'adoption_order_on' AS col, adopter_id AS record_id, rowid AS line, CAST(adoption_order_on AS DATE) AS d FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'left_on' AS col, adopter_id AS record_id, rowid AS line, CAST(left_on AS DATE) AS d FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'involvements' AS tbl, 'started_on' AS col, involvement_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM involvements_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'involvements' AS tbl, 'ended_on' AS col, involvement_id AS record_id, rowid AS line, CAST(ended_on AS DATE) AS d FROM involvements_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'staff' AS tbl, 'started_on' AS col, worker_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM staff_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'staff' AS tbl, 'ended_on' AS col, worker_id AS record_id, rowid AS line, CAST(ended_on AS DATE) AS d FROM staff_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'establishments' AS tbl, 'counted_on' AS col, establishment_id AS record_id, rowid AS line, CAST(counted_on AS DATE) AS d FROM establishments_raw
        WHERE counted_on IS NULL OR CAST(counted_on AS DATE) <= as_at()
    UNION ALL SELECT 'staff_absences' AS tbl, 'from_on' AS col, absence_id AS record_id, rowid AS line, CAST(from_on AS DATE) AS d FROM staff_absences_raw
        WHERE from_on IS NULL OR CAST(from_on AS DATE) <= as_at()
    UNION ALL SELECT 'staff_absences' AS tbl, 'to_on' AS col, absence_id AS record_id, rowid AS line, CAST(to_on AS DATE) AS d FROM staff_absences_raw
        WHERE from_on IS NULL OR CAST(from_on AS DATE) <= as_at()
    UNION ALL SELECT 'supervisions' AS tbl, 'held_on' AS col, supervision_id AS record_id, rowid AS line, CAST(held_on AS DATE) AS d FROM supervisions_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'management_decisions' AS tbl, 'decided_on' AS col, decision_id AS record_id, rowid AS line, CAST(decided_on AS DATE) AS d FROM management_decisions_raw
        WHERE decided_on IS NULL OR CAST(decided_on AS DATE) <= as_at()
    UNION ALL SELECT 'visit_records' AS tbl, 'recorded_on' AS col, visit_id AS record_id, rowid AS line, CAST(recorded_on AS DATE) AS d FROM visit_records_raw
    UNION ALL SELECT 'documents' AS tbl, 'started_on' AS col, document_id AS record_id, rowid AS line, CAST(started_on AS DATE) AS d FROM documents_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'documents' AS tbl, 'updated_on' AS col, document_id AS record_id, rowid AS line, CAST(updated_on AS DATE) AS d FROM documents_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'documents' AS tbl, 'authorised_on' AS col, document_id AS record_id, rowid AS line, CAST(authorised_on AS DATE) AS d FROM documents_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'activities' AS tbl, 'happened_on' AS col, activity_id AS record_id, rowid AS line, CAST(happened_on AS DATE) AS d FROM activities_raw
        WHERE happened_on IS NULL OR CAST(happened_on AS DATE) <= as_at()
    UNION ALL SELECT 'activities' AS tbl, 'recorded_on' AS col, activity_id AS record_id, rowid AS line, CAST(recorded_on AS DATE) AS d FROM activities_raw
        WHERE happened_on IS NULL OR CAST(happened_on AS DATE) <= as_at()
    UNION ALL SELECT 'audits' AS tbl, 'audited_on' AS col, audit_id AS record_id, rowid AS line, CAST(audited_on AS DATE) AS d FROM audits_raw
        WHERE audited_on IS NULL OR CAST(audited_on AS DATE) <= as_at()
    UNION ALL SELECT 'audits' AS tbl, 'escalated_on' AS col, audit_id AS record_id, rowid AS line, CAST(escalated_on AS DATE) AS d FROM audits_raw
        WHERE audited_on IS NULL OR CAST(audited_on AS DATE) <= as_at()
    UNION ALL SELECT 'audits' AS tbl, 'made_safe_on' AS col, audit_id AS record_id, rowid AS line, CAST(made_safe_on AS DATE) AS d FROM audits_raw
        WHERE audited_on IS NULL OR CAST(audited_on AS DATE) <= as_at()
    UNION ALL SELECT 'audits' AS tbl, 'resolved_on' AS col, audit_id AS record_id, rowid AS line, CAST(resolved_on AS DATE) AS d FROM audits_raw
        WHERE audited_on IS NULL OR CAST(audited_on AS DATE) <= as_at()
    UNION ALL SELECT 'audit_actions' AS tbl, 'action_due_on' AS col, action_id AS record_id, rowid AS line, CAST(action_due_on AS DATE) AS d FROM audit_actions_raw
    UNION ALL SELECT 'audit_actions' AS tbl, 'done_on' AS col, action_id AS record_id, rowid AS line, CAST(done_on AS DATE) AS d FROM audit_actions_raw;
CREATE OR REPLACE TEMP VIEW faults AS
    WITH said AS MATERIALIZED (
        SELECT *, was_unreadable(tbl, col, record_id) OR was_placeholder(tbl, col, record_id) AS lost FROM dates
    )
    SELECT *, CASE WHEN d IS NULL THEN lost ELSE d = DATE '1900-01-01' OR year(d) >= 9999 END AS bad FROM said WHERE d IS NOT NULL OR lost;
SELECT 'live' AS counting, record_id, 'broken' AS outcome FROM faults WHERE bad
UNION ALL
SELECT 'live', record_id, 'met' FROM faults GROUP BY tbl, record_id, line HAVING NOT bool_or(bad)
UNION ALL
SELECT 'live', any_value(source), 'broken' FROM faults JOIN called USING (tbl) WHERE NOT bad
GROUP BY tbl, col HAVING count(*) >= 30 AND count(DISTINCT day(d)) >= 6 AND count(DISTINCT d) FILTER (WHERE day(d) > 12) < 0.2 * count(DISTINCT d)
