-- Other councils' temporary plans: was a plan of this council on at any time while it lasted? A blank start lies before all, a blank end after.
SELECT 'live' AS counting, t.plan_id AS record_id,
       CASE WHEN EXISTS (SELECT 1 FROM own_plans o WHERE o.child_id = t.child_id
                           AND coalesce(o.started_on, DATE '0001-01-01') < coalesce(t.ended_on, DATE '9999-01-01')
                           AND coalesce(t.started_on, DATE '0001-01-01') < coalesce(o.ended_on, DATE '9999-01-01')) THEN 'broken' ELSE 'met' END AS outcome
FROM cp_plans t WHERE t.other_council
