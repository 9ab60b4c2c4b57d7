-- Audits planned for a month that ended in the six months, one row for each: was it done in that month, by that team, in that area? An
-- audit is the team's that held the child on the day (of two open allocations the later start, then the higher id). A line that names no
-- team or no area takes any; one that does not say its month or how many is not recorded, and takes none. An audit is counted for one line only: lines
-- that name both team and area are served first, then those that name one, then in order of their id; the earliest audits first. One
-- left over that lacks its day, team or area may be any that it may be of.
CREATE OR REPLACE TEMP VIEW audits_done AS
    WITH held AS (
        SELECT a.audit_id, i.team_id,
               row_number() OVER (PARTITION BY a.audit_id ORDER BY i.started_on DESC NULLS LAST, i.involvement_id DESC) AS place
        FROM audits a JOIN allocations i USING (child_id)
        WHERE a.audited_on IS NOT NULL AND (i.started_on IS NULL OR i.started_on <= a.audited_on)
          AND (i.ended_on IS NULL OR i.ended_on > a.audited_on)
    )
    SELECT a.audit_id, a.audited_on, strftime(a.audited_on, '%Y-%m') AS month, a.service_area, h.team_id
    FROM audits a LEFT JOIN held h ON h.audit_id = a.audit_id AND h.place = 1;
CREATE OR REPLACE TEMP VIEW lines AS
    WITH read AS (
        SELECT *, month IS NOT NULL AND regexp_full_match(month, '[0-9]{4}-(0[1-9]|1[0-2])') AS dated FROM audit_plans
    )
    SELECT *, row_number() OVER (ORDER BY (team_id IS NOT NULL)::INT + (service_area IS NOT NULL)::INT DESC, audit_plan_id) AS k,
           was_unreadable('audit_plans', 'team_id', audit_plan_id) OR was_unreadable('audit_plans', 'service_area', audit_plan_id) AS unread
    FROM read
    WHERE NOT dated OR last_day(strptime(CASE WHEN dated THEN month END || '-01', '%Y-%m-%d')::DATE) BETWEEN since() AND as_at();
CREATE OR REPLACE TEMP TABLE wanted AS
    SELECT l.k, l.audit_plan_id, l.dated, l.planned,
           coalesce(list(d.audit_id ORDER BY d.audited_on, d.audit_id) FILTER (
               WHERE NOT l.unread AND l.month = d.month AND (l.team_id IS NULL OR l.team_id = d.team_id)
                 AND (l.service_area IS NULL OR l.service_area = d.service_area)), []) AS sure,
           coalesce(list(d.audit_id) FILTER (
               WHERE coalesce(l.month = d.month, TRUE) AND coalesce(l.team_id = d.team_id, TRUE)
                 AND coalesce(l.service_area = d.service_area, TRUE)), []) AS might
    FROM lines l LEFT JOIN audits_done d ON l.dated GROUP BY ALL;
WITH RECURSIVE walk AS (
    SELECT 0 AS k, []::VARCHAR[] AS used, []::VARCHAR[] AS own
    UNION ALL
    SELECT w.k, list_concat(walk.used, list_filter(w.sure, lambda x: NOT list_contains(walk.used, x))[1:coalesce(w.planned, 0)]),
           list_filter(w.sure, lambda x: NOT list_contains(walk.used, x))[1:coalesce(w.planned, 0)]
    FROM walk JOIN wanted w ON w.k = walk.k + 1
), tallied AS (
    SELECT w.*, len(walk.own) AS done,
           len(list_filter(w.might, lambda x: NOT list_contains(w.sure, x)
               AND NOT list_contains(every.used, x))) AS maybe
    FROM wanted w JOIN walk USING (k), (SELECT used FROM walk ORDER BY k DESC LIMIT 1) every
)
SELECT 'period' AS counting, audit_plan_id AS record_id,
       CASE WHEN NOT dated OR planned IS NULL THEN 'not_recorded' WHEN n <= done THEN 'met' WHEN n <= done + maybe THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM (SELECT *, unnest(range(1, coalesce(planned, 1) + 1)) AS n FROM tallied)
