"""What each row of a worklist says, and in what order the rows stand."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar
from urllib.parse import quote

import pandas as pd

from fscp_readiness.history.exceptions import NotAllowed
from fscp_readiness.history.exceptions.book import Found
from fscp_readiness.history.exceptions.row_key import row_key
from fscp_readiness.history.exceptions.state_rules import check_excepted
from fscp_readiness.history.lives import LIVES
from fscp_readiness.settings.service import Exceptions
from fscp_readiness.standards import About
from fscp_readiness.tables import DATES
from fscp_readiness.vocabulary import NO_TEAM, NO_WORKER, ExceptionState, Reason, Severity

from ..restricted import is_restricted
from .fields import form_of
from .fix_value import repairs
from .shows import spoken, what_the_record_shows

PRIORITY = {str(Severity.ZERO_TOLERANCE): "P1", str(Severity.HIGH): "P2", str(Severity.NORMAL): "P3", str(Severity.QUERY): "P4"}
LOWEST = "P4"
TEAM_MANAGER = "Team manager"
NO_TEAM_WORDS = "No team recorded"

EXCEPTIONS: Final = {"flag": "string", "state": "string", "until": DATES}
"""What is known of a flag's exception tonight: one row a flag. state: ExceptionState; until: its last day."""

TAKEN: Final = {"flag": "string", "taken_by": "string"}
"""Who has a row in hand, by name: one row a flag."""


def _none_of(columns: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})


def _no_lives() -> pd.DataFrame:
    return _none_of({**LIVES, "restricted": "boolean"})


def _no_exceptions() -> pd.DataFrame:
    return _none_of(EXCEPTIONS)


def _nobody() -> pd.DataFrame:
    return _none_of(TAKEN)


@dataclass(frozen=True)
class WorklistFacts:
    """What the worklists of one night say.

    findings, due_soon  the frames of findings (findings/frames.py), with ``restricted``; findings with ``fingerprint`` where it is known
    children  child_id, family_id, age, and team and restricted where known (findings/frames.py)
    teams     team_id, team_name
    workers   worker_id, worker_name: the only output in which a worker has a name
    cards     code -> the standard's card
    danger    child_id -> place in danger order, lowest first; None: priority and days over alone
    marking   the protective marking, as the council writes it
    link      where a child's record opens, with {id} where the child's id goes; blank shows the number
    lists_allowed  False where it is not known which children are restricted: then there is no worklist
    has_history    False where there is no earlier night, so every row was first flagged tonight
    lives     LIVES after tonight, with ``restricted``
    nights    the nights kept before tonight, oldest first
    forms     a table's SSD or ext_ name -> the form that fills it, in the case system's words
    exceptions, taken  EXCEPTIONS and TAKEN
    rules     what the council agreed about exceptions
    key       the council's own (State.key), by which a returned row is believed; empty: rows have no key
    """

    as_at: dt.date
    run: str
    findings: pd.DataFrame
    due_soon: pd.DataFrame
    children: pd.DataFrame
    teams: pd.DataFrame
    workers: pd.DataFrame
    cards: Mapping[str, About] = field(default_factory=dict)
    danger: pd.Series | None = None
    marking: str = "OFFICIAL-SENSITIVE: PERSONAL DATA"
    link: str = ""
    lists_allowed: bool = True
    has_history: bool = False
    lives: pd.DataFrame = field(default_factory=_no_lives)
    nights: tuple[dt.date, ...] = ()
    forms: Mapping[str, str] = field(default_factory=dict)
    exceptions: pd.DataFrame = field(default_factory=_no_exceptions)
    taken: pd.DataFrame = field(default_factory=_nobody)
    rules: Exceptions = Exceptions()
    key: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        if self.link and ("{id}" not in self.link or not self.link.startswith(("https://", "http://"))):
            raise ValueError("The link to the case system must begin with https:// and hold {id} where the child's id goes. [WRK-01]")


@dataclass(frozen=True, kw_only=True)
class Row:
    """What every row of every list says. ``order``: how urgent it is, least first; ``family``: which rows stand together."""

    team_id: str
    family: tuple[str, str]
    order: tuple[object, ...]
    child_id: str
    age: int | None
    code: str
    standard: str
    worker_id: str
    worker: str
    team: str
    service: str
    due_on: dt.date | None
    link: str
    record_table: str
    record_id: str

    @property
    def standard_and_code(self) -> str:
        return f"{self.standard} ({self.code})" if self.standard != self.code else self.code


@dataclass(frozen=True, kw_only=True)
class ToPutRight(Row):
    """One finding, as a team reads it.

    wording, why   of the standard's card
    times_flagged  1, or more where the flag came back
    form           the form or step of the case system on which it is put right
    figures, annex_a_rows, fix_value  what one correction puts right, and their sum
    excepted       an agreed exception stands, and counts tonight; exception_state and exception_until: whatever was last said of one
    taken_by       who has the row in hand
    """

    priority: str
    severity: str
    kind: str
    wording: str
    why: str
    outcome: str
    reason: str
    field: str
    days_over: int | None
    unit: str
    first_flagged: dt.date | None
    flag_age: int | None
    times_flagged: int
    shows: str
    what_to_do: str
    form: str
    figures: int
    annex_a_rows: int
    fix_value: int
    flag: str
    fingerprint: str
    row_key: str
    excepted: bool
    exception_state: str
    exception_until: dt.date | None
    taken_by: str
    may_except: bool
    why_not_except: str

    @property
    def kind_said(self) -> str:
        return self.kind.capitalize()


@dataclass(frozen=True, kw_only=True)
class FallingDue(Row):
    """One thing not late yet, that falls due."""


Listed = TypeVar("Listed", bound=Row)


class _Known:
    """The names, ages and families that rows are told with, and what else is known of a flag."""

    def __init__(self, facts: WorklistFacts) -> None:
        self.facts = facts
        children = facts.children.drop_duplicates("child_id").set_index("child_id")
        self.ages = children["age"].dropna().astype(int).to_dict() if "age" in children else {}
        self.families = children["family_id"].dropna().astype(str).to_dict() if "family_id" in children else {}
        self.teams = _named(facts.teams, "team_id", "team_name")
        self.workers = _named(facts.workers, "worker_id", "worker_name")
        danger = facts.danger if facts.danger is not None else pd.Series(dtype=float)
        self.danger = {str(child): float(place) for child, place in danger.dropna().items()}
        self.spells = facts.lives.groupby("flag")["spell"].max().astype(int).to_dict()
        self.taken = _named(facts.taken, "flag", "taken_by")
        exceptions = facts.exceptions
        self.exceptions = {
            _text(flag): (_text(state), _day(until))
            for flag, state, until in zip(exceptions["flag"], exceptions["state"], exceptions["until"], strict=True)
        }

    def family(self, child: str, number: int) -> tuple[str, str]:
        if not child:
            return ("row", f"{number:09}")
        return ("family", self.families[child]) if child in self.families else ("child", child)

    def place(self, child: str) -> float:
        return self.danger.get(child, math.inf) if self.facts.danger is not None else 0.0

    def team(self, team: str) -> str:
        return team_in_words(team, self.teams)

    def worker(self, worker: str) -> str:
        return TEAM_MANAGER if worker in ("", NO_WORKER) else self.workers.get(worker, worker)

    def link(self, child: str) -> str:
        return self.facts.link.replace("{id}", quote(child, safe="")) if child and self.facts.link else ""

    def why_not_excepted(self, told: Mapping[str, str]) -> str:
        """Why a row may not be excepted, in a sentence; blank where it may."""
        try:
            check_excepted(Found(**{name: told[name] for name in Found.__dataclass_fields__}), self.facts.rules)
        except NotAllowed as problem:
            return problem.sentence
        return ""


def to_put_right(facts: WorklistFacts) -> list[ToPutRight]:
    """Every finding that is not about a restricted child, one row each, in no order yet: the one place where a row is worded."""
    known = _Known(facts)
    listed = _listed(facts.findings, "findings")
    texts = [{name: _text(row.get(name)) for name in _TEXTS} for row in listed]
    rows = []
    for number, (row, told, repair) in enumerate(zip(listed, texts, repairs(texts, facts.cards), strict=True)):
        child, code, team, flag = told["child_id"], told["code"], told["team"] or NO_TEAM, told["flag"]
        record = (told["record_table"], told["record_id"], told["field"])
        card = facts.cards.get(code)
        asked, wording = (card.field, card.wording) if card else ("", "")
        due_on, first, days_over = _day(row["due_on"]), _day(row["first_flagged"]), _whole(row["days_over"])
        priority = PRIORITY.get(told["severity"], LOWEST)
        excepted = told["reason"] == Reason.AGREED_EXCEPTION
        state, until = known.exceptions.get(flag, ("", None))
        why_not = known.why_not_excepted(told)
        shows = what_the_record_shows(
            outcome=told["outcome"],
            reason=told["reason"],
            field=record[2],
            record_table=record[0],
            due_on=due_on,
            days_over=days_over,
            unit=told["unit"],
            wording=wording,
            asked=asked,
            until=until if excepted else None,
        )
        rows.append(
            ToPutRight(
                team_id=team,
                family=known.family(child, number),
                order=(known.place(child), priority, -(days_over or 0), child, code, *record, flag, number),
                priority=priority,
                severity=told["severity"],
                kind=told["kind"],
                child_id=child,
                age=known.ages.get(child),
                code=code,
                standard=card.name if card else code,
                wording=wording,
                why=card.why if card else "",
                worker_id=told["worker"] or NO_WORKER,
                worker=known.worker(told["worker"]),
                team=known.team(team),
                service=told["service"],
                outcome=told["outcome"],
                reason=told["reason"],
                days_over=days_over,
                unit=told["unit"],
                due_on=due_on,
                flag_age=(facts.as_at - first).days if first else None,
                first_flagged=first,
                times_flagged=known.spells.get(flag, 1),
                shows=shows + _what_was_asked(state, until),
                what_to_do=told["what_to_do"],
                form=form_of(record[2], record[0], asked, facts.forms),
                figures=repair.figures,
                annex_a_rows=repair.annex_a_rows,
                fix_value=repair.value,
                link=known.link(child),
                record_table=record[0],
                record_id=record[1],
                field=record[2],
                flag=flag,
                fingerprint=told["fingerprint"],
                row_key=row_key(facts.key, flag, told["fingerprint"], child, code, *record) if facts.key and told["fingerprint"] else "",
                excepted=excepted,
                exception_state=state,
                exception_until=until,
                taken_by=known.taken.get(flag, ""),
                may_except=not why_not,
                why_not_except=why_not,
            )
        )
    return rows


_TEXTS: Final = (
    "code", "kind", "severity", "record_table", "record_id", "child_id", "service", "team", "worker", "outcome", "reason", "field", "unit",
    "what_to_do", "flag", "fingerprint",
)  # fmt: skip


def _what_was_asked(state: str, until: dt.date | None) -> str:
    """What was said of an exception that does not count tonight, as a sentence that follows another."""
    end = f", until {spoken(until)}," if until else ""
    match state:
        case ExceptionState.ASKED:
            return f" An exception is asked for{end} and not answered yet."
        case ExceptionState.VOID:
            return " The exception is void: the record says something else than when it was asked."
        case ExceptionState.REFUSED:
            return " An exception was asked for and refused."
        case _:
            return ""


def falling_due(facts: WorklistFacts) -> list[FallingDue]:
    """Everything that falls due soon and is not about a restricted child, in no order yet."""
    known = _Known(facts)
    rows = []
    for number, row in enumerate(_listed(facts.due_soon, "due_soon")):
        child, code, team, due_on = _text(row["child_id"]), _text(row["code"]), _text(row["team"]) or NO_TEAM, _day(row["due_on"])
        record = (_text(row["record_table"]), _text(row["record_id"]))
        rows.append(
            FallingDue(
                team_id=team,
                family=known.family(child, number),
                order=(due_on or dt.date.max, known.place(child), child, code, *record, number),
                due_on=due_on,
                child_id=child,
                age=known.ages.get(child),
                code=code,
                standard=facts.cards[code].name if code in facts.cards else code,
                worker_id=_text(row["worker"]) or NO_WORKER,
                worker=known.worker(_text(row["worker"])),
                team=known.team(team),
                service=_text(row["service"]),
                link=known.link(child),
                record_table=record[0],
                record_id=record[1],
            )
        )
    return rows


def team_in_words(team: str, names: Mapping[str, str]) -> str:
    """A team's name, or its id where it has none. names: team_id -> team_name."""
    return NO_TEAM_WORDS if team == NO_TEAM else names.get(team, team)


def team_names(facts: WorklistFacts) -> dict[str, str]:
    """team_id -> team_name, of those that have one."""
    return _named(facts.teams, "team_id", "team_name")


def in_order(rows: Iterable[Listed]) -> list[Listed]:
    """Families by their most urgent row; within a family its children by theirs; within a child its rows."""
    rows = list(rows)
    family = _first(rows, lambda row: row.family)
    child = _first(rows, lambda row: (row.family, row.child_id))
    return sorted(rows, key=lambda row: (family[row.family], child[row.family, row.child_id], row.order))


def _first(rows: Iterable[Listed], of: Callable[[Listed], object]) -> dict[object, tuple[object, ...]]:
    first: dict[object, tuple[object, ...]] = {}
    for row in rows:
        key = of(row)
        if key not in first or row.order < first[key]:
            first[key] = row.order
    return first


def with_families(rows: Iterable[ToPutRight]) -> list[ToPutRight]:
    """Rows in order, each brother's or sister's saying whose family it is: a line between families is not for every reader."""
    eldest: dict[tuple[str, str], str] = {}
    told = []
    for row in rows:
        first = eldest.setdefault(row.family, row.child_id)
        told.append(row if row.child_id == first else replace(row, shows=f"{row.shows} Same family as {first}."))
    return told


def all_teams(facts: WorklistFacts) -> set[str]:
    """Every team the council has, or that a row names."""
    known = {_text(each) for each in facts.teams["team_id"]} - {""}
    return known | teams_with_a_workbook(facts)


def teams_with_a_workbook(facts: WorklistFacts) -> set[str]:
    """Teams with a row, and teams that hold a child tonight and have none: a clean sheet is news, a missing one is a riddle."""
    rows = _listed(facts.findings, "findings") + _listed(facts.due_soon, "due_soon")
    named = {_text(row["team"]) or NO_TEAM for row in rows}
    if {"team", "restricted"} <= set(facts.children.columns):
        named |= {_text(each) for each in facts.children[~is_restricted(facts.children, "children")]["team"]} - {"", NO_TEAM}
    return named


def _listed(frame: pd.DataFrame, name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = frame[~is_restricted(frame, name)].to_dict("records")  # type: ignore[assignment]
    return rows


def _named(frame: pd.DataFrame, key: str, name: str) -> dict[str, str]:
    pairs = zip(frame[key], frame[name], strict=True)
    return {_text(each): _text(called) for each, called in pairs if _text(called)}


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]


def _day(value: object) -> dt.date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()  # type: ignore[call-overload, arg-type]
