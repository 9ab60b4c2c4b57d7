"""Strategy discussions, section 47 enquiries, conferences, child protection plans."""

from . import codes
from .declare import Table, child, code, date, flag, in_annex_a, key, left, ref, text

STRATEGY_DISCUSSIONS = Table(
    "strategy_discussions",
    "ext_strategy_discussion",
    "Strategy discussions.",
    (
        key("discussion_id", "discussion_id"),
        child("person_id"),
        ref("referral_id", "referral_id", "referrals.referral_id"),
        ref("enquiry_id", "s47_enquiry_id", "section_47_enquiries.enquiry_id"),
        date("need_identified_on", "need_identified_on", own=True),
        date("held_on", "held_on"),
        left(flag("actions_recorded", "actions_recorded")),
    ),
)
SECTION_47_ENQUIRIES = Table(
    "section_47_enquiries",
    "ssd_s47_enquiry",
    "Section 47 enquiries; started_on is the strategy discussion that began each.",
    (
        key("enquiry_id", "s47e_s47_enquiry_id"),
        ref("referral_id", "s47e_referral_id", "referrals.referral_id"),
        child("s47e_person_id"),
        in_annex_a(
            date("started_on", "s47e_s47_start_date", own=True, required=True),
            list_5="Strategy discussion initiating Section 47 Enquiry Start Date",
        ),
        date("ended_on", "s47e_s47_end_date"),
        flag("no_further_action", "s47e_s47_nfa"),
        text("outcome", "s47e_s47_outcome_json", personal=True),
        in_annex_a(ref("team_id", "s47e_s47_completed_by_team", "teams.team_id"), list_5="Allocated Team"),
        in_annex_a(ref("worker_id", "s47e_s47_completed_by_worker_id", "workers.worker_id"), list_5="Allocated Worker"),
    ),
)
INITIAL_CONFERENCES = Table(
    "initial_conferences",
    "ssd_initial_cp_conference",
    "Initial child protection conferences.",
    (
        key("conference_id", "icpc_icpc_id"),
        left(text("meeting_id", "icpc_icpc_meeting_id")),
        ref("enquiry_id", "icpc_s47_enquiry_id", "section_47_enquiries.enquiry_id"),
        child("icpc_person_id"),
        ref("plan_id", "icpc_cp_plan_id", "cp_plans.plan_id"),
        ref("referral_id", "icpc_referral_id", "referrals.referral_id"),
        flag("transfer_in", "icpc_icpc_transfer_in"),
        left(date("target_on", "icpc_icpc_target_date", planned=True)),
        in_annex_a(date("held_on", "icpc_icpc_date"), list_5="Date of Initial Child Protection Conference"),
        in_annex_a(
            flag("led_to_plan", "icpc_icpc_outcome_cp_flag"),
            list_5="Did the Initial Child Protection Conference Result in a Child Protection Plan",
        ),
        left(text("outcome", "icpc_icpc_outcome_json", personal=True)),
        ref("team_id", "icpc_icpc_team", "teams.team_id"),
        ref("worker_id", "icpc_icpc_worker_id", "workers.worker_id"),
    ),
)
TRANSFERS_IN = Table(
    "transfers_in",
    "ext_transfer_in",
    "When another council told us of a child moving in on its plan.",
    (key("conference_id", "icpc_id"), date("notified_on", "notified_on", own=True)),
)
CP_PLANS = Table(
    "cp_plans",
    "ssd_cp_plans",
    "Child protection plans.",
    (
        key("plan_id", "cppl_cp_plan_id"),
        ref("referral_id", "cppl_referral_id", "referrals.referral_id"),
        ref("conference_id", "cppl_icpc_id", "initial_conferences.conference_id"),
        child("cppl_person_id"),
        in_annex_a(date("started_on", "cppl_cp_plan_start_date", own=True, required=True), list_7="Child Protection Plan Start Date"),
        in_annex_a(date("ended_on", "cppl_cp_plan_end_date"), list_7="Child Protection Plan End Date"),
        flag("other_council", "cppl_cp_plan_ola", "a temporary plan of another council"),
        in_annex_a(code("initial_category", "cppl_cp_plan_initial_category", codes.CATEGORY_OF_ABUSE), list_7="Initial Category of Abuse"),
        in_annex_a(code("latest_category", "cppl_cp_plan_latest_category", codes.CATEGORY_OF_ABUSE), list_7="Latest Category of Abuse"),
    ),
)
CP_VISITS = Table(
    "cp_visits",
    "ssd_cp_visits",
    "Visits to children on a child protection plan.",
    (
        key("visit_id", "cppv_cp_visit_id"),
        child("cppv_person_id"),
        ref("plan_id", "cppv_cp_plan_id", "cp_plans.plan_id"),
        in_annex_a(date("visited_on", "cppv_cp_visit_date", own=True, required=True), list_7="Date of the Last Statutory Visit"),
        flag("child_seen", "cppv_cp_visit_seen"),
        in_annex_a(flag("seen_alone", "cppv_cp_visit_seen_alone"), list_7="Was the Child Seen Alone?"),
        flag("bedroom_seen", "cppv_cp_visit_bedroom"),
    ),
)
CP_REVIEWS = Table(
    "cp_reviews",
    "ssd_cp_reviews",
    "Child protection review conferences.",
    (
        key("review_id", "cppr_cp_review_id"),
        child("cppr_person_id"),
        ref("plan_id", "cppr_cp_plan_id", "cp_plans.plan_id"),
        date("review_due_on", "cppr_cp_review_due", planned=True),
        in_annex_a(date("held_on", "cppr_cp_review_date", own=True), list_7="Date of latest review conference"),
        left(text("meeting_id", "cppr_cp_review_meeting_id")),
        left(flag("plan_continues", "cppr_cp_review_outcome_continue_cp")),
        text("quorate", "cppr_cp_review_quorate"),
        code("participation", "cppr_cp_review_participation", codes.PARTICIPATION),
    ),
)
CORE_GROUPS = Table(
    "core_groups",
    "ext_core_group",
    "Core group meetings.",
    (
        key("core_group_id", "core_group_id"),
        child("person_id"),
        ref("plan_id", "cp_plan_id", "cp_plans.plan_id"),
        date("held_on", "held_on", own=True),
        left(flag("plan_updated", "plan_updated")),
    ),
)
PRE_PROCEEDINGS = Table(
    "pre_proceedings",
    "ssd_pre_proceedings",
    "Work under the Public Law Outline before court. Only the columns the standards use are declared.",
    (
        key("pre_proceedings_id", "prep_table_id"),
        child("prep_person_id"),
        left(text("family_id", "prep_plo_family_id")),
        date("decided_on", "prep_pre_pro_decision_date", own=True),
        left(date("first_meeting_on", "prep_initial_pre_pro_meeting_date")),
        text("outcome", "prep_pre_pro_outcome"),
        date("ended_on", "prep_agree_stepdown_issue_date"),
    ),
)
PROCEEDINGS = Table(
    "proceedings",
    "ext_proceedings",
    "Care proceedings.",
    (
        key("proceedings_id", "proceedings_id"),
        child("person_id"),
        date("issued_on", "issued_on", own=True),
        date("final_order_on", "final_order_on"),
    ),
)

TABLES = (
    STRATEGY_DISCUSSIONS, SECTION_47_ENQUIRIES, INITIAL_CONFERENCES, TRANSFERS_IN, CP_PLANS, CP_VISITS, CP_REVIEWS, CORE_GROUPS,
    PRE_PROCEEDINGS, PROCEEDINGS,
)  # fmt: skip
