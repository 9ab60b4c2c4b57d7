-- Is the home said to be suitable? Abroad (G) or deported (H): left out, as England's figure leaves them (domain.md 5.4). Of those whose
-- residence is not known (R) the text there is cut off: they stay in.
SELECT 'live' AS counting, care_leaver_id AS record_id,
       CASE WHEN in_touch IN ('DIED', 'REFU', 'NREQ', 'RHOM') OR accommodation IN ('G', 'H') THEN 'exempt' WHEN accommodation_suitable = '1' THEN 'met'
            WHEN accommodation_suitable = '2' THEN 'not_met' ELSE 'not_recorded' END AS outcome
FROM care_leavers
