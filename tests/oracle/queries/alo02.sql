-- Accepted referrals are allocated within one working day, and on the day itself where an enquiry or a plan begins (one
-- dated before its referral brings no day forward). A worker who held the
-- child when the referral came in will do. With no day it came in, only a worker tonight is proof, and the day of that allocation places it
-- in a period (the spec is silent). An allocation whose end cannot be read is none for sure; one that ended on the day began that day or later, and one
-- that does not say when may have.
-- An enquiry or plan dated after the closing belongs to another episode, whatever it names (the spec is silent).
CREATE OR REPLACE TEMP VIEW urgent AS
    SELECT referral_id, child_id, started_on FROM section_47_enquiries UNION ALL SELECT referral_id, child_id, started_on FROM cp_plans;
CREATE OR REPLACE TEMP VIEW timed AS
    SELECT r.*, least(wd_add(r.received_on, 1),
                      (SELECT min(u.started_on) FROM urgent u
                       WHERE u.started_on >= r.received_on AND (r.closed_on IS NULL OR u.started_on <= r.closed_on)
                         AND (u.referral_id = r.referral_id
                              OR (u.referral_id IS NULL AND u.child_id = r.child_id)))) AS due_on
    FROM episodes r;
CREATE OR REPLACE TEMP VIEW things AS
    SELECT t.referral_id AS record_id, CASE WHEN t.received_on IS NOT NULL THEN t.due_on END AS due_on, t.closed_on AS ends_on,
           min(CASE WHEN t.received_on IS NULL THEN a.started_on ELSE greatest(a.started_on, t.received_on) END)
             FILTER (WHERE a.worker_id IS NOT NULL
                       AND a.started_on IS NOT NULL AND CASE WHEN t.received_on IS NULL THEN a.ended_on IS NULL AND NOT a.end_unread AND (t.closed_on IS NULL OR a.started_on <= t.closed_on)
                                ELSE NOT a.end_unread AND (a.ended_on IS NULL OR a.ended_on > t.received_on OR (a.ended_on = t.received_on AND a.started_on >= t.received_on))
                                     AND (t.closed_on IS NULL OR greatest(a.started_on, t.received_on) <= t.closed_on) END) AS done_on,
           coalesce(bool_or((a.worker_unread OR (a.worker_id IS NOT NULL AND (a.started_on IS NULL OR a.end_unread)))
                            AND (a.ended_on IS NULL OR t.received_on IS NULL OR a.ended_on > t.received_on
                                 OR (a.ended_on = t.received_on AND coalesce(a.started_on >= t.received_on, TRUE)))), FALSE) AS kind_live,
           coalesce(bool_or((a.worker_unread OR (a.worker_id IS NOT NULL AND (a.started_on IS NULL OR a.end_unread)))
                            AND (a.ended_on IS NULL OR t.received_on IS NULL OR a.ended_on > t.received_on
                                 OR (a.ended_on = t.received_on AND coalesce(a.started_on >= t.received_on, TRUE)))
                            AND (a.started_on IS NULL OR t.received_on IS NULL OR (NOT past(t.due_on, a.started_on, 'wd')
                                 AND (t.closed_on IS NULL OR greatest(a.started_on, t.received_on) <= t.closed_on)))), FALSE) AS kind
    FROM timed t LEFT JOIN holds a USING (child_id)
    GROUP BY ALL;
CREATE OR REPLACE TEMP VIEW now_open AS
    SELECT record_id, due_on, done_on, kind_live AS kind FROM things WHERE record_id IN (SELECT referral_id FROM open_episodes);
SELECT * FROM once_live('now_open', 'wd')
UNION ALL SELECT * FROM once_period('things', 'wd')
