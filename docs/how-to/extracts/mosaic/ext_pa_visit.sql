-- ext_pa_visit, from Mosaic, as a SQL Server reporting database holds it.
-- Contacts of a personal adviser with a care leaver.
-- Cannot be asked without it: CLV-04, CLV-08.
-- Also read for: CLV-05, K01; Annex A list 9.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', step.person_id) AS pa_visit_id,
    step.person_id AS person_id,
    MAX(CASE WHEN answer.question_user_code = '<<question: visited on>>' THEN answer.date_answer END) AS visited_on,
    MAX(CASE WHEN answer.question_user_code = '<<question: contact kind>>' THEN answer.text_answer END) AS contact_kind
FROM dm_workflow_steps_people_vw AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = step.person_id OR answer.subject_person_id <= 0)
WHERE step.workflow_step_type_id IN (<<types of step: contacts of a personal adviser>>)
    AND step.step_status = 'COMPLETED'
GROUP BY step.workflow_step_id, step.person_id
