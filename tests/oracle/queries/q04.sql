-- Every row that holds a code: is each one of the codes its column may hold? One line for each code that is not; what cannot be read is not.
-- The codes are those of docs/reference/tables.md.
CREATE OR REPLACE TEMP VIEW codes AS
    SELECT 'people' AS tbl, child_id AS record_id, sex IS NOT NULL OR was_unreadable('people', 'sex', child_id) AS said,
           coalesce(sex NOT IN ('M', 'F', 'U', 'I', 'X'), TRUE) AS bad FROM people
    UNION ALL SELECT 'people' AS tbl, child_id AS record_id, gender IS NOT NULL OR was_unreadable('people', 'gender', child_id) AS said,
           coalesce(gender NOT IN ('M', 'F', 'U', 'I', 'X', '01', '02', '09', '00'), TRUE) AS bad FROM people
    UNION ALL SELECT 'people' AS tbl, child_id AS record_id, ethnicity IS NOT NULL OR was_unreadable('people', 'ethnicity', child_id) AS said,
           coalesce(ethnicity NOT IN ('WBRI', 'WIRI', 'WIRT', 'WOTH', 'WROM', 'MWBC', 'MWBA', 'MWAS', 'MOTH', 'AIND', 'APKN', 'ABAN', 'AOTH', 'BCRB', 'BAFR', 'BOTH', 'CHNE', 'OOTH', 'REFU', 'NOBT'), TRUE) AS bad FROM people
    UNION ALL SELECT 'people' AS tbl, child_id AS record_id, upn_unknown IS NOT NULL OR was_unreadable('people', 'upn_unknown', child_id) AS said,
           coalesce(upn_unknown NOT IN ('UN1', 'UN2', 'UN3', 'UN4', 'UN5', 'UN6', 'UN7', 'UN8', 'UN9', 'UN10'), TRUE) AS bad FROM people
    UNION ALL SELECT 'disabilities' AS tbl, disability_id AS record_id, disability IS NOT NULL OR was_unreadable('disabilities', 'disability', disability_id) AS said,
           coalesce(disability NOT IN ('NONE', 'MOB', 'HAND', 'PC', 'INC', 'COMM', 'LD', 'HEAR', 'VIS', 'BEH', 'CON', 'AUT', 'DDA'), TRUE) AS bad FROM disabilities
    UNION ALL SELECT 'missing_episodes' AS tbl, missing_id AS record_id, missing_type IS NOT NULL OR was_unreadable('missing_episodes', 'missing_type', missing_id) AS said,
           coalesce(missing_type NOT IN ('M', 'A', 'MISSING', 'ABSENT'), TRUE) AS bad FROM missing_episodes
    UNION ALL SELECT 'missing_episodes' AS tbl, missing_id AS record_id, interview_offered IS NOT NULL OR was_unreadable('missing_episodes', 'interview_offered', missing_id) AS said,
           coalesce(interview_offered NOT IN ('Y', 'N', 'NA', 'U'), TRUE) AS bad FROM missing_episodes
    UNION ALL SELECT 'missing_episodes' AS tbl, missing_id AS record_id, interview_accepted IS NOT NULL OR was_unreadable('missing_episodes', 'interview_accepted', missing_id) AS said,
           coalesce(interview_accepted NOT IN ('Y', 'N', 'NA', 'U'), TRUE) AS bad FROM missing_episodes
    UNION ALL SELECT 'contacts' AS tbl, contact_id AS record_id, source IS NOT NULL OR was_unreadable('contacts', 'source', contact_id) AS said,
           coalesce(source NOT IN ('1A', '1B', '1C', '1D', '2A', '2B', '3A', '3B', '3C', '3D', '3E', '3F', '4', '5A', '5B', '5C', '5D', '6', '7', '8', '9', '10'), TRUE) AS bad FROM contacts
    UNION ALL SELECT 'referrals' AS tbl, referral_id AS record_id, primary_need IS NOT NULL OR was_unreadable('referrals', 'primary_need', referral_id) AS said,
           coalesce(primary_need NOT IN ('N0', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8', 'N9'), TRUE) AS bad FROM referrals
    UNION ALL SELECT 'referrals' AS tbl, referral_id AS record_id, source IS NOT NULL OR was_unreadable('referrals', 'source', referral_id) AS said,
           coalesce(source NOT IN ('1A', '1B', '1C', '1D', '2A', '2B', '3A', '3B', '3C', '3D', '3E', '3F', '4', '5A', '5B', '5C', '5D', '6', '7', '8', '9', '10'), TRUE) AS bad FROM referrals
    UNION ALL SELECT 'referrals' AS tbl, referral_id AS record_id, close_reason IS NOT NULL OR was_unreadable('referrals', 'close_reason', referral_id) AS said,
           coalesce(close_reason NOT IN ('RC1', 'RC2', 'RC3', 'RC4', 'RC5', 'RC6', 'RC7', 'RC8', 'RC9'), TRUE) AS bad FROM referrals
    UNION ALL SELECT 'cp_plans' AS tbl, plan_id AS record_id, initial_category IS NOT NULL OR was_unreadable('cp_plans', 'initial_category', plan_id) AS said,
           coalesce(initial_category NOT IN ('NEG', 'PHY', 'SAB', 'EMO', 'MUL'), TRUE) AS bad FROM cp_plans
    UNION ALL SELECT 'cp_plans' AS tbl, plan_id AS record_id, latest_category IS NOT NULL OR was_unreadable('cp_plans', 'latest_category', plan_id) AS said,
           coalesce(latest_category NOT IN ('NEG', 'PHY', 'SAB', 'EMO', 'MUL'), TRUE) AS bad FROM cp_plans
    UNION ALL SELECT 'cp_reviews' AS tbl, review_id AS record_id, participation IS NOT NULL OR was_unreadable('cp_reviews', 'participation', review_id) AS said,
           coalesce(participation NOT IN ('PN0', 'PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7'), TRUE) AS bad FROM cp_reviews
    UNION ALL SELECT 'care_episodes' AS tbl, episode_id AS record_id, start_reason IS NOT NULL OR was_unreadable('care_episodes', 'start_reason', episode_id) AS said,
           coalesce(start_reason NOT IN ('S', 'P', 'L', 'T', 'U', 'B'), TRUE) AS bad FROM care_episodes
    UNION ALL SELECT 'care_episodes' AS tbl, episode_id AS record_id, primary_need IS NOT NULL OR was_unreadable('care_episodes', 'primary_need', episode_id) AS said,
           coalesce(primary_need NOT IN ('N0', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8', 'N9'), TRUE) AS bad FROM care_episodes
    UNION ALL SELECT 'care_episodes' AS tbl, episode_id AS record_id, end_reason IS NOT NULL OR was_unreadable('care_episodes', 'end_reason', episode_id) AS said,
           coalesce(end_reason NOT IN ('E11', 'E12', 'E2', 'E3', 'E4A', 'E4B', 'E13', 'E41', 'E45', 'E46', 'E47', 'E48', 'E5', 'E6', 'E7', 'E9', 'E14', 'E15', 'E16', 'E17', 'E8', 'X1'), TRUE) AS bad FROM care_episodes
    UNION ALL SELECT 'legal_statuses' AS tbl, legal_status_id AS record_id, legal_status IS NOT NULL OR was_unreadable('legal_statuses', 'legal_status', legal_status_id) AS said,
           coalesce(legal_status NOT IN ('C1', 'C2', 'D1', 'E1', 'V2', 'V3', 'V4', 'J1', 'J2', 'J3', 'L1', 'L2', 'L3'), TRUE) AS bad FROM legal_statuses
    UNION ALL SELECT 'placements' AS tbl, placement_id AS record_id, placement_type IS NOT NULL OR was_unreadable('placements', 'placement_type', placement_id) AS said,
           coalesce(placement_type NOT IN ('U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'A3', 'A4', 'A5', 'A6', 'P1', 'P2', 'P3', 'H5', 'K1', 'K2', 'R1', 'R2', 'R3', 'R5', 'S1', 'Z1', 'T0', 'T1', 'T2', 'T3', 'T4'), TRUE) AS bad FROM placements
    UNION ALL SELECT 'placements' AS tbl, placement_id AS record_id, provider IS NOT NULL OR was_unreadable('placements', 'provider', placement_id) AS said,
           coalesce(provider NOT IN ('PR0', 'PR1', 'PR2', 'PR3', 'PR4', 'PR5'), TRUE) AS bad FROM placements
    UNION ALL SELECT 'care_reviews' AS tbl, review_id AS record_id, participation IS NOT NULL OR was_unreadable('care_reviews', 'participation', review_id) AS said,
           coalesce(participation NOT IN ('PN0', 'PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6', 'PN7'), TRUE) AS bad FROM care_reviews
    UNION ALL SELECT 'health_checks' AS tbl, health_check_id AS record_id, check_type IS NOT NULL OR was_unreadable('health_checks', 'check_type', health_check_id) AS said,
           coalesce(check_type NOT IN ('HEALTH', 'DENTAL', 'OPTICAL'), TRUE) AS bad FROM health_checks
    UNION ALL SELECT 'health_checks' AS tbl, health_check_id AS record_id, check_status IS NOT NULL OR was_unreadable('health_checks', 'check_status', health_check_id) AS said,
           coalesce(check_status NOT IN ('COMPLETED', 'PLANNED', 'REFUSED', 'CANCELLED'), TRUE) AS bad FROM health_checks
    UNION ALL SELECT 'permanences' AS tbl, permanence_id AS record_id, reversal_reason IS NOT NULL OR was_unreadable('permanences', 'reversal_reason', permanence_id) AS said,
           coalesce(reversal_reason NOT IN ('RD1', 'RD2', 'RD3', 'RD4'), TRUE) AS bad FROM permanences
    UNION ALL SELECT 'care_leavers' AS tbl, care_leaver_id AS record_id, eligibility IS NOT NULL OR was_unreadable('care_leavers', 'eligibility', care_leaver_id) AS said,
           coalesce(eligibility NOT IN ('RELEVANT', 'FORMER RELEVANT', 'QUALIFYING', 'ELIGIBLE'), TRUE) AS bad FROM care_leavers
    UNION ALL SELECT 'care_leavers' AS tbl, care_leaver_id AS record_id, in_touch IS NOT NULL OR was_unreadable('care_leavers', 'in_touch', care_leaver_id) AS said,
           coalesce(in_touch NOT IN ('YES', 'NO', 'DIED', 'REFU', 'NREQ', 'RHOM'), TRUE) AS bad FROM care_leavers
    UNION ALL SELECT 'care_leavers' AS tbl, care_leaver_id AS record_id, accommodation IS NOT NULL OR was_unreadable('care_leavers', 'accommodation', care_leaver_id) AS said,
           coalesce(accommodation NOT IN ('B', 'C', 'D', 'E', 'G', 'H', 'K', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', '0', '2'), TRUE) AS bad FROM care_leavers
    UNION ALL SELECT 'care_leavers' AS tbl, care_leaver_id AS record_id, accommodation_suitable IS NOT NULL OR was_unreadable('care_leavers', 'accommodation_suitable', care_leaver_id) AS said,
           coalesce(accommodation_suitable NOT IN ('1', '2'), TRUE) AS bad FROM care_leavers
    UNION ALL SELECT 'care_leavers' AS tbl, care_leaver_id AS record_id, activity IS NOT NULL OR was_unreadable('care_leavers', 'activity', care_leaver_id) AS said,
           coalesce(activity NOT IN ('F1', 'P1', 'F2', 'P2', 'F3', 'P3', 'F4', 'P4', 'F5', 'P5', 'G4', 'G5', 'G6', '0'), TRUE) AS bad FROM care_leavers
    UNION ALL SELECT 'advocacy_offers' AS tbl, advocacy_id AS record_id, advocacy_kind IS NOT NULL OR was_unreadable('advocacy_offers', 'advocacy_kind', advocacy_id) AS said,
           coalesce(advocacy_kind NOT IN ('advocate', 'independent_visitor'), TRUE) AS bad FROM advocacy_offers
    UNION ALL SELECT 'adopters' AS tbl, adopter_id AS record_id, ethnicity IS NOT NULL OR was_unreadable('adopters', 'ethnicity', adopter_id) AS said,
           coalesce(ethnicity NOT IN ('WBRI', 'WIRI', 'WIRT', 'WOTH', 'WROM', 'MWBC', 'MWBA', 'MWAS', 'MOTH', 'AIND', 'APKN', 'ABAN', 'AOTH', 'BCRB', 'BAFR', 'BOTH', 'CHNE', 'OOTH', 'REFU', 'NOBT'), TRUE) AS bad FROM adopters
    UNION ALL SELECT 'supervisions' AS tbl, supervision_id AS record_id, supervision_kind IS NOT NULL OR was_unreadable('supervisions', 'supervision_kind', supervision_id) AS said,
           coalesce(supervision_kind NOT IN ('worker', 'case'), TRUE) AS bad FROM supervisions
    UNION ALL SELECT 'management_decisions' AS tbl, decision_id AS record_id, decision_type IS NOT NULL OR was_unreadable('management_decisions', 'decision_type', decision_id) AS said,
           coalesce(decision_type NOT IN ('accept', 'assess', 'assessment_review', 's47', 'conference', 'step_down', 'close', 'oversight', 'other'), TRUE) AS bad FROM management_decisions
    UNION ALL SELECT 'visit_records' AS tbl, visit_id AS record_id, visit_outcome IS NOT NULL OR was_unreadable('visit_records', 'visit_outcome', visit_id) AS said,
           coalesce(visit_outcome NOT IN ('seen', 'not_seen', 'refused', 'no_access', 'cancelled'), TRUE) AS bad FROM visit_records
    UNION ALL SELECT 'documents' AS tbl, document_id AS record_id, document_type IS NOT NULL OR was_unreadable('documents', 'document_type', document_id) AS said,
           coalesce(document_type NOT IN ('assessment', 'cin_plan', 'cp_plan', 'care_plan', 'pathway_plan', 'chronology', 'genogram', 'pep', 'risk', 'referral_decision', 'placement_plan', 'health_plan', 'review_minutes', 'case_summary', 'needs_assessment'), TRUE) AS bad FROM documents
    UNION ALL SELECT 'audits' AS tbl, audit_id AS record_id, service_area IS NOT NULL OR was_unreadable('audits', 'service_area', audit_id) AS said,
           coalesce(service_area NOT IN ('referrals', 's47', 'cin', 'cp', 'cla', 'disabled_children'), TRUE) AS bad FROM audits
    UNION ALL SELECT 'audits' AS tbl, audit_id AS record_id, self_grade IS NOT NULL OR was_unreadable('audits', 'self_grade', audit_id) AS said,
           coalesce(self_grade NOT IN ('outstanding', 'good', 'requires_improvement', 'inadequate'), TRUE) AS bad FROM audits
    UNION ALL SELECT 'audits' AS tbl, audit_id AS record_id, moderated_grade IS NOT NULL OR was_unreadable('audits', 'moderated_grade', audit_id) AS said,
           coalesce(moderated_grade NOT IN ('outstanding', 'good', 'requires_improvement', 'inadequate'), TRUE) AS bad FROM audits
    UNION ALL SELECT 'audits' AS tbl, audit_id AS record_id, question_1 IS NOT NULL OR was_unreadable('audits', 'question_1', audit_id) AS said,
           coalesce(question_1 NOT IN ('met', 'partly', 'not_met', 'na'), TRUE) AS bad FROM audits
    UNION ALL SELECT 'audits' AS tbl, audit_id AS record_id, question_2 IS NOT NULL OR was_unreadable('audits', 'question_2', audit_id) AS said,
           coalesce(question_2 NOT IN ('met', 'partly', 'not_met', 'na'), TRUE) AS bad FROM audits
    UNION ALL SELECT 'audits' AS tbl, audit_id AS record_id, question_3 IS NOT NULL OR was_unreadable('audits', 'question_3', audit_id) AS said,
           coalesce(question_3 NOT IN ('met', 'partly', 'not_met', 'na'), TRUE) AS bad FROM audits
    UNION ALL SELECT 'audits' AS tbl, audit_id AS record_id, question_4 IS NOT NULL OR was_unreadable('audits', 'question_4', audit_id) AS said,
           coalesce(question_4 NOT IN ('met', 'partly', 'not_met', 'na'), TRUE) AS bad FROM audits
    UNION ALL SELECT 'audits' AS tbl, audit_id AS record_id, question_5 IS NOT NULL OR was_unreadable('audits', 'question_5', audit_id) AS said,
           coalesce(question_5 NOT IN ('met', 'partly', 'not_met', 'na'), TRUE) AS bad FROM audits
    UNION ALL SELECT 'audits' AS tbl, audit_id AS record_id, question_6 IS NOT NULL OR was_unreadable('audits', 'question_6', audit_id) AS said,
           coalesce(question_6 NOT IN ('met', 'partly', 'not_met', 'na'), TRUE) AS bad FROM audits
    UNION ALL SELECT 'audits' AS tbl, audit_id AS record_id, question_7 IS NOT NULL OR was_unreadable('audits', 'question_7', audit_id) AS said,
           coalesce(question_7 NOT IN ('met', 'partly', 'not_met', 'na'), TRUE) AS bad FROM audits
    UNION ALL SELECT 'audits' AS tbl, audit_id AS record_id, question_8 IS NOT NULL OR was_unreadable('audits', 'question_8', audit_id) AS said,
           coalesce(question_8 NOT IN ('met', 'partly', 'not_met', 'na'), TRUE) AS bad FROM audits
    UNION ALL SELECT 'audits' AS tbl, audit_id AS record_id, question_9 IS NOT NULL OR was_unreadable('audits', 'question_9', audit_id) AS said,
           coalesce(question_9 NOT IN ('met', 'partly', 'not_met', 'na'), TRUE) AS bad FROM audits
    UNION ALL SELECT 'audit_plans' AS tbl, audit_plan_id AS record_id, service_area IS NOT NULL OR was_unreadable('audit_plans', 'service_area', audit_plan_id) AS said,
           coalesce(service_area NOT IN ('referrals', 's47', 'cin', 'cp', 'cla', 'disabled_children'), TRUE) AS bad FROM audit_plans;
SELECT 'live' AS counting, record_id, 'broken' AS outcome FROM codes WHERE said AND bad
UNION ALL
SELECT 'live', record_id, 'met' FROM codes WHERE said GROUP BY tbl, record_id HAVING NOT bool_or(bad)
