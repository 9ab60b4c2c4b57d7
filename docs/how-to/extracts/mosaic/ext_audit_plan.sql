-- ext_audit_plan, from Mosaic, as a SQL Server reporting database holds it.
-- How many audits were planned, by month and team.
-- Cannot be asked without it: AUD-01.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    plan_line.<<month>> AS month,
    plan_line.<<team id>> AS team_id,
    plan_line.<<service area>> AS service_area,
    plan_line.<<planned>> AS planned
FROM <<the audit programme>> AS plan_line
