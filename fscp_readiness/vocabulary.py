"""The words of this project, once each. Every other room spells them by importing them from here."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What the record says about one thing a standard asked of it."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_RECORDED = "not_recorded"
    BROKEN = "broken"  # recording rules only: this row breaks the rule


class Answered(StrEnum):
    """What became of a whole standard. A standard that crashed never looks like any other."""

    ASKED = "asked"
    NOT_ASSESSABLE = "not_assessable"
    CRASHED = "crashed"
    HELD = "held"


class Kind(StrEnum):
    """What a standard is about, and, on a finding, what there is to put right."""

    PRACTICE = "practice"
    RECORDING = "recording"
    UNCLEAR = "unclear"


class Severity(StrEnum):
    ZERO_TOLERANCE = "zero_tolerance"
    HIGH = "high"
    NORMAL = "normal"
    QUERY = "query"


class SourceClass(StrEnum):
    """How senior the source of a standard is (domain.md 3.1)."""

    STATUTE = "STAT"
    GUIDANCE = "GUID"
    DFE = "DFE"
    OFSTED = "OFSTED"
    LOCAL = "LOCAL"
    SEED = "SEED"


class TargetClass(StrEnum):
    """Which row of the target table of readiness.toml a measure is judged by."""

    STATUTORY_DFE = "statutory_dfe"  # statutory, with a DfE figure of the same definition
    STATUTORY = "statutory"
    LOCAL = "local"
    LOCAL_CHILD_PROTECTION_VISIT = "local_child_protection_visit"
    CONTEXT = "context"


class Counting(StrEnum):
    LIVE = "live"
    PERIOD = "period"


class Reason(StrEnum):
    """Why an answer is not 'met' (contract.md, findings.csv)."""

    OUTSTANDING = "outstanding"
    BLANK_FIELD = "blank_field"
    NO_EVENT = "no_event"
    WRITE_UP_ALLOWANCE = "write_up_allowance"
    AGREED_EXCEPTION = "agreed_exception"
    ON_PAPER_ONLY = "on_paper_only"
    DUPLICATE_KEY = "duplicate_key"
    CONFLICT = "conflict"
    UNREADABLE_VALUE = "unreadable_value"
    RULE = "rule"


class Status(StrEnum):
    """How one measure stands (readiness.md, 'One measure')."""

    ON_TARGET = "on_target"
    CLOSE = "close"
    OFF_TARGET = "off_target"
    CANNOT_TELL = "cannot_tell"
    TOO_FEW = "too_few"
    NO_CASES = "no_cases"
    CONTEXT = "context"
    NOT_ASSESSABLE = "not_assessable"
    HELD = "held"
    CRASHED = "crashed"


class Word(StrEnum):
    """The service's own words for one judgement. Never an Ofsted grade or a forecast of one."""

    NOT_READY = "Not ready"
    CANNOT_SAY = "Cannot say"
    GAPS_TO_CLOSE = "Gaps to close"
    EVIDENCE_READY = "Evidence ready"


class TableState(StrEnum):
    FRESH = "fresh"
    HELD = "held"
    ABSENT = "absent"
    EMPTY = "empty"
    REFUSED = "refused"


class Done(StrEnum):
    """What the reader did about something it could not take as it stood (rows/refused.csv)."""

    ROW_REFUSED = "row_refused"
    VALUE_REFUSED = "value_refused"
    VALUE_RESOLVED = "value_resolved"


class Unit(StrEnum):
    WORKING_DAYS = "working_days"
    DAYS = "days"


class Theme(StrEnum):
    """The eleven sections of the catalogue (domain.md 3.2). The value is the folder name under checks/practice_standards."""

    FRONT_DOOR = "a_front_door"
    ASSESSMENT = "b_assessment"
    SECTION_47 = "c_section_47"
    CHILD_PROTECTION = "d_child_protection"
    CHILDREN_IN_NEED = "e_children_in_need"
    CHILDREN_IN_CARE = "f_children_in_care"
    EDGE_OF_CARE = "g_edge_of_care"
    ADOPTION = "h_adoption"
    CARE_LEAVERS = "i_care_leavers"
    RECORDING = "j_recording_voice_oversight"
    AUDIT = "k_audit_workforce_governance"


NO_TEAM = "no team recorded"
NO_WORKER = "none"


class FlagState(StrEnum):
    """What is known of a flag tonight. Only the first two go on; each of the others ends it, for a reason that the data show."""

    OPEN = "open"
    UNKNOWN = "unknown"  # its standard could not be asked, or its table is not tonight's: nothing is known of it
    FIXED = "fixed"  # asked again, and right
    LEFT_COHORT = "left_cohort"  # the record is there and the standard no longer asks about it
    VANISHED = "vanished"  # the record itself is gone, without a closing event
    EXEMPT = "exempt"
    STANDARD_CHANGED = "standard_changed"
    SOURCE_CHANGED = "source_changed"  # another case system is read since: not carried over, or otherwise there


class Role(StrEnum):
    """Who somebody is to the worklists. What each may do stands in history/exceptions/role_rules.py."""

    LEADERSHIP = "leadership"
    DATA_OFFICER = "data_officer"
    TEAM_MANAGER = "team_manager"
    QUALITY_AUDITOR = "quality_auditor"
    CABINET_MEMBER = "cabinet_member"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class ExceptionState(StrEnum):
    """Where a request not to count a finding as an error stands. The ways between them: history/exceptions/state_rules.py."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # by whoever asked, before it was decided
    ENDED = "ended"  # before its day, by somebody who may decide
    EXPIRED = "expired"  # its last day has passed
    VOID = "void"  # the record says something else than when it was asked
    PUT_RIGHT = "put_right"  # the finding is gone


class Audience(StrEnum):
    """Who may read a paper. Each reads what those before it read as well: a member has the public papers too."""

    PUBLIC = "public"
    MEMBERS = "members"
    LEADERSHIP = "leadership"


class ReleaseState(StrEnum):
    """Where a Cabinet paper stands on its way out. The ways between them: history/releases/state_rules.py."""

    PREPARED = "prepared"
    APPROVED = "approved"  # by another person than whoever prepared it
    ISSUED = "issued"  # final: what comes after it is the next edition
    REFUSED = "refused"
    OVERTAKEN = "overtaken"  # prepared again with something changed, before it was issued
