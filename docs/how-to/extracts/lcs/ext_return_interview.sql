-- ext_return_interview, from Liquidlogic LCS, in Oracle's words.
-- Interviews after a child returned from being missing.
-- Cannot be asked without it: MIS-01, MIS-02.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    episode.FACT_MISSING_PERSON_ID AS interview_id,
    episode.FACT_MISSING_PERSON_ID AS missing_id,
    episode.DIM_PERSON_ID AS person_id,
    episode.END_DTTM AS returned_at,
    episode.<<when the interview was offered>> AS offered_at,
    episode.<<when the interview was held>> AS held_at,
    CASE UPPER(episode.RETURN_INTERVIEW_ACCEPTED) WHEN 'NO' THEN 'Y' WHEN 'YES' THEN 'N' END AS declined
FROM Child_Social.FACT_MISSING_PERSON episode
WHERE episode.END_DTTM IS NOT NULL
