-- Every row that holds a date and is there by the end of as_at: can each be read, and is none a placeholder (1 January 1900, the year 9999)? One line for
-- each date at fault. And each column of 30 dates or more, on six days of the month or more, under a fifth of the different ones after the 12th.
CREATE OR REPLACE TEMP VIEW dates AS
    SELECT 'people' AS tbl, 'born_on' AS col, child_id AS record_id, CAST(born_on AS DATE) AS d,
           was_unreadable('people', 'born_on', child_id) AS unread FROM people_raw
    UNION ALL SELECT 'people' AS tbl, 'expected_on' AS col, child_id AS record_id, CAST(expected_on AS DATE) AS d,
           was_unreadable('people', 'expected_on', child_id) AS unread FROM people_raw
    UNION ALL SELECT 'people' AS tbl, 'died_on' AS col, child_id AS record_id, CAST(died_on AS DATE) AS d,
           was_unreadable('people', 'died_on', child_id) AS unread FROM people_raw
    UNION ALL SELECT 'addresses' AS tbl, 'from_on' AS col, address_id AS record_id, CAST(from_on AS DATE) AS d,
           was_unreadable('addresses', 'from_on', address_id) AS unread FROM addresses_raw
        WHERE from_on IS NULL OR CAST(from_on AS DATE) <= as_at()
    UNION ALL SELECT 'addresses' AS tbl, 'to_on' AS col, address_id AS record_id, CAST(to_on AS DATE) AS d,
           was_unreadable('addresses', 'to_on', address_id) AS unread FROM addresses_raw
        WHERE from_on IS NULL OR CAST(from_on AS DATE) <= as_at()
    UNION ALL SELECT 'immigration_statuses' AS tbl, 'from_on' AS col, immigration_status_id AS record_id, CAST(from_on AS DATE) AS d,
           was_unreadable('immigration_statuses', 'from_on', immigration_status_id) AS unread FROM immigration_statuses_raw
        WHERE from_on IS NULL OR CAST(from_on AS DATE) <= as_at()
    UNION ALL SELECT 'immigration_statuses' AS tbl, 'to_on' AS col, immigration_status_id AS record_id, CAST(to_on AS DATE) AS d,
           was_unreadable('immigration_statuses', 'to_on', immigration_status_id) AS unread FROM immigration_statuses_raw
        WHERE from_on IS NULL OR CAST(from_on AS DATE) <= as_at()
    UNION ALL SELECT 'linked_identifiers' AS tbl, 'valid_from' AS col, link_id AS record_id, CAST(valid_from AS DATE) AS d,
           was_unreadable('linked_identifiers', 'valid_from', link_id) AS unread FROM linked_identifiers_raw
        WHERE valid_from IS NULL OR CAST(valid_from AS DATE) <= as_at()
    UNION ALL SELECT 'restricted_records' AS tbl, 'restricted_from' AS col, child_id AS record_id, CAST(restricted_from AS DATE) AS d,
           was_unreadable('restricted_records', 'restricted_from', child_id) AS unread FROM restricted_records_raw
        WHERE restricted_from IS NULL OR CAST(restricted_from AS DATE) <= as_at()
    UNION ALL SELECT 'restricted_records' AS tbl, 'restricted_to' AS col, child_id AS record_id, CAST(restricted_to AS DATE) AS d,
           was_unreadable('restricted_records', 'restricted_to', child_id) AS unread FROM restricted_records_raw
        WHERE restricted_from IS NULL OR CAST(restricted_from AS DATE) <= as_at()
    UNION ALL SELECT 'missing_episodes' AS tbl, 'missing_from' AS col, missing_id AS record_id, CAST(missing_from AS DATE) AS d,
           was_unreadable('missing_episodes', 'missing_from', missing_id) AS unread FROM missing_episodes_raw
        WHERE missing_from IS NULL OR CAST(missing_from AS DATE) <= as_at()
    UNION ALL SELECT 'missing_episodes' AS tbl, 'missing_to' AS col, missing_id AS record_id, CAST(missing_to AS DATE) AS d,
           was_unreadable('missing_episodes', 'missing_to', missing_id) AS unread FROM missing_episodes_raw
        WHERE missing_from IS NULL OR CAST(missing_from AS DATE) <= as_at()
    UNION ALL SELECT 'sdq_scores' AS tbl, 'completed_on' AS col, sdq_id AS record_id, CAST(completed_on AS DATE) AS d,
           was_unreadable('sdq_scores', 'completed_on', sdq_id) AS unread FROM sdq_scores_raw
        WHERE completed_on IS NULL OR CAST(completed_on AS DATE) <= as_at()
    UNION ALL SELECT 'contacts' AS tbl, 'contacted_on' AS col, contact_id AS record_id, CAST(contacted_on AS DATE) AS d,
           was_unreadable('contacts', 'contacted_on', contact_id) AS unread FROM contacts_raw
        WHERE contacted_on IS NULL OR CAST(contacted_on AS DATE) <= as_at()
    UNION ALL SELECT 'contact_decisions' AS tbl, 'decided_on' AS col, contact_decision_id AS record_id, CAST(decided_on AS DATE) AS d,
           was_unreadable('contact_decisions', 'decided_on', contact_decision_id) AS unread FROM contact_decisions_raw
        WHERE decided_on IS NULL OR CAST(decided_on AS DATE) <= as_at()
    UNION ALL SELECT 'referrals' AS tbl, 'received_on' AS col, referral_id AS record_id, CAST(received_on AS DATE) AS d,
           was_unreadable('referrals', 'received_on', referral_id) AS unread FROM referrals_raw
        WHERE received_on IS NULL OR CAST(received_on AS DATE) <= as_at()
    UNION ALL SELECT 'referrals' AS tbl, 'closed_on' AS col, referral_id AS record_id, CAST(closed_on AS DATE) AS d,
           was_unreadable('referrals', 'closed_on', referral_id) AS unread FROM referrals_raw
        WHERE received_on IS NULL OR CAST(received_on AS DATE) <= as_at()
    UNION ALL SELECT 'early_help_episodes' AS tbl, 'started_on' AS col, early_help_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('early_help_episodes', 'started_on', early_help_id) AS unread FROM early_help_episodes_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'early_help_episodes' AS tbl, 'ended_on' AS col, early_help_id AS record_id, CAST(ended_on AS DATE) AS d,
           was_unreadable('early_help_episodes', 'ended_on', early_help_id) AS unread FROM early_help_episodes_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'assessments' AS tbl, 'started_on' AS col, assessment_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('assessments', 'started_on', assessment_id) AS unread FROM assessments_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'assessments' AS tbl, 'authorised_on' AS col, assessment_id AS record_id, CAST(authorised_on AS DATE) AS d,
           was_unreadable('assessments', 'authorised_on', assessment_id) AS unread FROM assessments_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'homeless_presentations' AS tbl, 'presented_on' AS col, presentation_id AS record_id, CAST(presented_on AS DATE) AS d,
           was_unreadable('homeless_presentations', 'presented_on', presentation_id) AS unread FROM homeless_presentations_raw
        WHERE presented_on IS NULL OR CAST(presented_on AS DATE) <= as_at()
    UNION ALL SELECT 'homeless_presentations' AS tbl, 'assessed_on' AS col, presentation_id AS record_id, CAST(assessed_on AS DATE) AS d,
           was_unreadable('homeless_presentations', 'assessed_on', presentation_id) AS unread FROM homeless_presentations_raw
        WHERE presented_on IS NULL OR CAST(presented_on AS DATE) <= as_at()
    UNION ALL SELECT 'homeless_presentations' AS tbl, 'accommodation_offered_on' AS col, presentation_id AS record_id, CAST(accommodation_offered_on AS DATE) AS d,
           was_unreadable('homeless_presentations', 'accommodation_offered_on', presentation_id) AS unread FROM homeless_presentations_raw
        WHERE presented_on IS NULL OR CAST(presented_on AS DATE) <= as_at()
    UNION ALL SELECT 'strategy_discussions' AS tbl, 'need_identified_on' AS col, discussion_id AS record_id, CAST(need_identified_on AS DATE) AS d,
           was_unreadable('strategy_discussions', 'need_identified_on', discussion_id) AS unread FROM strategy_discussions_raw
        WHERE need_identified_on IS NULL OR CAST(need_identified_on AS DATE) <= as_at()
    UNION ALL SELECT 'strategy_discussions' AS tbl, 'held_on' AS col, discussion_id AS record_id, CAST(held_on AS DATE) AS d,
           was_unreadable('strategy_discussions', 'held_on', discussion_id) AS unread FROM strategy_discussions_raw
        WHERE need_identified_on IS NULL OR CAST(need_identified_on AS DATE) <= as_at()
    UNION ALL SELECT 'section_47_enquiries' AS tbl, 'started_on' AS col, enquiry_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('section_47_enquiries', 'started_on', enquiry_id) AS unread FROM section_47_enquiries_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'section_47_enquiries' AS tbl, 'ended_on' AS col, enquiry_id AS record_id, CAST(ended_on AS DATE) AS d,
           was_unreadable('section_47_enquiries', 'ended_on', enquiry_id) AS unread FROM section_47_enquiries_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'initial_conferences' AS tbl, 'held_on' AS col, conference_id AS record_id, CAST(held_on AS DATE) AS d,
           was_unreadable('initial_conferences', 'held_on', conference_id) AS unread FROM initial_conferences_raw
    UNION ALL SELECT 'transfers_in' AS tbl, 'notified_on' AS col, conference_id AS record_id, CAST(notified_on AS DATE) AS d,
           was_unreadable('transfers_in', 'notified_on', conference_id) AS unread FROM transfers_in_raw
        WHERE notified_on IS NULL OR CAST(notified_on AS DATE) <= as_at()
    UNION ALL SELECT 'cp_plans' AS tbl, 'started_on' AS col, plan_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('cp_plans', 'started_on', plan_id) AS unread FROM cp_plans_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'cp_plans' AS tbl, 'ended_on' AS col, plan_id AS record_id, CAST(ended_on AS DATE) AS d,
           was_unreadable('cp_plans', 'ended_on', plan_id) AS unread FROM cp_plans_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'cp_visits' AS tbl, 'visited_on' AS col, visit_id AS record_id, CAST(visited_on AS DATE) AS d,
           was_unreadable('cp_visits', 'visited_on', visit_id) AS unread FROM cp_visits_raw
        WHERE visited_on IS NULL OR CAST(visited_on AS DATE) <= as_at()
    UNION ALL SELECT 'cp_reviews' AS tbl, 'review_due_on' AS col, review_id AS record_id, CAST(review_due_on AS DATE) AS d,
           was_unreadable('cp_reviews', 'review_due_on', review_id) AS unread FROM cp_reviews_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'cp_reviews' AS tbl, 'held_on' AS col, review_id AS record_id, CAST(held_on AS DATE) AS d,
           was_unreadable('cp_reviews', 'held_on', review_id) AS unread FROM cp_reviews_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'core_groups' AS tbl, 'held_on' AS col, core_group_id AS record_id, CAST(held_on AS DATE) AS d,
           was_unreadable('core_groups', 'held_on', core_group_id) AS unread FROM core_groups_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'pre_proceedings' AS tbl, 'decided_on' AS col, pre_proceedings_id AS record_id, CAST(decided_on AS DATE) AS d,
           was_unreadable('pre_proceedings', 'decided_on', pre_proceedings_id) AS unread FROM pre_proceedings_raw
        WHERE decided_on IS NULL OR CAST(decided_on AS DATE) <= as_at()
    UNION ALL SELECT 'pre_proceedings' AS tbl, 'ended_on' AS col, pre_proceedings_id AS record_id, CAST(ended_on AS DATE) AS d,
           was_unreadable('pre_proceedings', 'ended_on', pre_proceedings_id) AS unread FROM pre_proceedings_raw
        WHERE decided_on IS NULL OR CAST(decided_on AS DATE) <= as_at()
    UNION ALL SELECT 'proceedings' AS tbl, 'issued_on' AS col, proceedings_id AS record_id, CAST(issued_on AS DATE) AS d,
           was_unreadable('proceedings', 'issued_on', proceedings_id) AS unread FROM proceedings_raw
        WHERE issued_on IS NULL OR CAST(issued_on AS DATE) <= as_at()
    UNION ALL SELECT 'proceedings' AS tbl, 'final_order_on' AS col, proceedings_id AS record_id, CAST(final_order_on AS DATE) AS d,
           was_unreadable('proceedings', 'final_order_on', proceedings_id) AS unread FROM proceedings_raw
        WHERE issued_on IS NULL OR CAST(issued_on AS DATE) <= as_at()
    UNION ALL SELECT 'cin_plans' AS tbl, 'started_on' AS col, plan_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('cin_plans', 'started_on', plan_id) AS unread FROM cin_plans_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'cin_plans' AS tbl, 'ended_on' AS col, plan_id AS record_id, CAST(ended_on AS DATE) AS d,
           was_unreadable('cin_plans', 'ended_on', plan_id) AS unread FROM cin_plans_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'cin_visits' AS tbl, 'visited_on' AS col, visit_id AS record_id, CAST(visited_on AS DATE) AS d,
           was_unreadable('cin_visits', 'visited_on', visit_id) AS unread FROM cin_visits_raw
        WHERE visited_on IS NULL OR CAST(visited_on AS DATE) <= as_at()
    UNION ALL SELECT 'cin_reviews' AS tbl, 'held_on' AS col, review_id AS record_id, CAST(held_on AS DATE) AS d,
           was_unreadable('cin_reviews', 'held_on', review_id) AS unread FROM cin_reviews_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'private_fostering_arrangements' AS tbl, 'notified_on' AS col, arrangement_id AS record_id, CAST(notified_on AS DATE) AS d,
           was_unreadable('private_fostering_arrangements', 'notified_on', arrangement_id) AS unread FROM private_fostering_arrangements_raw
        WHERE notified_on IS NULL OR CAST(notified_on AS DATE) <= as_at()
    UNION ALL SELECT 'private_fostering_arrangements' AS tbl, 'started_on' AS col, arrangement_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('private_fostering_arrangements', 'started_on', arrangement_id) AS unread FROM private_fostering_arrangements_raw
        WHERE notified_on IS NULL OR CAST(notified_on AS DATE) <= as_at()
    UNION ALL SELECT 'private_fostering_arrangements' AS tbl, 'ended_on' AS col, arrangement_id AS record_id, CAST(ended_on AS DATE) AS d,
           was_unreadable('private_fostering_arrangements', 'ended_on', arrangement_id) AS unread FROM private_fostering_arrangements_raw
        WHERE notified_on IS NULL OR CAST(notified_on AS DATE) <= as_at()
    UNION ALL SELECT 'private_fostering_visits' AS tbl, 'visited_on' AS col, visit_id AS record_id, CAST(visited_on AS DATE) AS d,
           was_unreadable('private_fostering_visits', 'visited_on', visit_id) AS unread FROM private_fostering_visits_raw
        WHERE visited_on IS NULL OR CAST(visited_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_episodes' AS tbl, 'started_on' AS col, episode_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('care_episodes', 'started_on', episode_id) AS unread FROM care_episodes_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_episodes' AS tbl, 'ended_on' AS col, episode_id AS record_id, CAST(ended_on AS DATE) AS d,
           was_unreadable('care_episodes', 'ended_on', episode_id) AS unread FROM care_episodes_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_episodes' AS tbl, 'last_reviewing_officer_contact_on' AS col, episode_id AS record_id, CAST(last_reviewing_officer_contact_on AS DATE) AS d,
           was_unreadable('care_episodes', 'last_reviewing_officer_contact_on', episode_id) AS unread FROM care_episodes_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_episodes' AS tbl, 'entered_care_on' AS col, episode_id AS record_id, CAST(entered_care_on AS DATE) AS d,
           was_unreadable('care_episodes', 'entered_care_on', episode_id) AS unread FROM care_episodes_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'legal_statuses' AS tbl, 'started_on' AS col, legal_status_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('legal_statuses', 'started_on', legal_status_id) AS unread FROM legal_statuses_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'legal_statuses' AS tbl, 'ended_on' AS col, legal_status_id AS record_id, CAST(ended_on AS DATE) AS d,
           was_unreadable('legal_statuses', 'ended_on', legal_status_id) AS unread FROM legal_statuses_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'placements' AS tbl, 'started_on' AS col, placement_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('placements', 'started_on', placement_id) AS unread FROM placements_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'placements' AS tbl, 'ended_on' AS col, placement_id AS record_id, CAST(ended_on AS DATE) AS d,
           was_unreadable('placements', 'ended_on', placement_id) AS unread FROM placements_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'placement_details' AS tbl, 'child_agreed_on' AS col, placement_id AS record_id, CAST(child_agreed_on AS DATE) AS d,
           was_unreadable('placement_details', 'child_agreed_on', placement_id) AS unread FROM placement_details_raw
    UNION ALL SELECT 'placement_details' AS tbl, 'temporary_approval_from' AS col, placement_id AS record_id, CAST(temporary_approval_from AS DATE) AS d,
           was_unreadable('placement_details', 'temporary_approval_from', placement_id) AS unread FROM placement_details_raw
    UNION ALL SELECT 'placement_details' AS tbl, 'temporary_approval_to' AS col, placement_id AS record_id, CAST(temporary_approval_to AS DATE) AS d,
           was_unreadable('placement_details', 'temporary_approval_to', placement_id) AS unread FROM placement_details_raw
    UNION ALL SELECT 'placement_details' AS tbl, 'oversight_on' AS col, placement_id AS record_id, CAST(oversight_on AS DATE) AS d,
           was_unreadable('placement_details', 'oversight_on', placement_id) AS unread FROM placement_details_raw
    UNION ALL SELECT 'placement_details' AS tbl, 'deprivation_of_liberty_from' AS col, placement_id AS record_id, CAST(deprivation_of_liberty_from AS DATE) AS d,
           was_unreadable('placement_details', 'deprivation_of_liberty_from', placement_id) AS unread FROM placement_details_raw
    UNION ALL SELECT 'placement_details' AS tbl, 'deprivation_of_liberty_authorised_on' AS col, placement_id AS record_id, CAST(deprivation_of_liberty_authorised_on AS DATE) AS d,
           was_unreadable('placement_details', 'deprivation_of_liberty_authorised_on', placement_id) AS unread FROM placement_details_raw
    UNION ALL SELECT 'care_visits' AS tbl, 'visited_on' AS col, visit_id AS record_id, CAST(visited_on AS DATE) AS d,
           was_unreadable('care_visits', 'visited_on', visit_id) AS unread FROM care_visits_raw
        WHERE visited_on IS NULL OR CAST(visited_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_reviews' AS tbl, 'review_due_on' AS col, review_id AS record_id, CAST(review_due_on AS DATE) AS d,
           was_unreadable('care_reviews', 'review_due_on', review_id) AS unread FROM care_reviews_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_reviews' AS tbl, 'held_on' AS col, review_id AS record_id, CAST(held_on AS DATE) AS d,
           was_unreadable('care_reviews', 'held_on', review_id) AS unread FROM care_reviews_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'health_checks' AS tbl, 'checked_on' AS col, health_check_id AS record_id, CAST(checked_on AS DATE) AS d,
           was_unreadable('health_checks', 'checked_on', health_check_id) AS unread FROM health_checks_raw
        WHERE checked_on IS NULL OR CAST(checked_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_plans' AS tbl, 'started_on' AS col, care_plan_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('care_plans', 'started_on', care_plan_id) AS unread FROM care_plans_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'care_plans' AS tbl, 'ended_on' AS col, care_plan_id AS record_id, CAST(ended_on AS DATE) AS d,
           was_unreadable('care_plans', 'ended_on', care_plan_id) AS unread FROM care_plans_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'permanences' AS tbl, 'decided_on' AS col, permanence_id AS record_id, CAST(decided_on AS DATE) AS d,
           was_unreadable('permanences', 'decided_on', permanence_id) AS unread FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'placement_order_on' AS col, permanence_id AS record_id, CAST(placement_order_on AS DATE) AS d,
           was_unreadable('permanences', 'placement_order_on', permanence_id) AS unread FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'matched_on' AS col, permanence_id AS record_id, CAST(matched_on AS DATE) AS d,
           was_unreadable('permanences', 'matched_on', permanence_id) AS unread FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'placed_on' AS col, permanence_id AS record_id, CAST(placed_on AS DATE) AS d,
           was_unreadable('permanences', 'placed_on', permanence_id) AS unread FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'fostering_for_adoption_placed_on' AS col, permanence_id AS record_id, CAST(fostering_for_adoption_placed_on AS DATE) AS d,
           was_unreadable('permanences', 'fostering_for_adoption_placed_on', permanence_id) AS unread FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'reversed_on' AS col, permanence_id AS record_id, CAST(reversed_on AS DATE) AS d,
           was_unreadable('permanences', 'reversed_on', permanence_id) AS unread FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'order_on' AS col, permanence_id AS record_id, CAST(order_on AS DATE) AS d,
           was_unreadable('permanences', 'order_on', permanence_id) AS unread FROM permanences_raw
    UNION ALL SELECT 'permanences' AS tbl, 'entered_care_on' AS col, permanence_id AS record_id, CAST(entered_care_on AS DATE) AS d,
           was_unreadable('permanences', 'entered_care_on', permanence_id) AS unread FROM permanences_raw
    UNION ALL SELECT 'care_leavers' AS tbl, 'last_contact_on' AS col, care_leaver_id AS record_id, CAST(last_contact_on AS DATE) AS d,
           was_unreadable('care_leavers', 'last_contact_on', care_leaver_id) AS unread FROM care_leavers_raw
    UNION ALL SELECT 'care_leavers' AS tbl, 'pathway_plan_reviewed_on' AS col, care_leaver_id AS record_id, CAST(pathway_plan_reviewed_on AS DATE) AS d,
           was_unreadable('care_leavers', 'pathway_plan_reviewed_on', care_leaver_id) AS unread FROM care_leavers_raw
    UNION ALL SELECT 'care_leaver_offers' AS tbl, 'council_home_from' AS col, child_id AS record_id, CAST(council_home_from AS DATE) AS d,
           was_unreadable('care_leaver_offers', 'council_home_from', child_id) AS unread FROM care_leaver_offers_raw
    UNION ALL SELECT 'care_leaver_offers' AS tbl, 'council_home_to' AS col, child_id AS record_id, CAST(council_home_to AS DATE) AS d,
           was_unreadable('care_leaver_offers', 'council_home_to', child_id) AS unread FROM care_leaver_offers_raw
    UNION ALL SELECT 'care_leaver_offers' AS tbl, 'health_history_on' AS col, child_id AS record_id, CAST(health_history_on AS DATE) AS d,
           was_unreadable('care_leaver_offers', 'health_history_on', child_id) AS unread FROM care_leaver_offers_raw
    UNION ALL SELECT 'care_leaver_offers' AS tbl, 'documents_on' AS col, child_id AS record_id, CAST(documents_on AS DATE) AS d,
           was_unreadable('care_leaver_offers', 'documents_on', child_id) AS unread FROM care_leaver_offers_raw
    UNION ALL SELECT 'care_leaver_offers' AS tbl, 'staying_put_from' AS col, child_id AS record_id, CAST(staying_put_from AS DATE) AS d,
           was_unreadable('care_leaver_offers', 'staying_put_from', child_id) AS unread FROM care_leaver_offers_raw
    UNION ALL SELECT 'care_leaver_offers' AS tbl, 'local_offer_on' AS col, child_id AS record_id, CAST(local_offer_on AS DATE) AS d,
           was_unreadable('care_leaver_offers', 'local_offer_on', child_id) AS unread FROM care_leaver_offers_raw
    UNION ALL SELECT 'pathways' AS tbl, 'needs_assessment_on' AS col, pathway_id AS record_id, CAST(needs_assessment_on AS DATE) AS d,
           was_unreadable('pathways', 'needs_assessment_on', pathway_id) AS unread FROM pathways_raw
    UNION ALL SELECT 'pathways' AS tbl, 'plan_on' AS col, pathway_id AS record_id, CAST(plan_on AS DATE) AS d,
           was_unreadable('pathways', 'plan_on', pathway_id) AS unread FROM pathways_raw
    UNION ALL SELECT 'pathways' AS tbl, 'reviewed_on' AS col, pathway_id AS record_id, CAST(reviewed_on AS DATE) AS d,
           was_unreadable('pathways', 'reviewed_on', pathway_id) AS unread FROM pathways_raw
    UNION ALL SELECT 'adviser_visits' AS tbl, 'visited_on' AS col, adviser_visit_id AS record_id, CAST(visited_on AS DATE) AS d,
           was_unreadable('adviser_visits', 'visited_on', adviser_visit_id) AS unread FROM adviser_visits_raw
        WHERE visited_on IS NULL OR CAST(visited_on AS DATE) <= as_at()
    UNION ALL SELECT 'return_interviews' AS tbl, 'returned_at' AS col, interview_id AS record_id, CAST(returned_at AS DATE) AS d,
           was_unreadable('return_interviews', 'returned_at', interview_id) AS unread FROM return_interviews_raw
        WHERE returned_at IS NULL OR CAST(returned_at AS DATE) <= as_at()
    UNION ALL SELECT 'return_interviews' AS tbl, 'offered_at' AS col, interview_id AS record_id, CAST(offered_at AS DATE) AS d,
           was_unreadable('return_interviews', 'offered_at', interview_id) AS unread FROM return_interviews_raw
        WHERE returned_at IS NULL OR CAST(returned_at AS DATE) <= as_at()
    UNION ALL SELECT 'return_interviews' AS tbl, 'held_at' AS col, interview_id AS record_id, CAST(held_at AS DATE) AS d,
           was_unreadable('return_interviews', 'held_at', interview_id) AS unread FROM return_interviews_raw
        WHERE returned_at IS NULL OR CAST(returned_at AS DATE) <= as_at()
    UNION ALL SELECT 'missing_details' AS tbl, 'return_planned_on' AS col, missing_id AS record_id, CAST(return_planned_on AS DATE) AS d,
           was_unreadable('missing_details', 'return_planned_on', missing_id) AS unread FROM missing_details_raw
    UNION ALL SELECT 'personal_education_plans' AS tbl, 'held_on' AS col, pep_id AS record_id, CAST(held_on AS DATE) AS d,
           was_unreadable('personal_education_plans', 'held_on', pep_id) AS unread FROM personal_education_plans_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'advocacy_offers' AS tbl, 'needed_on' AS col, advocacy_id AS record_id, CAST(needed_on AS DATE) AS d,
           was_unreadable('advocacy_offers', 'needed_on', advocacy_id) AS unread FROM advocacy_offers_raw
        WHERE needed_on IS NULL OR CAST(needed_on AS DATE) <= as_at()
    UNION ALL SELECT 'advocacy_offers' AS tbl, 'offered_on' AS col, advocacy_id AS record_id, CAST(offered_on AS DATE) AS d,
           was_unreadable('advocacy_offers', 'offered_on', advocacy_id) AS unread FROM advocacy_offers_raw
        WHERE needed_on IS NULL OR CAST(needed_on AS DATE) <= as_at()
    UNION ALL SELECT 'advocacy_offers' AS tbl, 'started_on' AS col, advocacy_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('advocacy_offers', 'started_on', advocacy_id) AS unread FROM advocacy_offers_raw
        WHERE needed_on IS NULL OR CAST(needed_on AS DATE) <= as_at()
    UNION ALL SELECT 'reviewing_officer_disputes' AS tbl, 'raised_on' AS col, dispute_id AS record_id, CAST(raised_on AS DATE) AS d,
           was_unreadable('reviewing_officer_disputes', 'raised_on', dispute_id) AS unread FROM reviewing_officer_disputes_raw
        WHERE raised_on IS NULL OR CAST(raised_on AS DATE) <= as_at()
    UNION ALL SELECT 'reviewing_officer_disputes' AS tbl, 'resolved_on' AS col, dispute_id AS record_id, CAST(resolved_on AS DATE) AS d,
           was_unreadable('reviewing_officer_disputes', 'resolved_on', dispute_id) AS unread FROM reviewing_officer_disputes_raw
        WHERE raised_on IS NULL OR CAST(raised_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'enquired_on' AS col, adopter_id AS record_id, CAST(enquired_on AS DATE) AS d,
           was_unreadable('adopters', 'enquired_on', adopter_id) AS unread FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'stage_1_started_on' AS col, adopter_id AS record_id, CAST(stage_1_started_on AS DATE) AS d,
           was_unreadable('adopters', 'stage_1_started_on', adopter_id) AS unread FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'stage_1_ended_on' AS col, adopter_id AS record_id, CAST(stage_1_ended_on AS DATE) AS d,
           was_unreadable('adopters', 'stage_1_ended_on', adopter_id) AS unread FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'stage_2_started_on' AS col, adopter_id AS record_id, CAST(stage_2_started_on AS DATE) AS d,
           was_unreadable('adopters', 'stage_2_started_on', adopter_id) AS unread FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'stage_2_ended_on' AS col, adopter_id AS record_id, CAST(stage_2_ended_on AS DATE) AS d,
           was_unreadable('adopters', 'stage_2_ended_on', adopter_id) AS unread FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'applied_on' AS col, adopter_id AS record_id, CAST(applied_on AS DATE) AS d,
           was_unreadable('adopters', 'applied_on', adopter_id) AS unread FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'approved_on' AS col, adopter_id AS record_id, CAST(approved_on AS DATE) AS d,
           was_unreadable('adopters', 'approved_on', adopter_id) AS unread FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'matched_on' AS col, adopter_id AS record_id, CAST(matched_on AS DATE) AS d,
           was_unreadable('adopters', 'matched_on', adopter_id) AS unread FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'placed_on' AS col, adopter_id AS record_id, CAST(placed_on AS DATE) AS d,
           was_unreadable('adopters', 'placed_on', adopter_id) AS unread FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'adoption_order_on' AS col, adopter_id AS record_id, CAST(adoption_order_on AS DATE) AS d,
           was_unreadable('adopters', 'adoption_order_on', adopter_id) AS unread FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'adopters' AS tbl, 'left_on' AS col, adopter_id AS record_id, CAST(left_on AS DATE) AS d,
           was_unreadable('adopters', 'left_on', adopter_id) AS unread FROM adopters_raw
        WHERE enquired_on IS NULL OR CAST(enquired_on AS DATE) <= as_at()
    UNION ALL SELECT 'involvements' AS tbl, 'started_on' AS col, involvement_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('involvements', 'started_on', involvement_id) AS unread FROM involvements_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'involvements' AS tbl, 'ended_on' AS col, involvement_id AS record_id, CAST(ended_on AS DATE) AS d,
           was_unreadable('involvements', 'ended_on', involvement_id) AS unread FROM involvements_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'staff' AS tbl, 'started_on' AS col, worker_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('staff', 'started_on', worker_id) AS unread FROM staff_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'staff' AS tbl, 'ended_on' AS col, worker_id AS record_id, CAST(ended_on AS DATE) AS d,
           was_unreadable('staff', 'ended_on', worker_id) AS unread FROM staff_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'establishments' AS tbl, 'counted_on' AS col, establishment_id AS record_id, CAST(counted_on AS DATE) AS d,
           was_unreadable('establishments', 'counted_on', establishment_id) AS unread FROM establishments_raw
        WHERE counted_on IS NULL OR CAST(counted_on AS DATE) <= as_at()
    UNION ALL SELECT 'staff_absences' AS tbl, 'from_on' AS col, absence_id AS record_id, CAST(from_on AS DATE) AS d,
           was_unreadable('staff_absences', 'from_on', absence_id) AS unread FROM staff_absences_raw
        WHERE from_on IS NULL OR CAST(from_on AS DATE) <= as_at()
    UNION ALL SELECT 'staff_absences' AS tbl, 'to_on' AS col, absence_id AS record_id, CAST(to_on AS DATE) AS d,
           was_unreadable('staff_absences', 'to_on', absence_id) AS unread FROM staff_absences_raw
        WHERE from_on IS NULL OR CAST(from_on AS DATE) <= as_at()
    UNION ALL SELECT 'supervisions' AS tbl, 'held_on' AS col, supervision_id AS record_id, CAST(held_on AS DATE) AS d,
           was_unreadable('supervisions', 'held_on', supervision_id) AS unread FROM supervisions_raw
        WHERE held_on IS NULL OR CAST(held_on AS DATE) <= as_at()
    UNION ALL SELECT 'management_decisions' AS tbl, 'decided_on' AS col, decision_id AS record_id, CAST(decided_on AS DATE) AS d,
           was_unreadable('management_decisions', 'decided_on', decision_id) AS unread FROM management_decisions_raw
        WHERE decided_on IS NULL OR CAST(decided_on AS DATE) <= as_at()
    UNION ALL SELECT 'visit_records' AS tbl, 'recorded_on' AS col, visit_id AS record_id, CAST(recorded_on AS DATE) AS d,
           was_unreadable('visit_records', 'recorded_on', visit_id) AS unread FROM visit_records_raw
    UNION ALL SELECT 'documents' AS tbl, 'started_on' AS col, document_id AS record_id, CAST(started_on AS DATE) AS d,
           was_unreadable('documents', 'started_on', document_id) AS unread FROM documents_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'documents' AS tbl, 'updated_on' AS col, document_id AS record_id, CAST(updated_on AS DATE) AS d,
           was_unreadable('documents', 'updated_on', document_id) AS unread FROM documents_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'documents' AS tbl, 'authorised_on' AS col, document_id AS record_id, CAST(authorised_on AS DATE) AS d,
           was_unreadable('documents', 'authorised_on', document_id) AS unread FROM documents_raw
        WHERE started_on IS NULL OR CAST(started_on AS DATE) <= as_at()
    UNION ALL SELECT 'activities' AS tbl, 'happened_on' AS col, activity_id AS record_id, CAST(happened_on AS DATE) AS d,
           was_unreadable('activities', 'happened_on', activity_id) AS unread FROM activities_raw
        WHERE happened_on IS NULL OR CAST(happened_on AS DATE) <= as_at()
    UNION ALL SELECT 'activities' AS tbl, 'recorded_on' AS col, activity_id AS record_id, CAST(recorded_on AS DATE) AS d,
           was_unreadable('activities', 'recorded_on', activity_id) AS unread FROM activities_raw
        WHERE happened_on IS NULL OR CAST(happened_on AS DATE) <= as_at()
    UNION ALL SELECT 'audits' AS tbl, 'audited_on' AS col, audit_id AS record_id, CAST(audited_on AS DATE) AS d,
           was_unreadable('audits', 'audited_on', audit_id) AS unread FROM audits_raw
        WHERE audited_on IS NULL OR CAST(audited_on AS DATE) <= as_at()
    UNION ALL SELECT 'audits' AS tbl, 'escalated_on' AS col, audit_id AS record_id, CAST(escalated_on AS DATE) AS d,
           was_unreadable('audits', 'escalated_on', audit_id) AS unread FROM audits_raw
        WHERE audited_on IS NULL OR CAST(audited_on AS DATE) <= as_at()
    UNION ALL SELECT 'audits' AS tbl, 'made_safe_on' AS col, audit_id AS record_id, CAST(made_safe_on AS DATE) AS d,
           was_unreadable('audits', 'made_safe_on', audit_id) AS unread FROM audits_raw
        WHERE audited_on IS NULL OR CAST(audited_on AS DATE) <= as_at()
    UNION ALL SELECT 'audits' AS tbl, 'resolved_on' AS col, audit_id AS record_id, CAST(resolved_on AS DATE) AS d,
           was_unreadable('audits', 'resolved_on', audit_id) AS unread FROM audits_raw
        WHERE audited_on IS NULL OR CAST(audited_on AS DATE) <= as_at()
    UNION ALL SELECT 'audit_actions' AS tbl, 'action_due_on' AS col, action_id AS record_id, CAST(action_due_on AS DATE) AS d,
           was_unreadable('audit_actions', 'action_due_on', action_id) AS unread FROM audit_actions_raw
    UNION ALL SELECT 'audit_actions' AS tbl, 'done_on' AS col, action_id AS record_id, CAST(done_on AS DATE) AS d,
           was_unreadable('audit_actions', 'done_on', action_id) AS unread FROM audit_actions_raw;
CREATE OR REPLACE TEMP VIEW faults AS
    SELECT *, unread OR coalesce(d = DATE '1900-01-01' OR year(d) >= 9999, FALSE) AS bad FROM dates WHERE d IS NOT NULL OR unread;
SELECT 'live' AS counting, record_id, 'broken' AS outcome FROM faults WHERE bad
UNION ALL
SELECT 'live', record_id, 'met' FROM faults GROUP BY tbl, record_id HAVING NOT bool_or(bad)
UNION ALL
SELECT 'live', any_value(source), 'broken' FROM faults JOIN called USING (tbl) WHERE NOT bad
GROUP BY tbl, col HAVING count(*) >= 30 AND count(DISTINCT day(d)) >= 6 AND count(DISTINCT d) FILTER (WHERE day(d) > 12) < 0.2 * count(DISTINCT d)
