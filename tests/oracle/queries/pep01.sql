-- A personal education plan meeting within ten working days of the start of care; exempt where the child was under four when it fell due.
-- Any meeting since care began starts the plan, whatever its kind; one with no day could be any of them.
CREATE OR REPLACE TEMP VIEW periods AS
    SELECT c.care_id AS record_id, c.child_id, c.starts_on, c.ends_on, due_of(c.starts_on, 'wd', 10) AS due_on, p.born_on
    FROM care_periods c LEFT JOIN people p USING (child_id) WHERE NOT c.short_break;
CREATE OR REPLACE TEMP VIEW done AS
    SELECT p.*, (SELECT min(e.held_on) FROM personal_education_plans e WHERE e.child_id = p.child_id AND e.held_on >= p.starts_on
                   AND (p.ends_on IS NULL OR e.held_on <= p.ends_on)) AS done_on,
           EXISTS (SELECT 1 FROM personal_education_plans e WHERE e.child_id = p.child_id AND e.held_on IS NULL) AS kind
    FROM periods p;
CREATE OR REPLACE TEMP VIEW now_open AS SELECT * FROM done WHERE ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW answers AS
    SELECT * FROM once_live('now_open', 'wd') UNION ALL SELECT * FROM once_period('done', 'wd');
SELECT a.counting, a.record_id, a.due_on,
       CASE WHEN age_on(d.born_on, a.due_on) < 4 THEN 'exempt'
            WHEN a.outcome = 'not_met' AND d.born_on IS NULL THEN 'not_recorded' ELSE a.outcome END AS outcome
FROM answers a JOIN done d USING (record_id)
