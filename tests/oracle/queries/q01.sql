-- Every row that is about a child, or names an episode: is the child on the system, and is the episode it names there? A row that lacks both is
-- there once for each. Supervision of a worker and a visit's write-up need name no child; an episode dated
-- ahead is on the system.
CREATE OR REPLACE TEMP VIEW about AS
    SELECT 'families' AS tbl, family_row_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM families
    UNION ALL SELECT 'addresses' AS tbl, address_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM addresses
    UNION ALL SELECT 'disabilities' AS tbl, disability_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM disabilities
    UNION ALL SELECT 'immigration_statuses' AS tbl, immigration_status_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM immigration_statuses
    UNION ALL SELECT 'linked_identifiers' AS tbl, link_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM linked_identifiers
    UNION ALL SELECT 'communication_needs' AS tbl, child_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM communication_needs
    UNION ALL SELECT 'restricted_records' AS tbl, child_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM restricted_records
    UNION ALL SELECT 'missing_episodes' AS tbl, missing_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM missing_episodes
    UNION ALL SELECT 'sdq_scores' AS tbl, sdq_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM sdq_scores
    UNION ALL SELECT 'contacts' AS tbl, contact_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM contacts
    UNION ALL SELECT 'contact_decisions' AS tbl, contact_decision_id AS record_id, NULL AS child, FALSE AS must, referral_id AS episode FROM contact_decisions
    UNION ALL SELECT 'referrals' AS tbl, referral_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM referrals
    UNION ALL SELECT 'early_help_episodes' AS tbl, early_help_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM early_help_episodes
    UNION ALL SELECT 'assessments' AS tbl, assessment_id AS record_id, child_id AS child, TRUE AS must, referral_id AS episode FROM assessments
    UNION ALL SELECT 'homeless_presentations' AS tbl, presentation_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM homeless_presentations
    UNION ALL SELECT 'strategy_discussions' AS tbl, discussion_id AS record_id, child_id AS child, TRUE AS must, referral_id AS episode FROM strategy_discussions
    UNION ALL SELECT 'section_47_enquiries' AS tbl, enquiry_id AS record_id, child_id AS child, TRUE AS must, referral_id AS episode FROM section_47_enquiries
    UNION ALL SELECT 'initial_conferences' AS tbl, conference_id AS record_id, child_id AS child, TRUE AS must, referral_id AS episode FROM initial_conferences
    UNION ALL SELECT 'cp_plans' AS tbl, plan_id AS record_id, child_id AS child, TRUE AS must, referral_id AS episode FROM cp_plans
    UNION ALL SELECT 'cp_visits' AS tbl, visit_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM cp_visits
    UNION ALL SELECT 'cp_reviews' AS tbl, review_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM cp_reviews
    UNION ALL SELECT 'core_groups' AS tbl, core_group_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM core_groups
    UNION ALL SELECT 'pre_proceedings' AS tbl, pre_proceedings_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM pre_proceedings
    UNION ALL SELECT 'proceedings' AS tbl, proceedings_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM proceedings
    UNION ALL SELECT 'cin_plans' AS tbl, plan_id AS record_id, child_id AS child, TRUE AS must, referral_id AS episode FROM cin_plans
    UNION ALL SELECT 'cin_visits' AS tbl, visit_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM cin_visits
    UNION ALL SELECT 'cin_reviews' AS tbl, review_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM cin_reviews
    UNION ALL SELECT 'private_fostering_arrangements' AS tbl, arrangement_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM private_fostering_arrangements
    UNION ALL SELECT 'care_episodes' AS tbl, episode_id AS record_id, child_id AS child, TRUE AS must, referral_id AS episode FROM care_episodes
    UNION ALL SELECT 'legal_statuses' AS tbl, legal_status_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM legal_statuses
    UNION ALL SELECT 'placements' AS tbl, placement_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM placements
    UNION ALL SELECT 'care_visits' AS tbl, visit_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM care_visits
    UNION ALL SELECT 'care_reviews' AS tbl, review_id AS record_id, child_id AS child, FALSE AS must, NULL AS episode FROM care_reviews
    UNION ALL SELECT 'health_checks' AS tbl, health_check_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM health_checks
    UNION ALL SELECT 'immunisations' AS tbl, child_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM immunisations
    UNION ALL SELECT 'care_plans' AS tbl, care_plan_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM care_plans
    UNION ALL SELECT 'permanences' AS tbl, permanence_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM permanences
    UNION ALL SELECT 'care_leavers' AS tbl, care_leaver_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM care_leavers
    UNION ALL SELECT 'care_leaver_offers' AS tbl, child_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM care_leaver_offers
    UNION ALL SELECT 'pathways' AS tbl, pathway_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM pathways
    UNION ALL SELECT 'adviser_visits' AS tbl, adviser_visit_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM adviser_visits
    UNION ALL SELECT 'return_interviews' AS tbl, interview_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM return_interviews
    UNION ALL SELECT 'personal_education_plans' AS tbl, pep_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM personal_education_plans
    UNION ALL SELECT 'advocacy_offers' AS tbl, advocacy_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM advocacy_offers
    UNION ALL SELECT 'reviewing_officer_disputes' AS tbl, dispute_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM reviewing_officer_disputes
    UNION ALL SELECT 'involvements' AS tbl, involvement_id AS record_id, child_id AS child, TRUE AS must, referral_id AS episode FROM involvements
    UNION ALL SELECT 'supervisions' AS tbl, supervision_id AS record_id, child_id AS child, FALSE AS must, NULL AS episode FROM supervisions
    UNION ALL SELECT 'management_decisions' AS tbl, decision_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM management_decisions
    UNION ALL SELECT 'visit_records' AS tbl, visit_id AS record_id, child_id AS child, FALSE AS must, NULL AS episode FROM visit_records
    UNION ALL SELECT 'documents' AS tbl, document_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM documents
    UNION ALL SELECT 'activities' AS tbl, activity_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM activities
    UNION ALL SELECT 'audits' AS tbl, audit_id AS record_id, child_id AS child, TRUE AS must, NULL AS episode FROM audits;
CREATE OR REPLACE TEMP VIEW lacks AS
    SELECT *, CASE WHEN child IS NULL THEN must ELSE child NOT IN (SELECT child_id FROM people_raw WHERE child_id IS NOT NULL) END AS no_child,
           episode IS NOT NULL AND episode NOT IN (SELECT referral_id FROM referrals_raw WHERE referral_id IS NOT NULL) AS no_episode
    FROM about;
SELECT 'live' AS counting, record_id, 'broken' AS outcome FROM lacks WHERE no_child
UNION ALL SELECT 'live', record_id, 'broken' FROM lacks WHERE no_episode
UNION ALL SELECT 'live', record_id, 'met' FROM lacks WHERE NOT no_child AND NOT no_episode
