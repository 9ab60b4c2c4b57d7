-- ext_supervision, from Mosaic, as a SQL Server reporting database holds it.
-- Supervision: of a worker, or of a child's case.
-- Cannot be asked without it: SUP-01, SUP-02, R03.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', step.person_id) AS supervision_id,
    'case' AS kind,
    MAX(CASE WHEN answer.question_user_code = '<<question: worker id>>' THEN answer.text_answer END) AS worker_id,
    step.person_id AS person_id,
    MAX(CASE WHEN answer.question_user_code = '<<question: held on>>' THEN answer.date_answer END) AS held_on,
    MAX(CASE WHEN answer.question_user_code = '<<question: signed by>>' THEN answer.text_answer END) AS signed_by
FROM dm_workflow_steps_people_vw AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = step.person_id OR answer.subject_person_id <= 0)
WHERE step.workflow_step_type_id IN (<<types of step: supervision of a case>>)
    AND step.step_status = 'COMPLETED'
GROUP BY step.workflow_step_id, step.person_id
