-- Open plans, other councils' too, once the child has been seen or the first visit (ten working days from the start) is late: seen alone at the
-- last visit at which the child was seen, or at any in the last forty-two days. Exempt: the unborn, those under four
-- tonight, those recorded as not yet speaking; where no date of birth says, not alone is unclear. Blanks of a visit are read once as the
-- good answer (seen, alone, today) and once as the bad one. Visits before the plan began, or after it ended, are not its.
CREATE OR REPLACE TEMP VIEW open_plans AS SELECT * FROM cp_plans WHERE ended_on IS NULL;
CREATE OR REPLACE TEMP VIEW visits AS
    SELECT p.plan_id AS record_id, v.visited_on AS on_day, v.counts AS seen, v.seen_alone AS alone
    FROM visits_of('cp_visits', 'ssd_cp_visits') v JOIN open_plans p ON v.plan_id = p.plan_id OR (v.plan_id IS NULL AND v.child_id = p.child_id)
    WHERE v.visited_on IS NULL OR p.started_on IS NULL OR v.visited_on >= p.started_on;
CREATE OR REPLACE TEMP VIEW judged AS
    SELECT p.plan_id AS record_id, p.child_id, p.started_on,
           -- surely: seen alone on a known day, in six weeks or at the last visit that may have been one
           max(on_day) FILTER (WHERE seen AND alone) AS proven_on,
           max(coalesce(on_day, as_at())) FILTER (WHERE v.record_id IS NOT NULL AND coalesce(seen, TRUE) AND NOT coalesce(alone, FALSE)) AS perhaps_not_on,
           -- kindly: may have been seen alone
           max(coalesce(on_day, as_at())) FILTER (WHERE v.record_id IS NOT NULL AND coalesce(seen, TRUE) AND coalesce(alone, TRUE)) AS could_on,
           max(on_day) FILTER (WHERE seen AND NOT alone) AS surely_not_on,
           coalesce(bool_or(v.record_id IS NOT NULL AND coalesce(seen, TRUE)), FALSE) AS could_be_seen,
           coalesce(bool_or(seen), FALSE) AS surely_seen, count(v.record_id) > 0 AS tried
    FROM open_plans p LEFT JOIN visits v ON v.record_id = p.plan_id
    GROUP BY ALL;
CREATE OR REPLACE TEMP VIEW children AS
    SELECT c.child_id, c.child_id IN (SELECT child_id FROM unborn) OR age_on(c.born_on, as_at()) < 4 AS young, c.born_on FROM people c;
CREATE OR REPLACE TEMP VIEW answered AS
    SELECT j.*,
           coalesce(proven_on >= days_on(as_at(), -42) OR (proven_on IS NOT NULL AND (perhaps_not_on IS NULL OR proven_on >= perhaps_not_on)), FALSE) AS good_for_sure,
           coalesce(could_on >= days_on(as_at(), -42) OR (could_on IS NOT NULL AND (surely_not_on IS NULL OR could_on >= surely_not_on)), FALSE) AS could_be_good,
           past(wd_add(started_on, 10), as_at(), 'wd') AS late,
           coalesce(c.young, FALSE) OR j.child_id IN (SELECT child_id FROM communication_needs WHERE pre_speech) AS may_be_with_others,
           c.born_on IS NULL AS age_unknown
    FROM judged j LEFT JOIN children c ON c.child_id = j.child_id;
SELECT 'live' AS counting, record_id,
       CASE WHEN may_be_with_others THEN 'exempt'
            WHEN good_for_sure THEN 'met'
            WHEN could_be_good OR age_unknown THEN 'not_recorded'
            WHEN NOT could_be_seen AND started_on IS NULL THEN 'not_recorded'
            WHEN NOT tried AND wd_between(wd_add(started_on, 10), as_at()) <= 2 THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM answered
WHERE could_be_seen OR late OR started_on IS NULL
