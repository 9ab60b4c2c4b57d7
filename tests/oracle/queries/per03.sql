-- Children in care under section 20 (V2) tonight: six months or less, or legal advice (pre-proceedings decided, proceedings issued) since it
-- began? It began with the first of the V2 rows that follow one another. Sixteen or over: exempt. Advice of no known day may be advice.
CREATE OR REPLACE TEMP VIEW status AS
    SELECT l.* FROM legal_statuses l
    WHERE l.child_id IN (SELECT child_id FROM in_care) AND (l.started_on IS NULL OR l.started_on <= as_at()) AND l.ended_on IS NULL
    QUALIFY row_number() OVER (PARTITION BY l.child_id ORDER BY l.started_on DESC NULLS LAST, l.legal_status_id DESC) = 1;
CREATE OR REPLACE TEMP VIEW advice AS
    SELECT child_id, decided_on AS on_day FROM pre_proceedings UNION ALL SELECT child_id, issued_on FROM proceedings;
WITH begun AS (
    SELECT s.legal_status_id, s.child_id, p.born_on, CASE WHEN s.started_on IS NOT NULL THEN (
               SELECT min(m.started_on) FROM legal_statuses m
               WHERE m.child_id = s.child_id AND m.legal_status = 'V2' AND m.started_on <= s.started_on
                 AND NOT EXISTS (SELECT 1 FROM legal_statuses o WHERE o.child_id = s.child_id AND coalesce(o.legal_status, '') <> 'V2'
                                   AND o.started_on > m.started_on AND o.started_on <= s.started_on)) END AS since_on
    FROM status s LEFT JOIN people p USING (child_id) WHERE s.legal_status = 'V2'
), told AS (
    SELECT *, months_on(since_on, 6) AS due_on,
           EXISTS (SELECT 1 FROM advice a WHERE a.child_id = b.child_id AND a.on_day >= b.since_on AND a.on_day <= as_at()) AS advised,
           EXISTS (SELECT 1 FROM advice a WHERE a.child_id = b.child_id AND a.on_day IS NULL) AS perhaps
    FROM begun b
)
SELECT 'live' AS counting, legal_status_id AS record_id, due_on,
       CASE WHEN age_on(born_on, as_at()) >= 16 THEN 'exempt'
            WHEN since_on IS NOT NULL AND (advised OR NOT past(due_on, as_at(), 'm')) THEN 'met'
            WHEN since_on IS NULL OR perhaps OR born_on IS NULL THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM told;
