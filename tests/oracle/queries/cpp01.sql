-- The core group first meets within ten working days of the plan's start. Own plans. A core group without a day may have been in time; none
-- before the plan began counts, and where the plan has no start none surely does.
CREATE OR REPLACE TEMP VIEW things AS
    SELECT p.plan_id AS record_id, p.ended_on AS ends_on, wd_add(p.started_on, 10) AS due_on,
           min(g.on_day) FILTER (WHERE g.on_day >= p.started_on AND (p.ended_on IS NULL OR g.on_day <= p.ended_on)) AS done_on,
           coalesce(bool_or(g.thing_id IS NOT NULL AND g.on_day IS NULL), FALSE) AS kind
    FROM own_plans p LEFT JOIN core_groups_of_plans g ON g.record_id = p.plan_id
    GROUP BY p.plan_id, p.ended_on, p.started_on;
CREATE OR REPLACE TEMP VIEW open_things AS SELECT * FROM things WHERE ends_on IS NULL;
SELECT * FROM once_live('open_things', 'wd')
UNION ALL SELECT * FROM once_period('things', 'wd');
