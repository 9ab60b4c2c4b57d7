-- A decision within one working day of a referral. Live: open episodes; period: every referral. The first decision on or after the day it
-- came in counts; only where there is none does one before that day leave us unable to tell.
CREATE OR REPLACE TEMP VIEW things AS
    SELECT r.referral_id AS record_id, r.closed_on AS ends_on, wd_add(r.received_on, 1) AS due_on,
           min(d.decided_on) FILTER (WHERE r.received_on IS NULL OR d.decided_on >= r.received_on) AS done_on,
           coalesce((min(d.decided_on) FILTER (WHERE d.decided_on >= r.received_on) IS NULL AND bool_or(d.decided_on < r.received_on))
                    OR bool_or(d.decided_on IS NULL AND (d.decision IS NOT NULL
                                                          OR was_unreadable('contact_decisions', 'decided_on', d.contact_decision_id))),
                    FALSE) AS kind
    FROM referrals r LEFT JOIN contact_decisions d USING (referral_id)
    GROUP BY ALL;
CREATE OR REPLACE TEMP VIEW now_open AS
    SELECT * FROM things WHERE record_id IN (SELECT referral_id FROM open_episodes);
SELECT * FROM once_live('now_open', 'wd')
UNION ALL SELECT * FROM once_period('things', 'wd')
