-- Events of the last six months at which a manager decides: is there a decision of that kind within 28 days either side? A referral not taken
-- further, another council's plan, a conference not held or of a transfer in, a plan that ended as the case closed or the child came into care: out.
-- Undecided is out while there is a working day in which to record it. A decision of no kind near the event, or of the kind (or none) without a
-- day, may be it; an event without a day may belong to any decision of its kind, and is asked about while its work is open.
CREATE OR REPLACE TEMP VIEW events AS
    SELECT 'referrals' AS record_table, referral_id AS record_id, child_id, received_on AS on_day, 'accept' AS kind, closed_on IS NULL AS running FROM referrals WHERE NOT coalesce(no_further_action, FALSE)
    UNION ALL SELECT 'referrals', referral_id, child_id, closed_on, 'close', FALSE FROM episodes WHERE closed_on IS NOT NULL
    UNION ALL SELECT 'assessments', assessment_id, child_id, started_on, 'assess', authorised_on IS NULL FROM assessments
    UNION ALL SELECT 'section_47_enquiries', enquiry_id, child_id, started_on, 's47', ended_on IS NULL FROM section_47_enquiries
    UNION ALL SELECT 'initial_conferences', conference_id, child_id, held_on, 'conference', FALSE FROM initial_conferences
        WHERE NOT coalesce(transfer_in, FALSE) AND held_on IS NOT NULL
    UNION ALL SELECT 'cp_plans', p.plan_id, p.child_id, p.ended_on, 'step_down', FALSE FROM own_plans p
        WHERE p.ended_on IS NOT NULL
          AND EXISTS (SELECT 1 FROM episodes r WHERE r.child_id = p.child_id AND coalesce(r.received_on <= p.ended_on, TRUE)
                        AND coalesce(r.closed_on > p.ended_on, TRUE))  -- the case went on
          AND NOT EXISTS (SELECT 1 FROM care_periods c WHERE c.child_id = p.child_id AND NOT c.short_break
                            AND coalesce(c.starts_on <= p.ended_on, TRUE) AND coalesce(c.ends_on >= p.ended_on, TRUE));
CREATE OR REPLACE TEMP VIEW decided AS
    SELECT e.*,
           EXISTS (SELECT 1 FROM management_decisions d WHERE d.child_id = e.child_id AND d.decision_type = e.kind
                     AND abs(date_diff('day', e.on_day, d.decided_on)) <= 28) AS sure,
           EXISTS (SELECT 1 FROM management_decisions d WHERE d.child_id = e.child_id AND (d.decision_type = e.kind OR d.decision_type IS NULL)
                     AND (e.on_day IS NULL OR d.decided_on IS NULL OR abs(date_diff('day', e.on_day, d.decided_on)) <= 28)) AS perhaps
    FROM events e WHERE (e.on_day IS NULL AND e.running) OR e.on_day >= months_on(as_at(), -6);
SELECT 'live' AS counting, record_table, record_id, CASE WHEN sure THEN 'met' WHEN perhaps THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM decided WHERE sure OR perhaps OR on_day IS NULL OR wd_between(on_day, as_at()) > 1
