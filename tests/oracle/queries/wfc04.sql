-- Absences of social workers that began in the last twelve months, and the social workers in post; agency workers in neither.
-- An absence of somebody who is not in the workforce table is nobody's of theirs; one that names nobody may be.
SELECT 'period' AS counting, 'staff' AS record_table, worker_id AS record_id,
       CASE WHEN agency IS NULL OR full_time_equivalent IS NULL OR was_unreadable('staff', 'ended_on', worker_id) THEN 'not_recorded'
            ELSE 'met' END AS outcome
FROM social_workers WHERE agency IS DISTINCT FROM TRUE AND ended_on IS NULL
UNION ALL
SELECT 'period', 'staff_absences', a.absence_id,
       CASE WHEN a.worker_id IS NULL OR a.from_on IS NULL OR a.days_lost IS NULL OR s.agency IS NULL THEN 'not_recorded'
            ELSE 'met' END
FROM staff_absences a LEFT JOIN social_workers s USING (worker_id)
WHERE (a.from_on IS NULL OR a.from_on >= months_on(as_at(), -12)) AND s.agency IS DISTINCT FROM TRUE
  AND (s.worker_id IS NOT NULL OR a.worker_id IS NULL)
  AND NOT (a.from_on IS NULL AND coalesce(a.to_on < months_on(as_at(), -12), FALSE))
