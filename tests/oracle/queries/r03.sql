-- One line for each of day and signature that is blank; what cannot be read is there.
CREATE OR REPLACE TEMP VIEW lacks AS
    SELECT supervision_id, held_on IS NULL AND NOT was_unreadable('supervisions', 'held_on', supervision_id) AS no_day,
           signed_by IS NULL AND NOT was_unreadable('supervisions', 'signed_by', supervision_id) AS no_name
    FROM supervisions;
SELECT 'live' AS counting, supervision_id AS record_id, 'met' AS outcome FROM lacks WHERE NOT no_day AND NOT no_name
UNION ALL SELECT 'live', supervision_id, 'broken' FROM lacks WHERE no_day
UNION ALL SELECT 'live', supervision_id, 'broken' FROM lacks WHERE no_name
