-- Children in care, under sixteen, for two and a half years or more: in the present home for two years? A home is what LAS-01 counts: a
-- temporary stay, the return from it, a new row with the same carer and adoption by the carer do not begin one. With adopters to be (A3 to
-- A6) the home before counts too. A blank date that would decide it: not recorded. Nor where the last home ended and none follows it (a
-- temporary stay still going on apart): we are not told where the child lives.
CREATE OR REPLACE TEMP VIEW lived AS
    SELECT q.placement_id, q.care_id, q.child_id, q.started_on, q.ended_on, q.placement_type,
           upper(replace(q.postcode, ' ', '')) || '/' || coalesce(q.placement_type, '') AS place,
           coalesce(q.placement_type IN ('T0', 'T1', 'T2', 'T3', 'T4'), FALSE) AS temporary,
           row_number() OVER (PARTITION BY q.child_id ORDER BY q.started_on NULLS LAST, q.placement_id) AS n
    FROM placements q LEFT JOIN care_periods p ON p.care_id = q.care_id WHERE NOT coalesce(p.short_break, FALSE);
CREATE OR REPLACE TEMP VIEW stays AS
    SELECT l.*,
           coalesce(l.placement_type IN ('A3', 'A5'), FALSE)
           OR coalesce(EXISTS (SELECT 1 FROM lived t WHERE t.child_id = l.child_id AND t.n = l.n - 1 AND t.temporary)
              AND l.place = (SELECT b.place FROM lived b WHERE b.child_id = l.child_id AND b.n < l.n AND NOT b.temporary ORDER BY b.n DESC LIMIT 1), FALSE)
           OR l.placement_id IN (SELECT placement_id FROM (
                  SELECT placement_id, start_reason FROM care_episodes WHERE placement_id IS NOT NULL
                  QUALIFY row_number() OVER (PARTITION BY placement_id ORDER BY started_on NULLS LAST, episode_id) = 1) WHERE start_reason IN ('T', 'U', 'L')) AS same
    FROM lived l WHERE NOT l.temporary;
CREATE OR REPLACE TEMP VIEW homes AS
    SELECT care_id, home, CASE WHEN bool_or(started_on IS NULL) THEN NULL ELSE min(started_on) END AS since_on, arg_max(coalesce(placement_type, ''), place_in) AS kind,
           arg_max(ended_on IS NOT NULL, place_in) AS over
    FROM (SELECT *, sum(CASE WHEN same THEN 0 ELSE 1 END) OVER (PARTITION BY care_id ORDER BY started_on NULLS LAST, placement_id) AS home,
                 row_number() OVER (PARTITION BY care_id ORDER BY started_on NULLS LAST, placement_id) AS place_in FROM stays WHERE care_id IS NOT NULL)
    GROUP BY care_id, home;
CREATE OR REPLACE TEMP VIEW present AS
    SELECT care_id, CASE WHEN over AND care_id NOT IN (SELECT care_id FROM placements WHERE placement_type LIKE 'T%' AND ended_on IS NULL AND care_id IS NOT NULL) THEN NULL
                         WHEN kind IN ('A3', 'A4', 'A5', 'A6') AND before_on IS NOT NULL THEN before_on ELSE since_on END AS since_on
    FROM (SELECT *, lag(since_on) OVER (PARTITION BY care_id ORDER BY home) AS before_on FROM homes)
    QUALIFY row_number() OVER (PARTITION BY care_id ORDER BY home DESC) = 1;
SELECT 'live' AS counting, p.care_id AS record_id,
       CASE WHEN h.since_on IS NULL OR e.born_on IS NULL OR p.starts_on IS NULL THEN 'not_recorded'
            WHEN months_on(h.since_on, 24) <= as_at() THEN 'met' ELSE 'not_met' END AS outcome
FROM in_care p LEFT JOIN present h USING (care_id) LEFT JOIN people e ON e.child_id = p.child_id
WHERE coalesce(age_on(e.born_on, as_at()) < 16, TRUE) AND (p.starts_on IS NULL OR months_on(p.starts_on, 30) <= as_at());
