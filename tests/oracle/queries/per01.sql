-- A care plan names a permanence plan by the day the second review is due: three months after the first was held; where none has been,
-- three months after the first was due. A plan is (as in LAP-01) of the period of care it was made in, or of the next if that begins within six months.
-- The permanence plan is words, or JSON with an option that is not blank; JSON that is broken cannot be read.
CREATE OR REPLACE TEMP VIEW named AS
    SELECT child_id, care_plan_id, started_on AS on_day,
           CASE WHEN permanence_plan IS NULL OR trim(permanence_plan) = '' THEN FALSE
                WHEN trim(permanence_plan) LIKE '{%' THEN
                    CASE WHEN NOT trim(permanence_plan) LIKE '%}' THEN NULL
                         ELSE regexp_matches(permanence_plan, ':\s*"[^"]*[^" ][^"]*"') OR regexp_matches(permanence_plan, ':\s*[^" ,}]') END
                ELSE TRUE END AS permanence
    FROM care_plans WHERE started_on IS NOT NULL OR was_unreadable('care_plans', 'started_on', care_plan_id);
CREATE OR REPLACE TEMP VIEW plans_of AS
    SELECT p.care_id, greatest(m.on_day, p.starts_on) AS on_day, m.permanence AS counts
    FROM own_care p JOIN named m USING (child_id)
    WHERE coalesce(m.permanence, TRUE) AND greatest(m.on_day, p.starts_on) <= coalesce(p.ends_on, as_at()) AND m.on_day >= months_on(p.starts_on, -6)
      AND NOT EXISTS (SELECT 1 FROM care_periods o WHERE o.child_id = p.child_id AND o.care_id <> p.care_id AND m.on_day < p.starts_on AND (o.starts_on < p.starts_on OR o.starts_on IS NULL)
                        AND (o.ends_on IS NULL OR m.on_day <= o.ends_on))
    UNION ALL
    SELECT p.care_id, CAST(NULL AS DATE), NULL FROM own_care p JOIN named m USING (child_id) WHERE m.on_day IS NULL AND coalesce(m.permanence, TRUE);
CREATE OR REPLACE TEMP VIEW the_care AS
    SELECT p.*, CASE WHEN p.starts_on IS NOT NULL THEN
        months_on(coalesce((SELECT min(held_on) FROM reviews_in_care r WHERE r.care_id = p.care_id AND r.counts), wd_add(p.starts_on, 20)), 3) END AS due,
        (SELECT min(e.on_day) FROM plans_of e WHERE e.care_id = p.care_id AND e.counts) AS done_on
    FROM own_care p;
CREATE OR REPLACE TEMP VIEW live_things AS
    SELECT p.care_id AS record_id, p.due AS due_on, p.done_on, p.care_id IN (SELECT care_id FROM plans_of WHERE counts IS NULL) AS kind
    FROM the_care p WHERE p.ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW period_things AS
    SELECT p.care_id AS record_id, p.ends_on, p.due AS due_on, p.done_on,
           EXISTS (SELECT 1 FROM plans_of e WHERE e.care_id = p.care_id AND e.counts IS NULL AND (e.on_day IS NULL OR e.on_day <= p.due)) AS kind
    FROM the_care p;
SELECT * FROM once_live('live_things', 'm') UNION ALL SELECT * FROM once_period('period_things', 'm');
