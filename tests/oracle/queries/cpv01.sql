-- The child is seen every ten working days from the plan's start: plans of this and of other councils. A visit belongs to the plan it
-- names, else to the child's plan on that day (with no day, to any of the child's plans).
CREATE OR REPLACE TEMP VIEW the_plans AS
    SELECT plan_id AS record_id, child_id, started_on AS starts_on, ended_on AS ends_on FROM cp_plans;
CREATE OR REPLACE TEMP VIEW open_plans AS SELECT * FROM the_plans WHERE ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW seen AS
    SELECT plan_id AS record_id, visited_on AS on_day, counts FROM visits_of('cp_visits', 'ssd_cp_visits') WHERE plan_id IS NOT NULL
    UNION ALL
    SELECT p.record_id, v.visited_on, v.counts
    FROM visits_of('cp_visits', 'ssd_cp_visits') v JOIN the_plans p USING (child_id)
    WHERE v.plan_id IS NULL AND (v.visited_on IS NULL OR p.starts_on IS NULL OR v.visited_on >= p.starts_on)
      AND (v.visited_on IS NULL OR p.ends_on IS NULL OR v.visited_on <= p.ends_on);
SELECT * FROM interval_live('open_plans', 'seen', 'wd', 10, TRUE)
UNION ALL SELECT * FROM interval_period('the_plans', 'seen', 'wd', 10);
