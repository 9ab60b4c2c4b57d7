-- Referrals taken no further: does any work that is there name it?
SELECT 'live' AS counting, r.referral_id AS record_id,
       CASE WHEN r.referral_id IN (
           SELECT referral_id FROM assessments WHERE referral_id IS NOT NULL
           UNION ALL SELECT referral_id FROM section_47_enquiries WHERE referral_id IS NOT NULL
           UNION ALL SELECT referral_id FROM initial_conferences WHERE referral_id IS NOT NULL
           UNION ALL SELECT referral_id FROM cp_plans WHERE referral_id IS NOT NULL
           UNION ALL SELECT referral_id FROM cin_plans WHERE referral_id IS NOT NULL
           UNION ALL SELECT referral_id FROM care_episodes WHERE referral_id IS NOT NULL) THEN 'broken' ELSE 'met' END AS outcome
FROM referrals r WHERE r.no_further_action
