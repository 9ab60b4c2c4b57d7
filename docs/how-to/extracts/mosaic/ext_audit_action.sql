-- ext_audit_action, from Mosaic, as a SQL Server reporting database holds it.
-- What an audit asked to be done.
-- Cannot be asked without it: AUD-04.
-- Also read for: audits on the leadership pages; the audits of the inspection bundle.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', step.person_id) AS action_id,
    MAX(CASE WHEN answer.question_user_code = '<<question: audit id>>' THEN answer.text_answer END) AS audit_id,
    MAX(CASE WHEN answer.question_user_code = '<<question: due on>>' THEN answer.date_answer END) AS due_on,
    MAX(CASE WHEN answer.question_user_code = '<<question: done on>>' THEN answer.date_answer END) AS done_on
FROM dm_workflow_steps_people_vw AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = step.person_id OR answer.subject_person_id <= 0)
WHERE step.workflow_step_type_id IN (<<types of step: actions of an audit>>)
    AND step.step_status = 'COMPLETED'
GROUP BY step.workflow_step_id, step.person_id
