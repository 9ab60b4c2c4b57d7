-- VOC-01's question, and how the child was heard, of children who do not yet speak, are disabled or
-- have a first language other than English. Where one of those is blank or unreadable the child may be one, and a miss cannot be told.
CREATE OR REPLACE TEMP VIEW about_whom AS
    SELECT child_id, CASE WHEN bool_or(coalesce(is_one, FALSE)) THEN TRUE WHEN bool_or(is_one IS NULL) THEN NULL ELSE FALSE END AS is_one
    FROM (SELECT child_id, disability <> 'NONE' AS is_one FROM disabilities
          UNION ALL SELECT child_id, pre_speech FROM communication_needs
          UNION ALL SELECT child_id, lower(trim(first_language)) NOT IN ('english', 'eng', 'en') FROM communication_needs)
    GROUP BY child_id HAVING bool_or(coalesce(is_one, TRUE));
CREATE OR REPLACE TEMP VIEW said AS
    SELECT r.referral_id AS record_id, v.visited_on AS on_day, coalesce(v.counts, FALSE) AND v.visited_on IS NOT NULL AS sure,
           row_number() OVER () AS row_id,
           CASE WHEN v.written THEN CAST(wishes_recorded AS INTEGER) END AS wishes,
           CASE WHEN v.written AND NOT was_unreadable('visit_records', 'method', v.visit_id) THEN CAST(v.method IS NOT NULL AS INTEGER) END AS how
    FROM open_episodes r JOIN all_visits v USING (child_id) JOIN about_whom USING (child_id)
    WHERE v.counts IS DISTINCT FROM FALSE AND (v.visited_on IS NULL OR r.received_on IS NULL OR v.visited_on >= r.received_on);
CREATE OR REPLACE TEMP VIEW last_sure AS
    SELECT record_id, max(on_day) AS last_on FROM said WHERE sure GROUP BY record_id;
CREATE OR REPLACE TEMP VIEW late AS  -- rows that are, or may be, of the last visit
    SELECT s.* FROM said s LEFT JOIN last_sure l USING (record_id) WHERE s.on_day IS NULL OR l.last_on IS NULL OR s.on_day >= l.last_on;
CREATE OR REPLACE TEMP VIEW visit_sets AS  -- which rows may together be the last visit
    SELECT record_id, 'sure' AS which, wishes, how, TRUE AS sure FROM late WHERE sure
    UNION ALL SELECT record_id, 'sure and ' || u.row_id, x.wishes, x.how, FALSE
        FROM late u JOIN late x USING (record_id) JOIN last_sure l USING (record_id)
        WHERE NOT u.sure AND coalesce(u.on_day = l.last_on, TRUE) AND (x.sure OR x.row_id = u.row_id)
    UNION ALL SELECT record_id, 'alone ' || u.row_id, u.wishes, u.how, FALSE
        FROM late u LEFT JOIN last_sure l USING (record_id) WHERE NOT u.sure AND u.on_day IS DISTINCT FROM l.last_on
    UNION ALL SELECT record_id, 'undated ' || u.row_id, u.wishes, u.how, FALSE FROM late u WHERE NOT u.sure AND u.on_day IS NULL
    UNION ALL SELECT record_id, 'day ' || coalesce(u.on_day, as_at()), u.wishes, u.how, FALSE FROM late u LEFT JOIN last_sure l USING (record_id)
        WHERE NOT u.sure AND u.on_day IS DISTINCT FROM l.last_on
    UNION ALL SELECT record_id, 'sure and all', x.wishes, x.how, FALSE
        FROM late x JOIN last_sure l USING (record_id)
        WHERE x.on_day = l.last_on OR x.on_day IS NULL;
CREATE OR REPLACE TEMP VIEW possible AS
    SELECT record_id, which, bool_or(sure) AS sure,
           CASE WHEN max(wishes) = 1 THEN 1 WHEN count(wishes) = count(*) THEN 0 END AS wishes,
           CASE WHEN max(how) = 1 THEN 1 WHEN count(how) = count(*) THEN 0 END AS how
    FROM visit_sets GROUP BY record_id, which;
CREATE OR REPLACE TEMP VIEW heard AS
    SELECT record_id, sure, CASE WHEN wishes = 0 OR how = 0 THEN 0 WHEN wishes = 1 AND how = 1 THEN 1 END AS says FROM possible;
SELECT 'live' AS counting, record_id,
       CASE WHEN r.child_id IN (SELECT child_id FROM unborn) THEN 'exempt'
            WHEN min(coalesce(says, 0)) = 1 THEN 'met'
            WHEN max(coalesce(says, 1)) = 0 AND bool_or(sure) AND bool_and(coalesce(w.is_one, FALSE)) THEN 'not_met'
            ELSE 'not_recorded' END AS outcome
FROM heard JOIN open_episodes r ON r.referral_id = record_id JOIN about_whom w USING (child_id)
GROUP BY record_id, r.child_id
