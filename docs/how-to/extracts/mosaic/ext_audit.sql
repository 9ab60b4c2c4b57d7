-- ext_audit, from Mosaic, as a SQL Server reporting database holds it.
-- Case file audits.
-- Cannot be asked without it: AUD-01, AUD-02, AUD-02.gap, AUD-03, AUD-03.safe, AUD-04, AUD-05; zero-tolerance condition 6.
-- Also read for: audits on the leadership pages; the audits of the inspection bundle.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', step.person_id) AS audit_id,
    step.person_id AS person_id,
    MAX(CASE WHEN answer.question_user_code = '<<question: service area>>' THEN answer.text_answer END) AS service_area,
    MAX(CASE WHEN answer.question_user_code = '<<question: audited on>>' THEN answer.date_answer END) AS audited_on,
    MAX(CASE WHEN answer.question_user_code = '<<question: self grade>>' THEN answer.text_answer END) AS self_grade,
    MAX(CASE WHEN answer.question_user_code = '<<question: moderated grade>>' THEN answer.text_answer END) AS moderated_grade,
    MAX(CASE WHEN answer.question_user_code = '<<question: q1>>' THEN answer.text_answer END) AS q1,
    MAX(CASE WHEN answer.question_user_code = '<<question: q2>>' THEN answer.text_answer END) AS q2,
    MAX(CASE WHEN answer.question_user_code = '<<question: q3>>' THEN answer.text_answer END) AS q3,
    MAX(CASE WHEN answer.question_user_code = '<<question: q4>>' THEN answer.text_answer END) AS q4,
    MAX(CASE WHEN answer.question_user_code = '<<question: q5>>' THEN answer.text_answer END) AS q5,
    MAX(CASE WHEN answer.question_user_code = '<<question: q6>>' THEN answer.text_answer END) AS q6,
    MAX(CASE WHEN answer.question_user_code = '<<question: q7>>' THEN answer.text_answer END) AS q7,
    MAX(CASE WHEN answer.question_user_code = '<<question: q8>>' THEN answer.text_answer END) AS q8,
    MAX(CASE WHEN answer.question_user_code = '<<question: q9>>' THEN answer.text_answer END) AS q9,
    MAX(CASE WHEN answer.question_user_code = '<<question: escalated on>>' THEN answer.date_answer END) AS escalated_on,
    MAX(CASE WHEN answer.question_user_code = '<<question: escalation level>>' THEN answer.text_answer END) AS escalation_level,
    MAX(CASE WHEN answer.question_user_code = '<<question: made safe on>>' THEN answer.date_answer END) AS made_safe_on,
    MAX(CASE WHEN answer.question_user_code = '<<question: resolved on>>' THEN answer.date_answer END) AS resolved_on
FROM dm_workflow_steps_people_vw AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = step.person_id OR answer.subject_person_id <= 0)
WHERE step.workflow_step_type_id IN (<<types of step: case file audits>>)
    AND step.step_status = 'COMPLETED'
GROUP BY step.workflow_step_id, step.person_id
