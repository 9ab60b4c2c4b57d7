-- The child in care is seen every six weeks: placements in care (live: the current one) but for those with a way of their own (shared.sql): at
-- home, approved for the time being, or meant to last and a year old (a blank moves none out; what cannot be read is read both ways). Where
-- the day the placement began is blank a visit may have been in the one before: not recorded.
CREATE OR REPLACE TEMP MACRO next_due(arg, day, after_event, kindly) AS next_visit(arg, day, after_event, kindly);
CREATE OR REPLACE TEMP TABLE gaps_of_tonight AS SELECT * FROM gaps_by_day(TRUE) WHERE rule = 'ordinary';
CREATE OR REPLACE TEMP TABLE gaps_of_ever AS SELECT * FROM gaps_by_day(FALSE);
CREATE OR REPLACE TEMP TABLE placed_tonight AS SELECT * FROM due_by_day('gaps_of_tonight');
CREATE OR REPLACE TEMP TABLE placed_ever AS SELECT * FROM due_by_day('gaps_of_ever');
SELECT counting, record_id, due_on, outcome FROM interval_live_by('placed_tonight', 'seen_in_placements', TRUE)
UNION ALL
SELECT p.counting, p.record_id, p.due_on, p.outcome FROM interval_period_by('placed_ever', 'seen_in_placements') p JOIN placed_ever e USING (record_id)
WHERE way_of(e.arg, p.from_day, p.after_event) = 'ordinary'
