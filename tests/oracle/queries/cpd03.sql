-- Own open plans: neither open for more than fifteen months nor begun within twenty-four months of the end of an earlier own plan of the
-- child. Earlier: begun before this one, or with no start and ended by the day this one began. One that ended after this one began counts
-- too (the safer reading; C01 lists the two). One still open has no end to count from; one whose end cannot be read may have ended in time.
CREATE OR REPLACE TEMP VIEW others AS
    SELECT p.plan_id, o.ended_on, was_unreadable('cp_plans', 'ended_on', o.plan_id) AS end_lost,
           CASE WHEN o.started_on < p.started_on OR o.ended_on <= p.started_on THEN TRUE WHEN o.started_on IS NULL THEN NULL ELSE FALSE END AS earlier,
           months_on(o.ended_on, 24) >= p.started_on AS soon
    FROM own_plans p JOIN own_plans o ON o.child_id = p.child_id AND o.plan_id <> p.plan_id;
SELECT 'live' AS counting, p.plan_id AS record_id,
       CASE WHEN p.started_on IS NULL THEN 'not_recorded'
            WHEN months_on(p.started_on, 15) < as_at() THEN 'not_met'
            WHEN EXISTS (SELECT 1 FROM others o WHERE o.plan_id = p.plan_id AND o.earlier AND o.soon) THEN 'not_met'
            WHEN EXISTS (SELECT 1 FROM others o WHERE o.plan_id = p.plan_id AND coalesce(o.earlier, TRUE) AND (o.end_lost OR o.soon)) THEN 'not_recorded'
            ELSE 'met' END AS outcome
FROM own_plans p
WHERE p.ended_on IS NULL
