-- Plans of this council open at the end of as_at: open for more than 729 days, counting both ends?
SELECT 'live' AS counting, plan_id AS record_id,
       CASE WHEN started_on IS NULL THEN 'not_recorded'
            WHEN date_diff('day', started_on, as_at()) + 1 > 729 THEN 'met' ELSE 'not_met' END AS outcome
FROM cp_plans
WHERE ended_on IS NULL AND coalesce(other_council, FALSE) = FALSE
