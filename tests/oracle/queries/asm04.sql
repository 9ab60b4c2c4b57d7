-- Finished assessments have both an authorisation and an outcome; no further action is an outcome, and a list of flags that are all blank or
-- no is none.
CREATE OR REPLACE TEMP VIEW told AS
    SELECT *, says_something(outcome) OR coalesce(no_further_action, FALSE) AS has_outcome,
           was_unreadable('assessments', 'outcome', assessment_id) AS outcome_unread,
           was_unreadable('assessments', 'no_further_action', assessment_id) AS nfa_unread
    FROM timed_assessments;
SELECT 'live' AS counting, assessment_id AS record_id,
       CASE WHEN authorised_on IS NULL AND NOT authorised_unread THEN 'not_met'
            WHEN has_outcome THEN CASE WHEN authorised_unread THEN 'not_recorded' ELSE 'met' END
            WHEN outcome_unread OR nfa_unread THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM told
WHERE authorised_on >= since() OR authorised_unread OR (authorised_on IS NULL AND case_open AND (has_outcome OR outcome_unread))
