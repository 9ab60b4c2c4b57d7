-- Reviews with a date, those dated ahead too: later than the start of the plan they name (naming none that is there: of the child's first plan), and no later
-- than the day of the extract. With no start there is nothing to compare with.
SELECT 'live' AS counting, v.review_id AS record_id,
       CASE WHEN v.held_on > extracted_on() THEN 'broken'
            WHEN v.held_on <= CASE WHEN v.plan_id IN (SELECT plan_id FROM cp_plans) THEN (SELECT started_on FROM cp_plans p WHERE p.plan_id = v.plan_id)
                                   ELSE (SELECT min(started_on) FROM cp_plans p WHERE p.child_id = v.child_id) END THEN 'broken'
            ELSE 'met' END AS outcome
FROM cp_reviews_raw v WHERE v.held_on IS NOT NULL
