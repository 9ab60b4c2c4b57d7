-- Children in care: three or more allocated workers in twelve months? One who comes back counts once; an allocation that names nobody, or
-- whose name cannot be read, may be another. When it began does not matter; where the day it ended cannot be read it counts for sure only if it
-- began in the twelve months.
CREATE OR REPLACE TEMP VIEW held AS
    SELECT *, NOT end_unread OR coalesce(started_on > months_on(as_at(), -12), FALSE) AS surely
    FROM holds WHERE ended_on IS NULL OR ended_on > months_on(as_at(), -12);
SELECT 'live' AS counting, c.care_id AS record_id,
       CASE WHEN count(DISTINCT h.worker_id) FILTER (WHERE h.surely) >= 3 THEN 'met'
            WHEN count(DISTINCT h.worker_id) + count(h.involvement_id) FILTER (WHERE h.worker_id IS NULL) >= 3 THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM in_care c LEFT JOIN held h USING (child_id)
GROUP BY c.care_id
