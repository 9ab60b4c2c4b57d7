-- The last review held of each open own plan: was the child's view before it (there and speaking, spoken for or showing it, or away and
-- the view brought)? Exempt: children under four on the day, and the unborn. PN0 says under four: where the age says otherwise, or nothing, it is unclear.
CREATE OR REPLACE TEMP VIEW last_reviews AS
    SELECT r.thing_id
    FROM own_plans p JOIN reviews_of_plans r ON r.record_id = p.plan_id
    WHERE p.ended_on IS NULL AND r.on_day IS NOT NULL AND (p.started_on IS NULL OR r.on_day > p.started_on)
    QUALIFY row_number() OVER (PARTITION BY p.plan_id ORDER BY r.on_day DESC, r.thing_id DESC) = 1;
SELECT DISTINCT 'live' AS counting, r.review_id AS record_id,
       CASE WHEN age_on(c.born_on, r.held_on) < 4 OR r.child_id IN (SELECT child_id FROM unborn) THEN 'exempt'
            WHEN r.participation IS NULL OR r.participation = 'PN0' THEN 'not_recorded'
            WHEN r.participation IN ('PN1', 'PN2', 'PN3', 'PN5', 'PN6') THEN 'met' ELSE 'not_met' END AS outcome
FROM cp_reviews r LEFT JOIN people c USING (child_id)
WHERE r.review_id IN (SELECT thing_id FROM last_reviews)
