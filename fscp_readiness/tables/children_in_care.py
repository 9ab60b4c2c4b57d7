"""Periods of care, placements, visits, reviews, health, adoption and leaving care."""

from . import codes
from .declare import Table, child, code, date, flag, in_annex_a, integer, key, left, number, ref, text, time

CARE_EPISODES = Table(
    "care_episodes",
    "ssd_cla_episodes",
    "903 episodes: slices of a period of care, which care_id names.",
    (
        key("episode_id", "clae_cla_episode_id"),
        child("clae_person_id"),
        ref("placement_id", "clae_cla_placement_id", "placements.placement_id"),
        in_annex_a(date("started_on", "clae_cla_episode_start_date", own=True, required=True), list_8="Date Started to be Looked After"),
        code("start_reason", "clae_cla_episode_start_reason", codes.CARE_START_REASON),
        code("primary_need", "clae_cla_primary_need_code", codes.PRIMARY_NEED),
        in_annex_a(date("ended_on", "clae_cla_episode_ceased_date"), list_8="Date Ceased to be Looked After"),
        in_annex_a(code("end_reason", "clae_cla_episode_ceased_reason", codes.CARE_END_REASON), list_8="Reason Ceased to be Looked After"),
        text("care_id", "clae_cla_id", "the period of care"),
        ref("referral_id", "clae_referral_id", "referrals.referral_id"),
        in_annex_a(
            date("last_reviewing_officer_contact_on", "clae_cla_last_iro_contact_date"),
            list_8="Date of Last IRO Visit / Contact to the Child",
        ),
        date("entered_care_on", "clae_entered_care_date"),
    ),
)
LEGAL_STATUSES = Table(
    "legal_statuses",
    "ssd_legal_status",
    "Legal statuses; they join a period of care by person and date.",
    (
        key("legal_status_id", "lega_legal_status_id"),
        child("lega_person_id"),
        in_annex_a(code("legal_status", "lega_legal_status", codes.LEGAL_STATUS), list_8="Child's Legal Status"),
        in_annex_a(date("started_on", "lega_legal_status_start_date", own=True), list_8="Start date of current legal status"),
        date("ended_on", "lega_legal_status_end_date"),
    ),
)
PLACEMENTS = Table(
    "placements",
    "ssd_cla_placement",
    "Placements.",
    (
        key("placement_id", "clap_cla_placement_id"),
        ref("care_id", "clap_cla_id", "care_episodes.care_id"),
        child("clap_person_id"),
        in_annex_a(
            date("started_on", "clap_cla_placement_start_date", own=True, required=True), list_8="Start Date of Most Recent Placement"
        ),
        in_annex_a(code("placement_type", "clap_cla_placement_type", codes.PLACEMENT_TYPE), list_8="Placement Type"),
        in_annex_a(text("urn", "clap_cla_placement_urn"), list_8="URN of Placement"),
        number("miles_from_home", "clap_cla_placement_distance", minimum=0),
        in_annex_a(code("provider", "clap_cla_placement_provider", codes.PLACEMENT_PROVIDER), list_8="Placement Provider"),
        in_annex_a(text("postcode", "clap_cla_placement_postcode", personal=True), list_8="Placement postcode"),
        date("ended_on", "clap_cla_placement_end_date"),
        left(code("change_reason", "clap_cla_placement_change_reason")),
    ),
)
PLACEMENT_COUNTS = Table(
    "placement_counts",
    "list_8",
    "Annex A list 8 only: the number of placements in the last twelve months, as the workbook gives it.",
    (
        key("care_id", ""),
        child(""),
        in_annex_a(integer("placements_in_12_months", "", minimum=1), list_8="Number of Placements in the Last 12 months"),
    ),
)
PLACEMENT_DETAILS = Table(
    "placement_details",
    "ext_placement",
    "What the national dataset does not hold of a placement.",
    (
        key("placement_id", "placement_id"),
        flag("inside_area", "inside_area"),
        flag("until_18", "until_18"),
        date("child_agreed_on", "child_agrees_on"),
        date("temporary_approval_from", "reg24_from"),
        date("temporary_approval_to", "reg24_to", "may be a day to come: the approval runs until then", planned=True),
        flag("registered", "registered"),
        date("oversight_on", "oversight_on"),
        date("deprivation_of_liberty_from", "dol_from"),
        date("deprivation_of_liberty_authorised_on", "dol_authorised_on"),
    ),
)
CARE_VISITS = Table(
    "care_visits",
    "ssd_cla_visits",
    "Visits to children in care.",
    (
        key("visit_id", "clav_cla_visit_id"),
        ref("care_id", "clav_cla_id", "care_episodes.care_id"),
        child("clav_person_id"),
        in_annex_a(date("visited_on", "clav_cla_visit_date", own=True, required=True), list_8="Date of Last Social Work Visit"),
        flag("child_seen", "clav_cla_visit_seen"),
        flag("seen_alone", "clav_cla_visit_seen_alone"),
    ),
)
CARE_REVIEWS = Table(
    "care_reviews",
    "ssd_cla_reviews",
    "Reviews of children in care.",
    (
        key("review_id", "clar_cla_review_id"),
        ref("care_id", "clar_cla_id", "care_episodes.care_id"),
        child("clar_cla_person_id", required=False),
        date("review_due_on", "clar_cla_review_due_date", planned=True),
        in_annex_a(date("held_on", "clar_cla_review_date", own=True), list_8="Date of Latest Statutory Review"),
        flag("cancelled", "clar_cla_review_cancelled"),
        code("participation", "clar_cla_review_participation", codes.PARTICIPATION),
    ),
)
HEALTH_CHECKS = Table(
    "health_checks",
    "ssd_cla_health",
    "Health, dental and optical checks of children in care.",
    (
        key("health_check_id", "clah_health_check_id"),
        child("clah_person_id"),
        code("check_type", "clah_health_check_type", codes.HEALTH_CHECK),
        in_annex_a(date("checked_on", "clah_health_check_date", own=True), list_8="Date of Last Health Assessment"),
        code("check_status", "clah_health_check_status", ("COMPLETED", "PLANNED", "REFUSED", "CANCELLED")),
    ),
)
IMMUNISATIONS = Table(
    "immunisations",
    "ssd_cla_immunisations",
    "Whether immunisations are up to date.",
    (
        key("child_id", "clai_person_id"),
        flag("up_to_date", "clai_immunisations_status"),
        left(date("updated_on", "clai_immunisations_status_date")),
    ),
)
SUBSTANCE_MISUSES = Table(
    "substance_misuses",
    "ssd_cla_substance_misuse",
    "Substance misuse of children in care.",
    (
        key("substance_misuse_id", "clas_substance_misuse_id"),
        child("clas_person_id"),
        date("noted_on", "clas_substance_misuse_date", own=True),
        code("substance", "clas_substance_misused"),
        flag("intervention_received", "clas_intervention_received"),
    ),
    left=True,
)
CONVICTIONS = Table(
    "convictions",
    "ssd_cla_convictions",
    "Convictions of children in care.",
    (
        key("conviction_id", "clac_cla_conviction_id"),
        child("clac_person_id"),
        date("convicted_on", "clac_cla_conviction_date", own=True),
        text("offence", "clac_cla_conviction_offence", personal=True),
    ),
    left=True,
)
PREVIOUS_PERMANENCES = Table(
    "previous_permanences",
    "ssd_cla_previous_permanence",
    "Permanence arrangements that broke down before this period of care.",
    (
        key("previous_permanence_id", "lapp_table_id"),
        child("lapp_person_id"),
        code("option", "lapp_previous_permanence_option"),
        text("council", "lapp_previous_permanence_la"),
        text("ordered_on", "lapp_previous_permanence_order_date", "as found: SSD holds it as text"),
    ),
    left=True,
)
CARE_PLANS = Table(
    "care_plans",
    "ssd_cla_care_plan",
    "Care plans.",
    (
        key("care_plan_id", "lacp_table_id"),
        child("lacp_person_id"),
        date("started_on", "lacp_cla_care_plan_start_date", own=True),
        date("ended_on", "lacp_cla_care_plan_end_date"),
        text("permanence_plan", "lacp_cla_care_plan_json", personal=True),
    ),
)
PERMANENCES = Table(
    "permanences",
    "ssd_permanence",
    "Adoption and other permanence work.",
    (
        key("permanence_id", "perm_table_id"),
        child("perm_person_id"),
        ref("care_id", "perm_cla_id", "care_episodes.care_id"),
        in_annex_a(date("decided_on", "perm_adm_decision_date"), list_10="Date of Decision that Child Should be Placed for Adoption"),
        left(date("fostering_for_adoption_decided_on", "perm_ffa_cp_decision_date")),
        in_annex_a(date("placement_order_on", "perm_placement_order_date"), list_10="Date of Placement Order"),
        in_annex_a(date("matched_on", "perm_matched_date"), list_10="Date of Matching Child and Prospective Adopters"),
        in_annex_a(date("placed_on", "perm_placed_for_adoption_date"), list_10="Date Placed for Adoption"),
        left(flag("adopted_by_carer", "perm_adopted_by_carer_flag")),
        left(date("placed_with_carer_on", "perm_placed_foster_carer_date")),
        in_annex_a(
            date("fostering_for_adoption_placed_on", "perm_placed_ffa_cp_date"),
            list_10="Date the child was placed for fostering in FFA or concurrent planning placement",
        ),
        in_annex_a(
            date("reversed_on", "perm_decision_reversed_date"),
            list_10="Date of Decision that Child Should No Longer be Placed for Adoption",
        ),
        in_annex_a(
            code("reversal_reason", "perm_decision_reversed_reason", codes.REVERSAL_REASON),
            list_10="Reason Why Child No Longer Placed for Adoption",
        ),
        in_annex_a(date("order_on", "perm_permanence_order_date"), list_10="Date of Adoption Order"),
        code("order_type", "perm_permanence_order_type"),
        ref("worker_id", "perm_adoption_worker_id", "workers.worker_id"),
        in_annex_a(
            date("entered_care_on", "", "Annex A list 10 only; SSD holds it on the care episode"), list_10="Date the Child Entered Care"
        ),
    ),
)
CARE_LEAVERS = Table(
    "care_leavers",
    "ssd_care_leavers",
    "Young people receiving, or entitled to, leaving-care help: how things stand now.",
    (
        key("care_leaver_id", "clea_table_id"),
        child("clea_person_id"),
        in_annex_a(code("eligibility", "clea_care_leaver_eligibility", codes.LEAVER_ELIGIBILITY), list_9="Eligibility Category"),
        in_annex_a(code("in_touch", "clea_care_leaver_in_touch", codes.IN_TOUCH), list_9="LA In Touch"),
        in_annex_a(date("last_contact_on", "clea_care_leaver_latest_contact"), list_9="Latest Date of Contact"),
        in_annex_a(code("accommodation", "clea_care_leaver_accommodation", codes.ACCOMMODATION), list_9="Type of Accommodation"),
        in_annex_a(
            code("accommodation_suitable", "clea_care_leaver_accom_suitable", codes.SUITABLE), list_9="Suitability of Accommodation"
        ),
        in_annex_a(code("activity", "clea_care_leaver_activity", codes.ACTIVITY), list_9="Activity Status"),
        in_annex_a(date("pathway_plan_reviewed_on", "clea_pathway_plan_review_date"), list_9="Latest Pathway Plan Review Date"),
        in_annex_a(text("personal_adviser", "clea_care_leaver_personal_advisor"), list_9="Allocated Personal Advisor"),
        in_annex_a(ref("team_id", "clea_care_leaver_allocated_team", "teams.team_id"), list_9="Allocated Team"),
        in_annex_a(ref("worker_id", "clea_care_leaver_worker_id", "workers.worker_id"), list_9="Allocated Worker"),
    ),
)
CARE_LEAVER_OFFERS = Table(
    "care_leaver_offers",
    "ext_leaver_offer",
    "What a care leaver has been offered.",
    (
        key("child_id", "person_id"),
        date("council_home_from", "council_home_from"),
        date("council_home_to", "council_home_to"),
        date("health_history_on", "health_history_on"),
        date("documents_on", "documents_on"),
        date("staying_put_from", "staying_put_from"),
        date("local_offer_on", "local_offer_on"),
    ),
)
PATHWAYS = Table(
    "pathways",
    "ext_pathway",
    "Needs assessments and pathway plans.",
    (
        key("pathway_id", "pathway_id"),
        child("person_id"),
        date("needs_assessment_on", "needs_assessment_on"),
        date("plan_on", "plan_on"),
        date("reviewed_on", "reviewed_on"),
    ),
)
ADVISER_VISITS = Table(
    "adviser_visits",
    "ext_pa_visit",
    "Contacts of a personal adviser with a care leaver.",
    (
        key("adviser_visit_id", "pa_visit_id"),
        child("person_id"),
        date("visited_on", "visited_on", own=True),
        left(text("place", "place", personal=True, about="Where, in the worker's own words. It may name a home: no standard reads it.")),
        code("contact_kind", "contact_kind"),
    ),
)
RETURN_INTERVIEWS = Table(
    "return_interviews",
    "ext_return_interview",
    "Interviews after a child returned from being missing.",
    (
        key("interview_id", "interview_id"),
        ref("missing_id", "missing_id", "missing_episodes.missing_id"),
        child("person_id"),
        time("returned_at", "returned_at", own=True),
        time("offered_at", "offered_at"),
        time("held_at", "held_at"),
        flag("declined", "declined"),
    ),
)
MISSING_DETAILS = Table(
    "missing_details",
    "ext_missing",
    "What was planned for a missing child's return.",
    (key("missing_id", "missing_id"), date("return_planned_on", "return_plan_on")),
)
PERSONAL_EDUCATION_PLANS = Table(
    "personal_education_plans",
    "ext_pep",
    "Personal education plan meetings.",
    (key("pep_id", "pep_id"), child("person_id"), date("held_on", "held_on", own=True), left(code("pep_kind", "kind", codes.PEP_KIND))),
)
ADVOCACY_OFFERS = Table(
    "advocacy_offers",
    "ext_advocacy",
    "Advocates and independent visitors.",
    (
        key("advocacy_id", "advocacy_id"),
        child("person_id"),
        code("advocacy_kind", "kind", codes.ADVOCACY_KIND),
        date("needed_on", "needed_on", own=True),
        date("offered_on", "offered_on"),
        date("started_on", "started_on"),
    ),
)
REVIEWING_OFFICER_DISPUTES = Table(
    "reviewing_officer_disputes",
    "ext_irod",
    "Disputes raised by independent reviewing officers.",
    (
        key("dispute_id", "dispute_id"),
        child("person_id"),
        date("raised_on", "raised_on", own=True),
        date("resolved_on", "resolved_on"),
    ),
)
ADOPTERS = Table(
    "adopters",
    "ext_adopter",
    "Prospective adopters (Annex A list 11).",
    (
        key("adopter_id", "individual_adopter_identifier"),
        text("family_id", "family_identifier"),
        code("gender", "gender"),
        code("ethnicity", "ethnicity", codes.ETHNICITY),
        flag("disability", "disability"),
        flag("fostering_for_adoption", "is_the_prospective_adopter_fostering_for_adoption"),
        date("enquired_on", "date_enquiry_received", own=True),
        date("stage_1_started_on", "date_stage_1_started"),
        date("stage_1_ended_on", "date_stage_1_ended"),
        date("stage_2_started_on", "date_stage_2_started"),
        date("stage_2_ended_on", "date_stage_2_ended"),
        date("applied_on", "date_application_submitted"),
        date("approved_on", "date_application_approved"),
        date("matched_on", "date_adopter_matched_with_child_ren"),
        date("placed_on", "date_child_children_placed_with_adopter_s"),
        integer("children_placed", "no_of_children_placed", minimum=0),
        date("adoption_order_on", "date_of_adoption_order"),
        date("left_on", "date_of_leaving_adoption_process"),
        code("leaving_reason", "reason_for_leaving_adoption_process"),
    ),
)

TABLES = (
    CARE_EPISODES, LEGAL_STATUSES, PLACEMENTS, PLACEMENT_COUNTS, PLACEMENT_DETAILS, CARE_VISITS, CARE_REVIEWS, HEALTH_CHECKS,
    IMMUNISATIONS, SUBSTANCE_MISUSES, CONVICTIONS, PREVIOUS_PERMANENCES, CARE_PLANS, PERMANENCES, CARE_LEAVERS, CARE_LEAVER_OFFERS,
    PATHWAYS, ADVISER_VISITS, RETURN_INTERVIEWS, MISSING_DETAILS, PERSONAL_EDUCATION_PLANS, ADVOCACY_OFFERS,
    REVIEWING_OFFICER_DISPUTES, ADOPTERS,
)  # fmt: skip
