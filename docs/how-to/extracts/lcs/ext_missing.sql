-- ext_missing, from Liquidlogic LCS, in Oracle's words.
-- What was planned for a missing child's return.
-- Cannot be asked without it: zero-tolerance condition 8.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    episode.FACT_MISSING_PERSON_ID AS missing_id,
    episode.<<return plan on>> AS return_plan_on
FROM Child_Social.FACT_MISSING_PERSON episode
