-- ext_return_interview, from Mosaic, as a SQL Server reporting database holds it.
-- Interviews after a child returned from being missing.
-- Cannot be asked without it: MIS-01, MIS-02.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', subject.subject_compound_id) AS interview_id,
    step.workflow_step_id AS missing_id,
    subject.subject_compound_id AS person_id,
    step.completed_on AS returned_at,
    MAX(CASE WHEN answer.question_user_code = '<<question: offered at>>' THEN answer.date_answer END) AS offered_at,
    MAX(CASE WHEN answer.question_user_code = '<<question: held at>>' THEN answer.date_answer END) AS held_at,
    MAX(CASE WHEN answer.question_user_code = '<<question: declined>>' THEN answer.text_answer END) AS declined
FROM dm_workflow_steps AS step
JOIN dm_subgroup_subjects AS subject
    ON subject.subgroup_id = step.subgroup_id
    AND subject.subject_type_code = 'PER'
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = subject.subject_compound_id OR answer.subject_person_id <= 0)
WHERE step.is_missing_or_absent = 'Y'
GROUP BY step.workflow_step_id, subject.subject_compound_id, step.completed_on
