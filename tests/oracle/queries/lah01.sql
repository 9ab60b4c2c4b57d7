-- A health assessment within twenty working days of the start of care, live and period.
CREATE OR REPLACE TEMP VIEW checks AS SELECT * FROM checks_of('HEALTH');
CREATE OR REPLACE TEMP VIEW periods AS
    SELECT care_id AS record_id, child_id, starts_on, ends_on, due_of(starts_on, 'wd', 20) AS due_on
    FROM care_periods WHERE NOT short_break;
CREATE OR REPLACE TEMP VIEW done AS
    SELECT p.*, (SELECT min(e.on_day) FROM checks e WHERE e.child_id = p.child_id AND e.counts AND e.on_day >= p.starts_on
                   AND (p.ends_on IS NULL OR e.on_day <= p.ends_on)) AS done_on
    FROM periods p;
CREATE OR REPLACE TEMP VIEW now_open AS
    SELECT d.*, EXISTS (SELECT 1 FROM checks e WHERE e.child_id = d.child_id AND e.counts IS NULL
                          AND (e.on_day IS NULL OR e.on_day >= d.starts_on)) AS kind
    FROM done d WHERE ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW all_of_them AS
    SELECT d.*, EXISTS (SELECT 1 FROM checks e WHERE e.child_id = d.child_id AND e.counts IS NULL
                          AND (e.on_day IS NULL OR (e.on_day >= d.starts_on AND NOT past(d.due_on, e.on_day, 'wd')
                                                    AND (d.ends_on IS NULL OR e.on_day <= d.ends_on)))) AS kind
    FROM done d;
SELECT * FROM once_live('now_open', 'wd')
UNION ALL SELECT * FROM once_period('all_of_them', 'wd')
