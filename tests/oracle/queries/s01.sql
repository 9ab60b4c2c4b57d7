-- Enquiries that are there, one line for each fault: no start (one that cannot be read is one); after 15 working days not ended, or ended with
-- nothing said (a decision, words, a conference that names it).
CREATE OR REPLACE TEMP VIEW judged AS
    SELECT e.enquiry_id, e.started_on IS NULL AND NOT was_unreadable('section_47_enquiries', 'started_on', enquiry_id) AS no_start,
           e.ended_on IS NOT NULL OR was_unreadable('section_47_enquiries', 'ended_on', enquiry_id) AS ended,
           e.no_further_action IS NOT NULL OR says_something(e.outcome) OR enquiry_id IN (SELECT enquiry_id FROM initial_conferences WHERE enquiry_id IS NOT NULL)
               OR EXISTS (SELECT 1 FROM unreadable u WHERE u.tbl = 'section_47_enquiries' AND u.key = e.enquiry_id AND u.col IN ('no_further_action', 'outcome')) AS said,
           coalesce(wd_between(e.started_on, as_at()) > 15, FALSE) AS time_up
    FROM section_47_enquiries e;
SELECT 'live' AS counting, enquiry_id AS record_id,
       CASE WHEN no_start OR (time_up AND NOT (ended AND said)) THEN 'broken' ELSE 'met' END AS outcome
FROM judged
