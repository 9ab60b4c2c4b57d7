-- Visits of the last twelve months (or of no recorded day) that say whether the child was seen: seen, is 'alone' answered; not seen, is an
-- outcome recorded? What is there and cannot be read is there.
CREATE OR REPLACE TEMP VIEW said AS
    SELECT v.visit_id, v.visited_on, v.child_seen, v.seen_alone IS NOT NULL OR was_unreadable(v.tbl, 'seen_alone', v.visit_id) AS alone,
           w.visit_outcome IS NOT NULL OR (w.visit_id IS NOT NULL AND was_unreadable('visit_records', 'visit_outcome', w.visit_id)) AS why
    FROM (SELECT visit_id, visited_on, child_seen, seen_alone, 'cp_visits' AS tbl, 'ssd_cp_visits' AS source FROM cp_visits
          UNION ALL SELECT visit_id, visited_on, child_seen, seen_alone, 'cin_visits', 'ssd_cin_visits' FROM cin_visits
          UNION ALL SELECT visit_id, visited_on, child_seen, seen_alone, 'care_visits', 'ssd_cla_visits' FROM care_visits) v
    LEFT JOIN own_records w ON w.visit_id = v.visit_id AND (w.visit_table IS NULL OR w.visit_table = v.source);
SELECT 'live' AS counting, visit_id AS record_id, CASE WHEN CASE WHEN child_seen THEN alone ELSE why END THEN 'met' ELSE 'broken' END AS outcome
FROM said
WHERE child_seen IS NOT NULL AND (visited_on IS NULL OR visited_on >= months_on(as_at(), -12))
