-- Ended with an outcome within fifteen working days. Live: of open episodes, or of none that is named. The outcome is in words or is the flag
-- that says whether anything further is needed. Ended without either, on a day that cannot be read, or before it began: unclear
-- (not in a period where it ended late: then it is late whichever).
CREATE OR REPLACE TEMP VIEW things AS
    SELECT e.enquiry_id AS record_id, r.closed_on AS ends_on, coalesce(r.no_further_action, FALSE) AS nfa, wd_add(e.started_on, 15) AS due_on,
           CASE WHEN (e.started_on IS NULL OR e.ended_on >= e.started_on) AND (says_something(e.outcome) OR e.no_further_action IS NOT NULL) THEN e.ended_on END AS done_on,
           e.ended_on IS NOT NULL OR was_unreadable('section_47_enquiries', 'ended_on', e.enquiry_id) AS may_be,
           past(wd_add(e.started_on, 15), e.ended_on, 'wd') AS ended_late
    FROM section_47_enquiries e LEFT JOIN referrals r USING (referral_id);
CREATE OR REPLACE TEMP VIEW judged AS SELECT * EXCLUDE (may_be), may_be AND done_on IS NULL AND NOT ended_late AS kind FROM things;
CREATE OR REPLACE TEMP VIEW open_things AS SELECT * EXCLUDE (may_be), may_be AND done_on IS NULL AS kind FROM things WHERE ends_on IS NULL;
SELECT * FROM once_live('open_things', 'wd')
UNION ALL SELECT * FROM once_period('judged', 'wd');
