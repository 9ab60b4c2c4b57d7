-- Plans whose conference is on record, both dated: the same day. A plan's conference is the one it names, else one that names the plan; where no
-- name joins the plan to any, the child's own of that day that none joins to another plan (as S04 finds it), and then the days agree.
CREATE OR REPLACE TEMP VIEW decided AS
    SELECT p.plan_id, c.conference_id, p.started_on, c.held_on FROM cp_plans p JOIN initial_conferences c
        ON c.conference_id = p.conference_id OR (c.plan_id = p.plan_id AND (p.conference_id IS NULL OR p.conference_id NOT IN (SELECT conference_id FROM initial_conferences)));
SELECT 'live' AS counting, plan_id AS record_id, CASE WHEN bool_or(started_on = held_on) THEN 'met' ELSE 'broken' END AS outcome
FROM decided WHERE started_on IS NOT NULL AND held_on IS NOT NULL GROUP BY plan_id
UNION ALL
SELECT DISTINCT 'live', p.plan_id, 'met'
FROM cp_plans p JOIN initial_conferences c ON p.child_id = c.child_id AND p.started_on = c.held_on
WHERE NOT EXISTS (SELECT 1 FROM decided d WHERE d.plan_id = p.plan_id)
  AND NOT EXISTS (SELECT 1 FROM cp_plans o WHERE o.conference_id = c.conference_id OR o.plan_id = c.plan_id)
