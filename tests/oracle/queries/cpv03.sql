-- Open plans, other councils' too: the bedroom seen at a visit in the last three months, counted from the plan's start. Exempt: the unborn.
-- A visit that does not say, has no day, is known from paper only or was cancelled, may be one; one before the plan began is not. Write-up allowance: two working days after the due
-- day, while no visit since the day counted from is recorded.
CREATE OR REPLACE TEMP VIEW bedrooms AS
    SELECT v.visit_id, v.child_id, v.plan_id, v.visited_on,
           CASE WHEN v.bedroom_seen AND w.visit_outcome IN ('no_access', 'cancelled') THEN NULL
                WHEN coalesce(w.on_paper_only, FALSE) AND coalesce(v.bedroom_seen, TRUE) THEN NULL ELSE v.bedroom_seen END AS counts
    FROM cp_visits v LEFT JOIN own_records w ON w.visit_id = v.visit_id AND (w.visit_table IS NULL OR w.visit_table = 'ssd_cp_visits');
CREATE OR REPLACE TEMP VIEW visits AS
    SELECT plan_id AS record_id, visited_on AS on_day, counts FROM bedrooms WHERE plan_id IS NOT NULL
    UNION ALL
    SELECT p.plan_id, v.visited_on, v.counts
    FROM bedrooms v JOIN cp_plans p USING (child_id)
    WHERE v.plan_id IS NULL AND (v.visited_on IS NULL OR p.started_on IS NULL OR v.visited_on >= p.started_on)
      AND (v.visited_on IS NULL OR p.ended_on IS NULL OR v.visited_on <= p.ended_on);
CREATE OR REPLACE TEMP VIEW open_plans AS SELECT plan_id AS record_id, started_on AS starts_on, ended_on AS ends_on FROM cp_plans WHERE ended_on IS NULL;
SELECT i.counting, i.record_id, i.due_on, CASE WHEN p.child_id IN (SELECT child_id FROM unborn) THEN 'exempt' ELSE i.outcome END AS outcome
FROM interval_live('open_plans', 'visits', 'm', 3, TRUE) i JOIN cp_plans p ON p.plan_id = i.record_id
