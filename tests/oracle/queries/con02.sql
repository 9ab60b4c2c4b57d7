-- Contacts of more than one working day have an outcome. Those that have one count for six months, those that have none for ever.
CREATE OR REPLACE TEMP VIEW things AS
    SELECT contact_id AS record_id, contacted_on, wd_add(contacted_on, 1) AS due_on, says_something(outcome) AS answered,
           was_unreadable('contacts', 'outcome', contact_id) AS unread
    FROM contacts;
SELECT 'live' AS counting, record_id, due_on,
       CASE WHEN answered THEN 'met' WHEN contacted_on IS NULL OR unread THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM things
WHERE CASE WHEN answered THEN contacted_on IS NULL OR contacted_on >= since()
           ELSE contacted_on IS NULL OR past(due_on, as_at(), 'wd') END
