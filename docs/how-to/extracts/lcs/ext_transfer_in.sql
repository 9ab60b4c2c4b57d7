-- ext_transfer_in, from Liquidlogic LCS, in Oracle's words.
-- When another council told us of a child moving in on its plan.
-- Cannot be asked without it: CPT-01.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    conference.FACT_CP_CONFERENCE_ID AS icpc_id,
    conference.<<when the other council told us>> AS notified_on
FROM Child_Social.FACT_CP_CONFERENCE conference
WHERE conference.TRANSFER_IN_FLAG = 'Y'
