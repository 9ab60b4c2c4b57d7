-- Open episodes: is a worker allocated tonight? A blank name is none; one that cannot be read may be anybody.
SELECT 'live' AS counting, e.referral_id AS record_id,
       CASE WHEN t.worker_id IS NOT NULL THEN 'met' WHEN t.worker_unread THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM open_episodes e LEFT JOIN allocated_tonight t USING (child_id)
