-- Open assessments: a manager's review since the last review day but one (the 10th, 20th and 35th working day); before the tenth, any. One on the
-- weekend after a review day is in time for that day, so it is not one since it.
CREATE OR REPLACE TEMP VIEW open_ones AS
    SELECT *, CASE WHEN wd_between(from_on, as_at()) > 35 THEN 20 WHEN wd_between(from_on, as_at()) > 20 THEN 10 END AS after_days,
           wd_add(from_on, CASE WHEN wd_between(from_on, as_at()) > 35 THEN 35 WHEN wd_between(from_on, as_at()) > 20 THEN 20 ELSE 10 END) AS due_on
    FROM timed_assessments WHERE case_open AND authorised_on IS NULL;
CREATE OR REPLACE TEMP VIEW told AS
    SELECT o.*, past(o.due_on, as_at(), 'wd') AS late,
           EXISTS (SELECT 1 FROM management_decisions m WHERE m.child_id = o.child_id AND m.decision_type = 'assessment_review'
                     AND m.decided_on >= o.from_on AND (o.after_days IS NULL OR wd_between(o.from_on, m.decided_on) > o.after_days)) AS held,
           EXISTS (SELECT 1 FROM management_decisions m WHERE m.child_id = o.child_id AND coalesce(m.decision_type, 'assessment_review') = 'assessment_review'
                     AND (m.decided_on IS NULL
                          OR (m.decided_on >= o.from_on AND (o.after_days IS NULL OR wd_between(o.from_on, m.decided_on) > o.after_days)))) AS perhaps
    FROM open_ones o;
SELECT 'live' AS counting, assessment_id AS record_id, due_on,
       CASE WHEN from_on IS NULL THEN 'not_recorded' WHEN held THEN 'met' WHEN perhaps OR authorised_unread THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM told WHERE from_on IS NULL OR held OR perhaps OR late
