-- Adoption orders of the six months: are the decision and the match dated, in order?
SELECT 'period' AS counting, permanence_id AS record_id,
       CASE WHEN matched_on >= decided_on THEN 'met' ELSE 'not_recorded' END AS outcome
FROM permanences
WHERE order_on BETWEEN since() AND as_at() AND (order_type IS NULL OR lower(order_type) LIKE '%adoption%')
