-- A conference held that decided on a plan, and a plan that is not another council's temporary one: does either name the other, or is there one
-- of the child's on the same day? A conference's name that cannot be read is there.
SELECT 'live' AS counting, c.conference_id AS record_id,
       CASE WHEN EXISTS (SELECT 1 FROM cp_plans p WHERE p.plan_id = c.plan_id OR p.conference_id = c.conference_id
                         OR (p.child_id = c.child_id AND p.started_on = c.held_on)) THEN 'met' ELSE 'broken' END AS outcome
FROM initial_conferences c WHERE c.held_on IS NOT NULL AND c.led_to_plan
UNION ALL
SELECT 'live', p.plan_id,
       CASE WHEN was_unreadable('cp_plans', 'conference_id', p.plan_id)
              OR EXISTS (SELECT 1 FROM initial_conferences c WHERE c.conference_id = p.conference_id OR c.plan_id = p.plan_id
                         OR (p.child_id = c.child_id AND p.started_on = c.held_on)) THEN 'met' ELSE 'broken' END
FROM own_plans p
