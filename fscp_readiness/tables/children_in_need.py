"""Plans, visits and reviews of children in need."""

from .declare import Table, child, date, flag, in_annex_a, key, left, ref

CIN_PLANS = Table(
    "cin_plans",
    "ssd_cin_plans",
    "Child in need plans.",
    (
        key("plan_id", "cinp_cin_plan_id"),
        ref("referral_id", "cinp_referral_id", "referrals.referral_id"),
        child("cinp_person_id"),
        date("started_on", "cinp_cin_plan_start_date", own=True, required=True),
        date("ended_on", "cinp_cin_plan_end_date"),
        ref("team_id", "cinp_cin_plan_team", "teams.team_id"),
        ref("worker_id", "cinp_cin_plan_worker_id", "workers.worker_id"),
    ),
)
CIN_VISITS = Table(
    "cin_visits",
    "ssd_cin_visits",
    "Visits to children in need.",
    (
        key("visit_id", "cinv_cin_visit_id"),
        child("cinv_person_id"),
        in_annex_a(date("visited_on", "cinv_cin_visit_date", own=True, required=True), list_6="Date Child Was Last Seen"),
        flag("child_seen", "cinv_cin_visit_seen"),
        flag("seen_alone", "cinv_cin_visit_seen_alone"),
        left(flag("bedroom_seen", "cinv_cin_visit_bedroom")),
    ),
)
CIN_REVIEWS = Table(
    "cin_reviews",
    "ext_cin_review",
    "Reviews of child in need plans.",
    (
        key("review_id", "review_id"),
        child("person_id"),
        ref("plan_id", "cin_plan_id", "cin_plans.plan_id"),
        date("held_on", "held_on", own=True),
    ),
)
PRIVATE_FOSTERING_ARRANGEMENTS = Table(
    "private_fostering_arrangements",
    "ext_private_fostering",
    "Private fostering arrangements.",
    (
        key("arrangement_id", "arrangement_id"),
        child("person_id"),
        date("notified_on", "notified_on", own=True),
        date("started_on", "started_on"),
        date("ended_on", "ended_on"),
    ),
)
PRIVATE_FOSTERING_VISITS = Table(
    "private_fostering_visits",
    "ext_private_fostering_visit",
    "Visits to private fostering arrangements.",
    (
        key("visit_id", "visit_id"),
        ref("arrangement_id", "arrangement_id", "private_fostering_arrangements.arrangement_id"),
        date("visited_on", "visited_on", own=True),
        flag("child_seen", "child_seen"),
    ),
)

TABLES = (CIN_PLANS, CIN_VISITS, CIN_REVIEWS, PRIVATE_FOSTERING_ARRANGEMENTS, PRIVATE_FOSTERING_VISITS)
