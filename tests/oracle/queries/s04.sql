-- A conference held that decided on a plan, and a plan that is not another council's temporary one: does either name the other; or is there, of
-- those that no name joins to any, one of the child's on the same day? A conference that decided on one plan is not on record as having decided
-- on another (the spec is silent; the reading that never passes a plan nobody agreed). A conference's name that cannot be read is there.
CREATE OR REPLACE TEMP VIEW joined_by_name AS
    SELECT p.plan_id, c.conference_id FROM cp_plans p JOIN initial_conferences c ON c.conference_id = p.conference_id OR c.plan_id = p.plan_id;
CREATE OR REPLACE TEMP VIEW together AS
    FROM joined_by_name
    UNION
    SELECT p.plan_id, c.conference_id
    FROM (FROM cp_plans ANTI JOIN joined_by_name USING (plan_id)) p
    JOIN (FROM initial_conferences ANTI JOIN joined_by_name USING (conference_id)) c ON p.child_id = c.child_id AND p.started_on = c.held_on;
SELECT 'live' AS counting, conference_id AS record_id,
       CASE WHEN conference_id IN (SELECT conference_id FROM together) THEN 'met' ELSE 'broken' END AS outcome
FROM initial_conferences WHERE held_on IS NOT NULL AND led_to_plan
UNION ALL
SELECT 'live', plan_id,
       CASE WHEN was_unreadable('cp_plans', 'conference_id', plan_id) OR plan_id IN (SELECT plan_id FROM together) THEN 'met' ELSE 'broken' END
FROM own_plans
