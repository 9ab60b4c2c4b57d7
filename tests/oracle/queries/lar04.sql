-- Reviews held in the period of children in care: did the child take part (PN1 to PN6)? Under four on the day: exempt. A review belongs to the
-- period of care it names, whatever its day; where it names none, by child and date. A date of birth that is blank could make it exempt.
WITH held AS (
    SELECT r.review_id AS record_id, r.participation, age_on(p.born_on, r.held_on) AS years
    FROM care_reviews r
    JOIN own_care q ON r.care_id = q.care_id
      OR (r.care_id IS NULL AND r.child_id = q.child_id AND (q.starts_on IS NULL OR r.held_on >= q.starts_on) AND (q.ends_on IS NULL OR r.held_on <= q.ends_on))
    LEFT JOIN people p ON p.child_id = coalesce(r.child_id, q.child_id)
    WHERE r.held_on BETWEEN since() AND as_at() AND coalesce(r.cancelled, FALSE) = FALSE
    QUALIFY row_number() OVER (PARTITION BY r.review_id ORDER BY q.starts_on DESC NULLS LAST) = 1
)
SELECT 'period' AS counting, record_id,
       CASE WHEN years < 4 THEN 'exempt'
            WHEN participation IS NULL OR participation = 'PN0' THEN 'not_recorded'
            WHEN participation <> 'PN7' THEN 'met'
            WHEN years IS NULL THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM held;
