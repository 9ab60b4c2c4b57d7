-- Findings listed on some night and not put right since, by their age: who is in the average is compared (a mean).
SELECT 'live' AS counting, flag_id AS record_id, CASE WHEN raised_on IS NULL THEN 'not_recorded' ELSE 'met' END AS outcome
FROM flags WHERE fixed_on IS NULL
