-- Authorised assessments that found need (a blank flag keeps the child in), of accepted episodes: a plan or a first meeting within ten working
-- days. Not of children then on a protection plan of this council or in care (live: nor of those who are now); going there ends the clock.
-- Done: a plan of the episode (one that names none: of the child) not over by the authorisation, or a review meeting of the child since.
-- A plan already there is in time; its own day places it nowhere, so it belongs to the day it was due, or before that to tonight (or the end).
CREATE OR REPLACE TEMP VIEW found_need AS
    SELECT a.assessment_id AS record_id, a.child_id, a.referral_id, a.authorised_on AS starts_on,
           least(r.closed_on, (SELECT min(x.a) FROM times_elsewhere x WHERE x.child_id = a.child_id AND x.a > a.authorised_on)) AS ends_on
    FROM assessments a JOIN episodes r USING (referral_id)
    WHERE (a.authorised_on IS NOT NULL OR was_unreadable('assessments', 'authorised_on', a.assessment_id))
      AND NOT coalesce(a.no_further_action, FALSE)
      AND NOT EXISTS (SELECT 1 FROM elsewhere x WHERE x.child_id = a.child_id AND x.a <= a.authorised_on AND x.b > a.authorised_on);
CREATE OR REPLACE TEMP VIEW helped AS
    WITH f AS MATERIALIZED (FROM found_need), plans AS (
        SELECT f.record_id, f.starts_on, f.ends_on, n.started_on, n.ended_on
        FROM f JOIN cin_plans n ON n.referral_id = f.referral_id
        UNION ALL SELECT f.record_id, f.starts_on, f.ends_on, n.started_on, n.ended_on
        FROM f JOIN cin_plans n ON n.referral_id IS NULL AND n.child_id = f.child_id
    ), events AS (
        SELECT record_id, started_on AS on_day FROM plans
        WHERE (ended_on IS NULL OR starts_on IS NULL OR ended_on > starts_on) AND (started_on IS NULL OR ends_on IS NULL OR started_on <= ends_on)
        UNION ALL
        SELECT f.record_id, v.held_on FROM f JOIN cin_reviews v USING (child_id)
        WHERE v.held_on >= f.starts_on AND (f.ends_on IS NULL OR v.held_on <= f.ends_on)
    )
    SELECT record_id, min(on_day) AS first_on, min(coalesce(on_day, as_at())) AS there_on, bool_or(on_day IS NULL) AS undated
    FROM events GROUP BY record_id;
CREATE OR REPLACE TEMP VIEW first_help AS
    SELECT f.*, due_of(f.starts_on, 'wd', 10) AS due_on, h.first_on, h.there_on, coalesce(h.undated, FALSE) AS kind
    FROM found_need f LEFT JOIN helped h USING (record_id);
CREATE OR REPLACE TEMP VIEW for_period AS
    SELECT record_id, due_on, ends_on, kind,
           CASE WHEN first_on >= starts_on OR starts_on IS NULL THEN first_on
                WHEN first_on IS NULL THEN NULL
                WHEN past(due_on, as_at(), 'wd') AND (ends_on IS NULL OR past(due_on, ends_on, 'wd')) THEN due_on
                ELSE least(coalesce(ends_on, as_at()), as_at()) END AS done_on
    FROM first_help;
CREATE OR REPLACE TEMP VIEW for_tonight AS  -- whenever the plan began, it is there
    SELECT record_id, due_on, there_on AS done_on, FALSE AS kind
    FROM first_help WHERE ends_on IS NULL AND (child_id IS NULL OR child_id NOT IN (SELECT child_id FROM protected_or_in_care_now));
SELECT * FROM once_live('for_tonight', 'wd') UNION ALL SELECT * FROM once_period('for_period', 'wd')
