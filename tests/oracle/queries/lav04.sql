-- At home with parents (P1), and while regulation 24's approval runs: seen weekly until the first review since; then every 28 days (with a
-- connected person, or under an interim order, C1) or 42. Under a full order (C2) at home every 42 days; one made while at home asks for a
-- visit within seven days of it. A legal status that is blank or not there at all, and a review on a day that cannot be read, are read both ways.
CREATE OR REPLACE TEMP MACRO next_due(arg, day, after_event, kindly) AS next_visit(arg, day, after_event, kindly);
CREATE OR REPLACE TEMP TABLE gaps_of_tonight AS SELECT * FROM gaps_by_day(TRUE) WHERE rule = 'special';
CREATE OR REPLACE TEMP TABLE gaps_of_ever AS SELECT * FROM gaps_by_day(FALSE);
CREATE OR REPLACE TEMP TABLE placed_tonight AS SELECT * FROM due_by_day('gaps_of_tonight');
CREATE OR REPLACE TEMP TABLE placed_ever AS SELECT * FROM due_by_day('gaps_of_ever');
SELECT counting, record_id, due_on, outcome FROM interval_live_by('placed_tonight', 'seen_in_placements', TRUE)
UNION ALL
SELECT p.counting, p.record_id, p.due_on, p.outcome FROM interval_period_by('placed_ever', 'seen_in_placements') p JOIN placed_ever e USING (record_id)
WHERE way_of(e.arg, p.from_day, p.after_event) = 'special'
