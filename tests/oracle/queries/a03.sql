-- Assessments not authorised (an end that cannot be read is one), whose referral has not closed, begun more than 45 working days ago or nobody
-- knows when: has a manager reviewed one of the child's since? A decision of no kind, or of no day, is no review on record (the spec is silent; this is the
-- reading that is never a false green).
CREATE OR REPLACE TEMP VIEW running AS
    SELECT * FROM timed_assessments WHERE authorised_on IS NULL AND NOT authorised_unread AND case_open;
SELECT 'live' AS counting, assessment_id AS record_id,
       CASE WHEN started_on IS NULL THEN 'not_recorded'
            WHEN EXISTS (SELECT 1 FROM management_decisions d WHERE d.child_id = a.child_id AND d.decision_type = 'assessment_review'
                           AND d.decided_on >= a.started_on) THEN 'met'
            ELSE 'broken' END AS outcome
FROM running a WHERE started_on IS NULL OR wd_between(started_on, as_at()) > 45
