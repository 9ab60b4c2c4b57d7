-- Every visit with a date, those dated ahead among them: no later than the day of the extract, and inside an episode (any referral, from the
-- day it came in to the day it closed, both in; a blank or unreadable day leaves that side open) of the child that
-- has any on record. A visit dated ahead, but not after the extract, is not there yet, nor is an episode that begins after as_at.
CREATE OR REPLACE TEMP VIEW dated AS
    SELECT visit_id, child_id, visited_on FROM cp_visits_raw
    UNION ALL SELECT visit_id, child_id, visited_on FROM cin_visits_raw
    UNION ALL SELECT visit_id, child_id, visited_on FROM care_visits_raw;
SELECT 'live' AS counting, visit_id AS record_id,
       CASE WHEN visited_on > extracted_on() THEN 'broken'
            WHEN v.visited_on <= as_at() AND EXISTS (FROM referrals r WHERE r.child_id = v.child_id)
                 AND NOT EXISTS (FROM referrals r WHERE r.child_id = v.child_id AND (r.received_on IS NULL OR r.received_on <= v.visited_on)
                                 AND (r.closed_on IS NULL OR r.closed_on >= v.visited_on)) THEN 'broken'
            ELSE 'met' END AS outcome
FROM dated v WHERE visited_on IS NOT NULL
