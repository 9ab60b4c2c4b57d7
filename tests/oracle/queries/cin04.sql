-- Open plans of open episodes, not of children on a protection plan of this council or in care: more than twelve months, or more than nine
-- without a manager's decision in the last nine?
CREATE OR REPLACE TEMP VIEW decided AS
    SELECT child_id, max(decided_on) AS last_on, count(*) > count(decided_on) AS undated FROM management_decisions GROUP BY child_id;
SELECT 'live' AS counting, n.plan_id AS record_id,
       CASE WHEN n.started_on IS NULL THEN 'not_recorded'
            WHEN as_at() > months_on(n.started_on, 12) THEN 'not_met'
            WHEN as_at() <= months_on(n.started_on, 9) OR d.last_on >= months_on(as_at(), -9) THEN 'met'
            WHEN d.undated THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM needs_now n LEFT JOIN decided d USING (child_id)
