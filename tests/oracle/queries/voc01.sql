-- Are the wishes recorded at the last visit of the episode at which the child was seen? A visit that may count, or has no day, may be the
-- last, alone or beside the others of its day. Rows of one day are one visit. With no visit that surely counts a miss cannot be told.
CREATE OR REPLACE TEMP VIEW said AS
    SELECT r.referral_id AS record_id, v.visited_on AS on_day, coalesce(v.counts, FALSE) AND v.visited_on IS NOT NULL AS sure,
           CASE WHEN v.written THEN wishes_recorded END AS wishes
    FROM open_episodes r JOIN all_visits v USING (child_id)
    WHERE v.counts IS DISTINCT FROM FALSE AND (v.visited_on IS NULL OR r.received_on IS NULL OR v.visited_on >= r.received_on);
CREATE OR REPLACE TEMP VIEW last_sure AS
    SELECT record_id, max(on_day) AS last_on FROM said WHERE sure GROUP BY record_id;
CREATE OR REPLACE TEMP VIEW surely AS  -- what the last sure day says: 1 yes, 0 no, NULL unknown
    SELECT record_id, CASE WHEN bool_or(coalesce(wishes, FALSE)) THEN 1 WHEN count(wishes) = count(*) THEN 0 END AS says
    FROM said JOIN last_sure USING (record_id) WHERE sure AND on_day = last_on GROUP BY record_id;
CREATE OR REPLACE TEMP VIEW possible AS
    SELECT record_id, says, TRUE AS sure FROM surely
    UNION ALL
    SELECT s.record_id, CASE WHEN s.on_day = l.last_on AND u.says = 1 THEN 1 ELSE CAST(s.wishes AS INTEGER) END, FALSE
    FROM said s LEFT JOIN last_sure l USING (record_id) LEFT JOIN surely u USING (record_id)
    WHERE NOT s.sure AND (s.on_day IS NULL OR l.last_on IS NULL OR s.on_day >= l.last_on);
SELECT 'live' AS counting, record_id,
       CASE WHEN r.child_id IN (SELECT child_id FROM unborn) THEN 'exempt'
            WHEN min(coalesce(says, 0)) = 1 THEN 'met'
            WHEN max(coalesce(says, 1)) = 0 AND bool_or(sure) THEN 'not_met'
            ELSE 'not_recorded' END AS outcome
FROM possible JOIN open_episodes r ON r.referral_id = record_id
GROUP BY record_id, r.child_id
