-- Open assessments, not authorised: still within 45 working days of the day they are counted from?
SELECT 'live' AS counting, assessment_id AS record_id, wd_add(from_on, 45) AS due_on,
       CASE WHEN from_on IS NULL THEN 'not_recorded' WHEN wd_between(from_on, as_at()) <= 45 THEN 'met'
            WHEN authorised_unread THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM timed_assessments WHERE case_open AND authorised_on IS NULL
