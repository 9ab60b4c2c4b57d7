-- Decisions reversed in the twelve months to the day (or on no known day): is there a reason?
CREATE OR REPLACE TEMP VIEW turned AS
    SELECT a.permanence_id, a.reversed_on, a.reversal_reason, r.reversed_on AS as_recorded,
           was_unreadable('permanences', 'reversed_on', a.permanence_id) AS unread_day,
           was_unreadable('permanences', 'reversal_reason', a.permanence_id) AS unread_reason
    FROM permanences a JOIN permanences_raw r USING (permanence_id);
SELECT 'live' AS counting, permanence_id AS record_id,
       CASE WHEN reversal_reason IS NOT NULL THEN 'met' WHEN unread_reason OR unread_day THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM turned
WHERE reversed_on BETWEEN months_on(as_at(), -12) AND as_at()
   OR (as_recorded IS NULL AND (unread_day OR unread_reason OR reversal_reason IS NOT NULL))
