-- A care plan before the first placement or within ten working days. A plan (or a care_plan among the documents) is of the period of care it
-- was made in (one whose beginning is not known may be it); made before care it is of the next, if that begins within six months. A plan made before care was there on the first day.
CREATE OR REPLACE TEMP VIEW the_care AS SELECT * FROM care_periods WHERE NOT short_break;
CREATE OR REPLACE TEMP VIEW made AS
    SELECT child_id, started_on AS on_day, TRUE AS counts FROM care_plans
    WHERE started_on IS NOT NULL OR was_unreadable('care_plans', 'started_on', care_plan_id)
    UNION ALL
    SELECT child_id, started_on, CASE WHEN document_type IS NULL THEN NULL ELSE TRUE END FROM documents
    WHERE coalesce(document_type, 'care_plan') = 'care_plan'
      AND (started_on IS NOT NULL OR was_unreadable('documents', 'started_on', document_id));
CREATE OR REPLACE TEMP VIEW plans_of AS
    SELECT p.care_id, greatest(m.on_day, p.starts_on) AS on_day, m.counts
    FROM the_care p JOIN made m USING (child_id)
    WHERE greatest(m.on_day, p.starts_on) <= coalesce(p.ends_on, as_at()) AND m.on_day >= months_on(p.starts_on, -6)
      AND NOT EXISTS (SELECT 1 FROM care_periods o WHERE o.child_id = p.child_id AND o.care_id <> p.care_id AND m.on_day < p.starts_on AND (o.starts_on < p.starts_on OR o.starts_on IS NULL)
                        AND (o.ends_on IS NULL OR m.on_day <= o.ends_on))
    UNION ALL
    SELECT p.care_id, CAST(NULL AS DATE), NULL FROM the_care p JOIN made m USING (child_id) WHERE m.on_day IS NULL;
CREATE OR REPLACE TEMP VIEW live_things AS
    SELECT p.care_id AS record_id, wd_add(p.starts_on, 10) AS due_on,
           (SELECT min(e.on_day) FROM plans_of e WHERE e.care_id = p.care_id AND e.counts) AS done_on,
           EXISTS (SELECT 1 FROM plans_of e WHERE e.care_id = p.care_id AND e.counts IS NULL) AS kind
    FROM the_care p WHERE p.ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW period_things AS
    SELECT p.care_id AS record_id, p.ends_on, wd_add(p.starts_on, 10) AS due_on,
           (SELECT min(e.on_day) FROM plans_of e WHERE e.care_id = p.care_id AND e.counts) AS done_on,
           EXISTS (SELECT 1 FROM plans_of e WHERE e.care_id = p.care_id AND e.counts IS NULL
                   AND (e.on_day IS NULL OR NOT past(wd_add(p.starts_on, 10), e.on_day, 'wd'))) AS kind
    FROM the_care p;
SELECT * FROM once_live('live_things', 'wd') UNION ALL SELECT * FROM once_period('period_things', 'wd');
