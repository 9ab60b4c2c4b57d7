-- Own open plans that began three months ago or more: every review in time, the first within three months and each later one within six
-- of the one before, and none outstanding late. A plan with no start cannot be judged. Reviews whose day cannot be read may each have been
-- held wherever one was missed. One on or before the plan's first day does not count.
CREATE OR REPLACE TEMP VIEW three_months AS
    SELECT plan_id, started_on FROM own_plans WHERE ended_on IS NULL AND (started_on IS NULL OR started_on <= months_on(as_at(), -3));
CREATE OR REPLACE TEMP VIEW points AS
    SELECT plan_id, started_on AS a, 3 AS n FROM three_months WHERE started_on IS NOT NULL
    UNION
    SELECT p.plan_id, r.on_day, 6 FROM three_months p JOIN reviews_of_plans r ON r.record_id = p.plan_id WHERE r.on_day > p.started_on;
CREATE OR REPLACE TEMP VIEW gaps AS
    SELECT plan_id, a, n, coalesce(lead(a) OVER (PARTITION BY plan_id ORDER BY a), as_at()) AS b FROM points;
CREATE OR REPLACE TEMP VIEW missed AS
    WITH RECURSIVE reach AS (
        SELECT plan_id, a AS gap, a, n, b, 0 AS cuts FROM gaps
        UNION ALL
        SELECT plan_id, gap, months_on(a, n), 6, b, cuts + 1 FROM reach WHERE months_on(a, n) < b AND cuts < 100
    )
    SELECT plan_id, sum(most) AS cuts FROM (SELECT plan_id, gap, max(cuts) AS most FROM reach GROUP BY plan_id, gap) GROUP BY plan_id;
SELECT 'live' AS counting, p.plan_id AS record_id,
       CASE WHEN p.started_on IS NULL THEN 'not_recorded' WHEN m.cuts = 0 THEN 'met'
            WHEN m.cuts <= (SELECT count(*) FROM reviews_of_plans r WHERE r.record_id = p.plan_id AND r.on_day IS NULL) THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM three_months p LEFT JOIN missed m USING (plan_id)
