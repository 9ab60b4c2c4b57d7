-- A health assessment within twelve months of the last one, six if the child was then under five (of no known age: six, or twelve if kindly). The
-- first assessment is LAH-01's question, so the gap from the start of care counts only while none is had.
CREATE OR REPLACE TEMP MACRO next_due(arg, day, after_event, kindly) AS
    months_on(day, CASE WHEN arg IS NULL THEN CASE WHEN kindly THEN 12 ELSE 6 END WHEN age_on(arg, day) < 5 THEN 6 ELSE 12 END);
CREATE OR REPLACE TEMP VIEW periods AS
    SELECT c.care_id AS record_id, c.starts_on, c.ends_on, p.born_on AS arg
    FROM care_periods c LEFT JOIN people p USING (child_id) WHERE NOT c.short_break;
CREATE OR REPLACE TEMP VIEW open_periods AS SELECT * FROM periods WHERE ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW had AS
    SELECT c.care_id AS record_id, e.on_day, e.counts FROM checks_of('HEALTH') e JOIN care_periods c USING (child_id)
    WHERE c.starts_on IS NOT NULL;  -- which period a check was in cannot be told of one without a first day
SELECT counting, record_id, due_on, outcome FROM interval_live_by('open_periods', 'had', FALSE)
UNION ALL SELECT counting, record_id, due_on, outcome FROM interval_period_by('periods', 'had') WHERE after_event OR done_on IS NULL
