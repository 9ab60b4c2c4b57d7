-- Children in care: three or more allocated workers in twelve months? One who comes back counts once; an allocation that names nobody, or
-- whose name cannot be read, may be another.
CREATE OR REPLACE TEMP VIEW held AS
    SELECT * FROM holds WHERE ended_on IS NULL OR ended_on > months_on(as_at(), -12);
SELECT 'live' AS counting, c.care_id AS record_id,
       CASE WHEN count(DISTINCT h.worker_id) >= 3 THEN 'met'
            WHEN count(DISTINCT h.worker_id) + count(h.involvement_id) FILTER (WHERE h.worker_id IS NULL) >= 3 THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM in_care c LEFT JOIN held h USING (child_id)
GROUP BY c.care_id
