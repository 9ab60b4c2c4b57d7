-- Three or more placements in the last twelve months, of children in care: those of a day or more that were open at any time in them. What
-- does not add: a temporary stay (T codes) and the return from it to the same home; a new row with the same carer (the slice says so); adoption
-- by the present carer (A3, A5). One that ended on the day the twelve months began is outside. Where blank starts could make the
-- difference: not recorded.
CREATE OR REPLACE TEMP VIEW lived AS
    SELECT q.placement_id, q.child_id, q.started_on, q.ended_on, q.placement_type, upper(replace(q.postcode, ' ', '')) AS place,
           coalesce(q.placement_type IN ('T0', 'T1', 'T2', 'T3', 'T4'), FALSE) AS temporary,
           row_number() OVER (PARTITION BY q.child_id ORDER BY q.started_on NULLS LAST, q.placement_id) AS n
    FROM placements q LEFT JOIN care_periods p ON p.care_id = q.care_id WHERE NOT coalesce(p.short_break, FALSE);
CREATE OR REPLACE TEMP VIEW stays AS
    SELECT l.*,
           coalesce(l.placement_type IN ('A3', 'A5'), FALSE)
           OR EXISTS (SELECT 1 FROM lived t WHERE t.child_id = l.child_id AND t.n = l.n - 1 AND t.temporary)
              AND (l.place || '/' || coalesce(l.placement_type, '')) = (
                  SELECT b.place || '/' || coalesce(b.placement_type, '') FROM lived b WHERE b.child_id = l.child_id AND b.n < l.n AND NOT b.temporary ORDER BY b.n DESC LIMIT 1)
           OR l.placement_id IN (SELECT placement_id FROM (
                  SELECT placement_id, start_reason FROM care_episodes WHERE placement_id IS NOT NULL
                  QUALIFY row_number() OVER (PARTITION BY placement_id ORDER BY started_on NULLS LAST, episode_id) = 1) WHERE start_reason IN ('T', 'U', 'L')) AS same
    FROM lived l WHERE NOT l.temporary;
WITH counted AS (
    SELECT p.care_id, count(s.placement_id) FILTER (WHERE s.started_on IS NOT NULL AND NOT coalesce(s.ended_on - s.started_on < 1, FALSE)) AS surely,
           count(s.placement_id) FILTER (WHERE NOT coalesce(s.ended_on - s.started_on < 1, FALSE)) AS perhaps
    FROM in_care p LEFT JOIN stays s ON s.child_id = p.child_id AND NOT coalesce(s.same, FALSE)
        AND (s.ended_on IS NULL OR s.ended_on > months_on(as_at(), -12))
    GROUP BY p.care_id
)
SELECT 'live' AS counting, care_id AS record_id,
       CASE WHEN surely >= 3 THEN 'met' WHEN perhaps >= 3 THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM counted;
