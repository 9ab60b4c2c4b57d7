-- Children with three contacts in six months (those without a day counted): fewer than three of them unanswered? A contact is answered by a
-- referral or the start of an assessment on its day or later, or where it came while a case was open.
CREATE OR REPLACE TEMP VIEW asked_about AS
    SELECT * FROM contacts WHERE child_id IN (SELECT child_id FROM people) AND (contacted_on IS NULL OR contacted_on >= since());
CREATE OR REPLACE TEMP VIEW told AS
    SELECT c.child_id, c.contact_id, c.contacted_on,
           EXISTS (SELECT 1 FROM referrals r WHERE r.child_id = c.child_id
                     AND (r.received_on >= coalesce(c.contacted_on, as_at())
                          OR (r.no_further_action = FALSE AND (r.closed_on IS NULL OR r.closed_on >= c.contacted_on))))
           OR EXISTS (SELECT 1 FROM assessments a WHERE a.child_id = c.child_id AND a.started_on >= coalesce(c.contacted_on, as_at())) AS answered,
           EXISTS (SELECT 1 FROM referrals r WHERE r.child_id = c.child_id
                     AND (c.contacted_on IS NULL OR (r.received_on IS NULL AND (r.closed_on IS NULL OR r.closed_on >= c.contacted_on))
                          OR (r.no_further_action IS NULL AND (r.closed_on IS NULL OR r.closed_on >= c.contacted_on))))
           OR EXISTS (SELECT 1 FROM assessments a WHERE a.child_id = c.child_id AND a.started_on IS NULL
                        AND (a.authorised_on IS NULL OR c.contacted_on IS NULL OR a.authorised_on >= c.contacted_on)) AS perhaps
    FROM asked_about c;
SELECT 'live' AS counting, child_id AS record_id,
       CASE WHEN count(*) FILTER (WHERE NOT answered) < 3 THEN 'met'
            WHEN count(*) FILTER (WHERE NOT answered AND NOT perhaps AND contacted_on IS NOT NULL) >= 3 THEN 'not_met'
            ELSE 'not_recorded' END AS outcome
FROM told GROUP BY child_id HAVING count(*) >= 3
