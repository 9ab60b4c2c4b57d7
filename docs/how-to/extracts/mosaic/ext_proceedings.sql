-- ext_proceedings, from Mosaic, as a SQL Server reporting database holds it.
-- Care proceedings.
-- Cannot be asked without it: CAS-02, PER-03, PLO-02.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', step.person_id) AS proceedings_id,
    step.person_id AS person_id,
    MAX(CASE WHEN answer.question_user_code = '<<question: issued on>>' THEN answer.date_answer END) AS issued_on,
    MAX(CASE WHEN answer.question_user_code = '<<question: final order on>>' THEN answer.date_answer END) AS final_order_on
FROM dm_workflow_steps_people_vw AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = step.person_id OR answer.subject_person_id <= 0)
WHERE step.workflow_step_type_id IN (<<types of step: care proceedings>>)
    AND step.step_status = 'COMPLETED'
GROUP BY step.workflow_step_id, step.person_id
