-- Open episodes, from the day after the referral's decision is due (one working day), or at once where one is, or may be, in a cohort: an assessment open,
-- assessed as in need, a child in need plan, a protection plan (any council's), care or short breaks, leaving care. A blank or unreadable
-- value that would put it in one: not_recorded.
CREATE OR REPLACE TEMP VIEW cohorts AS
    SELECT r.referral_id, TRUE AS sure FROM open_episodes r WHERE child_id IN (SELECT child_id FROM care_leavers WHERE child_id IS NOT NULL)
    UNION ALL
    SELECT r.referral_id, NOT was_unreadable('cp_plans', 'ended_on', p.plan_id) FROM open_episodes r JOIN cp_plans p USING (child_id)
    WHERE p.ended_on IS NULL
    UNION ALL
    SELECT r.referral_id, EXISTS (SELECT 1 FROM care_episodes s WHERE coalesce(s.care_id, s.episode_id) = c.care_id AND s.ended_on IS NULL
                                    AND NOT was_unreadable('care_episodes', 'ended_on', s.episode_id))
    FROM open_episodes r JOIN care_periods c USING (child_id) WHERE c.ends_on IS NULL
    UNION ALL
    SELECT r.referral_id, NOT was_unreadable('cin_plans', 'ended_on', n.plan_id)
    FROM open_episodes r JOIN cin_plans n ON CASE WHEN n.referral_id IS NULL THEN n.child_id = r.child_id ELSE n.referral_id = r.referral_id END
    WHERE n.ended_on IS NULL
    UNION ALL
    SELECT r.referral_id,
           CASE WHEN a.authorised_on IS NULL AND NOT was_unreadable('assessments', 'authorised_on', a.assessment_id) THEN TRUE
                ELSE coalesce(NOT a.no_further_action, FALSE) END
    FROM open_episodes r JOIN assessments a ON CASE WHEN a.referral_id IS NULL THEN a.child_id = r.child_id ELSE a.referral_id = r.referral_id END
    WHERE (a.authorised_on IS NULL AND NOT was_unreadable('assessments', 'authorised_on', a.assessment_id))
       OR NOT coalesce(a.no_further_action, FALSE);
CREATE OR REPLACE TEMP VIEW told AS SELECT referral_id, bool_or(sure) AS sure FROM cohorts GROUP BY referral_id;
SELECT 'live' AS counting, r.referral_id AS record_id,
       CASE WHEN t.sure THEN 'met' WHEN t.referral_id IS NOT NULL THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM open_episodes r LEFT JOIN told t USING (referral_id)
WHERE t.referral_id IS NOT NULL OR r.received_on IS NULL OR past(due_of(r.received_on, 'wd', 1), as_at(), 'wd')
