-- What is recorded of children who have died, one line for what happened (by its own day; a blank day is another rule's) and one for each thing that
-- can be open and is. The spec is silent which tables: those of the census and the 903. A referral taken no further never opened. An end that
-- cannot be read does not show that it ended.
CREATE OR REPLACE TEMP VIEW happened AS
    SELECT referral_id AS record_id, child_id, received_on AS on_day FROM referrals
    UNION ALL SELECT assessment_id, child_id, started_on FROM assessments
    UNION ALL SELECT enquiry_id, child_id, started_on FROM section_47_enquiries
    UNION ALL SELECT conference_id, child_id, held_on FROM initial_conferences
    UNION ALL SELECT plan_id, child_id, started_on FROM cp_plans
    UNION ALL SELECT plan_id, child_id, started_on FROM cin_plans
    UNION ALL SELECT visit_id, child_id, visited_on FROM cp_visits
    UNION ALL SELECT visit_id, child_id, visited_on FROM cin_visits
    UNION ALL SELECT visit_id, child_id, visited_on FROM care_visits
    UNION ALL SELECT review_id, child_id, held_on FROM cp_reviews
    UNION ALL SELECT review_id, child_id, held_on FROM care_reviews
    UNION ALL SELECT episode_id, child_id, started_on FROM care_episodes
    UNION ALL SELECT placement_id, child_id, started_on FROM placements
    UNION ALL SELECT legal_status_id, child_id, started_on FROM legal_statuses
    UNION ALL SELECT health_check_id, child_id, checked_on FROM health_checks
    UNION ALL SELECT missing_id, child_id, missing_from FROM missing_episodes
    UNION ALL SELECT sdq_id, child_id, completed_on FROM sdq_scores;
CREATE OR REPLACE TEMP VIEW still_open AS
    SELECT referral_id AS record_id, child_id FROM episodes WHERE closed_on IS NULL
    UNION ALL SELECT assessment_id, child_id FROM assessments WHERE authorised_on IS NULL
    UNION ALL SELECT enquiry_id, child_id FROM section_47_enquiries WHERE ended_on IS NULL
    UNION ALL SELECT plan_id, child_id FROM cp_plans WHERE ended_on IS NULL
    UNION ALL SELECT plan_id, child_id FROM cin_plans WHERE ended_on IS NULL
    UNION ALL SELECT episode_id, child_id FROM care_episodes WHERE ended_on IS NULL
    UNION ALL SELECT placement_id, child_id FROM placements WHERE ended_on IS NULL
    UNION ALL SELECT legal_status_id, child_id FROM legal_statuses WHERE ended_on IS NULL
    UNION ALL SELECT missing_id, child_id FROM missing_episodes WHERE missing_to IS NULL;
CREATE OR REPLACE TEMP VIEW dead AS SELECT child_id, died_on FROM people WHERE died_on IS NOT NULL;
SELECT 'live' AS counting, record_id, CASE WHEN on_day > died_on THEN 'broken' ELSE 'met' END AS outcome FROM happened JOIN dead USING (child_id)
UNION ALL SELECT 'live', record_id, 'broken' FROM still_open JOIN dead USING (child_id)
