-- Visits of the last twelve months to open children: is there a note? No note is out while there is time to write up (two working days),
-- unless the write-up says 'on paper only'. A note and 'on paper only' contradict each other; a note answers where that is blank or
-- unreadable. Cancelled: no visit.
CREATE OR REPLACE TEMP VIEW the_visits AS
    SELECT *, case_note IS NOT NULL OR content_hash IS NOT NULL OR (written AND (was_unreadable('visit_records', 'case_note', visit_id)
              OR was_unreadable('visit_records', 'content_hash', visit_id))) AS noted,
           visited_on IS NOT NULL AND wd_between(visited_on, as_at()) <= 2 AS still_time
    FROM all_visits
    WHERE child_id IN (SELECT child_id FROM open_child) AND visit_outcome IS DISTINCT FROM 'cancelled'
      AND (visited_on IS NULL OR visited_on >= months_on(as_at(), -12));
SELECT 'live' AS counting, tbl AS record_table, visit_id AS record_id,
       CASE WHEN noted AND on_paper_only THEN 'not_recorded' WHEN noted THEN 'met' ELSE 'not_met' END AS outcome
FROM the_visits
WHERE noted OR NOT still_time OR on_paper_only
