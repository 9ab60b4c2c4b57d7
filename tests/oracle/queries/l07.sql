-- The days of an adoption in order, and a reason for a reversal. A day that cannot be read compares with nothing, but is a reversal.
SELECT 'live' AS counting, permanence_id AS record_id,
       CASE WHEN placement_order_on < decided_on OR matched_on < decided_on OR placed_on < decided_on OR order_on < decided_on
              OR placed_on < placement_order_on OR placed_on < matched_on
              OR order_on < placement_order_on OR order_on < matched_on OR order_on < placed_on
              OR ((reversed_on IS NOT NULL OR was_unreadable('permanences', 'reversed_on', permanence_id)) AND reversal_reason IS NULL
                  AND NOT was_unreadable('permanences', 'reversal_reason', permanence_id)) THEN 'broken' ELSE 'met' END AS outcome
FROM permanences
