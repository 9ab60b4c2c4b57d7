"""The children, and what is known of them."""

from . import codes
from .declare import Table, child, code, date, flag, in_annex_a, integer, key, left, ref, text

PEOPLE = Table(
    "people",
    "ssd_person",
    "One row a person known to the service.",
    (
        key("child_id", "pers_person_id", "the child's id in the case system"),
        left(text("legacy_id", "pers_legacy_id")),
        text("forename", "pers_forename", personal=True),
        text("surname", "pers_surname", personal=True),
        code("sex", "pers_sex", codes.SEX),
        in_annex_a(code("gender", "pers_gender", codes.GENDER), list_1="Gender"),
        in_annex_a(code("ethnicity", "pers_ethnicity", codes.ETHNICITY), list_1="Ethnicity"),
        in_annex_a(date("born_on", "pers_dob", personal=True), list_1="Date of Birth"),
        date("expected_on", "pers_expected_dob", "expected date of birth of an unborn child", planned=True, personal=True),
        date("died_on", "pers_death_date"),
        text("upn", "pers_upn", personal=True),
        code("upn_unknown", "pers_upn_unknown", codes.UPN_UNKNOWN),
        text("nhs_number", "pers_single_unique_id", personal=True),
        left(flag("has_ehc_plan", "pers_send_flag")),
        left(flag("is_mother", "pers_is_mother")),
        left(text("nationality", "pers_nationality")),
        left(text("common_child_id", "pers_common_child_id", personal=True)),
    ),
)
FAMILIES = Table(
    "families",
    "ssd_family",
    "Which children belong to one family.",
    (key("family_row_id", "fami_table_id"), text("family_id", "fami_family_id"), child("fami_person_id")),
)
ADDRESSES = Table(
    "addresses",
    "ssd_address",
    "Where a person has lived.",
    (
        key("address_id", "addr_table_id"),
        child("addr_person_id"),
        left(text("address_type", "addr_address_type")),
        date("from_on", "addr_address_start_date", own=True),
        date("to_on", "addr_address_end_date"),
        text("postcode", "addr_address_postcode", personal=True),
        left(text("address", "addr_address_json", personal=True)),
    ),
)
DISABILITIES = Table(
    "disabilities",
    "ssd_disability",
    "A child's disabilities; NONE says there is none.",
    (
        key("disability_id", "disa_table_id"),
        child("disa_person_id"),
        code("disability", "disa_disability_code", codes.DISABILITY, required=True),
    ),
)
IMMIGRATION_STATUSES = Table(
    "immigration_statuses",
    "ssd_immigration_status",
    "Immigration status, by which unaccompanied asylum-seeking children are known.",
    (
        key("immigration_status_id", "immi_immigration_status_id"),
        child("immi_person_id"),
        date("from_on", "immi_immigration_status_start_date", own=True),
        date("to_on", "immi_immigration_status_end_date"),
        text("immigration_status", "immi_immigration_status"),
    ),
)
MOTHERS = Table(
    "mothers",
    "ssd_mother",
    "Children who are mothers, and their children.",
    (
        key("mother_row_id", "moth_table_id"),
        child("moth_person_id"),
        ref("childs_child_id", "moth_childs_person_id", "people.child_id"),
        date("childs_born_on", "moth_childs_dob", personal=True),
    ),
    left=True,
)
LINKED_IDENTIFIERS = Table(
    "linked_identifiers",
    "ssd_linked_identifiers",
    "Other identifiers of a person.",
    (
        key("link_id", "link_table_id"),
        child("link_person_id"),
        text("identifier_type", "link_identifier_type"),
        text("identifier_value", "link_identifier_value", personal=True),
        date("valid_from", "link_valid_from_date", own=True),
        left(date("valid_to", "link_valid_to_date")),
    ),
)
COMMUNICATION_NEEDS = Table(
    "communication_needs",
    "ext_communication",
    "How a child communicates.",
    (
        key("child_id", "person_id"),
        text("first_language", "first_language"),
        left(flag("interpreter_needed", "interpreter_needed")),
        flag("pre_speech", "pre_speech"),
        left(text("method", "method")),
    ),
)
RESTRICTED_RECORDS = Table(
    "restricted_records",
    "ext_restricted",
    "Children whose record may be seen by few; counted, never listed.",
    (
        key("child_id", "person_id"),
        date("restricted_from", "restricted_from", own=True),
        date("restricted_to", "restricted_to"),
        left(code("reason_code", "reason_code")),
    ),
)
MISSING_EPISODES = Table(
    "missing_episodes",
    "ssd_missing",
    "Times a child was missing or absent.",
    (
        key("missing_id", "miss_table_id"),
        child("miss_person_id"),
        date("missing_from", "miss_missing_episode_start_date", own=True),
        code("missing_type", "miss_missing_episode_type", codes.MISSING_TYPE),
        date("missing_to", "miss_missing_episode_end_date"),
        code("interview_offered", "miss_missing_rhi_offered", codes.YES_NO_WORDS),
        code("interview_accepted", "miss_missing_rhi_accepted", codes.YES_NO_WORDS),
    ),
)
SDQ_SCORES = Table(
    "sdq_scores",
    "ssd_sdq_scores",
    "Strengths and difficulties questionnaires.",
    (
        key("sdq_id", "csdq_table_id"),
        child("csdq_person_id"),
        date("completed_on", "csdq_sdq_completed_date", own=True),
        integer("score", "csdq_sdq_score", minimum=0, maximum=40),
        text("reason", "csdq_sdq_reason"),
    ),
)
VOICES = Table(
    "voices",
    "ssd_voice_of_child",
    "What children said of their worker and plan.",
    (
        key("voice_id", "voch_table_id"),
        child("voch_person_id"),
        text("explained_worries", "voch_explained_worries"),
        text("story_helps_understand", "voch_story_help_understand"),
        text("agrees_with_worker", "voch_agree_worker"),
        text("plan_is_safe", "voch_plan_safe"),
        text("tablet_helps_explain", "voch_tablet_help_explain"),
    ),
    left=True,
)

TABLES = (
    PEOPLE, FAMILIES, ADDRESSES, DISABILITIES, IMMIGRATION_STATUSES, MOTHERS, LINKED_IDENTIFIERS, COMMUNICATION_NEEDS,
    RESTRICTED_RECORDS, MISSING_EPISODES, SDQ_SCORES, VOICES,
)  # fmt: skip
