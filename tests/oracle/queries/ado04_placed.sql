-- Adoption orders of the six months: are the day care began and the placement dated, in order? The period of care that is named; where none is,
-- the child's last begun by that day.
CREATE OR REPLACE TEMP VIEW entered AS
    SELECT coalesce(e.care_id, e.episode_id) AS care_id, coalesce(min(e.entered_care_on), any_value(p.starts_on)) AS entered_on
    FROM care_episodes e JOIN care_periods p ON p.care_id = coalesce(e.care_id, e.episode_id) GROUP BY ALL;
CREATE OR REPLACE TEMP VIEW adopted AS
    SELECT a.*, coalesce(a.entered_care_on, CASE WHEN a.care_id IS NOT NULL THEN (SELECT entered_on FROM entered e WHERE e.care_id = a.care_id)
        ELSE (SELECT max(e.entered_on) FROM entered e JOIN care_periods p USING (care_id) WHERE p.child_id = a.child_id
              AND e.entered_on <= a.placed_on) END) AS entered_on
    FROM permanences a
    WHERE a.order_on BETWEEN since() AND as_at() AND (a.order_type IS NULL OR lower(a.order_type) LIKE '%adoption%');
SELECT 'period' AS counting, permanence_id AS record_id,
       CASE WHEN placed_on >= entered_on THEN 'met' ELSE 'not_recorded' END AS outcome
FROM adopted
