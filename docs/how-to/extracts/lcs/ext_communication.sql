-- ext_communication, from Liquidlogic LCS, in Oracle's words.
-- How a child communicates.
-- Cannot be asked without it: VOC-02.
-- Also read for: S47-03, CPV-02, LAV-05.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    person.DIM_PERSON_ID AS person_id,
    person.<<first language>> AS first_language,
    person.<<pre speech>> AS pre_speech
FROM Child_Social.DIM_PERSON person
WHERE person.DIM_PERSON_ID <> -1
