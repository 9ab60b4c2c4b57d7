-- Of the child's open assessments the first by start (a blank first, as in E01), then id, keeps the rule. An end that cannot be read is one.
SELECT 'live' AS counting, assessment_id AS record_id,
       CASE WHEN child_id IS NOT NULL AND row_number() OVER (PARTITION BY child_id ORDER BY started_on NULLS FIRST, assessment_id) > 1
            THEN 'broken' ELSE 'met' END AS outcome
FROM assessments WHERE authorised_on IS NULL AND NOT was_unreadable('assessments', 'authorised_on', assessment_id)
