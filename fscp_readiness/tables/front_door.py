"""Contacts, referrals, early help, assessments."""

from . import codes
from .declare import Table, child, code, date, flag, in_annex_a, integer, key, left, ref, text

CONTACTS = Table(
    "contacts",
    "ssd_contacts",
    "Contacts received at the front door.",
    (
        key("contact_id", "cont_contact_id"),
        child("cont_person_id"),
        in_annex_a(date("contacted_on", "cont_contact_date", own=True), list_1="Date of Contact"),
        in_annex_a(code("source", "cont_contact_source_code", codes.REFERRAL_SOURCE), list_1="Contact Source"),
        left(text("source_words", "cont_contact_source_desc")),
        text("outcome", "cont_contact_outcome_json", personal=True),
    ),
)
CONTACT_DECISIONS = Table(
    "contact_decisions",
    "ext_contact_decision",
    "What a manager decided on a contact or a referral, and when.",
    (
        key("contact_decision_id", ""),
        ref("contact_id", "contact_id", "contacts.contact_id"),
        ref("referral_id", "referral_id", "referrals.referral_id"),
        date("decided_on", "decided_at", own=True),
        text("decision", "decision"),
        left(text("decided_by", "decided_by")),
    ),
)
REFERRALS = Table(
    "referrals",
    "ssd_cin_episodes",
    "Referrals, and the episode of need that each began.",
    (
        key("referral_id", "cine_referral_id"),
        child("cine_person_id"),
        in_annex_a(date("received_on", "cine_referral_date", own=True, required=True), list_3="Date of referral", list_6="CIN Start Date"),
        in_annex_a(code("primary_need", "cine_cin_primary_need_code", codes.PRIMARY_NEED), list_6="Primary Need Code"),
        in_annex_a(code("source", "cine_referral_source_code", codes.REFERRAL_SOURCE), list_3="Referral Source"),
        left(text("source_words", "cine_referral_source_desc")),
        left(text("outcome", "cine_referral_outcome_json", personal=True)),
        in_annex_a(flag("no_further_action", "cine_referral_nfa"), list_3="Referral NFA?"),
        in_annex_a(code("close_reason", "cine_close_reason", codes.CLOSE_REASON), list_6="Reason for Closure"),
        in_annex_a(date("closed_on", "cine_close_date"), list_6="CIN Closure Date"),
        ref("team_id", "cine_referral_team", "teams.team_id"),
        ref("worker_id", "cine_referral_worker_id", "workers.worker_id"),
    ),
)
REFERRAL_COUNTS = Table(
    "referral_counts",
    "list_3",
    "Annex A list 3 only: each referral with the number of referrals in the twelve months before the child's latest.",
    (
        key("referral_id", ""),
        child(""),
        in_annex_a(date("received_on", "", own=True), list_3="Date of referral"),
        in_annex_a(integer("earlier_in_12_months", "", minimum=0), list_3="Number of Referrals in Last 12 Months"),
        in_annex_a(flag("no_further_action", ""), list_3="Referral NFA?"),
        in_annex_a(text("team_id", ""), list_3="Allocated Team"),
        in_annex_a(text("worker_id", ""), list_3="Allocated Worker"),
    ),
)
EARLY_HELP_EPISODES = Table(
    "early_help_episodes",
    "ssd_early_help_episodes",
    "Early help.",
    (
        key("early_help_id", "earl_episode_id"),
        child("earl_person_id"),
        in_annex_a(date("started_on", "earl_episode_start_date", own=True), list_2="Assessment start date"),
        in_annex_a(date("ended_on", "earl_episode_end_date"), list_2="Assessment completion date"),
        left(text("reason", "earl_episode_reason", personal=True)),
        left(text("end_reason", "earl_episode_end_reason", personal=True)),
        in_annex_a(text("organisation", "earl_episode_organisation"), list_2="Organisation completing assessment"),
        ref("worker_id", "earl_episode_worker_id", "workers.worker_id"),
    ),
)
ASSESSMENTS = Table(
    "assessments",
    "ssd_cin_assessments",
    "Child and family assessments.",
    (
        key("assessment_id", "cina_assessment_id"),
        child("cina_person_id"),
        ref("referral_id", "cina_referral_id", "referrals.referral_id"),
        in_annex_a(date("started_on", "cina_assessment_start_date", own=True, required=True), list_4="Continuous Assessment Start Date"),
        in_annex_a(flag("child_seen", "cina_assessment_child_seen"), list_4="Child Seen During Continuous Assessment"),
        in_annex_a(date("authorised_on", "cina_assessment_auth_date"), list_4="Continuous Assessment Date of Authorisation"),
        text("outcome", "cina_assessment_outcome_json", personal=True),
        flag("no_further_action", "cina_assessment_outcome_nfa"),
        in_annex_a(ref("team_id", "cina_assessment_team", "teams.team_id"), list_4="Allocated Team"),
        in_annex_a(ref("worker_id", "cina_assessment_worker_id", "workers.worker_id"), list_4="Allocated Worker"),
    ),
)
ASSESSMENT_FACTORS = Table(
    "assessment_factors",
    "ssd_assessment_factors",
    "Factors found at the end of an assessment.",
    (
        key("factor_id", "cinf_table_id"),
        ref("assessment_id", "cinf_assessment_id", "assessments.assessment_id"),
        text("factors", "cinf_assessment_factors_json"),
    ),
)
HOMELESS_PRESENTATIONS = Table(
    "homeless_presentations",
    "ext_homeless_16_17",
    "Young people of 16 or 17 who presented as homeless.",
    (
        key("presentation_id", "presentation_id"),
        child("person_id"),
        date("presented_on", "presented_on", own=True),
        date("assessed_on", "assessed_on"),
        date("accommodation_offered_on", "accommodation_offered_on"),
    ),
)

TABLES = (
    CONTACTS, CONTACT_DECISIONS, REFERRALS, REFERRAL_COUNTS, EARLY_HELP_EPISODES, ASSESSMENTS, ASSESSMENT_FACTORS, HOMELESS_PRESENTATIONS,
)  # fmt: skip
