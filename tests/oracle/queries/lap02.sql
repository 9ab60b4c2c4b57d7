-- Children in care with a care plan that is surely theirs (as LAP-01 knows one; where there may be one LAP-01 says so), once the first review
-- (twenty working days) is past due: does the latest plan name a plan for permanence (once the second review is past due, as PER-01
-- counts), is there a health plan, an education plan (from five tonight), the reviewing officer's name, and are wishes recorded at a visit or
-- a review? A paper that does not say its kind may be one of the plans that lack, not two. The care plan table says what a plan is for; a paper
-- does not. A plan whose day cannot be read may be the latest. PN0 (under four) and PN4 (there, and no view shown) are no wishes.
CREATE OR REPLACE TEMP VIEW made AS
    SELECT child_id, started_on AS on_day, TRUE AS counts, TRUE AS own, CASE WHEN trim(permanence_plan) LIKE '{%' AND trim(permanence_plan) NOT LIKE '%}' THEN NULL
               ELSE coalesce(says_something(permanence_plan), FALSE) END AS permanence FROM care_plans
    WHERE started_on IS NOT NULL OR was_unreadable('care_plans', 'started_on', care_plan_id)
    UNION ALL
    SELECT child_id, started_on, CASE WHEN document_type IS NULL THEN NULL ELSE TRUE END, FALSE, FALSE FROM documents
    WHERE coalesce(document_type, 'care_plan') = 'care_plan'
      AND (started_on IS NOT NULL OR was_unreadable('documents', 'started_on', document_id));
CREATE OR REPLACE TEMP VIEW plans_of AS
    SELECT p.care_id, greatest(m.on_day, p.starts_on) AS on_day, m.counts AND m.on_day IS NOT NULL AS sure, m.own, m.permanence
    FROM in_care p JOIN made m USING (child_id)
    WHERE m.on_day IS NULL OR p.starts_on IS NULL OR (m.on_day >= months_on(p.starts_on, -6)
      AND NOT EXISTS (SELECT 1 FROM care_periods o WHERE o.child_id = p.child_id AND o.care_id <> p.care_id AND m.on_day < p.starts_on
                        AND (o.starts_on < p.starts_on OR o.starts_on IS NULL) AND (o.ends_on IS NULL OR m.on_day <= o.ends_on)));
CREATE OR REPLACE TEMP VIEW latest AS
    SELECT care_id, permanence FROM plans_of WHERE sure QUALIFY row_number() OVER (PARTITION BY care_id ORDER BY own DESC, on_day DESC) = 1;
CREATE OR REPLACE TEMP VIEW papers_of AS  -- surely of this time in care, or perhaps
    SELECT p.care_id, d.document_id, d.document_type, d.started_on >= p.starts_on AS since
    FROM in_care p JOIN documents d USING (child_id) WHERE coalesce(d.started_on >= p.starts_on, TRUE);
CREATE OR REPLACE TEMP VIEW peps_of AS
    SELECT p.care_id, e.held_on >= p.starts_on AS since
    FROM in_care p JOIN personal_education_plans e USING (child_id)
    WHERE coalesce(e.held_on >= p.starts_on, TRUE) AND (e.held_on IS NOT NULL OR was_unreadable('personal_education_plans', 'held_on', e.pep_id))
    UNION ALL SELECT care_id, since FROM papers_of WHERE document_type = 'pep';
CREATE OR REPLACE TEMP VIEW officers AS
    SELECT child_id, CASE WHEN worker_id IS NULL THEN CASE WHEN was_unreadable('involvements', 'worker_id', involvement_id) THEN NULL ELSE FALSE END
                          WHEN was_unreadable('involvements', 'ended_on', involvement_id) THEN NULL ELSE TRUE END AS named
    FROM involvements
    WHERE ended_on IS NULL AND trim(regexp_replace(lower(role), '\s+', ' ', 'g')) IN ('iro', 'reviewing officer', 'independent reviewing officer');
CREATE OR REPLACE TEMP VIEW heard AS
    SELECT p.care_id, CASE WHEN p.starts_on IS NULL OR v.visited_on IS NULL THEN CASE WHEN wishes_recorded = FALSE THEN FALSE END ELSE w.wishes_recorded END AS wishes
    FROM in_care p JOIN care_visits v ON (v.care_id = p.care_id OR (v.care_id IS NULL AND v.child_id = p.child_id)) AND coalesce(v.visited_on >= p.starts_on, TRUE)
    JOIN own_records w ON w.visit_id = v.visit_id AND (w.visit_table IS NULL OR w.visit_table = 'ssd_cla_visits')
    UNION ALL
    SELECT q.care_id, CASE WHEN r.participation IN ('PN4', 'PN7', 'PN0') THEN FALSE WHEN q.counts AND r.participation IS NOT NULL AND r.held_on IS NOT NULL THEN TRUE END
    FROM reviews_in_care q JOIN care_reviews r USING (review_id);
CREATE OR REPLACE TEMP VIEW parts AS  -- 1 there, 0 not, NULL not known
    SELECT p.care_id, wd_add(p.starts_on, 20) AS due_on,
           CASE WHEN NOT past(months_on(coalesce((SELECT min(held_on) FROM reviews_in_care r WHERE r.care_id = p.care_id AND r.counts), wd_add(p.starts_on, 20)), 3), as_at(), 'm')
                     AND p.starts_on IS NOT NULL THEN 1
                WHEN EXISTS (FROM plans_of m WHERE m.care_id = p.care_id AND m.own AND NOT m.sure AND m.permanence IS DISTINCT FROM l.permanence) THEN NULL
                ELSE CAST(l.permanence AS INTEGER) END AS permanence,
           EXISTS (FROM papers_of d WHERE d.care_id = p.care_id AND d.document_type = 'health_plan' AND d.since) AS health,
           EXISTS (FROM papers_of d WHERE d.care_id = p.care_id AND d.document_type = 'health_plan') AS health_maybe,
           age_on(b.born_on, as_at()) < 5 OR EXISTS (FROM peps_of e WHERE e.care_id = p.care_id AND e.since) AS education,
           b.born_on IS NULL OR EXISTS (FROM peps_of e WHERE e.care_id = p.care_id) AS education_maybe,
           (SELECT count(*) FROM papers_of d WHERE d.care_id = p.care_id AND d.document_type IS NULL) AS unsaid,
           CASE WHEN EXISTS (FROM officers o WHERE o.child_id = p.child_id AND o.named) THEN 1
                WHEN EXISTS (FROM officers o WHERE o.child_id = p.child_id AND o.named IS NULL) THEN NULL ELSE 0 END AS officer,
           CASE WHEN EXISTS (FROM heard h WHERE h.care_id = p.care_id AND h.wishes) THEN 1
                WHEN EXISTS (FROM heard h WHERE h.care_id = p.care_id AND h.wishes IS NULL) THEN NULL ELSE 0 END AS wishes,
           p.starts_on
    FROM in_care p JOIN latest l USING (care_id) LEFT JOIN people b USING (child_id);
SELECT 'live' AS counting, care_id AS record_id, due_on,
       CASE WHEN starts_on IS NULL THEN 'not_recorded'  -- what is there may be of an earlier time in care
            WHEN permanence = 1 AND health AND coalesce(education, FALSE) AND officer = 1 AND wishes = 1 THEN 'met'
            WHEN permanence = 0 OR officer = 0 OR wishes = 0
                 OR (CASE WHEN health OR health_maybe THEN 0 ELSE 1 END) + (CASE WHEN coalesce(education, FALSE) OR education_maybe THEN 0 ELSE 1 END) > unsaid THEN 'not_met'
            ELSE 'not_recorded' END AS outcome
FROM parts WHERE starts_on IS NULL OR past(due_on, as_at(), 'wd')
