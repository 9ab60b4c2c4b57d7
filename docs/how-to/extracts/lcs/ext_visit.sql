-- ext_visit, from Liquidlogic LCS, in Oracle's words.
-- How a visit was written up: beside the SSD visit of the same id.
-- Cannot be asked without it: LAP-02, REC-01, REC-05, VOC-01, VOC-02, V02, V03, V04, V05, V06.
-- Also read for: ASM-03, CPV-01, CPV-03, ADO-07; the groups that children are counted in, and who holds them; zero-tolerance conditions 2, 3, 4; Annex A lists 6, 7, 8.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CASE WHEN note.DIM_LOOKUP_CASNT_TYPE_ID_CODE = 'STVL' THEN cla_visit.FACT_CLA_VISIT_ID ELSE note.FACT_CASENOTE_ID END AS visit_id,
    CASE note.DIM_LOOKUP_CASNT_TYPE_ID_CODE WHEN 'STVC' THEN 'ssd_cp_visits' WHEN 'STVL' THEN 'ssd_cla_visits' ELSE 'ssd_cin_visits' END AS visit_table,
    note.DIM_PERSON_ID AS person_id,
    note.<<when the note was written>> AS recorded_at,
    note.<<worker who wrote the note>> AS worker_id,
    CASE note.SEEN_FLAG WHEN 'Y' THEN 'seen' WHEN 'N' THEN 'not_seen' END AS outcome,
    note.<<wishes recorded>> AS wishes_recorded,
    note.<<method>> AS method,
    note.<<on paper only>> AS on_paper_only,
    note.<<text of the note>> AS case_note,
    RAWTOHEX(STANDARD_HASH(note.<<text of the note>>, 'SHA256')) AS content_hash
FROM Child_Social.FACT_CASENOTES note
LEFT JOIN Child_Social.FACT_CLA_VISIT cla_visit
    ON cla_visit.FACT_CASENOTE_ID = note.FACT_CASENOTE_ID
    AND cla_visit.DIM_PERSON_ID = note.DIM_PERSON_ID
WHERE note.DIM_LOOKUP_CASNT_TYPE_ID_CODE IN ('STVC', 'STVL', '<<types of note: child in need visits>>')
    AND note.DIM_PERSON_ID <> -1
