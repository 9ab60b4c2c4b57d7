"""What both papers count from a night's frames, once: every total printed twice is the same number from here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from fscp_readiness.judgements import danger
from fscp_readiness.tables import child_protection, children_in_care, children_in_need, front_door, people, workforce
from fscp_readiness.vocabulary import NO_TEAM, Done, TableState

from . import wording
from .night_facts import Night
from .tags import STATE, Tag

_NOTES = 2
GROUPS = (
    ("people", "Children and families"),
    ("front_door", "Front door and assessment"),
    ("child_protection", "Section 47 and child protection"),
    ("children_in_need", "Children in need"),
    ("children_in_care", "Children in care, adoption and care leavers"),
    ("workforce", "Workforce, supervision and audit"),
    ("annex_a", "Annex A lists"),
    ("other", "Other tables"),
)
_MODULE = {
    key: module.__name__.rsplit(".", 1)[-1]
    for module in (people, front_door, child_protection, children_in_need, children_in_care, workforce)
    for table in module.TABLES
    for key in (table.name, table.source)
}


@dataclass(frozen=True)
class ChildRow:
    """One child who must come first: what the record shows, never who the worker is."""

    child: str
    href: str
    age: str
    team: str
    what: str
    conditions: tuple[int, ...]


@dataclass(frozen=True)
class ZeroTolerance:
    """The children who decide the word: ``total`` children, of whom ``restricted`` are counted and not listed."""

    total: int
    restricted: int
    rows: tuple[ChildRow, ...]


@dataclass(frozen=True)
class DueDay:
    day: dt.date
    words: str
    weekday: str
    date: str
    number: int


@dataclass(frozen=True)
class Freshness:
    """One group of source tables."""

    group: str
    tag: Tag
    tables: str
    latest: str
    age: str
    rows: int


def team_name(night: Night, team: object) -> str:
    if team is None or pd.isna(team) or team == NO_TEAM:  # type: ignore[call-overload]
        return wording.upper_first(NO_TEAM)
    known = night.teams.get(str(team))
    return known.name if known else str(team)


def service_name(night: Night, service: str) -> str:
    return next((team.service for team in night.teams.values() if team.service_id == service), service)


def case_link(night: Night, child: str) -> str:
    """The case system's address for one child, or nothing: only an https template with {id} in it is used."""
    template = night.case_url_template
    return template.replace("{id}", child) if template.startswith("https://") and "{id}" in template else ""


def in_danger_order(night: Night, rows: pd.DataFrame) -> pd.DataFrame:
    """``rows`` (child_id, code, days_over) in danger order, with each child's age and whether it is unborn."""
    ordered = danger.order(rows, night.children, night.danger)
    known = night.children.drop_duplicates("child_id").set_index("child_id")
    ages = {name: known[name].reindex(ordered["child_id"]).set_axis(ordered.index) for name in ("age", "unborn")}
    return ordered.assign(**ages)


def condition_titles(night: Night) -> dict[int, str]:
    """Each condition as the council's config words it: "On a plan, not seen for ..."."""
    return {
        z.condition: z.title or wording.upper_first(z.one_child) for judged in night.readiness.judgements for z in judged.zero_tolerance
    }


def condition_clauses(night: Night) -> dict[int, tuple[str, ...]]:
    """Each condition's clauses about one child, as the judgements word them."""
    found: dict[int, tuple[str, ...]] = {}
    for judged in night.readiness.judgements:
        for z in judged.zero_tolerance:
            found[z.condition] = tuple(dict.fromkeys((*found.get(z.condition, ()), z.one_child)))
    return found


def _about_one(clauses: tuple[str, ...], on_plan: bool, in_care: bool) -> str:
    """The clause that fits this child, as a line of a list: "on a plan, has no social worker"."""
    own = [
        (words, words.startswith("on a plan ") and not words.startswith("on a plan or "), words.startswith("in care ")) for words in clauses
    ]
    wanted = [words for words, plan, care in own if (plan and on_plan) or (care and in_care)]
    plain = [words for words, plan, care in own if not plan and not care]
    chosen = (wanted or plain or list(clauses))[0]
    return re.sub(r"^(?!has |is )(.+?) (has|is) ", r"\1, \2 ", chosen, count=1)


def zero_tolerance(night: Night) -> ZeroTolerance:
    """Every child who meets a condition, once, in danger order; restricted ones counted apart."""
    frame = night.zero_tolerance
    hidden = set(frame.loc[frame["restricted"].fillna(False).astype(bool), "child_id"])
    everyone = set(frame["child_id"])
    if not night.lists_allowed:
        return ZeroTolerance(len(everyone), len(hidden), ())
    shown = frame[~frame["child_id"].isin(hidden)].rename(columns={"days": "days_over"})
    ordered = in_danger_order(night, shown).drop_duplicates("child_id")
    clauses = condition_clauses(night)
    known = night.children.drop_duplicates("child_id").set_index("child_id")
    on_plan, in_care = (set(known.index[known[flag].fillna(False).astype(bool)]) for flag in ("on_plan", "in_care"))
    met: dict[str, tuple[int, ...]] = {}
    for child, condition in sorted(zip(shown["child_id"].astype(str), shown["condition"].astype(int), strict=True)):
        met[child] = tuple(dict.fromkeys((*met.get(child, ()), condition)))
    rows = tuple(
        ChildRow(
            child=child,
            href=case_link(night, child),
            age=wording.age(age, not pd.isna(unborn) and bool(unborn)),
            team=team_name(night, team),
            what=wording.upper_first("; ".join(_about_one(clauses[c], child in on_plan, child in in_care) for c in met[child])),
            conditions=met[child],
        )
        for child, age, unborn, team in ordered[["child_id", "age", "unborn", "team"]].itertuples(index=False, name=None)
    )
    return ZeroTolerance(len(everyone), len(hidden), rows)


def due_days(night: Night) -> tuple[dt.date, ...]:
    """The day reported, the next five working days, and any day between on which something falls due."""
    working = {night.calendar.add_to(night.as_at, n) for n in range(1, 6)}
    found = {pd.Timestamp(day).date() for day in night.due_soon["due_on"].dropna()}
    return tuple(sorted({night.as_at} | working | found))


def due_by_day(night: Night) -> tuple[DueDay, ...]:
    on = night.due_soon["due_on"].dt.date
    return tuple(
        DueDay(day, f"{day:%a} {day.day} {day:%b}", f"{day:%a}", f"{day.day} {day:%b}", int((on == day).sum())) for day in due_days(night)
    )


def restricted_among(frame: pd.DataFrame) -> int:
    """Rows about restricted children: counted, never listed."""
    return int(frame["restricted"].fillna(False).astype(bool).sum())


def unrestricted(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[~frame["restricted"].fillna(False).astype(bool)]


def freshness(night: Night) -> tuple[Freshness, ...]:
    """The source's tables in groups: how many are fresh, how many rows were read, and the latest date in them."""
    loads = night.loads.assign(group=[_group(str(name)) for name in night.loads["table"]])
    lines = []
    for key, words in GROUPS:
        own = loads[loads["group"] == key]
        if own.empty:
            continue
        states = own["state"].value_counts()
        fresh = int(states.get(TableState.FRESH, 0))
        others = [f"{int(states[state])} {state}" for state in ("held", "refused", "empty", "absent") if state in states.index]
        worst = next((state for state in ("refused", "held") if state in states.index), "fresh" if fresh else "absent")
        dated = own["data_date"].dropna()
        latest = dated.max() if len(dated) else None
        day = wording.date_of(latest)
        lines.append(
            Freshness(
                group=words,
                tag=STATE[worst],
                tables=wording.listed([f"{fresh} of {len(own)} fresh", *others]),
                latest=wording.short_day(day) if day else "no date",
                age=_age(night, day),
                rows=int(own["rows_read"].fillna(0).sum()),
            )
        )
    return tuple(lines)


def _age(night: Night, day: dt.date | None) -> str:
    return "" if day is None else wording.count((night.as_at - day).days)


def _group(name: str) -> str:
    return "annex_a" if name.startswith("list_") else _MODULE.get(name, "other")


def fresh_tables(night: Night) -> tuple[int, int]:
    """(fresh, all) tables."""
    return int((night.loads["state"] == TableState.FRESH).sum()), len(night.loads)


def rows_refused(night: Night) -> int:
    """Rows the door did not take. The one number for it: the loads' own column is the same count by table."""
    return refused_of(night, Done.ROW_REFUSED)


def refused_of(night: Night, done: Done) -> int:
    """How many rows or values were refused or resolved."""
    return int(night.refused.loc[night.refused["done"] == done, "rows"].sum())


_NOT_YET = "Not yet checked: "


def not_yet_checked(night: Night) -> str:
    """What no gate looks at yet, in one sentence: it bars Evidence ready."""
    said = [words.removeprefix(_NOT_YET).rstrip(".") for words in night.readiness.not_yet_checked]
    return f"{_NOT_YET}{'; '.join(said)}." if said else ""


def source_notes(night: Night) -> tuple[str, ...]:
    """What page one must say about the pack and the source: papers it lacks, the source's own notes, held, absent and refused tables,
    refused rows, lists that may not be made."""
    said = []
    for state, words in (("held", "held over from the last good night"), ("refused", "refused"), ("absent", "absent")):
        number = int((night.loads["state"] == state).sum())
        if number:
            said.append(f"{wording.of(number, 'source table', 'source tables')} {words}.")
    refused = rows_refused(night)
    if refused:
        said.append(f"{wording.of(refused, 'row', 'rows')} refused at the door; each is listed with its reason in rows/refused.csv.")
    own = all_notes(night)
    said = [*night.not_drawn, *own[:_NOTES], *said]
    if len(own) > _NOTES:
        said.append(f"{wording.of(len(own) - _NOTES, 'more note', 'more notes')} in the pack, under data confidence.")
    if not night.lists_allowed:
        said.append(night.lists_reason)
    return tuple(said)


def all_notes(night: Night) -> tuple[str, ...]:
    """What the reader noted about the source, as sentences; what says when it was made comes first."""
    ordered = sorted(night.notes, key=lambda note: "made about" not in note)
    return tuple(f"{wording.upper_first(note).rstrip('.')}." for note in ordered)


def top_codes(night: Night, rows: pd.DataFrame, limit: int) -> list[tuple[str, str, int]]:
    """(code, name, number) of the standards with most rows."""
    counts = rows["code"].value_counts()
    ordered: Iterable[str] = sorted(counts.index, key=lambda code: (-int(counts[code]), code))
    return [(code, card_name(night, code), int(counts[code])) for code in list(ordered)[:limit]]


def card_name(night: Night, code: str) -> str:
    return night.cards[code].name if code in night.cards else code
