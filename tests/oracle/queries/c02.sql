-- One line for each of the two categories that is blank; 'met' where both are there. A code that cannot be read is there.
CREATE OR REPLACE TEMP VIEW lacks AS
    SELECT plan_id, initial_category IS NULL AND NOT was_unreadable('cp_plans', 'initial_category', plan_id) AS first_blank,
           latest_category IS NULL AND NOT was_unreadable('cp_plans', 'latest_category', plan_id) AS latest_blank
    FROM cp_plans;
SELECT 'live' AS counting, plan_id AS record_id, 'met' AS outcome FROM lacks WHERE NOT first_blank AND NOT latest_blank
UNION ALL SELECT 'live', plan_id, 'broken' FROM lacks WHERE first_blank
UNION ALL SELECT 'live', plan_id, 'broken' FROM lacks WHERE latest_blank
