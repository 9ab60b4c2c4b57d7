-- Workers named by the allocation of an open child (an open episode, plan or period of care; of two open allocations the later start, then the
-- higher id), one row each: a person on the list of workers, with a team (by the allocation or the workforce table) and hours, who has not
-- left? What is there and cannot be read is there. A tray is known by words in its name: the list is the standard's, no source gives one.
CREATE OR REPLACE TEMP VIEW named AS
    WITH latest AS (
        SELECT * FROM allocations WHERE ended_on IS NULL AND child_id IN (SELECT child_id FROM children_now_open)
        QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY started_on DESC NULLS LAST, involvement_id DESC) = 1
    )
    SELECT worker_id, bool_or(team_id IS NOT NULL OR was_unreadable('involvements', 'team_id', involvement_id)) AS team
    FROM latest WHERE worker_id IS NOT NULL GROUP BY worker_id;
SELECT 'live' AS counting, n.worker_id AS record_id,
       CASE WHEN w.worker_id IS NULL THEN 'broken'
            WHEN regexp_matches(lower(w.worker_name || ' ' || w.worker_id),
                                '\b(tray|inbox|in box|duty|unallocated|pool|holding|to be allocated|generic)\b') THEN 'broken'
            WHEN s.ended_on IS NOT NULL THEN 'broken'
            WHEN NOT (n.team OR s.team_id IS NOT NULL OR was_unreadable('staff', 'team_id', n.worker_id)) THEN 'broken'
            WHEN coalesce(w.full_time_equivalent, 0) <= 0 AND NOT was_unreadable('workers', 'full_time_equivalent', n.worker_id) THEN 'broken'
            ELSE 'met' END AS outcome
FROM named n LEFT JOIN workers w USING (worker_id) LEFT JOIN staff s USING (worker_id)
