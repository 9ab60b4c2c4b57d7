-- Seen alone at the last visit at which the child was seen? Of several that day one alone is enough. A visit that may not have been one at
-- which the child was seen is read both ways; one on no known day may have been today. Exempt: under four today, not yet born, or not yet speaking.
CREATE OR REPLACE TEMP VIEW visited AS
    SELECT p.care_id, v.visit_id, v.visited_on AS on_day, v.counts, v.seen_alone
    FROM in_care p JOIN visits_of('care_visits', 'ssd_cla_visits') v ON v.care_id = p.care_id OR (v.care_id IS NULL AND v.child_id = p.child_id)
    WHERE v.visited_on IS NULL OR p.starts_on IS NULL OR v.visited_on >= p.starts_on;
CREATE OR REPLACE TEMP VIEW last_seen AS
    SELECT care_id, max(on_day) AS last_on FROM visited WHERE counts AND on_day IS NOT NULL GROUP BY care_id;
CREATE OR REPLACE TEMP VIEW at_last AS
    SELECT v.care_id, max(v.on_day) AS last_on, CASE WHEN bool_or(coalesce(v.seen_alone, FALSE)) THEN TRUE WHEN bool_or(v.seen_alone IS NULL) THEN NULL ELSE FALSE END AS alone
    FROM visited v JOIN last_seen s ON s.care_id = v.care_id AND s.last_on = v.on_day WHERE v.counts GROUP BY v.care_id;
CREATE OR REPLACE TEMP VIEW readings AS  -- each reading of the last visit: TRUE alone, FALSE not, NULL blank
    SELECT care_id, alone FROM at_last
    UNION ALL
    SELECT DISTINCT care_id, FALSE FROM visited  -- not seen at any visit that is sure: never met
    WHERE counts IS NOT FALSE AND care_id NOT IN (SELECT care_id FROM last_seen)
    UNION ALL
    SELECT v.care_id, v.seen_alone OR coalesce(s.alone AND s.last_on = coalesce(v.on_day, as_at()), FALSE) FROM visited v LEFT JOIN at_last s USING (care_id)
    WHERE (v.counts IS NULL OR (v.counts AND v.on_day IS NULL)) AND (v.on_day IS NULL OR s.last_on IS NULL OR v.on_day >= s.last_on);
WITH told AS (
    SELECT p.care_id, e.born_on, u.child_id IS NOT NULL AS unborn, count(*) AS readings, count(*) FILTER (WHERE r.alone) AS alone, count(*) FILTER (WHERE NOT r.alone) AS others
    FROM in_care p JOIN readings r USING (care_id) LEFT JOIN people e ON e.child_id = p.child_id LEFT JOIN unborn u ON u.child_id = p.child_id GROUP BY ALL
), mute AS (SELECT DISTINCT p.care_id FROM in_care p JOIN communication_needs c USING (child_id) WHERE c.pre_speech)
SELECT 'live' AS counting, care_id AS record_id,
       CASE WHEN age_on(born_on, as_at()) < 4 OR unborn OR care_id IN (SELECT care_id FROM mute) THEN 'exempt'
            WHEN alone = readings THEN 'met' WHEN others = readings AND born_on IS NOT NULL THEN 'not_met' ELSE 'not_recorded' END AS outcome
FROM told;
