-- Newly qualified social workers who hold a child, and those of whom it is not recorded once over the limit: sixteen children, for a whole
-- post, at most? A child (with an open episode, plan or period of care) is held by the worker of its open allocation: the later start, then
-- the higher id. No hours with a child held contradicts itself.
CREATE OR REPLACE TEMP VIEW holding AS
    WITH allocated AS (
        SELECT * FROM allocations WHERE ended_on IS NULL AND child_id IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY started_on DESC NULLS LAST, involvement_id DESC) = 1
    )
    SELECT worker_id, count(*) AS children FROM allocated WHERE worker_id IS NOT NULL AND child_id IN (SELECT child_id FROM children_now_open) GROUP BY worker_id;
SELECT 'live' AS counting, s.worker_id AS record_id,
       CASE WHEN s.newly_qualified IS NULL OR was_unreadable('staff', 'ended_on', s.worker_id) THEN 'not_recorded'
            WHEN coalesce(w.full_time_equivalent, 0) <= 0 THEN 'not_recorded'
            WHEN h.children / w.full_time_equivalent > 16 THEN 'not_met' ELSE 'met' END AS outcome
FROM staff s JOIN holding h USING (worker_id) LEFT JOIN workers w USING (worker_id)
WHERE s.ended_on IS NULL
  AND (s.newly_qualified OR (s.newly_qualified IS NULL AND (coalesce(w.full_time_equivalent, 0) <= 0 OR h.children / w.full_time_equivalent > 16)))
