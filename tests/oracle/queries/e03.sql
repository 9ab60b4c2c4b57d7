-- Closing day and reason as recorded, together and in order. What cannot be read is there.
SELECT 'live' AS counting, e.referral_id AS record_id,
       CASE WHEN (r.closed_on IS NOT NULL OR was_unreadable('referrals', 'closed_on', e.referral_id))
                 <> (r.close_reason IS NOT NULL OR was_unreadable('referrals', 'close_reason', e.referral_id)) THEN 'broken'
            WHEN r.closed_on < r.received_on THEN 'broken' ELSE 'met' END AS outcome
FROM referrals e JOIN referrals_raw r USING (referral_id)
