-- Social workers in post, by head: newly qualified?
SELECT 'live' AS counting, worker_id AS record_id,
       CASE WHEN newly_qualified IS NULL OR was_unreadable('staff', 'ended_on', worker_id) THEN 'not_recorded'
            WHEN newly_qualified THEN 'met' ELSE 'not_met' END AS outcome
FROM social_workers WHERE ended_on IS NULL
