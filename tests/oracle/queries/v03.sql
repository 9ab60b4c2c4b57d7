-- Visits of the last twelve months that say whether the child was seen alone, of children whose birth (or, where that is not known, expected
-- birth) is known, be it ahead: alone, and one year old by then? A child born on 29 February is one on 28 February (a month clock clips).
CREATE OR REPLACE TEMP VIEW alone AS
    SELECT visit_id, child_id, visited_on, seen_alone FROM cp_visits
    UNION ALL SELECT visit_id, child_id, visited_on, seen_alone FROM cin_visits
    UNION ALL SELECT visit_id, child_id, visited_on, seen_alone FROM care_visits;
SELECT 'live' AS counting, visit_id AS record_id,
       CASE WHEN seen_alone AND months_on(coalesce(p.born_on, p.expected_on), 12) > visited_on THEN 'broken' ELSE 'met' END AS outcome
FROM alone v JOIN people_raw p USING (child_id)
WHERE seen_alone IS NOT NULL AND visited_on >= months_on(as_at(), -12) AND coalesce(p.born_on, p.expected_on) IS NOT NULL
