-- ext_strategy_discussion, from Mosaic, as a SQL Server reporting database holds it.
-- Strategy discussions.
-- Cannot be asked without it: S47-04, MIS-03.
-- Also read for: E08; zero-tolerance condition 8.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', step.person_id) AS discussion_id,
    step.person_id AS person_id,
    MAX(referral.referral_id) AS referral_id,
    MAX(CASE WHEN answer.question_user_code = '<<question: s47 enquiry id>>' THEN answer.text_answer END) AS s47_enquiry_id,
    MAX(CASE WHEN answer.question_user_code = '<<question: need identified on>>' THEN answer.date_answer END) AS need_identified_on,
    MAX(CASE WHEN answer.question_user_code = '<<question: held on>>' THEN answer.date_answer END) AS held_on
FROM dm_workflow_steps_people_vw AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = step.person_id OR answer.subject_person_id <= 0)
LEFT JOIN dm_cin_referrals AS referral
    ON referral.person_id = step.person_id
    AND referral.referral_date <= step.started_on
    AND (referral.closure_date IS NULL OR referral.closure_date >= step.started_on)
WHERE step.workflow_step_type_id IN (<<types of step: strategy discussions>>)
    AND step.step_status = 'COMPLETED'
GROUP BY step.workflow_step_id, step.person_id
