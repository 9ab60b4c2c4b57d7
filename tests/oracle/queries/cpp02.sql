-- Core groups at least every 42 days after the first. Own plans.
-- The first is the other standard's: it only begins the count. A plan that has none is out. Where the plan has no start no day is surely
-- the first; where no day is known the plan is in only if, counted from its own start, the next would be late by now
-- or by its end (two such days may have followed each other in time; that alone puts no plan in).
CREATE OR REPLACE TEMP VIEW happened AS
    SELECT p.plan_id AS record_id, p.started_on, p.ended_on, g.on_day,
           min(g.on_day) OVER (PARTITION BY p.plan_id) AS first_on
    FROM own_plans p JOIN core_groups_of_plans g ON g.record_id = p.plan_id
    WHERE g.on_day IS NULL OR ((p.started_on IS NULL OR g.on_day >= p.started_on) AND (p.ended_on IS NULL OR g.on_day <= p.ended_on));
CREATE OR REPLACE TEMP VIEW the_records AS
    SELECT DISTINCT record_id, CASE WHEN started_on IS NOT NULL THEN first_on END AS starts_on, ended_on AS ends_on
    FROM happened
    WHERE started_on IS NULL OR first_on IS NOT NULL OR past(due_of(started_on, 'cd', 42), least(coalesce(ended_on, as_at()), as_at()), 'cd');
CREATE OR REPLACE TEMP VIEW open_records AS SELECT * FROM the_records WHERE ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW later AS
    SELECT record_id, on_day, TRUE AS counts FROM happened
    WHERE started_on IS NOT NULL AND first_on IS NOT NULL AND (on_day IS NULL OR on_day > first_on);
SELECT * FROM interval_live('open_records', 'later', 'cd', 42, FALSE)
UNION ALL SELECT * FROM interval_period('the_records', 'later', 'cd', 42);
