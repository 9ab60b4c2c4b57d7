-- Plans whose conference is on record (the one the plan names, else one that names the plan), both dated: the same day.
CREATE OR REPLACE TEMP VIEW decided AS
    SELECT p.plan_id, p.started_on, c.held_on FROM cp_plans p JOIN initial_conferences c
        ON c.conference_id = p.conference_id OR (c.plan_id = p.plan_id AND (p.conference_id IS NULL OR p.conference_id NOT IN (SELECT conference_id FROM initial_conferences)))
    WHERE p.started_on IS NOT NULL AND c.held_on IS NOT NULL;
SELECT 'live' AS counting, plan_id AS record_id, CASE WHEN bool_or(started_on = held_on) THEN 'met' ELSE 'broken' END AS outcome
FROM decided GROUP BY plan_id
