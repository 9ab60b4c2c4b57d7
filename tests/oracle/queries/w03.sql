-- Allocations that lie in a child's open episode and name somebody: does it neither run beside the present worker's, nor follow a day with
-- nobody, nor leave the child with nobody? The last day of an allocation is a day on which the child had somebody, but not
-- the night of it. One that
-- ended on a day that cannot be read is taken to be open: it cannot be shown to have ended.
CREATE OR REPLACE TEMP VIEW lying AS
    SELECT i.involvement_id, i.child_id, i.started_on, i.ended_on,
           coalesce(i.worker_id, 'unread ' || i.involvement_id) AS worker_id
    FROM allocations i
    JOIN (SELECT child_id, CASE WHEN bool_or(received_on IS NULL) THEN DATE '1900-01-01' ELSE min(received_on) END AS began
          FROM open_episodes WHERE child_id IS NOT NULL GROUP BY child_id) e USING (child_id)
    WHERE (i.worker_id IS NOT NULL OR was_unreadable('involvements', 'worker_id', i.involvement_id))
      AND (i.ended_on IS NULL OR i.ended_on >= e.began);
CREATE OR REPLACE TEMP VIEW present AS
    SELECT child_id, worker_id FROM lying WHERE ended_on IS NULL
    QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY started_on DESC NULLS LAST, involvement_id DESC) = 1;
SELECT 'live' AS counting, involvement_id AS record_id,
       CASE WHEN l.ended_on IS NULL AND l.worker_id <> p.worker_id THEN 'broken'
            WHEN EXISTS (FROM lying o WHERE o.child_id = l.child_id AND (o.started_on < l.started_on OR (o.started_on IS NULL AND o.ended_on < l.started_on)))
                 AND NOT EXISTS (FROM lying o WHERE o.child_id = l.child_id AND o.involvement_id <> l.involvement_id
                     AND (o.started_on IS NULL OR o.started_on < l.started_on OR (o.started_on = l.started_on AND o.involvement_id < l.involvement_id))
                     AND (o.ended_on IS NULL OR o.ended_on >= days_on(l.started_on, -1))) THEN 'broken'
            WHEN p.child_id IS NULL AND l.ended_on = (SELECT max(ended_on) FROM lying o WHERE o.child_id = l.child_id)
                THEN 'broken'
            ELSE 'met' END AS outcome
FROM lying l LEFT JOIN present p USING (child_id)
