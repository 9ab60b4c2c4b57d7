-- Workers who hold open children, a plan counting half more, care a quarter and court a half: at or under 24 for each full-time post?
CREATE OR REPLACE TEMP VIEW holders AS
    SELECT t.worker_id, count(*) AS children, any_value(w.full_time_equivalent) AS posts,
           sum(1 + CASE WHEN child_id IN (SELECT child_id FROM own_plans WHERE ended_on IS NULL) THEN 0.5 ELSE 0 END
                 + CASE WHEN child_id IN (SELECT child_id FROM in_care) THEN 0.25 ELSE 0 END
                 + CASE WHEN child_id IN (SELECT child_id FROM proceedings WHERE final_order_on IS NULL) THEN 0.5 ELSE 0 END) AS weight
    FROM allocated_tonight t JOIN children_now_open USING (child_id) LEFT JOIN workers w USING (worker_id)
    WHERE t.worker_id IS NOT NULL GROUP BY t.worker_id;
SELECT 'live' AS counting, worker_id AS record_id,
       CASE WHEN posts IS NULL OR posts = 0 THEN 'not_recorded' WHEN weight / posts <= 24 THEN 'met' ELSE 'not_met' END AS outcome
FROM holders
