-- ext_missing, from Mosaic, as a SQL Server reporting database holds it.
-- What was planned for a missing child's return.
-- Cannot be asked without it: zero-tolerance condition 8.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    step.workflow_step_id AS missing_id,
    MAX(CASE WHEN answer.question_user_code = '<<question: return plan on>>' THEN answer.date_answer END) AS return_plan_on
FROM dm_workflow_steps AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
WHERE step.is_missing_or_absent = 'Y'
GROUP BY step.workflow_step_id
