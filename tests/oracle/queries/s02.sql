-- Conferences held, with a day: a working day is one on which one working day more has passed than on the day before.
SELECT 'live' AS counting, conference_id AS record_id, CASE WHEN wd_between(days_on(held_on, -1), held_on) = 1 THEN 'met' ELSE 'broken' END AS outcome
FROM initial_conferences WHERE held_on IS NOT NULL
