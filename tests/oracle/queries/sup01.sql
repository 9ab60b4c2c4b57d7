-- Workers who hold an open child and have not left: monthly; newly qualified, by the day the gap began, weekly in the first six weeks and
-- fortnightly to six months. Blank: whether newly qualified, or since when, is read both ways; a supervision of no kind, or no day, may be one.
CREATE OR REPLACE TEMP VIEW allocated AS
    SELECT child_id, worker_id FROM involvements
    WHERE ended_on IS NULL AND child_id IS NOT NULL
      AND lower(replace(role, ' ', '')) IN ('allocatedworker', 'allocatedcaseworker', 'allocatedsocialworker', 'socialworker', 'leadpractitioner')
    QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY started_on DESC NULLS LAST, involvement_id DESC) = 1;
CREATE OR REPLACE TEMP VIEW holders AS
    SELECT DISTINCT a.worker_id AS record_id, s.started_on, s.newly_qualified,
           coalesce(s.newly_qualified, TRUE) AS perhaps_new
    FROM allocated a LEFT JOIN staff s USING (worker_id)
    WHERE a.worker_id IS NOT NULL AND a.child_id IN (SELECT child_id FROM open_child) AND s.ended_on IS NULL;
CREATE OR REPLACE TEMP VIEW held AS
    SELECT worker_id AS record_id, held_on AS on_day, supervision_kind = 'worker' AND held_on IS NOT NULL AS sure
    FROM supervisions WHERE worker_id IS NOT NULL AND (supervision_kind = 'worker' OR supervision_kind IS NULL);
CREATE OR REPLACE TEMP VIEW gaps AS
    SELECT h.*, (SELECT max(on_day) FROM held e WHERE e.record_id = h.record_id AND coalesce(e.sure, FALSE)
                   AND (h.started_on IS NULL OR e.on_day >= h.started_on)) AS last_on,
           (SELECT max(coalesce(on_day, as_at())) FROM held e WHERE e.record_id = h.record_id AND NOT coalesce(e.sure, FALSE)
                   AND (h.started_on IS NULL OR coalesce(e.on_day, as_at()) >= h.started_on)) AS kind_on
    FROM holders h;
CREATE OR REPLACE MACRO soonest(gap_from, started, perhaps_new) AS
    CASE WHEN NOT perhaps_new THEN months_on(gap_from, 1)
         WHEN started IS NULL OR gap_from < days_on(started, 42) THEN days_on(gap_from, 7)
         WHEN gap_from < months_on(started, 6) THEN days_on(gap_from, 14) ELSE months_on(gap_from, 1) END;
CREATE OR REPLACE MACRO latest(gap_from, started, is_new) AS
    CASE WHEN NOT coalesce(is_new, FALSE) OR started IS NULL THEN months_on(gap_from, 1) ELSE soonest(gap_from, started, TRUE) END;
CREATE OR REPLACE TEMP VIEW timed AS
    SELECT *, soonest(coalesce(last_on, started_on), started_on, perhaps_new) AS first_due,
           latest(coalesce(last_on, started_on), started_on, newly_qualified) AS last_due,
           kind_on IS NOT NULL AND latest(kind_on, started_on, newly_qualified) >= as_at() AS kind
    FROM gaps;
SELECT 'live' AS counting, record_id, last_due AS due_on,
       CASE WHEN last_due IS NULL THEN 'not_recorded'
            WHEN last_on IS NOT NULL AND first_due >= as_at() THEN 'met'
            WHEN last_due >= as_at() OR kind THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM timed
WHERE last_on IS NOT NULL OR last_due IS NULL OR kind OR first_due < as_at()
