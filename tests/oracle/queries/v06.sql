-- Visits of the last twelve months (or of no recorded day) that say when they were written up, not cancelled: is there a note, or its hash?
SELECT 'live' AS counting, visit_id AS record_id,
       CASE WHEN case_note IS NOT NULL OR content_hash IS NOT NULL OR was_unreadable('visit_records', 'case_note', visit_id)
                 OR was_unreadable('visit_records', 'content_hash', visit_id) THEN 'met' ELSE 'broken' END AS outcome
FROM all_visits
WHERE (visited_on IS NULL OR visited_on >= months_on(as_at(), -12)) AND visit_outcome IS DISTINCT FROM 'cancelled'
  AND (recorded_on IS NOT NULL OR (written AND was_unreadable('visit_records', 'recorded_on', visit_id)))
