-- Adoption orders of the three years to the day: are the placement order and the match both dated? An order whose kind is not named counts.
SELECT 'period' AS counting, permanence_id AS record_id,
       CASE WHEN placement_order_on IS NOT NULL AND matched_on IS NOT NULL THEN 'met' ELSE 'not_recorded' END AS outcome
FROM permanences
WHERE order_on BETWEEN months_on(as_at(), -36) AND as_at() AND (order_type IS NULL OR lower(order_type) LIKE '%adoption%')
