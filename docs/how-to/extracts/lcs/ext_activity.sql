-- ext_activity, from Liquidlogic LCS, in Oracle's words.
-- Anything recorded on a child's file.
-- Cannot be asked without it: DRF-01, REC-02, REC-02.recorded; zero-tolerance condition 7.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    note.FACT_CASENOTE_ID AS activity_id,
    note.DIM_PERSON_ID AS person_id,
    note.EVENT_DTTM AS event_on,
    note.<<when the note was written>> AS recorded_at
FROM Child_Social.FACT_CASENOTES note
WHERE note.DIM_PERSON_ID <> -1
