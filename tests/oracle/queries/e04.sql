-- Open assessments, enquiries and plans: broken where the episode they name has closed, or, naming none, all of the child's have; with no
-- episode at all there is nothing to compare. Visits: broken when dated after an episode of the child closed and in no other.
CREATE OR REPLACE TEMP VIEW work AS
    SELECT assessment_id AS record_id, child_id, referral_id, authorised_on IS NULL AS is_open FROM assessments
    UNION ALL SELECT enquiry_id, child_id, referral_id, ended_on IS NULL FROM section_47_enquiries
    UNION ALL SELECT plan_id, child_id, referral_id, ended_on IS NULL FROM cp_plans
    UNION ALL SELECT plan_id, child_id, referral_id, ended_on IS NULL FROM cin_plans;
CREATE OR REPLACE TEMP VIEW seen AS
    SELECT visit_id AS record_id, child_id, visited_on FROM cp_visits UNION ALL SELECT visit_id, child_id, visited_on FROM cin_visits
    UNION ALL SELECT visit_id, child_id, visited_on FROM care_visits;
SELECT 'live' AS counting, w.record_id,
       CASE WHEN NOT w.is_open THEN 'met'
            WHEN w.referral_id IS NOT NULL THEN CASE WHEN EXISTS (SELECT 1 FROM referrals r WHERE r.referral_id = w.referral_id AND r.closed_on IS NOT NULL)
                 THEN 'broken' ELSE 'met' END
            WHEN EXISTS (SELECT 1 FROM referrals r WHERE r.child_id = w.child_id)
                 AND NOT EXISTS (SELECT 1 FROM referrals r WHERE r.child_id = w.child_id AND r.closed_on IS NULL) THEN 'broken'
            ELSE 'met' END AS outcome
FROM work w
UNION ALL
SELECT 'live', v.record_id,
       CASE WHEN EXISTS (SELECT 1 FROM referrals r WHERE r.child_id = v.child_id AND r.closed_on < v.visited_on)
             AND NOT EXISTS (SELECT 1 FROM referrals r WHERE r.child_id = v.child_id AND (r.received_on IS NULL OR r.received_on <= v.visited_on)
                             AND (r.closed_on IS NULL OR r.closed_on >= v.visited_on)) THEN 'broken' ELSE 'met' END
FROM seen v
