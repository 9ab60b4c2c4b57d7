-- Open episodes of whose part of the service the council requires a document tonight: are they all on file, authorised where they must be? The
-- part is the first in order that is sure; where none is and one may be: not recorded. A document of which every day lies before the episode
-- is an earlier one's. A document of no kind may be one of those lacking, not two; one that must be authorised is one that is, or may be. A review that was
-- cancelled, or has no day, was not held; one whose day cannot be read may have been.
CREATE OR REPLACE TEMP VIEW claims AS
    SELECT r.referral_id, 5 AS place, 'care leaver' AS cohort, TRUE AS sure FROM open_episodes r JOIN care_leavers USING (child_id)
    UNION ALL
    SELECT r.referral_id, 2, 'child protection', NOT was_unreadable('cp_plans', 'ended_on', p.plan_id) FROM open_episodes r JOIN cp_plans p USING (child_id)
    WHERE p.ended_on IS NULL
    UNION ALL
    SELECT r.referral_id, CASE WHEN c.short_break THEN 3 ELSE 1 END, CASE WHEN c.short_break THEN 'short break' ELSE 'in care' END,
           EXISTS (SELECT 1 FROM care_episodes s WHERE coalesce(s.care_id, s.episode_id) = c.care_id AND s.ended_on IS NULL
                     AND NOT was_unreadable('care_episodes', 'ended_on', s.episode_id))
    FROM open_episodes r JOIN care_periods c USING (child_id) WHERE c.ends_on IS NULL
    UNION ALL
    SELECT r.referral_id, 4, 'child in need', NOT was_unreadable('cin_plans', 'ended_on', n.plan_id)
    FROM open_episodes r JOIN cin_plans n ON CASE WHEN n.referral_id IS NULL THEN n.child_id = r.child_id ELSE n.referral_id = r.referral_id END
    WHERE n.ended_on IS NULL
    UNION ALL
    SELECT r.referral_id, CASE WHEN a.authorised_on IS NULL AND NOT a.authorised_unread THEN 6 ELSE 4 END,
           CASE WHEN a.authorised_on IS NULL AND NOT a.authorised_unread THEN 'assessment' ELSE 'child in need' END,
           (a.authorised_on IS NULL AND NOT a.authorised_unread) OR coalesce(NOT a.no_further_action, FALSE)
    FROM open_episodes r JOIN timed_assessments a ON CASE WHEN a.referral_id IS NULL THEN a.child_id = r.child_id ELSE a.referral_id = r.referral_id END
    WHERE (a.authorised_on IS NULL AND NOT a.authorised_unread) OR NOT coalesce(a.no_further_action, FALSE);
CREATE OR REPLACE TEMP VIEW placed AS
    SELECT * FROM claims QUALIFY row_number() OVER (PARTITION BY referral_id ORDER BY sure DESC, place) = 1;
CREATE OR REPLACE TEMP VIEW reviewed AS  -- sure, or perhaps
    SELECT child_id, bool_or(held_on IS NOT NULL) AS sure FROM (
        SELECT child_id, review_id, held_on, 'cp_reviews' AS tbl FROM cp_reviews
        UNION ALL SELECT child_id, review_id, held_on, 'cin_reviews' FROM cin_reviews
        UNION ALL SELECT child_id, review_id, held_on, 'care_reviews' FROM care_reviews WHERE NOT coalesce(cancelled, FALSE))
    WHERE held_on IS NOT NULL OR was_unreadable(tbl, 'held_on', review_id) GROUP BY child_id;
CREATE OR REPLACE TEMP VIEW files AS
    SELECT r.referral_id, d.document_id, d.document_type, d.authorised_on IS NOT NULL AS signed,
           was_unreadable('documents', 'authorised_on', d.document_id) AS perhaps_signed
    FROM open_episodes r JOIN documents d USING (child_id)
    WHERE coalesce(greatest(d.started_on, d.updated_on, d.authorised_on) >= r.received_on, TRUE);
CREATE OR REPLACE TEMP VIEW wants AS
    SELECT r.referral_id, q.requirement_id, coalesce(q.authorised, FALSE) AS must_sign,
           (coalesce(q.within_days, 0) = 0 OR r.received_on IS NOT NULL) AND (NOT coalesce(q.once_reviewed, FALSE) OR coalesce(v.sure, FALSE)) AS needed,
           EXISTS (FROM files f WHERE f.referral_id = r.referral_id AND f.document_type = q.document_type AND (f.signed OR NOT coalesce(q.authorised, FALSE))) AS held,
           EXISTS (FROM files f WHERE f.referral_id = r.referral_id AND f.document_type = q.document_type AND f.perhaps_signed) AS perhaps
    FROM open_episodes r JOIN placed p USING (referral_id) JOIN required_documents q USING (cohort) LEFT JOIN reviewed v ON v.child_id = r.child_id
    WHERE p.sure AND (NOT coalesce(q.once_reviewed, FALSE) OR v.child_id IS NOT NULL)
      AND (coalesce(q.within_days, 0) = 0 OR r.received_on IS NULL OR days_on(r.received_on, q.within_days) < as_at());
CREATE OR REPLACE TEMP VIEW unsaid AS
    SELECT referral_id, count(*) AS n, count(*) FILTER (WHERE signed OR perhaps_signed) AS n_signed FROM files WHERE document_type IS NULL GROUP BY referral_id;
CREATE OR REPLACE TEMP VIEW told AS
    SELECT w.referral_id, bool_and(held) AS whole, bool_or(needed OR held) AS asked, count(*) FILTER (WHERE needed AND NOT held AND NOT perhaps) AS lacking,
           count(*) FILTER (WHERE needed AND NOT held AND NOT perhaps AND must_sign) AS lacking_signed,
           coalesce(any_value(u.n), 0) AS n, coalesce(any_value(u.n_signed), 0) AS n_signed
    FROM wants w LEFT JOIN unsaid u USING (referral_id) GROUP BY w.referral_id;
SELECT 'live' AS counting, referral_id AS record_id,
       CASE WHEN whole THEN 'met' WHEN lacking > n OR lacking_signed > n_signed THEN 'not_met' ELSE 'not_recorded' END AS outcome
FROM told
UNION ALL
SELECT 'live', referral_id, 'not_recorded' FROM placed WHERE NOT sure
