-- Child protection plans by start: none begins before an earlier one ends. And child in need plans open tonight: beside an open child
-- protection plan the child in need plan is the wrong one. A blank start sorts first, as in E01.
CREATE OR REPLACE TEMP VIEW ordered AS
    SELECT *, coalesce(started_on, DATE '1900-01-01') AS from_day, row_number() OVER (PARTITION BY child_id ORDER BY started_on NULLS FIRST, plan_id) AS place FROM cp_plans WHERE child_id IS NOT NULL;
SELECT 'live' AS counting, p.plan_id AS record_id,
       CASE WHEN EXISTS (SELECT 1 FROM ordered o JOIN ordered me ON me.plan_id = p.plan_id
                         WHERE o.child_id = p.child_id AND o.place < me.place
                           AND (o.ended_on IS NULL OR o.ended_on > me.from_day)) THEN 'broken' ELSE 'met' END AS outcome
FROM cp_plans p
UNION ALL
SELECT 'live', n.plan_id,
       CASE WHEN EXISTS (SELECT 1 FROM cp_plans p WHERE p.child_id = n.child_id AND p.ended_on IS NULL) THEN 'broken' ELSE 'met' END
FROM cin_plans n WHERE n.ended_on IS NULL
