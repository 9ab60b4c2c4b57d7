-- Referrals of the period: did they end in no further action?
SELECT 'period' AS counting, referral_id AS record_id,
       CASE WHEN received_on IS NULL OR no_further_action IS NULL THEN 'not_recorded' WHEN no_further_action THEN 'met' ELSE 'not_met' END AS outcome
FROM referrals
WHERE received_on >= since() OR (received_on IS NULL AND (closed_on IS NULL OR closed_on >= since()))
