-- Decisions of a known kind and day that are of an act of the last six months (of the kind, at most 28 days either side; the acts are MGT-02's,
-- by their own day): is one on the same act before it or at most five working days after it? A decision is of the nearest act; of two equally near, of the
-- earlier (the spec is silent: so it is looked at).
CREATE OR REPLACE TEMP VIEW acts AS
    SELECT referral_id AS act_id, child_id, received_on AS on_day, 'accept' AS kind FROM episodes
    UNION ALL SELECT referral_id, child_id, closed_on, 'close' FROM episodes
    UNION ALL SELECT assessment_id, child_id, started_on, 'assess' FROM assessments
    UNION ALL SELECT enquiry_id, child_id, started_on, 's47' FROM section_47_enquiries
    UNION ALL SELECT conference_id, child_id, held_on, 'conference' FROM initial_conferences WHERE NOT coalesce(transfer_in, FALSE)
    UNION ALL SELECT p.plan_id, p.child_id, p.ended_on, 'step_down' FROM own_plans p
        WHERE EXISTS (SELECT 1 FROM episodes r WHERE r.child_id = p.child_id AND coalesce(r.received_on <= p.ended_on, TRUE) AND coalesce(r.closed_on > p.ended_on, TRUE))
          AND NOT EXISTS (SELECT 1 FROM care_periods c WHERE c.child_id = p.child_id AND NOT c.short_break
                            AND coalesce(c.starts_on <= p.ended_on, TRUE) AND coalesce(c.ends_on >= p.ended_on, TRUE));
CREATE OR REPLACE TEMP VIEW on_acts AS
    SELECT d.decision_id, a.kind || ' ' || a.act_id AS act, d.decided_on <= a.on_day OR wd_between(a.on_day, d.decided_on) <= 5 AS in_time
    FROM management_decisions d JOIN acts a ON a.child_id = d.child_id AND a.kind = d.decision_type AND abs(date_diff('day', a.on_day, d.decided_on)) <= 28
    WHERE a.on_day >= since()
    QUALIFY row_number() OVER (PARTITION BY d.decision_id ORDER BY abs(date_diff('day', a.on_day, d.decided_on)), a.on_day, a.act_id) = 1;
SELECT 'live' AS counting, decision_id AS record_id, CASE WHEN bool_or(act_in_time) THEN 'met' ELSE 'broken' END AS outcome
FROM (SELECT *, bool_or(in_time) OVER (PARTITION BY act) AS act_in_time FROM on_acts) GROUP BY decision_id
