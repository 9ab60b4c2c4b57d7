-- Visits of the last twelve months with a note, of children whose family is known: is the note of this day in no sibling's visit of the same
-- day? Notes are compared by their hash; by their words where either has no hash.
CREATE OR REPLACE TEMP VIEW notes AS
    SELECT DISTINCT v.source, v.visit_id, v.child_id, v.visited_on, f.family_id, v.case_note, v.content_hash
    FROM all_visits v JOIN families f USING (child_id)
    WHERE f.family_id IS NOT NULL AND (v.visited_on >= months_on(as_at(), -12))
      AND (v.case_note IS NOT NULL OR v.content_hash IS NOT NULL);
SELECT 'live' AS counting, visit_id AS record_id,
       CASE WHEN bool_or(copied) THEN 'broken' ELSE 'met' END AS outcome
FROM (SELECT n.source, n.visit_id,
             EXISTS (FROM notes o WHERE o.family_id = n.family_id AND o.child_id <> n.child_id AND o.visited_on = n.visited_on
                     AND CASE WHEN o.content_hash IS NOT NULL AND n.content_hash IS NOT NULL THEN o.content_hash = n.content_hash
                              ELSE o.case_note = n.case_note END) AS copied
      FROM notes n)
GROUP BY source, visit_id
