-- Open episodes: is a worker allocated tonight? A blank name is none; one that cannot be read may be anybody. An allocation whose end cannot
-- be read may have ended or not: asked both ways.
CREATE OR REPLACE TEMP VIEW both_ways AS
    SELECT child_id, kindly, worker_id, worker_unread
    FROM (SELECT *, TRUE AS kindly FROM holds WHERE ended_on IS NULL
          UNION ALL SELECT *, FALSE FROM holds WHERE ended_on IS NULL AND NOT end_unread)
    QUALIFY row_number() OVER (PARTITION BY child_id, kindly ORDER BY started_on DESC NULLS LAST, involvement_id DESC) = 1;
CREATE OR REPLACE TEMP VIEW told AS
    SELECT e.referral_id, w.kindly,
           CASE WHEN b.worker_id IS NOT NULL THEN 'met' WHEN b.worker_unread THEN 'not_recorded' ELSE 'not_met' END AS outcome
    FROM open_episodes e CROSS JOIN (VALUES (TRUE), (FALSE)) w(kindly) LEFT JOIN both_ways b ON b.child_id = e.child_id AND b.kindly = w.kindly;
SELECT 'live' AS counting, referral_id AS record_id,
       CASE WHEN min(outcome) = max(outcome) THEN min(outcome) ELSE 'not_recorded' END AS outcome
FROM told GROUP BY referral_id
