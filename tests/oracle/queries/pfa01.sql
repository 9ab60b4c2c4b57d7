-- A privately fostered child is seen within seven days of notification, then every 42 days in the arrangement's first year and every 84 after:
-- by the day of the visit from which the next is counted. The arrangement began on its first day, else when it was notified.
CREATE OR REPLACE TEMP MACRO next_due(arg, day, after_event, kindly) AS
    days_on(day, CASE WHEN NOT after_event THEN 7 WHEN arg IS NULL OR day < months_on(arg, 12) THEN 42 ELSE 84 END);
CREATE OR REPLACE TEMP VIEW arrangements AS
    SELECT arrangement_id AS record_id, notified_on AS starts_on, ended_on AS ends_on, coalesce(started_on, notified_on) AS arg
    FROM private_fostering_arrangements;
CREATE OR REPLACE TEMP VIEW open_ones AS SELECT * FROM arrangements WHERE ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW seen AS
    SELECT arrangement_id AS record_id, visited_on AS on_day, child_seen AS counts FROM private_fostering_visits;
SELECT counting, record_id, due_on, outcome FROM interval_live_by('open_ones', 'seen', TRUE)
UNION ALL SELECT counting, record_id, due_on, outcome FROM interval_period_by('arrangements', 'seen')
