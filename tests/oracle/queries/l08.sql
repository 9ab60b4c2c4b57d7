-- Placements P2: 15 or more on the day it began. T4: at most seven days from the first, so far or to the end. The child is the placement's, else
-- that of the period of care it names. No day of birth, or none it began on: met (the examples). Ended on a day that cannot be read: it lasted
-- between no time and until tonight; where that is over seven days nobody can say (contract.md, "not_recorded").
CREATE OR REPLACE TEMP VIEW whose AS
    SELECT q.*, coalesce(q.child_id, (SELECT any_value(child_id) FROM care_periods p WHERE p.care_id = q.care_id)) AS child FROM placements q;
SELECT 'live' AS counting, placement_id AS record_id,
       CASE WHEN placement_type = 'P2' AND age_on(b.born_on, started_on) < 15 THEN 'broken'
            WHEN placement_type = 'T4' AND date_diff('day', started_on, coalesce(ended_on, as_at())) > 7
                THEN CASE WHEN was_unreadable('placements', 'ended_on', placement_id) THEN 'not_recorded' ELSE 'broken' END
            ELSE 'met' END AS outcome
FROM whose q LEFT JOIN people b ON b.child_id = q.child WHERE placement_type IN ('P2', 'T4')
