-- The last review held of each open own plan, after the day the plan began: quorate? Words other than yes and no say neither.
-- One whose day cannot be read is not known to be the last.
CREATE OR REPLACE TEMP VIEW last_reviews AS
    SELECT r.thing_id
    FROM own_plans p JOIN reviews_of_plans r ON r.record_id = p.plan_id
    WHERE p.ended_on IS NULL AND r.on_day IS NOT NULL AND (p.started_on IS NULL OR r.on_day > p.started_on)
    QUALIFY row_number() OVER (PARTITION BY p.plan_id ORDER BY r.on_day DESC, r.thing_id DESC) = 1;
SELECT DISTINCT 'live' AS counting, review_id AS record_id,
       CASE WHEN lower(trim(quorate)) IN ('y', 'yes', '1', 'true') THEN 'met'
            WHEN lower(trim(quorate)) IN ('n', 'no', '0', 'false') THEN 'not_met' ELSE 'not_recorded' END AS outcome
FROM cp_reviews
WHERE review_id IN (SELECT thing_id FROM last_reviews)
