"""Workers, teams, who holds which child, and the oversight of their work."""

from . import codes
from .declare import Table, child, code, date, flag, integer, key, left, number, ref, text

WORKERS = Table(
    "workers",
    "ssd_professionals",
    "Workers.",
    (
        key("worker_id", "prof_professional_id"),
        left(text("staff_id", "prof_staff_id")),
        text("worker_name", "prof_professional_name", personal=True),
        text("registration", "prof_social_worker_registration_no", personal=True),
        flag("agency", "prof_agency_worker_flag"),
        text("job_title", "prof_professional_job_title"),
        left(integer("stated_caseload", "prof_professional_caseload", "never used: caseload is counted from involvements", minimum=0)),
        left(text("department", "prof_professional_department")),
        number("full_time_equivalent", "prof_full_time_equivalency", minimum=0, maximum=2),
    ),
)
TEAMS = Table(
    "teams",
    "ssd_department",
    "Teams and the services they belong to.",
    (
        key("team_id", "dept_team_id"),
        text("team_name", "dept_team_name"),
        text("service_id", "dept_team_parent_id"),
        text("service_name", "dept_team_parent_name"),
    ),
)
INVOLVEMENTS = Table(
    "involvements",
    "ssd_involvements",
    "Which worker was involved with which child, in what role, from when to when.",
    (
        key("involvement_id", "invo_involvements_id"),
        ref("worker_id", "invo_professional_id", "workers.worker_id"),
        text("role", "invo_professional_role_id"),
        ref("team_id", "invo_professional_team", "teams.team_id"),
        child("invo_person_id"),
        date("started_on", "invo_involvement_start_date", own=True, required=True),
        date("ended_on", "invo_involvement_end_date"),
        left(code("change_reason", "invo_worker_change_reason")),
        ref("referral_id", "invo_referral_id", "referrals.referral_id"),
    ),
)
STAFF = Table(
    "staff",
    "ext_staff",
    "Posts and people, from the workforce system.",
    (
        key("worker_id", "worker_id"),
        text("role", "role"),
        number("full_time_equivalent", "fte", minimum=0, maximum=2),
        flag("agency", "agency"),
        flag("newly_qualified", "nqsw"),
        date("started_on", "start_on", own=True),
        date("ended_on", "end_on"),
        ref("team_id", "team_id", "teams.team_id"),
    ),
)
ESTABLISHMENTS = Table(
    "establishments",
    "ext_establishment",
    "Funded and vacant posts of a team on a date.",
    (
        key("establishment_id", ""),
        ref("team_id", "team_id", "teams.team_id"),
        date("counted_on", "as_at", own=True),
        left(number("funded", "fte_funded", minimum=0)),
        number("vacant", "fte_vacant", minimum=0),
    ),
)
STAFF_ABSENCES = Table(
    "staff_absences",
    "ext_staff_absence",
    "Days lost to absence.",
    (
        key("absence_id", ""),
        ref("worker_id", "worker_id", "workers.worker_id"),
        date("from_on", "from_on", own=True),
        date("to_on", "to_on"),
        number("days_lost", "days_lost", minimum=0),
    ),
)
SUPERVISIONS = Table(
    "supervisions",
    "ext_supervision",
    "Supervision: of a worker, or of a child's case.",
    (
        key("supervision_id", "supervision_id"),
        code("supervision_kind", "kind", codes.SUPERVISION_KIND),
        ref("worker_id", "worker_id", "workers.worker_id"),
        ref("child_id", "person_id", "people.child_id", about="blank where the worker, not a case, was supervised"),
        date("held_on", "held_on", own=True),
        left(date("recorded_on", "recorded_at")),
        text("signed_by", "signed_by"),
    ),
)
MANAGEMENT_DECISIONS = Table(
    "management_decisions",
    "ext_mgmt_decision",
    "Management decisions and oversight.",
    (
        key("decision_id", "decision_id"),
        child("person_id"),
        date("decided_on", "decided_on", own=True),
        left(date("recorded_on", "recorded_at")),
        code("decision_type", "type", codes.DECISION_TYPE),
        left(text("by_role", "by_role")),
    ),
)
VISIT_RECORDS = Table(
    "visit_records",
    "ext_visit",
    "How a visit was written up: beside the SSD visit of the same id.",
    (
        key("visit_id", "visit_id"),
        text("visit_table", "visit_table", "the SSD table the visit is in"),
        ref("child_id", "person_id", "people.child_id"),
        date("recorded_on", "recorded_at"),
        left(date("finalised_on", "finalised_at")),
        ref("worker_id", "worker_id", "workers.worker_id"),
        left(text("place", "place", personal=True, about="Where, in the worker's own words. It may name a home: no standard reads it.")),
        code("visit_outcome", "outcome", codes.VISIT_OUTCOME),
        flag("wishes_recorded", "wishes_recorded"),
        text("method", "method"),
        flag("on_paper_only", "on_paper_only"),
        text("case_note", "case_note", personal=True),
        text("content_hash", "content_hash"),
    ),
)
DOCUMENTS = Table(
    "documents",
    "ext_document",
    "Documents on the child's file.",
    (
        key("document_id", "document_id"),
        child("person_id"),
        code("document_type", "type", codes.DOCUMENT_TYPE),
        date("started_on", "started_on", own=True),
        date("updated_on", "updated_on"),
        date("authorised_on", "authorised_on"),
        text("content_hash", "content_hash"),
    ),
)
ACTIVITIES = Table(
    "activities",
    "ext_activity",
    "Anything recorded on a child's file.",
    (
        key("activity_id", "activity_id"),
        child("person_id"),
        date("happened_on", "event_on", own=True),
        date("recorded_on", "recorded_at"),
        left(code("activity_type", "type")),
        left(ref("author_id", "author_id", "workers.worker_id")),
    ),
)
AUDITS = Table(
    "audits",
    "ext_audit",
    "Case file audits.",
    (
        key("audit_id", "audit_id"),
        child("person_id"),
        code("service_area", "service_area", codes.AUDIT_AREA),
        date("audited_on", "audited_on", own=True),
        left(text("auditor", "auditor")),
        code("self_grade", "self_grade", codes.AUDIT_GRADE),
        code("moderated_grade", "moderated_grade", codes.AUDIT_GRADE),
        *(code(f"question_{n}", f"q{n}", codes.AUDIT_ANSWER) for n in range(1, 10)),
        date("escalated_on", "escalated_on"),
        code("escalation_level", "escalation_level"),
        date("made_safe_on", "made_safe_on"),
        date("resolved_on", "resolved_on"),
    ),
)
AUDIT_ACTIONS = Table(
    "audit_actions",
    "ext_audit_action",
    "What an audit asked to be done.",
    (
        key("action_id", "action_id"),
        ref("audit_id", "audit_id", "audits.audit_id"),
        date("action_due_on", "due_on", planned=True),
        date("done_on", "done_on"),
    ),
)
AUDIT_PLANS = Table(
    "audit_plans",
    "ext_audit_plan",
    "How many audits were planned, by month and team.",
    (
        key("audit_plan_id", ""),
        text("month", "month"),
        ref("team_id", "team_id", "teams.team_id"),
        code("service_area", "service_area", codes.AUDIT_AREA),
        integer("planned", "planned", minimum=0),
    ),
)

TABLES = (
    WORKERS, TEAMS, INVOLVEMENTS, STAFF, ESTABLISHMENTS, STAFF_ABSENCES, SUPERVISIONS, MANAGEMENT_DECISIONS, VISIT_RECORDS, DOCUMENTS,
    ACTIVITIES, AUDITS, AUDIT_ACTIONS, AUDIT_PLANS,
)  # fmt: skip
