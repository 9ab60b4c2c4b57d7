-- Of the child's open episodes the first by day (a blank first), then id, keeps the rule; the rest break it. An episode with no child stands alone.
SELECT 'live' AS counting, referral_id AS record_id,
       CASE WHEN child_id IS NOT NULL AND row_number() OVER (PARTITION BY child_id ORDER BY received_on NULLS FIRST, referral_id) > 1 THEN 'broken'
            ELSE 'met' END AS outcome
FROM open_episodes
