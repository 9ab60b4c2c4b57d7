-- ext_core_group, from Mosaic, as a SQL Server reporting database holds it.
-- Core group meetings.
-- Cannot be asked without it: CPP-01, CPP-02, DRF-01.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', step.person_id) AS core_group_id,
    step.person_id AS person_id,
    MAX(cp_plan.registration_id) AS cp_plan_id,
    MAX(CASE WHEN answer.question_user_code = '<<question: held on>>' THEN answer.date_answer END) AS held_on
FROM dm_workflow_steps_people_vw AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = step.person_id OR answer.subject_person_id <= 0)
LEFT JOIN dm_registrations AS cp_plan
    ON cp_plan.person_id = step.person_id
    AND cp_plan.is_child_protection_plan = 'Y'
    AND cp_plan.registration_start_date <= step.started_on
    AND (cp_plan.deregistration_date IS NULL OR cp_plan.deregistration_date >= step.started_on)
WHERE step.workflow_step_type_id IN (<<types of step: core groups>>)
    AND step.step_status = 'COMPLETED'
GROUP BY step.workflow_step_id, step.person_id
