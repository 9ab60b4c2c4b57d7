-- Visits of the three tables written up in two working days. A cancelled visit was not done. Written up before the visit, or on a day that
-- cannot be read: contradictory or unreadable, so it may have been in time.
CREATE OR REPLACE TEMP VIEW the_visits AS
    SELECT tbl || '|' || visit_id AS record_id, due_of(visited_on, 'wd', 2) AS due_on,
           CASE WHEN recorded_on >= visited_on OR visited_on IS NULL THEN recorded_on END AS done_on, CAST(NULL AS DATE) AS ends_on,
           coalesce(recorded_on < visited_on, FALSE) OR (written AND was_unreadable('visit_records', 'recorded_on', visit_id)) AS kind
    FROM all_visits WHERE visit_outcome IS DISTINCT FROM 'cancelled';
SELECT * REPLACE (substr(record_id, strpos(record_id, '|') + 1) AS record_id), split_part(record_id, '|', 1) AS record_table FROM once_period('the_visits', 'wd')
