"""What each row of a worklist says, and in what order the rows stand."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar
from urllib.parse import quote

import pandas as pd

from fscp_readiness.standards import About
from fscp_readiness.vocabulary import NO_TEAM, NO_WORKER, Severity

from ..data_files import is_restricted
from .shows import what_the_record_shows

PRIORITY = {str(Severity.ZERO_TOLERANCE): "P1", str(Severity.HIGH): "P2", str(Severity.NORMAL): "P3", str(Severity.QUERY): "P4"}
LOWEST = "P4"
TEAM_MANAGER = "Team manager"
NO_TEAM_WORDS = "No team recorded"


@dataclass(frozen=True)
class WorklistFacts:
    """What the worklists of one night say.

    findings, due_soon  the frames of findings (findings/frames.py), with ``restricted``
    children  child_id, family_id, age, and team and restricted where known (findings/frames.py)
    teams     team_id, team_name
    workers   worker_id, worker_name: the only output in which a worker has a name
    cards     code -> the standard's card
    danger    child_id -> place in danger order, lowest first; None: priority and days over alone
    marking   the protective marking, as the council writes it
    link      where a child's record opens, with {id} where the child's id goes; blank shows the number
    lists_allowed  False where it is not known which children are restricted: then there is no worklist
    has_history    False where there is no earlier night, so every row was first flagged tonight
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

    def __post_init__(self) -> None:
        if self.link and ("{id}" not in self.link or not self.link.startswith(("https://", "http://"))):
            raise ValueError("The link to the case system must begin with https:// and hold {id} where the child's id goes. [WRK-01]")


@dataclass(frozen=True, kw_only=True)
class Row:
    """What every row of every list says. ``order``: how urgent it is, least first; ``family``: which rows stand together."""

    team_id: str
    family: tuple[str, str]
    order: tuple[object, ...]
    child: str
    age: int | None
    standard: str
    worker: str
    team: str
    due_on: dt.date | None
    link: str
    record_table: str
    record_id: str


@dataclass(frozen=True, kw_only=True)
class ToPutRight(Row):
    """One finding, as a team reads it."""

    priority: str
    days_over: int | None
    unit: str
    flag_age: int | None
    first_flagged: dt.date | None
    shows: str
    what_to_do: str
    kind: str
    field: str
    flag: str


@dataclass(frozen=True, kw_only=True)
class FallingDue(Row):
    """One thing not late yet, that falls due."""


Listed = TypeVar("Listed", bound=Row)


class _Known:
    """The names, ages and families that rows are told with."""

    def __init__(self, facts: WorklistFacts) -> None:
        self.facts = facts
        children = facts.children.drop_duplicates("child_id").set_index("child_id")
        self.ages = children["age"].dropna().astype(int).to_dict() if "age" in children else {}
        self.families = children["family_id"].dropna().astype(str).to_dict() if "family_id" in children else {}
        self.teams = _named(facts.teams, "team_id", "team_name")
        self.workers = _named(facts.workers, "worker_id", "worker_name")
        danger = facts.danger if facts.danger is not None else pd.Series(dtype=float)
        self.danger = {str(child): float(place) for child, place in danger.dropna().items()}

    def family(self, child: str, number: int) -> tuple[str, str]:
        if not child:
            return ("row", f"{number:09}")
        return ("family", self.families[child]) if child in self.families else ("child", child)

    def place(self, child: str) -> float:
        return self.danger.get(child, math.inf) if self.facts.danger is not None else 0.0

    def standard(self, code: str) -> str:
        return f"{self.facts.cards[code].name} ({code})" if code in self.facts.cards else code

    def wording(self, code: str) -> str:
        return self.facts.cards[code].wording if code in self.facts.cards else ""

    def team(self, team: str) -> str:
        return NO_TEAM_WORDS if team == NO_TEAM else self.teams.get(team, team)

    def worker(self, worker: str) -> str:
        return TEAM_MANAGER if worker in ("", NO_WORKER) else self.workers.get(worker, worker)

    def link(self, child: str) -> str:
        return self.facts.link.replace("{id}", quote(child, safe="")) if child and self.facts.link else ""


def to_put_right(facts: WorklistFacts) -> list[ToPutRight]:
    """Every finding that is not about a restricted child, one row each, in no order yet."""
    known = _Known(facts)
    rows = []
    for number, row in enumerate(_listed(facts.findings, "findings")):
        child, code, team = _text(row["child_id"]), _text(row["code"]), _text(row["team"]) or NO_TEAM
        due_on, first = _day(row["due_on"]), _day(row["first_flagged"])
        days_over, unit = _whole(row["days_over"]), _text(row["unit"])
        priority = PRIORITY.get(_text(row["severity"]), LOWEST)
        record = (_text(row["record_table"]), _text(row["record_id"]), _text(row["field"]))
        rows.append(
            ToPutRight(
                team_id=team,
                family=known.family(child, number),
                order=(known.place(child), priority, -(days_over or 0), child, code, *record, _text(row["flag"]), number),
                priority=priority,
                child=child,
                age=known.ages.get(child),
                standard=known.standard(code),
                worker=known.worker(_text(row["worker"])),
                team=known.team(team),
                days_over=days_over,
                unit=unit,
                due_on=due_on,
                flag_age=(facts.as_at - first).days if first else None,
                first_flagged=first,
                shows=what_the_record_shows(
                    outcome=_text(row["outcome"]),
                    reason=_text(row["reason"]),
                    field=record[2],
                    record_table=record[0],
                    due_on=due_on,
                    days_over=days_over,
                    unit=unit,
                    wording=known.wording(code),
                ),
                what_to_do=_text(row["what_to_do"]),
                kind=_text(row["kind"]).capitalize(),
                link=known.link(child),
                record_table=record[0],
                record_id=record[1],
                field=record[2],
                flag=_text(row["flag"]),
            )
        )
    return rows


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
                child=child,
                age=known.ages.get(child),
                standard=known.standard(code),
                worker=known.worker(_text(row["worker"])),
                team=known.team(team),
                link=known.link(child),
                record_table=record[0],
                record_id=record[1],
            )
        )
    return rows


def in_order(rows: Iterable[Listed]) -> list[Listed]:
    """Families by their most urgent row; within a family its children by theirs; within a child its rows."""
    rows = list(rows)
    family = _first(rows, lambda row: row.family)
    child = _first(rows, lambda row: (row.family, row.child))
    return sorted(rows, key=lambda row: (family[row.family], child[row.family, row.child], row.order))


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
        first = eldest.setdefault(row.family, row.child)
        told.append(row if row.child == first else replace(row, shows=f"{row.shows} Same family as {first}."))
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
