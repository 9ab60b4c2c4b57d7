-- Children with an open record: one disability or NONE, not both; before birth neither will do. A code that cannot be read is a disability.
CREATE OR REPLACE TEMP VIEW said AS
    SELECT child_id, bool_or(coalesce(disability = 'NONE', FALSE)) AS none_said,
           bool_or(coalesce(disability <> 'NONE', was_unreadable('disabilities', 'disability', disability_id))) AS one_said
    FROM disabilities GROUP BY child_id;
SELECT 'live' AS counting, p.child_id AS record_id,
       CASE WHEN none_said AND one_said THEN 'broken' WHEN none_said OR one_said OR p.child_id IN (SELECT child_id FROM unborn) THEN 'met'
            ELSE 'broken' END AS outcome
FROM people p LEFT JOIN said USING (child_id) WHERE p.child_id IN (SELECT child_id FROM children_now_open)
