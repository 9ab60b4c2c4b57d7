-- Everybody but the qualifying has a named adviser. What stands where a name should and cannot be read (a spreadsheet's error) lets us tell nothing.
SELECT 'live' AS counting, care_leaver_id AS record_id,
       CASE WHEN in_touch = 'DIED' THEN 'exempt'
            WHEN was_unreadable('care_leavers', 'personal_adviser', care_leaver_id) OR personal_adviser LIKE '#%' THEN 'not_recorded'
            WHEN personal_adviser IS NULL THEN 'not_met' ELSE 'met' END AS outcome
FROM care_leavers WHERE coalesce(eligibility, '') <> 'QUALIFYING'
