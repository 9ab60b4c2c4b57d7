-- ext_mgmt_decision, from Liquidlogic LCS, in Oracle's words.
-- Management decisions and oversight.
-- Cannot be asked without it: ASM-05, CIN-04, DRF-01, MGT-01, MGT-02, A03, R02.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    note.FACT_CASENOTE_ID AS decision_id,
    note.DIM_PERSON_ID AS person_id,
    note.EVENT_DTTM AS decided_on,
    CASE
        WHEN note.DIM_LOOKUP_CASNT_TYPE_ID_CODE IN ('<<types of note: accept>>') THEN 'accept'
        WHEN note.DIM_LOOKUP_CASNT_TYPE_ID_CODE IN ('<<types of note: assess>>') THEN 'assess'
        WHEN note.DIM_LOOKUP_CASNT_TYPE_ID_CODE IN ('<<types of note: assessment review>>') THEN 'assessment_review'
        WHEN note.DIM_LOOKUP_CASNT_TYPE_ID_CODE IN ('<<types of note: s47>>') THEN 's47'
        WHEN note.DIM_LOOKUP_CASNT_TYPE_ID_CODE IN ('<<types of note: conference>>') THEN 'conference'
        WHEN note.DIM_LOOKUP_CASNT_TYPE_ID_CODE IN ('<<types of note: step down>>') THEN 'step_down'
        WHEN note.DIM_LOOKUP_CASNT_TYPE_ID_CODE IN ('<<types of note: close>>') THEN 'close'
        WHEN note.DIM_LOOKUP_CASNT_TYPE_ID_CODE IN ('<<types of note: oversight>>') THEN 'oversight'
        ELSE 'other'
    END AS type
FROM Child_Social.FACT_CASENOTES note
WHERE note.DIM_LOOKUP_CASNT_TYPE_ID_CODE IN ('<<types of note: decisions of managers>>')
    AND note.DIM_PERSON_ID <> -1
