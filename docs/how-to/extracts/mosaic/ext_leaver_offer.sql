-- ext_leaver_offer, from Mosaic, as a SQL Server reporting database holds it.
-- What a care leaver has been offered.
-- Cannot be asked without it: CLV-04, CLV-09.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    step.person_id AS person_id,
    MAX(CASE WHEN answer.question_user_code = '<<question: council home from>>' THEN answer.date_answer END) AS council_home_from,
    MAX(CASE WHEN answer.question_user_code = '<<question: council home to>>' THEN answer.date_answer END) AS council_home_to,
    MAX(CASE WHEN answer.question_user_code = '<<question: health history on>>' THEN answer.date_answer END) AS health_history_on,
    MAX(CASE WHEN answer.question_user_code = '<<question: documents on>>' THEN answer.date_answer END) AS documents_on,
    MAX(CASE WHEN answer.question_user_code = '<<question: staying put from>>' THEN answer.date_answer END) AS staying_put_from,
    MAX(CASE WHEN answer.question_user_code = '<<question: local offer on>>' THEN answer.date_answer END) AS local_offer_on
FROM dm_workflow_steps_people_vw AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = step.person_id OR answer.subject_person_id <= 0)
WHERE step.workflow_step_type_id IN (<<types of step: offers to care leavers>>)
    AND step.step_status = 'COMPLETED'
GROUP BY step.person_id
