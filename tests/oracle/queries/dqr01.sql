-- Open episodes: does no row of the child's, and not this episode itself, break a critical rule tonight? An episode that names no child is
-- judged by its own row alone.
SELECT 'live' AS counting, r.referral_id AS record_id,
       CASE WHEN EXISTS (FROM recording_faults f
                         WHERE f.child_id = r.child_id OR (f.broken_table = 'ssd_cin_episodes' AND f.broken_record_id = r.referral_id))
            THEN 'not_met' ELSE 'met' END AS outcome
FROM open_episodes r
