-- ext_pep, from Mosaic, as a SQL Server reporting database holds it.
-- Personal education plan meetings.
-- Cannot be asked without it: LAP-02, PEP-01, PEP-02.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', step.person_id) AS pep_id,
    step.person_id AS person_id,
    MAX(CASE WHEN answer.question_user_code = '<<question: held on>>' THEN answer.date_answer END) AS held_on
FROM dm_workflow_steps_people_vw AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = step.person_id OR answer.subject_person_id <= 0)
WHERE step.workflow_step_type_id IN (<<types of step: personal education plans>>)
    AND step.step_status = 'COMPLETED'
GROUP BY step.workflow_step_id, step.person_id
