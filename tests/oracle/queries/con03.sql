-- Contacts of the period: a referral of the child on the day or the next working day, or one that a decision on the contact names. A
-- contact without a day that led to none is one that led to none, whenever it came in.
CREATE OR REPLACE TEMP VIEW told AS
    SELECT c.contact_id, c.child_id, c.contacted_on,
           EXISTS (SELECT 1 FROM contact_decisions d WHERE d.contact_id = c.contact_id AND d.referral_id IS NOT NULL) AS named,
           EXISTS (SELECT 1 FROM referrals r WHERE r.child_id = c.child_id AND r.received_on >= c.contacted_on
                     AND r.received_on <= wd_add(c.contacted_on, 1)) AS followed,
           EXISTS (SELECT 1 FROM referrals r WHERE r.child_id = c.child_id
                     AND (c.contacted_on IS NULL OR (r.received_on IS NULL AND (r.closed_on IS NULL OR r.closed_on >= c.contacted_on)))) AS perhaps
    FROM contacts c;
SELECT 'period' AS counting, contact_id AS record_id,
       CASE WHEN named OR followed THEN 'met' WHEN child_id IS NULL OR perhaps THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM told
WHERE contacted_on IS NULL OR (contacted_on >= since() AND (named OR followed OR perhaps OR past(wd_add(contacted_on, 1), as_at(), 'wd')))
