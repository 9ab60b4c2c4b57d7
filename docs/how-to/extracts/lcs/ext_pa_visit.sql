-- ext_pa_visit, from Liquidlogic LCS, in Oracle's words.
-- Contacts of a personal adviser with a care leaver.
-- Cannot be asked without it: CLV-04, CLV-08.
-- Also read for: CLV-05, K01; Annex A list 9.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    note.FACT_CASENOTE_ID AS pa_visit_id,
    note.DIM_PERSON_ID AS person_id,
    note.EVENT_DTTM AS visited_on,
    note.DIM_LOOKUP_CASNT_TYPE_ID_CODE AS contact_kind
FROM Child_Social.FACT_CASENOTES note
WHERE note.DIM_LOOKUP_CASNT_TYPE_ID_CODE IN ('<<types of note: contacts of a personal adviser>>')
    AND note.DIM_PERSON_ID <> -1
