-- ext_mgmt_decision, from Mosaic, as a SQL Server reporting database holds it.
-- Management decisions and oversight.
-- Cannot be asked without it: ASM-05, CIN-04, DRF-01, MGT-01, MGT-02, A03, R02.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', step.person_id) AS decision_id,
    step.person_id AS person_id,
    step.completed_on AS decided_on,
    CASE
        WHEN step.workflow_step_type_id IN (<<types of step: accept>>) THEN 'accept'
        WHEN step.workflow_step_type_id IN (<<types of step: assess>>) THEN 'assess'
        WHEN step.workflow_step_type_id IN (<<types of step: assessment review>>) THEN 'assessment_review'
        WHEN step.workflow_step_type_id IN (<<types of step: s47>>) THEN 's47'
        WHEN step.workflow_step_type_id IN (<<types of step: conference>>) THEN 'conference'
        WHEN step.workflow_step_type_id IN (<<types of step: step down>>) THEN 'step_down'
        WHEN step.workflow_step_type_id IN (<<types of step: close>>) THEN 'close'
        WHEN step.workflow_step_type_id IN (<<types of step: oversight>>) THEN 'oversight'
        ELSE 'other'
    END AS type
FROM dm_workflow_steps_people_vw AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = step.person_id OR answer.subject_person_id <= 0)
WHERE step.workflow_step_type_id IN (<<types of step: decisions of managers>>)
    AND step.step_status = 'COMPLETED'
GROUP BY step.workflow_step_id, step.person_id, step.workflow_step_type_id, step.completed_on
