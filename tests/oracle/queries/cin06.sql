-- CIN-02's question of children with a disability recorded; one recorded without its kind counts, NONE does not.
-- Children in need seen every twenty working days: accepted episodes with a child in need plan, or assessed as in need (a blank flag keeps the
-- child in), outside the times on a protection plan of this council and in care. Counted from the earliest plan (live: of those open), and
-- only where there is none from the first authorisation that found need; on no known day where a plan has no start. It ends with the
-- episode; where no assessment found need, also with the last plan. The spec does not say which of plan and authorisation comes first.
-- What names no episode belongs to the child's by date.
CREATE OR REPLACE MACRO in_need(tonight) AS TABLE
    WITH r AS (SELECT * FROM episodes WHERE NOT tonight OR closed_on IS NULL),
    p AS (
        SELECT r.referral_id, min(n.started_on) AS a, count(n.started_on) < count(*) AS no_start,
               CASE WHEN count(n.ended_on) = count(*) THEN max(n.ended_on) END AS b
        FROM r JOIN cin_plans n ON n.referral_id = r.referral_id OR (n.referral_id IS NULL AND n.child_id = r.child_id
             AND coalesce(n.started_on <= r.closed_on, TRUE) AND coalesce(n.ended_on >= r.received_on, TRUE))
        WHERE NOT tonight OR n.ended_on IS NULL
        GROUP BY r.referral_id
    ), f AS (
        SELECT r.referral_id, min(a.authorised_on) AS a
        FROM r JOIN assessments a ON a.referral_id = r.referral_id OR (a.referral_id IS NULL AND a.child_id = r.child_id
             AND coalesce(a.authorised_on <= r.closed_on, TRUE) AND coalesce(a.authorised_on >= r.received_on, TRUE))
        WHERE (a.authorised_on IS NOT NULL OR was_unreadable('assessments', 'authorised_on', a.assessment_id))
          AND NOT coalesce(a.no_further_action, FALSE)
        GROUP BY r.referral_id
    )
    SELECT r.referral_id AS record_id, r.child_id, r.received_on,
           CASE WHEN p.referral_id IS NULL THEN f.a WHEN NOT p.no_start THEN p.a END AS starts_on,
           CASE WHEN f.referral_id IS NOT NULL THEN r.closed_on ELSE least(r.closed_on, p.b) END AS ends_on
    FROM r LEFT JOIN p USING (referral_id) LEFT JOIN f USING (referral_id)
    WHERE (p.referral_id IS NOT NULL OR f.referral_id IS NOT NULL)
      AND r.child_id IN (SELECT child_id FROM disabilities WHERE disability IS DISTINCT FROM 'NONE' AND child_id IS NOT NULL);
CREATE OR REPLACE TEMP VIEW needed_tonight AS SELECT * FROM in_need(TRUE);
CREATE OR REPLACE TEMP VIEW needed AS SELECT * FROM in_need(FALSE);
CREATE OR REPLACE TEMP TABLE tonight_pieces AS SELECT * FROM outside('needed_tonight');
CREATE OR REPLACE TEMP TABLE the_pieces AS SELECT * FROM outside('needed');
CREATE OR REPLACE TEMP VIEW open_pieces AS
    SELECT * FROM tonight_pieces WHERE ends_on IS NULL AND (child_id IS NULL OR child_id NOT IN (SELECT child_id FROM protected_or_in_care_now));
CREATE OR REPLACE TEMP VIEW the_visits AS SELECT child_id, visited_on, counts FROM visits_of('cin_visits', 'ssd_cin_visits');
CREATE OR REPLACE TEMP VIEW seen_tonight AS
    SELECT p.record_id, v.visited_on AS on_day, v.counts FROM the_visits v JOIN open_pieces p USING (child_id);
CREATE OR REPLACE TEMP VIEW seen AS
    SELECT p.record_id, v.visited_on AS on_day, v.counts FROM the_visits v JOIN the_pieces p USING (child_id)
    WHERE coalesce(v.visited_on <= p.ends_on, TRUE) AND coalesce(v.visited_on >= p.starts_on, TRUE);
SELECT counting, split_part(record_id, '|', 1) AS record_id, due_on, outcome FROM (
    SELECT * FROM interval_live('open_pieces', 'seen_tonight', 'wd', 20, TRUE)
    UNION ALL SELECT * FROM interval_period('the_pieces', 'seen', 'wd', 20))
