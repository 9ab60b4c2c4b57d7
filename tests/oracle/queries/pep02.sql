-- A personal education plan meeting in each school term that began while the child was in care and at least four years old. Live: the last such
-- term that has ended, or the one that is running if a meeting has been held in it; a meeting after the term (in the holidays) is late.
CREATE OR REPLACE TEMP VIEW asked_about AS
    SELECT c.care_id, c.child_id, c.starts_on AS began, c.ends_on AS care_ended, p.born_on, t.term, t.starts_on, t.ends_on
    FROM care_periods c CROSS JOIN school_terms t LEFT JOIN people p ON p.child_id = c.child_id
    WHERE NOT c.short_break AND t.starts_on <= as_at()
      AND (c.starts_on IS NULL OR c.starts_on <= t.starts_on) AND (c.ends_on IS NULL OR c.ends_on > t.starts_on)
      AND (p.born_on IS NULL OR age_on(p.born_on, t.starts_on) >= 4);
CREATE OR REPLACE TEMP VIEW held AS
    SELECT a.*,
           (SELECT min(e.held_on) FROM personal_education_plans e WHERE e.child_id = a.child_id AND e.held_on >= a.starts_on
              AND (a.care_ended IS NULL OR e.held_on <= a.care_ended)) AS done_on,
           EXISTS (SELECT 1 FROM personal_education_plans e WHERE e.child_id = a.child_id AND e.held_on IS NULL) AS kind
    FROM asked_about a;
CREATE OR REPLACE TEMP VIEW live AS
    SELECT * FROM held WHERE care_ended IS NULL AND (ends_on < as_at() OR done_on IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY care_id ORDER BY starts_on DESC) = 1;
CREATE OR REPLACE TEMP VIEW terms_of AS
    SELECT care_id AS record_id, ends_on AS due_on, done_on, care_ended AS ends_on, kind FROM held;
SELECT 'live' AS counting, care_id AS record_id, ends_on AS due_on,
       CASE WHEN done_on IS NOT NULL THEN 'met'
            WHEN kind OR born_on IS NULL OR began IS NULL THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM live
UNION ALL
SELECT o.counting, o.record_id, o.due_on,
       CASE WHEN o.outcome = 'not_met' AND (h.born_on IS NULL OR h.began IS NULL) THEN 'not_recorded' ELSE o.outcome END
FROM once_period('terms_of', 'cd') o JOIN held h ON h.care_id = o.record_id AND h.ends_on = o.due_on
