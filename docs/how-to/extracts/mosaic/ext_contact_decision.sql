-- ext_contact_decision, from Mosaic, as a SQL Server reporting database holds it.
-- What a manager decided on a contact or a referral, and when.
-- Cannot be asked without it: CON-01, CON-03, REF-01.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', step.person_id) AS contact_id,
    MAX(referral.referral_id) AS referral_id,
    step.completed_on AS decided_at,
    MAX(CASE WHEN answer.question_user_code = '<<question: decision>>' THEN answer.text_answer END) AS decision
FROM dm_workflow_steps_people_vw AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = step.person_id OR answer.subject_person_id <= 0)
LEFT JOIN dm_cin_referrals AS referral
    ON referral.person_id = step.person_id
    AND referral.referral_date <= step.started_on
    AND (referral.closure_date IS NULL OR referral.closure_date >= step.started_on)
WHERE step.workflow_step_type_id IN (<<types of step: decisions on a contact>>)
    AND step.step_status = 'COMPLETED'
GROUP BY step.workflow_step_id, step.person_id, step.completed_on
