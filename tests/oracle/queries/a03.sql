-- Assessments not authorised (an end that cannot be read is one), whose referral has not closed, begun more than 45 working days ago or nobody
-- knows when: has a manager reviewed one of the child's since? A decision since then that does not say its kind, or a review (or one of no kind)
-- of no day, may be it: read kindly it is, read unkindly it is not (contract.md, "not_recorded"; as ASM-05 and MGT-02 read it).
CREATE OR REPLACE TEMP VIEW running AS
    SELECT * FROM timed_assessments WHERE authorised_on IS NULL AND NOT authorised_unread AND case_open;
CREATE OR REPLACE TEMP VIEW looked_at AS
    SELECT a.assessment_id, bool_or(coalesce(d.decision_type = 'assessment_review' AND d.decided_on >= a.started_on, FALSE)) AS sure
    FROM running a JOIN management_decisions d USING (child_id)
    WHERE coalesce(d.decision_type, 'assessment_review') = 'assessment_review' AND coalesce(d.decided_on >= a.started_on, TRUE)
    GROUP BY a.assessment_id;
SELECT 'live' AS counting, assessment_id AS record_id,
       CASE WHEN started_on IS NULL THEN 'not_recorded' WHEN sure THEN 'met' WHEN NOT sure THEN 'not_recorded' ELSE 'broken' END AS outcome
FROM running LEFT JOIN looked_at USING (assessment_id) WHERE started_on IS NULL OR wd_between(started_on, as_at()) > 45
