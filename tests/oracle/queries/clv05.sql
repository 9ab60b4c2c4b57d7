-- The last contact (the record's, or the adviser's visits of any kind) within 56 days. Not in touch beside a recent contact contradicts itself; what cannot
-- be read may be a refusal (exempt);
-- a contact on no known day may be a recent one.
CREATE OR REPLACE TEMP VIEW touched AS
    SELECT l.care_leaver_id, l.in_touch, was_unreadable('care_leavers', 'in_touch', l.care_leaver_id) AS unread_touch,
           greatest(l.last_contact_on, (SELECT max(v.visited_on) FROM adviser_visits v WHERE v.child_id = l.child_id)) AS last_on,
           was_unreadable('care_leavers', 'last_contact_on', l.care_leaver_id)
           OR EXISTS (SELECT 1 FROM adviser_visits v WHERE v.child_id = l.child_id AND v.visited_on IS NULL) AS doubt
    FROM care_leavers l;
SELECT 'live' AS counting, care_leaver_id AS record_id, days_on(last_on, 56) AS due_on,
       CASE WHEN in_touch IN ('DIED', 'REFU', 'NREQ', 'RHOM') THEN 'exempt'
            WHEN unread_touch THEN 'not_recorded'
            WHEN days_on(last_on, 56) >= as_at() THEN CASE WHEN in_touch = 'NO' THEN 'not_recorded' ELSE 'met' END
            WHEN doubt THEN 'not_recorded'
            WHEN last_on IS NULL THEN CASE WHEN in_touch = 'NO' THEN 'not_met' ELSE 'not_recorded' END
            WHEN wd_between(days_on(last_on, 56), as_at()) <= 2 THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM touched
