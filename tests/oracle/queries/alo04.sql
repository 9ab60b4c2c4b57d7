-- Handovers inside an accepted episode: a worker lets go, and the next (one who began after, and stayed longer) takes over with no working day between on a
-- plan (any council's) or in care at any time of the gap, and at most two otherwise. A worker who came and went beside another hands
-- nothing over. Live: the last handover of each open episode. What lies in an episode: as ALO-02 reads it.
CREATE OR REPLACE TEMP VIEW held AS
    SELECT e.referral_id, e.child_id, e.closed_on, a.involvement_id, CASE WHEN a.started_on IS NOT NULL THEN greatest(a.started_on, e.received_on) END AS on_day, a.ended_on AS until,
           CASE WHEN a.worker_id IS NULL OR a.started_on IS NULL OR a.end_unread OR (e.received_on IS NULL AND a.ended_on IS NOT NULL)
                THEN NULL ELSE TRUE END AS counts
    FROM episodes e JOIN holds a USING (child_id)
    WHERE (a.worker_id IS NOT NULL OR a.worker_unread)
      AND NOT coalesce(a.ended_on < e.received_on OR (a.ended_on = e.received_on AND a.started_on < a.ended_on), FALSE)
      AND NOT coalesce(a.started_on > e.closed_on, FALSE);
CREATE OR REPLACE TEMP VIEW sure AS
    SELECT *, coalesce(until, DATE '9999-01-01') AS til,
           max(coalesce(until, DATE '9999-01-01')) OVER (PARTITION BY referral_id ORDER BY on_day, coalesce(until, DATE '9999-01-01') DESC, involvement_id
                                                         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS others
    FROM held WHERE counts;
CREATE OR REPLACE TEMP VIEW gaps AS
    SELECT x.referral_id, x.child_id, x.closed_on, x.involvement_id, x.until AS starts_on,
           (SELECT CASE WHEN count(*) > 0 THEN greatest(min(y.on_day), x.until) END FROM sure y WHERE y.referral_id = x.referral_id AND y.til > x.til) AS done_on
    FROM sure x WHERE x.until IS NOT NULL AND (x.others IS NULL OR x.others < x.til);
CREATE OR REPLACE TEMP VIEW close_by AS
    SELECT child_id, started_on AS a, ended_on AS b FROM cp_plans UNION ALL SELECT child_id, starts_on, ends_on FROM own_care;
CREATE OR REPLACE TEMP VIEW timed AS
    WITH allowed AS MATERIALIZED (
        SELECT g.*, CASE WHEN EXISTS (SELECT 1 FROM close_by c WHERE c.child_id = g.child_id AND NOT coalesce(c.a > coalesce(g.done_on, as_at()), FALSE)
                                        AND NOT coalesce(c.b < g.starts_on, FALSE)) THEN 1 ELSE 3 END AS days
        FROM gaps g
    )
    SELECT *, wd_add(starts_on, days) AS due_on FROM allowed;
CREATE OR REPLACE TEMP VIEW things AS
    SELECT referral_id AS record_id, starts_on, due_on, done_on, closed_on AS ends_on,
           EXISTS (SELECT 1 FROM held u WHERE u.referral_id = t.referral_id AND u.counts IS NULL
                     AND NOT coalesce(u.until <= t.starts_on, FALSE) AND NOT coalesce(u.on_day >= t.done_on, FALSE)) AS kind
    FROM timed t;
CREATE OR REPLACE TEMP VIEW now_last AS
    SELECT record_id, due_on, done_on, kind FROM things WHERE record_id IN (SELECT referral_id FROM open_episodes)
    QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY starts_on DESC) = 1;
SELECT * FROM once_live('now_last', 'wd')
UNION ALL SELECT * FROM once_period('things', 'wd')
