-- Is the home said to be suitable?
SELECT 'live' AS counting, care_leaver_id AS record_id,
       CASE WHEN in_touch IN ('DIED', 'REFU', 'NREQ', 'RHOM') THEN 'exempt' WHEN accommodation_suitable = '1' THEN 'met'
            WHEN accommodation_suitable = '2' THEN 'not_met' ELSE 'not_recorded' END AS outcome
FROM care_leavers
