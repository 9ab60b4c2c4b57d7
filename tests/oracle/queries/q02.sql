-- Tables held tonight or on the last night remembered, where both nights tell how many rows (none tonight: 0). Broken where emptied; where either had
-- 20 rows and it changed by more than a tenth of last night's; where it has 200 and as many on every night from the last one remembered of at
-- least three working days ago.
CREATE OR REPLACE TEMP VIEW nights AS SELECT load_id, night_on, rows_read FROM earlier_loads WHERE night_on < as_at();
CREATE OR REPLACE TEMP VIEW counted AS
    SELECT e.load_id, l.state, CASE WHEN l.state = 'absent' THEN 0 ELSE coalesce(l.rows_read, 0) END AS now, e.rows_read AS before
    FROM nights e LEFT JOIN loads l USING (load_id) WHERE e.night_on = (SELECT max(night_on) FROM nights);
CREATE OR REPLACE TEMP VIEW still AS
    SELECT load_id FROM nights n JOIN counted c USING (load_id)
    CROSS JOIN (SELECT max(night_on) AS from_on FROM nights WHERE wd_between(night_on, as_at()) >= 3) f
    WHERE n.night_on >= f.from_on GROUP BY load_id HAVING bool_and(n.rows_read = c.now) AND bool_or(n.night_on = f.from_on);
SELECT 'live' AS counting, load_id AS record_id,
       CASE WHEN now = 0 AND before > 0 THEN 'broken'
            WHEN greatest(now, before) >= 20 AND abs(now - before) > 0.1 * before THEN 'broken'
            WHEN now >= 200 AND load_id IN (SELECT load_id FROM still) THEN 'broken' ELSE 'met' END AS outcome
FROM counted WHERE before IS NOT NULL AND (before > 0 OR coalesce(state <> 'absent', FALSE))
