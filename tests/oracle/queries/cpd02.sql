-- Own plans that began in the period: had the child an earlier own plan? Another plan with no start is the earlier where it ended by the
-- day this one began, and may be where it did not. A plan with no start is in if it was open in the period: another may have come first,
-- unless it began when this one had ended; where there is no other, it is the first whenever it began.
CREATE OR REPLACE TEMP VIEW others AS
    SELECT p.plan_id,
           CASE WHEN o.started_on < p.started_on OR o.ended_on <= p.started_on THEN TRUE
                WHEN o.started_on >= p.started_on OR o.started_on >= p.ended_on THEN FALSE END AS earlier
    FROM own_plans p JOIN own_plans o ON o.child_id = p.child_id AND o.plan_id <> p.plan_id;
SELECT 'period' AS counting, p.plan_id AS record_id,
       CASE WHEN EXISTS (SELECT 1 FROM others o WHERE o.plan_id = p.plan_id AND o.earlier) THEN 'met'
            WHEN EXISTS (SELECT 1 FROM others o WHERE o.plan_id = p.plan_id AND o.earlier IS NULL) THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM own_plans p
WHERE p.started_on >= since() OR (p.started_on IS NULL AND (p.ended_on IS NULL OR p.ended_on >= since()))
