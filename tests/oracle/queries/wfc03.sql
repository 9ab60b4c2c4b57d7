-- Social workers who left in the last twelve months, and those in post; agency workers in neither.
SELECT 'period' AS counting, worker_id AS record_id,
       CASE WHEN agency IS NULL OR full_time_equivalent IS NULL OR was_unreadable('staff', 'ended_on', worker_id) THEN 'not_recorded'
            ELSE 'met' END AS outcome
FROM social_workers
WHERE agency IS DISTINCT FROM TRUE AND (ended_on IS NULL OR ended_on >= months_on(as_at(), -12))
