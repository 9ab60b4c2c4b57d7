-- Visits of the last twelve months (or of no recorded day), not cancelled, once written up or past the two working days for it: is the day of
-- writing-up there, on or after the visit's own, and no more than ten working days later? A visit of no recorded day that does not say when it
-- was written up breaks the rule: its days cannot be shown not to have passed.
CREATE OR REPLACE TEMP VIEW written_up AS
    SELECT visit_id, visited_on, visit_outcome, written, recorded_on,
           written AND was_unreadable('visit_records', 'recorded_on', visit_id) AS unread
    FROM all_visits;
SELECT 'live' AS counting, visit_id AS record_id,
       CASE WHEN unread THEN 'met'
            WHEN recorded_on IS NULL THEN 'broken'
            WHEN recorded_on < visited_on OR wd_between(visited_on, recorded_on) > 10 THEN 'broken'
            ELSE 'met' END AS outcome
FROM written_up
WHERE (visited_on IS NULL OR visited_on >= months_on(as_at(), -12)) AND visit_outcome IS DISTINCT FROM 'cancelled'
  AND (recorded_on IS NOT NULL OR unread OR visited_on IS NULL OR wd_between(visited_on, as_at()) > 2)
