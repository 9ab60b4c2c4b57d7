-- Own plans that ended in the period: before three months were over? One whose end cannot be read may have been among them.
SELECT 'period' AS counting, plan_id AS record_id,
       CASE WHEN ended_on IS NULL OR started_on IS NULL OR ended_on < started_on THEN 'not_recorded'
            WHEN ended_on < months_on(started_on, 3) THEN 'met' ELSE 'not_met' END AS outcome
FROM own_plans
WHERE ended_on BETWEEN since() AND as_at() OR was_unreadable('cp_plans', 'ended_on', plan_id)
