-- The child is seen within seven days of the start of each placement (live: the current one). Where the day it began is blank a visit may have
-- been in the one before: not recorded. Live, one or two working days after the day it fell due, and no visit recorded: not recorded.
CREATE OR REPLACE TEMP VIEW every AS SELECT placement_id AS record_id, started_on, ends_on, days_on(started_on, 7) AS due FROM care_placements;
CREATE OR REPLACE TEMP VIEW sure AS
    SELECT v.placement_id AS record_id, min(v.on_day) AS done_on FROM visits_in_placements v JOIN care_placements q USING (placement_id)
    WHERE v.counts AND v.on_day IS NOT NULL AND q.started_on IS NOT NULL GROUP BY v.placement_id;
CREATE OR REPLACE TEMP VIEW unsure AS
    SELECT placement_id AS record_id, on_day FROM visits_in_placements WHERE counts IS NULL OR (counts AND on_day IS NULL);
CREATE OR REPLACE TEMP VIEW live_things AS
    SELECT p.record_id, p.due AS due_on, s.done_on, p.record_id IN (SELECT record_id FROM unsure) AS kind
    FROM every p LEFT JOIN sure s USING (record_id) WHERE p.record_id IN (SELECT placement_id FROM current_placements);
CREATE OR REPLACE TEMP VIEW period_things AS
    SELECT p.record_id, p.ends_on, p.due AS due_on, s.done_on,
           EXISTS (SELECT 1 FROM unsure e WHERE e.record_id = p.record_id AND (e.on_day IS NULL OR e.on_day <= p.due)) AS kind
    FROM every p LEFT JOIN sure s USING (record_id);
SELECT counting, record_id, due_on,
       CASE WHEN outcome = 'not_met' AND wd_between(due_on, as_at()) <= 2
             AND record_id NOT IN (SELECT placement_id FROM visits_in_placements WHERE on_day IS NOT NULL) THEN 'not_recorded' ELSE outcome END AS outcome
FROM once_live('live_things', 'cd')
UNION ALL SELECT counting, record_id, due_on, outcome FROM once_period('period_things', 'cd');
