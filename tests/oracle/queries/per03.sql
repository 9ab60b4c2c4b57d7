-- Children in care under section 20 (V2) tonight, or under a status that is blank: six months or less, or legal advice (pre-proceedings decided,
-- proceedings issued) since it began? It began with the first of the V2 rows that follow one another. Sixteen or over: exempt. Advice of no
-- known day may be advice. A blank status is V2 in one reading and another in the other; where the two answer differently nobody can tell.
-- A status that ended today has ended (contract.md); of two of one day the one that is care (as periods of care are told), then the higher id.
CREATE OR REPLACE TEMP VIEW status AS
    SELECT l.* FROM legal_statuses l
    WHERE l.child_id IN (SELECT child_id FROM in_care) AND (l.started_on IS NULL OR l.started_on <= as_at()) AND l.ended_on IS NULL
    QUALIFY row_number() OVER (PARTITION BY l.child_id
                               ORDER BY l.started_on DESC NULLS LAST, coalesce(l.legal_status IN ('V1', 'V3', 'V4'), FALSE), l.legal_status_id DESC) = 1;
CREATE OR REPLACE TEMP VIEW advice AS
    SELECT child_id, decided_on AS on_day FROM pre_proceedings UNION ALL SELECT child_id, issued_on FROM proceedings;
CREATE OR REPLACE TEMP VIEW chain AS  -- every row that may belong to care by agreement, with whether a status surely, or perhaps, came between
    SELECT s.legal_status_id, m.started_on, m.legal_status IS NULL AS blank,
           EXISTS (SELECT 1 FROM legal_statuses o WHERE o.child_id = s.child_id AND o.legal_status <> 'V2' AND o.started_on <= s.started_on
                     AND (m.started_on IS NULL OR o.started_on > m.started_on)) AS surely_broken,
           EXISTS (SELECT 1 FROM legal_statuses o WHERE o.child_id = s.child_id AND o.legal_status IS DISTINCT FROM 'V2'
                     AND o.started_on <= s.started_on AND (m.started_on IS NULL OR o.started_on > m.started_on)) AS perhaps_broken
    FROM status s JOIN legal_statuses m ON m.child_id = s.child_id AND (m.started_on IS NULL OR m.started_on <= s.started_on)
    WHERE m.legal_status = 'V2' OR m.legal_status IS NULL;
WITH begun AS (
    SELECT s.legal_status_id, s.child_id, p.born_on, s.started_on IS NULL OR EXISTS (
               SELECT 1 FROM chain c WHERE c.legal_status_id = s.legal_status_id AND c.started_on IS NULL AND NOT c.surely_broken) AS no_day,
           (SELECT min(c.started_on) FROM chain c WHERE c.legal_status_id = s.legal_status_id AND NOT c.surely_broken) AS worst_on,
           CASE WHEN s.legal_status = 'V2' AND s.started_on IS NOT NULL THEN (
               SELECT min(c.started_on) FROM chain c
               WHERE c.legal_status_id = s.legal_status_id AND NOT c.blank AND NOT c.perhaps_broken) END AS best_on
    FROM status s LEFT JOIN people p USING (child_id) WHERE s.legal_status = 'V2' OR s.legal_status IS NULL
), told AS (
    SELECT *, CASE WHEN NOT no_day THEN months_on(worst_on, 6) END AS due_on,
           NOT no_day AND (months_on(worst_on, 6) >= as_at()
               OR EXISTS (SELECT 1 FROM advice a WHERE a.child_id = b.child_id AND a.on_day BETWEEN b.worst_on AND as_at())) AS well_at_worst,
           best_on IS NULL OR months_on(best_on, 6) >= as_at()
               OR EXISTS (SELECT 1 FROM advice a WHERE a.child_id = b.child_id AND a.on_day BETWEEN b.best_on AND as_at()) AS well_at_best,
           EXISTS (SELECT 1 FROM advice a WHERE a.child_id = b.child_id AND a.on_day IS NULL) AS perhaps
    FROM begun b
)
SELECT 'live' AS counting, legal_status_id AS record_id, due_on,
       CASE WHEN age_on(born_on, as_at()) >= 16 THEN 'exempt'
            WHEN well_at_worst AND well_at_best THEN 'met'
            WHEN well_at_worst OR well_at_best OR perhaps OR born_on IS NULL THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM told;
