-- Exactly one of the two dates, as recorded. What cannot be read is no date.
SELECT 'live' AS counting, child_id AS record_id,
       CASE WHEN (born_on IS NULL) <> (expected_on IS NULL) THEN 'met' ELSE 'broken' END AS outcome
FROM people_raw
