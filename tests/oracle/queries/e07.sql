-- Open episodes: in a cohort (as CIN-05 asks), or at most ten working days since the referral or the last end of anything it was open for (an
-- assessment that came to nothing, a plan, a period of care). A blank or unreadable value that would change that: not_recorded.
CREATE OR REPLACE TEMP VIEW own_assessments AS
    SELECT r.referral_id, a.no_further_action, a.authorised_on, was_unreadable('assessments', 'authorised_on', a.assessment_id) AS unread
    FROM open_episodes r JOIN assessments a ON CASE WHEN a.referral_id IS NULL THEN a.child_id = r.child_id ELSE a.referral_id = r.referral_id END;
CREATE OR REPLACE TEMP VIEW own_needs AS
    SELECT r.referral_id, n.ended_on, was_unreadable('cin_plans', 'ended_on', n.plan_id) AS unread
    FROM open_episodes r JOIN cin_plans n ON CASE WHEN n.referral_id IS NULL THEN n.child_id = r.child_id ELSE n.referral_id = r.referral_id END;
CREATE OR REPLACE TEMP VIEW cohorts AS
    SELECT r.referral_id, NOT was_unreadable('cp_plans', 'ended_on', p.plan_id) AS sure
    FROM open_episodes r JOIN cp_plans p USING (child_id) WHERE p.ended_on IS NULL
    UNION ALL
    SELECT r.referral_id, EXISTS (FROM care_episodes e WHERE coalesce(e.care_id, e.episode_id) = p.care_id AND e.ended_on IS NULL
                                    AND NOT was_unreadable('care_episodes', 'ended_on', e.episode_id))
    FROM open_episodes r JOIN care_periods p USING (child_id) WHERE p.ends_on IS NULL
    UNION ALL SELECT r.referral_id, TRUE FROM open_episodes r JOIN care_leavers USING (child_id)
    UNION ALL SELECT referral_id, NOT unread FROM own_needs WHERE ended_on IS NULL
    UNION ALL SELECT referral_id, CASE WHEN authorised_on IS NULL AND NOT unread THEN TRUE ELSE coalesce(NOT no_further_action, FALSE) END
        FROM own_assessments WHERE (authorised_on IS NULL AND NOT unread) OR NOT coalesce(no_further_action, FALSE);
CREATE OR REPLACE TEMP VIEW ends AS
    SELECT referral_id, ended_on FROM own_needs
    UNION ALL SELECT referral_id, authorised_on FROM own_assessments
    UNION ALL SELECT r.referral_id, p.ended_on FROM open_episodes r JOIN cp_plans p USING (child_id)
    UNION ALL SELECT r.referral_id, p.ends_on FROM open_episodes r JOIN care_periods p USING (child_id);
CREATE OR REPLACE TEMP VIEW told AS SELECT referral_id, bool_or(sure) AS sure FROM cohorts GROUP BY referral_id;
CREATE OR REPLACE TEMP VIEW lasted AS SELECT referral_id, max(ended_on) AS last_on FROM ends GROUP BY referral_id;
SELECT 'live' AS counting, r.referral_id AS record_id,
       CASE WHEN t.sure OR wd_between(coalesce(greatest(r.received_on, l.last_on), DATE '1990-01-01'), as_at()) <= 10 THEN 'met'
            WHEN t.referral_id IS NOT NULL OR r.received_on IS NULL THEN 'not_recorded' ELSE 'broken' END AS outcome
FROM open_episodes r LEFT JOIN told t USING (referral_id) LEFT JOIN lasted l USING (referral_id)
