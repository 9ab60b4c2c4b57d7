"""What the leadership papers are told about one night. Nothing here can hold a name, a date of birth or an address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from fscp_readiness.findings.frames import blank
from fscp_readiness.history import Remembered
from fscp_readiness.history.exceptions import EXCEPTIONS
from fscp_readiness.history.lives import LIVES
from fscp_readiness.judgements.judged import Readiness
from fscp_readiness.measures import MEASURES
from fscp_readiness.measures.audits import Audits
from fscp_readiness.measures.reconciliation import Reconciled
from fscp_readiness.settings.audits import AuditRules
from fscp_readiness.settings.readiness import Danger, Rebased
from fscp_readiness.standards import About, Calendar
from fscp_readiness.tables import DATES

from .on_call import OnCall

LOADS = {"table": "string", "rows_read": "Int64", "rows_refused": "Int64", "state": "string", "data_date": DATES}
"""data/tables.csv. ``table`` is the source's name (ssd_cp_plans, list_7) or the English one."""

CHECKS = {"table": "string", "column": "string", "expectation": "string", "checked": "Int64", "failed": "Int64", "state": "string"}
"""One row per expectation asked at the door (findings.door_suites). state: passed, failed, nothing_to_check or crashed."""

REFUSED = {"table": "string", "column": "string", "code": "string", "done": "string", "sentence": "string", "rows": "Int64"}
"""Counts of rows/refused.csv by table, column, code and what was done. Never a value."""

THEN = {
    "as_at": DATES, "code": "string", "counting": "string", "in_scope": "Int64", "met": "Int64", "value": "Float64", "unit": "string",
    "status": "string",
}  # fmt: skip
"""The whole service's measures as they stood on the night of each pack that a reader opened: one row a night, code and counting."""

KNOWN = {
    "code": "string", "counting": "string", "as_at": DATES, "then_in_scope": "Int64", "then_met": "Int64", "then_value": "Float64",
    "now_in_scope": "Int64", "now_met": "Int64", "now_value": "Float64", "written_up_late": "Int64",
}  # fmt: skip
"""A past night's figures as they were reported, and as they are now that what was entered later is known. Shares 0 to 1.

counting         live: that night; month: the calendar month up to that night
written_up_late  things that were missed or unknown then and are met now; blank where it is not known any more
"""


@dataclass(frozen=True)
class GateSaid:
    """A gate that one table did not pass. ``accepted_by`` and ``why``: who said to take the table as it is all the same, and why."""

    table: str
    code: str
    sentence: str
    accepted_by: str = ""
    why: str = ""


DANGER_ORDER: Final = (
    "missing",
    "no_worker",
    "section_47_not_seen",
    "under_one",
    "not_seen_longest_first",
    "never_seen_alone",
    "days_over",
)
"""The order of readiness.md, where config/readiness.toml is not at hand."""


@dataclass(frozen=True)
class Team:
    """A team and the service it belongs to, by the names the council prints."""

    name: str
    service_id: str
    service: str


@dataclass(frozen=True)
class Benchmark:
    """Published figures beside one measure, of the latest year published on or before ``as_at``.

    Values are in the measure's own unit (shares 0 to 1; days; rate per 10,000). A figure that is not available is None and prints
    ``symbol``: [x] not available, [z] not applicable, [c] confidential.
    """

    year: str
    england: float | None
    region: float | None
    neighbours: float | None
    region_name: str = ""
    unit: str = "percent"
    symbol: str = "[x]"
    source: str = ""


@dataclass(frozen=True)
class SignedWords:
    """A person's own words, signed and dated. ``page`` is ``glance`` or a judgement's key."""

    text: str
    by: str
    on: dt.date
    page: str = "glance"


@dataclass(frozen=True)
class Night:
    """One night, whole: what was found, counted and judged, and how far it can be trusted.

    measures          MEASURES                findings     frames.FINDINGS and ``restricted``
    due_soon          frames.DUE_SOON and ``restricted``   children     frames.CHILDREN
    zero_tolerance    frames.ZERO_TOLERANCE   conditions   frames.CONDITIONS
    states            frames.STATES           loads        LOADS
    refused           REFUSED                 checks       CHECKS
    themes            the heading each standard stands under in the annex, by code
    cards             the card of each standard by code, in catalogue order, recording rules last
    benchmarks        by code; a code that is not here prints [z]
    teams             by team id as it stands in the frames
    remembered        the history as it stood before this night; without nights it says that there is no night before
    lives             LIVES after this night, and ``restricted``
    months            MEASURES of this calendar month so far (counting ``month``)
    rebased           config/readiness.toml: whose limits start again, when and why
    then, known       THEN, KNOWN; empty where nobody has opened a pack, or no past night was asked again
    gates             the gates that tables did not pass tonight
    allowed_age       table -> the days its newest row may be behind, where something new is due nearly every day
    standards_changed, config_changed   what says something else than on the night before; ``config_changed`` None: not known
    exceptions        EXCEPTIONS asked or agreed after this night, and ``restricted``; ``overtaken``: how many tonight ended
    expiring_days     exceptions that end within so many days are said to
    reconciled        the headlines beside what was published; None where nothing was laid beside them
    audits            counted, or None where the source holds none; ``audit_rules``: which of them speak to which standards
    rebuild           one sentence: can this pack be made again, and until when; blank where nothing says
    lists_allowed     False where nobody has said whether restricted records are held: then no list of children is printed
    """

    council: str
    marking: str
    as_at: dt.date
    extracted_on: dt.date
    run_id: str
    code_version: str
    standards_version: str
    readiness: Readiness
    measures: pd.DataFrame
    findings: pd.DataFrame
    due_soon: pd.DataFrame
    children: pd.DataFrame
    zero_tolerance: pd.DataFrame
    conditions: pd.DataFrame
    states: pd.DataFrame
    loads: pd.DataFrame
    refused: pd.DataFrame
    checks: pd.DataFrame
    cards: Mapping[str, About]
    themes: Mapping[str, str] = field(default_factory=dict)
    benchmarks: Mapping[str, Benchmark] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    audits: Audits | None = None
    audit_rules: AuditRules | None = None
    notes: tuple[str, ...] = ()
    not_drawn: tuple[str, ...] = ()
    """A sentence for each paper that this pack lacks."""
    signed: tuple[SignedWords, ...] = ()
    on_call: OnCall | None = None
    """What is known of a call: tonight's Annex A, the last rehearsal, possible start dates; None: nothing has checked them."""
    lists_allowed: bool = True
    lists_reason: str = ""
    case_url_template: str = ""
    source: str = ""
    calendar: Calendar = field(default_factory=Calendar.read)
    danger: Danger = field(default_factory=lambda: Danger(order=DANGER_ORDER))
    remembered: Remembered = field(default_factory=Remembered)
    lives: pd.DataFrame = field(default_factory=lambda: blank({**LIVES, "restricted": "boolean"}))
    months: pd.DataFrame = field(default_factory=lambda: blank(MEASURES))
    rebased: tuple[Rebased, ...] = ()
    then: pd.DataFrame = field(default_factory=lambda: blank(THEN))
    known: pd.DataFrame = field(default_factory=lambda: blank(KNOWN))
    gates: tuple[GateSaid, ...] = ()
    allowed_age: Mapping[str, int] = field(default_factory=dict)
    standards_changed: frozenset[str] = frozenset()
    config_changed: bool | None = None
    exceptions: pd.DataFrame = field(default_factory=lambda: blank({**EXCEPTIONS, "restricted": "boolean"}))
    overtaken: int = 0
    expiring_days: int = 7
    reconciled: Reconciled | None = None
    rebuild: str = ""
