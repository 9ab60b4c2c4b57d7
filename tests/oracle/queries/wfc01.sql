-- Social workers in post, from an agency or not: is the worker in the rate, that is, are the hours and agency or not recorded?
SELECT 'live' AS counting, worker_id AS record_id,
       CASE WHEN agency IS NULL OR full_time_equivalent IS NULL OR was_unreadable('staff', 'ended_on', worker_id) THEN 'not_recorded'
            ELSE 'met' END AS outcome
FROM social_workers WHERE ended_on IS NULL
