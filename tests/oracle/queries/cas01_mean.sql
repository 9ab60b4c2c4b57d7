-- Workers who hold open children: in the average? (Who is in, not the figure.)
CREATE OR REPLACE TEMP VIEW holders AS
    SELECT t.worker_id, count(*) AS children, any_value(w.full_time_equivalent) AS posts
    FROM allocated_tonight t JOIN children_now_open USING (child_id) LEFT JOIN workers w USING (worker_id)
    WHERE t.worker_id IS NOT NULL GROUP BY t.worker_id;
SELECT 'live' AS counting, worker_id AS record_id,
       CASE WHEN posts IS NULL OR posts = 0 THEN 'not_recorded' WHEN TRUE THEN 'met' ELSE 'not_met' END AS outcome
FROM holders
