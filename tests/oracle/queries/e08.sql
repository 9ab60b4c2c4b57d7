-- Work that names a referral that is there, both dated: no earlier than the referral.
CREATE OR REPLACE TEMP VIEW work AS
    SELECT assessment_id AS record_id, referral_id, started_on AS on_day FROM assessments
    UNION ALL SELECT enquiry_id, referral_id, started_on FROM section_47_enquiries
    UNION ALL SELECT discussion_id, referral_id, held_on FROM strategy_discussions
    UNION ALL SELECT conference_id, referral_id, held_on FROM initial_conferences
    UNION ALL SELECT plan_id, referral_id, started_on FROM cp_plans
    UNION ALL SELECT plan_id, referral_id, started_on FROM cin_plans
    UNION ALL SELECT episode_id, referral_id, started_on FROM care_episodes;
SELECT 'live' AS counting, w.record_id, CASE WHEN w.on_day < r.received_on THEN 'broken' ELSE 'met' END AS outcome
FROM work w JOIN referrals r USING (referral_id) WHERE w.on_day IS NOT NULL AND r.received_on IS NOT NULL
