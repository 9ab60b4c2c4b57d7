-- Assessments authorised within 45 working days of the day they are counted from. An authorisation before that day may be wrong.
CREATE OR REPLACE TEMP VIEW things AS
    SELECT assessment_id AS record_id, wd_add(from_on, 45) AS due_on, closed_on AS ends_on, case_open,
           CASE WHEN from_on IS NULL OR authorised_on >= from_on THEN authorised_on END AS done_on,
           authorised_unread OR coalesce(authorised_on < from_on, FALSE) AS kind
    FROM timed_assessments;
CREATE OR REPLACE TEMP VIEW now_open AS SELECT * FROM things WHERE case_open;
SELECT * FROM once_live('now_open', 'wd')
UNION ALL SELECT * FROM once_period('things', 'wd')
