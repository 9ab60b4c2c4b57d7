-- ext_activity, from Mosaic, as a SQL Server reporting database holds it.
-- Anything recorded on a child's file.
-- Cannot be asked without it: DRF-01, REC-02, REC-02.recorded; zero-tolerance condition 7.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', step.person_id) AS activity_id,
    step.person_id AS person_id,
    step.started_on AS event_on,
    step.completed_on AS recorded_at
FROM dm_workflow_steps_people_vw AS step
WHERE step.step_status IN ('STARTED', 'REOPENED', 'COMPLETED')
