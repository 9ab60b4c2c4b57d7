-- Referrals of the period, none made while a case was open: was there another in the twelve months before?
-- Of two that came in on one day the later by id was made while the first was open.
CREATE OR REPLACE TEMP VIEW mine AS
    SELECT r.*, months_on(received_on, -12) AS window_from FROM referrals r
    WHERE received_on >= since() OR (received_on IS NULL AND (closed_on IS NULL OR closed_on >= since()));
CREATE OR REPLACE TEMP VIEW told AS
    SELECT m.referral_id, m.received_on,
           coalesce(bool_or(m.received_on IS NOT NULL AND (o.received_on, o.referral_id) < (m.received_on, m.referral_id) AND o.no_further_action = FALSE AND (o.closed_on IS NULL OR o.closed_on > m.received_on)),
                    FALSE) AS while_open,
           coalesce(bool_or(o.referral_id IS NOT NULL AND (o.received_on IS NULL OR (o.received_on, o.referral_id) < (m.received_on, m.referral_id)) AND coalesce(o.no_further_action, FALSE) = FALSE
                            AND (o.closed_on IS NULL OR o.closed_on > m.received_on)), FALSE) AS perhaps_open,
           coalesce(bool_or(o.received_on >= m.window_from AND o.received_on < m.received_on), FALSE) AS again,
           coalesce(bool_or(o.referral_id IS NOT NULL AND o.received_on IS NULL AND (o.closed_on IS NULL OR o.closed_on >= m.window_from)), FALSE) AS perhaps_again
    FROM mine m LEFT JOIN referrals o ON o.child_id = m.child_id AND o.referral_id <> m.referral_id
    GROUP BY ALL;
SELECT 'period' AS counting, referral_id AS record_id,
       CASE WHEN received_on IS NULL OR perhaps_open THEN 'not_recorded'
            WHEN again THEN 'met' WHEN perhaps_again THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM told WHERE NOT while_open
