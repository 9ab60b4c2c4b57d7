-- Assessments authorised in the period (or on a day that cannot be read): no more than 45 working days from their own start?
SELECT 'period' AS counting, assessment_id AS record_id, wd_add(started_on, 45) AS due_on,
       CASE WHEN started_on IS NULL OR authorised_on IS NULL OR authorised_on < started_on THEN 'not_recorded'
            WHEN wd_between(started_on, authorised_on) <= 45 THEN 'met' ELSE 'not_met' END AS outcome
FROM timed_assessments
WHERE authorised_on >= since() OR authorised_unread
