-- Current placements with parents (P1) under a full care order (C2), or under no status on record: a year or less, counted from the later of
-- the day the child came home and the first of the orders that follow one another? One open for a year today is met.
CREATE OR REPLACE TEMP VIEW status AS
    SELECT q.placement_id, q.started_on AS home_on, l.legal_status, l.started_on AS status_on, q.child_id, l.legal_status_id
    FROM current_placements q LEFT JOIN legal_statuses l
      ON l.child_id = q.child_id AND (l.started_on IS NULL OR l.started_on <= as_at()) AND l.ended_on IS NULL
    WHERE q.placement_type = 'P1'
    QUALIFY row_number() OVER (PARTITION BY q.placement_id ORDER BY l.started_on DESC NULLS LAST, l.legal_status_id DESC) = 1;
CREATE OR REPLACE TEMP VIEW told AS
    SELECT s.*, CASE WHEN s.legal_status = 'C2' AND s.status_on IS NOT NULL THEN (
               SELECT min(m.started_on) FROM legal_statuses m
               WHERE m.child_id = s.child_id AND m.legal_status = 'C2' AND m.started_on <= s.status_on
                 AND NOT EXISTS (SELECT 1 FROM legal_statuses o WHERE o.child_id = s.child_id AND coalesce(o.legal_status, '') <> 'C2'
                                   AND o.started_on > m.started_on AND o.started_on <= s.status_on)) END AS order_on
    FROM status s WHERE s.legal_status = 'C2' OR s.legal_status IS NULL;
SELECT 'live' AS counting, placement_id AS record_id,
       CASE WHEN home_on IS NOT NULL THEN months_on(greatest(home_on, order_on), 12) END AS due_on,
       CASE WHEN NOT past(months_on(greatest(home_on, order_on), 12), as_at(), 'm') AND (home_on IS NOT NULL OR order_on IS NOT NULL) THEN 'met'
            WHEN home_on IS NULL OR order_on IS NULL THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM told;
