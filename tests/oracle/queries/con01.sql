-- A decision within one working day of a contact. Live: the contacts of six months, and older ones without a decision that has a day (one
-- dated before its contact is a decision all the same: an older contact is not asked about again).
CREATE OR REPLACE TEMP VIEW things AS
    SELECT c.contact_id AS record_id, c.contacted_on, wd_add(c.contacted_on, 1) AS due_on, CAST(NULL AS DATE) AS ends_on,
           min(d.decided_on) FILTER (WHERE c.contacted_on IS NULL OR d.decided_on >= c.contacted_on) AS done_on,
           coalesce(bool_or(d.decided_on < c.contacted_on
                            OR (d.decided_on IS NULL AND (d.decision IS NOT NULL
                                                          OR was_unreadable('contact_decisions', 'decided_on', d.contact_decision_id)))),
                    FALSE) AS kind
    FROM contacts c LEFT JOIN contact_decisions d USING (contact_id)
    GROUP BY ALL;
CREATE OR REPLACE TEMP VIEW now_asked AS
    SELECT * FROM things WHERE contacted_on IS NULL OR contacted_on >= since() 
        OR record_id NOT IN (SELECT contact_id FROM contact_decisions WHERE contact_id IS NOT NULL AND decided_on IS NOT NULL);
SELECT * FROM once_live('now_asked', 'wd')
UNION ALL SELECT * FROM once_period('things', 'wd')
