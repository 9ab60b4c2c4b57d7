-- A placement order, no match, no placement, no reversal and no order: within 121 days? What cannot be read, or a reason for a reversal
-- on no recorded day, is read both ways.
CREATE OR REPLACE TEMP VIEW waiting AS
    SELECT a.permanence_id, a.placement_order_on, days_on(a.placement_order_on, 121) AS due_on,
           was_unreadable('permanences', 'matched_on', a.permanence_id) OR was_unreadable('permanences', 'placed_on', a.permanence_id)
           OR was_unreadable('permanences', 'reversed_on', a.permanence_id) OR was_unreadable('permanences', 'order_on', a.permanence_id)
           OR (r.reversed_on IS NULL AND (a.reversal_reason IS NOT NULL
               OR was_unreadable('permanences', 'reversal_reason', a.permanence_id))) AS doubt
    FROM permanences a JOIN permanences_raw r USING (permanence_id)
    WHERE (a.placement_order_on IS NOT NULL OR was_unreadable('permanences', 'placement_order_on', a.permanence_id))
      AND a.matched_on IS NULL AND a.placed_on IS NULL AND a.reversed_on IS NULL AND a.order_on IS NULL;
SELECT 'live' AS counting, permanence_id AS record_id, due_on,
       CASE WHEN due_on IS NULL THEN 'not_recorded' WHEN due_on >= as_at() THEN 'met' WHEN doubt THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM waiting
