-- Current placements with parents (P1) under a full care order (C2), or under no status on record: a year or less, counted from the later of
-- the day the child came home and the first of the orders that follow one another? One open for a year today is met.
-- What is not known is read both ways: a blank status is the order (worst) or another (best); a blank start is long ago or tonight; so is the
-- day the child came home. met, where it is so at the worst; not met, where it is not at the best.
CREATE OR REPLACE TEMP VIEW status AS
    SELECT q.placement_id, q.started_on AS home_on, l.legal_status, l.started_on AS status_on, q.child_id
    FROM current_placements q LEFT JOIN legal_statuses l
      ON l.child_id = q.child_id AND (l.started_on IS NULL OR l.started_on <= as_at()) AND l.ended_on IS NULL
    WHERE q.placement_type = 'P1'
    QUALIFY row_number() OVER (PARTITION BY q.placement_id
                               ORDER BY l.started_on DESC NULLS LAST, coalesce(l.legal_status IN ('V1', 'V3', 'V4'), FALSE), l.legal_status_id DESC) = 1;
CREATE OR REPLACE TEMP VIEW another AS  -- the last status of each that surely is, or may be, another than the order
    SELECT s.placement_id, max(o.started_on) FILTER (WHERE o.legal_status <> 'C2') AS surely_on,
           max(o.started_on) FILTER (WHERE o.legal_status IS DISTINCT FROM 'C2') AS perhaps_on
    FROM status s JOIN legal_statuses o ON o.child_id = s.child_id AND o.started_on <= s.status_on GROUP BY ALL;
CREATE OR REPLACE TEMP VIEW told AS
    SELECT s.*,
           CASE WHEN status_on IS NULL THEN DATE '1900-01-01' ELSE (
               SELECT min(coalesce(m.started_on, DATE '1900-01-01')) FROM legal_statuses m
               WHERE m.child_id = s.child_id AND coalesce(m.legal_status, 'C2') = 'C2' AND coalesce(m.started_on <= s.status_on, TRUE)
                 AND (a.surely_on IS NULL OR coalesce(m.started_on >= a.surely_on, FALSE))) END AS worst_on,
           CASE WHEN status_on IS NOT NULL AND s.legal_status = 'C2' THEN (
               SELECT min(m.started_on) FROM legal_statuses m
               WHERE m.child_id = s.child_id AND m.legal_status = 'C2' AND m.started_on <= s.status_on
                 AND (a.perhaps_on IS NULL OR m.started_on >= a.perhaps_on)) END AS best_on
    FROM status s LEFT JOIN another a USING (placement_id) WHERE s.legal_status = 'C2' OR s.legal_status IS NULL;
SELECT 'live' AS counting, placement_id AS record_id,
       CASE WHEN home_on IS NOT NULL THEN months_on(greatest(home_on, worst_on), 12) END AS due_on,
       CASE WHEN months_on(greatest(coalesce(home_on, worst_on), worst_on), 12) >= as_at() THEN 'met'
            WHEN home_on IS NULL OR best_on IS NULL OR months_on(greatest(home_on, best_on), 12) >= as_at() THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM told;
