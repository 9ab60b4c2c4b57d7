"""The Annex A door: one workbook of lists 1 to 11, laid out as the canonical tables it can answer for, and no others.

A workbook holds how things stand, not how they came about: one latest visit, one latest review. Record ids are the child's id, and for
lists 1 to 5 the child's id, a slash and the day of the event (a second event of the day has ``/2`` after it).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from fscp_readiness.settings.sources import Sources
from fscp_readiness.tables import DTYPES, Tables, Type, table
from fscp_readiness.vocabulary import Counting, Done, TableState

from . import workbook
from .annex_a_layout import LAYOUTS
from .annex_a_lists import ListRead, read_list, sheets_by_list
from .extract import Account, Extract, loads_frame
from .problems import SourceProblem
from .text_table import TableRefused

_ROLE = "Allocated Worker"
_DAYS_A_YEAR = 365.25
_SAME_WEEK = 7
_PEOPLE_FROM = (6, 8, 7, 9, 5, 4, 3, 2, 1, 10)
_WORKERS_FROM = (6, 8, 7, 9)

LIVE, PERIOD = frozenset({Counting.LIVE}), frozenset({Counting.PERIOD})
ANNEX_A_ANSWERS: Mapping[str, frozenset[Counting]] = {
    "ALO-01": LIVE, "CPR-01": LIVE, "CPV-01": LIVE, "CPV-02": LIVE, "CPD-01": LIVE, "CIN-02": LIVE, "LAV-02": LIVE, "LAR-01": LIVE,
    "LAH-01": LIVE, "LAS-01": LIVE, "CLV-01": LIVE, "CLV-05": LIVE, "CLV-06": LIVE,
    "ASM-01.dfe": PERIOD, "ASM-02": PERIOD, "S47-01": PERIOD, "ADO-01": PERIOD, "ADO-02": PERIOD, "REF-02": PERIOD,
}  # fmt: skip
"""Practice standards that a workbook may answer, by counting; every other is not assessable through this door."""


def read(path: Path, sources: Sources, *, as_at: dt.date, extracted_on: dt.date) -> Extract:
    """Read a workbook. Raises SourceProblem where it is not a sound .xlsx or no list of it holds a row."""
    try:
        content = path.read_bytes()
    except OSError:
        raise SourceProblem("FILE-51", f"{path.name} cannot be opened; is it open in Excel?") from None
    account = Account()
    lists, loads = _lists(workbook.read(content, path.name), sources, account, as_at)
    if not any(len(one.frame) for one in lists.values()):
        raise SourceProblem("SRC-31", f"{path.name} holds no list with a row; nothing can be published from it. Export it again.")
    filling = _Filling(account)
    for number, fill in _FILLS.items():
        if number in lists:
            fill(filling, lists[number])
    _people(filling, lists)
    _workers(filling, lists)
    _groups(filling, lists)
    difference = _age_difference(lists, as_at)
    made_about = as_at + dt.timedelta(days=difference) if difference is not None and abs(difference) > _SAME_WEEK else None
    if difference is not None:
        said = f"ages in the workbook against the dates of birth: median difference {difference} days from {as_at.isoformat()}"
        account.notes.append(said + (f"; this workbook was made about {made_about.isoformat()}" if made_about else ""))
    return Extract(
        tables=Tables(
            frames=filling.frames, as_at=as_at, extracted_on=extracted_on, door="annex_a", origin=filling.origin,
            unreadable={where: frozenset(keys) for where, keys in sorted(account.unreadable.items()) if keys},
            allocated_roles=sources.roles | {_ROLE.lower()}, row_origin=filling.row_origin,
        ),
        loads=loads_frame(loads), notes=sorted(account.notes), source_hash=hashlib.sha256(content).hexdigest(), source_name=path.name,
        door="annex_a", median_age_difference_days=difference, made_about=made_about, **account.frames(),
    )  # fmt: skip


def _lists(
    sheets: list[workbook.Sheet], sources: Sources, account: Account, as_at: dt.date
) -> tuple[dict[int, ListRead], list[tuple[str, int, int, str, str]]]:
    found = sheets_by_list(sheets, account)
    lists: dict[int, ListRead] = {}
    loads: list[tuple[str, int, int, str, str]] = []
    for layout in LAYOUTS:
        name = layout.table
        if layout.number not in found:
            loads.append((name, 0, 0, str(TableState.ABSENT), ""))
            continue
        try:
            one = read_list(layout, found[layout.number], sources, account)
            if one.frame.empty and not sources.empty_allowed(name):
                raise TableRefused(
                    "FILE-26",
                    "The list holds headings and no row, and config/sources does not say that it may be empty. Export it again, or "
                    "write it there (may_be_empty).",
                )
        except TableRefused as refused:
            account.refuse(name, found[layout.number][0].title, refused.code, refused.sentence, done=Done.ROW_REFUSED)
            loads.append((name, 0, 0, str(TableState.REFUSED), ""))
            continue
        lists[layout.number] = one
        state = TableState.FRESH if len(one.frame) else TableState.EMPTY
        loads.append((name, len(one.frame), 0, str(state), as_at.isoformat()))
    return lists, loads


@dataclass
class _Filling:
    """The canonical frames as they fill up."""

    account: Account
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    origin: dict[str, str] = field(default_factory=dict)
    row_origin: dict[str, dict[str, str]] = field(default_factory=dict)

    def put(
        self, name: str, one: ListRead, keys: pd.Series[Any], taken: Mapping[str, str], given: Mapping[str, Any] | None = None,
        rows: pd.Series[Any] | None = None,
    ) -> None:  # fmt: skip
        """Fill one canonical table from one list; a second call adds rows.

        keys   the record ids, by the list's index
        taken  canonical column -> the list's column; left out where the list has no such heading
        given  canonical column -> a value or a Series for every row
        rows   which of the list's rows; by default all
        """
        declared = table(name)
        kept = pd.Series(True, index=one.frame.index) if rows is None else rows.fillna(False).astype(bool)
        made: dict[str, pd.Series[Any]] = {declared.key: keys.astype("string")}
        for column, source in taken.items():
            if one.has(source):
                made[column] = _converted(one.frame[source], declared.column(column).type)
                self._mark(name, column, one, source, keys, kept)
        for column, value in (given or {}).items():
            made[column] = pd.Series(value, index=one.frame.index, dtype=DTYPES[declared.column(column).type])
        frame = pd.DataFrame(made)[kept.to_numpy()]
        if name in self.frames:
            frame = pd.concat([self.frames[name], frame], ignore_index=True)
        self.frames[name] = frame.reset_index(drop=True)
        self.origin.setdefault(name, one.layout.table)

    def _mark(self, name: str, column: str, one: ListRead, source: str, keys: pd.Series[Any], kept: pd.Series[Any]) -> None:
        bad = one.unreadable(source) & kept.to_numpy()
        if not bad.any():
            return
        self.account.unreadable.setdefault((name, column), set()).update(keys[bad].astype(str))
        if one.layout.column(source).type is Type.CODE:
            who = one.frame[one.layout.key][bad]
            self.account.unknown.extend((name, column, str(key), str(child)) for key, child in zip(keys[bad], who, strict=True))


def _converted(cells: pd.Series[Any], kind: Type) -> pd.Series[Any]:
    if kind is Type.FLAG:
        return cells.map({"yes": True, "no": False}).astype("boolean")
    if kind is Type.INTEGER:
        return cells.where(cells == cells.round()).astype("Int64")
    return cells.astype(DTYPES[kind])


def _event_keys(one: ListRead, day: str) -> pd.Series[Any]:
    """child/2016-05-24, and child/2016-05-24/2 for a second event of that child on that day."""
    days = one.frame[day].dt.strftime("%Y-%m-%d").astype("string").fillna("") if one.has(day) else pd.Series("", index=one.frame.index)
    key = one.frame["child_id"].astype("string") + "/" + days.astype("string")
    again = key.groupby(key, sort=False).cumcount() + 1
    return key.where(again == 1, key + "/" + again.astype("string"))


def _contacts(filling: _Filling, one: ListRead) -> None:
    keys = _event_keys(one, "contacted_on")
    filling.put("contacts", one, keys, {"child_id": "child_id", "contacted_on": "contacted_on", "source": "source"})


def _early_help(filling: _Filling, one: ListRead) -> None:
    taken = {"child_id": "child_id", "started_on": "started_on", "ended_on": "ended_on", "organisation": "organisation"}
    filling.put("early_help_episodes", one, _event_keys(one, "started_on"), taken)


def _referral_counts(filling: _Filling, one: ListRead) -> None:
    taken = {
        "child_id": "child_id", "received_on": "received_on", "earlier_in_12_months": "earlier_in_12_months",
        "no_further_action": "no_further_action", "team_id": "team", "worker_id": "worker",
    }  # fmt: skip
    filling.put("referral_counts", one, _event_keys(one, "received_on"), taken)


def _assessments(filling: _Filling, one: ListRead) -> None:
    taken = {
        "child_id": "child_id", "started_on": "started_on", "child_seen": "child_seen", "authorised_on": "authorised_on",
        "team_id": "team", "worker_id": "worker",
    }  # fmt: skip
    filling.put("assessments", one, _event_keys(one, "started_on"), taken)


def _section_47(filling: _Filling, one: ListRead) -> None:
    """Enquiries, and the conferences they led to. 'Conference deemed unnecessary' is SSD's 'no further action'."""
    keys = _event_keys(one, "started_on")
    taken = {
        "child_id": "child_id", "started_on": "started_on", "no_further_action": "conference_unnecessary", "team_id": "team",
        "worker_id": "worker",
    }  # fmt: skip
    filling.put("section_47_enquiries", one, keys, taken)
    if one.has("conference_on"):
        held = one.frame["conference_on"].notna() | one.unreadable("conference_on")
        taken = {"child_id": "child_id", "held_on": "conference_on", "led_to_plan": "led_to_plan", "team_id": "team", "worker_id": "worker"}
        filling.put("initial_conferences", one, keys, taken, {"enquiry_id": keys, "transfer_in": False}, held)


def _in_need(filling: _Filling, one: ListRead) -> None:
    """Episodes of need, plans of those whose status is 'child in need plan' (or cannot be read), and the day each was last seen."""
    child = one.frame["child_id"]
    taken = {
        "child_id": "child_id", "received_on": "started_on", "primary_need": "primary_need", "close_reason": "close_reason",
        "closed_on": "closed_on", "team_id": "team", "worker_id": "worker",
    }  # fmt: skip
    filling.put("referrals", one, child, taken)
    if one.has("case_status", "closed_on"):
        status = one.frame["case_status"]
        contradicts = status.eq("closed").fillna(False).astype(bool) & one.frame["closed_on"].isna()
        if contradicts.any():
            filling.account.refuse(
                one.layout.table, one.sheet, "SCH-63", "The status says closed and there is no closure date; not taken as either.",
                column=one.layout.column("closed_on").heading, rows=one.rows[contradicts.to_numpy()],
            )  # fmt: skip
            filling.account.unreadable.setdefault(("referrals", "closed_on"), set()).update(child[contradicts].astype(str))
    if one.has("case_status"):
        on_plan = one.frame["case_status"].eq("cin_plan").fillna(False).astype(bool)
        unclear = one.frame["case_status"].isna()
        taken = {"child_id": "child_id", "started_on": "started_on", "ended_on": "closed_on", "team_id": "team", "worker_id": "worker"}
        filling.put("cin_plans", one, child, taken, {"referral_id": child}, on_plan | unclear)
    if one.has("last_seen_on"):
        seen = one.frame["last_seen_on"].notna() | one.unreadable("last_seen_on")
        filling.put("cin_visits", one, child, {"child_id": "child_id", "visited_on": "last_seen_on"}, {"child_seen": True}, seen)


def _protected(filling: _Filling, one: ListRead) -> None:
    """Plans, the last statutory visit (seen where Seen Alone is yes; otherwise the record does not say) and the latest review."""
    child = one.frame["child_id"]
    taken = {
        "child_id": "child_id", "started_on": "started_on", "ended_on": "ended_on", "initial_category": "initial_category",
        "latest_category": "latest_category",
    }  # fmt: skip
    filling.put("cp_plans", one, child, taken)
    if one.has("visited_on", "seen_alone"):
        visited = one.frame["visited_on"].notna() | one.unreadable("visited_on")
        alone = one.frame["seen_alone"].eq("yes").fillna(False).astype(bool)
        given = {"plan_id": child, "child_seen": alone.astype("boolean").where(alone)}
        filling.put(
            "cp_visits", one, child, {"child_id": "child_id", "visited_on": "visited_on", "seen_alone": "seen_alone"}, given, visited
        )
    if one.has("reviewed_on"):
        reviewed = one.frame["reviewed_on"].notna() | one.unreadable("reviewed_on")
        filling.put("cp_reviews", one, child, {"child_id": "child_id", "held_on": "reviewed_on"}, {"plan_id": child}, reviewed)


def _in_care(filling: _Filling, one: ListRead) -> None:
    """The period of care, and the latest placement, visit, review, health check and legal status of each child."""
    child = one.frame["child_id"]
    taken = {
        "child_id": "child_id", "started_on": "started_on", "ended_on": "ended_on", "end_reason": "end_reason",
        "primary_need": "primary_need", "last_reviewing_officer_contact_on": "reviewing_officer_on",
    }  # fmt: skip
    filling.put("care_episodes", one, child, taken, {"care_id": child, "placement_id": child})
    if one.has("placed_on"):
        taken = {
            "child_id": "child_id", "started_on": "placed_on", "ended_on": "ended_on", "placement_type": "placement_type", "urn": "urn",
            "provider": "provider", "postcode": "postcode",
        }  # fmt: skip
        filling.put("placements", one, child, taken, {"care_id": child})
    if one.has("placements_in_12_months"):
        filling.put("placement_counts", one, child, {"child_id": "child_id", "placements_in_12_months": "placements_in_12_months"})
    for name, day, column, given in (
        ("care_visits", "visited_on", "visited_on", {"care_id": child, "child_seen": True}),
        ("care_reviews", "held_on", "reviewed_on", {"care_id": child, "cancelled": False}),
    ):
        if one.has(column):
            done = one.frame[column].notna() | one.unreadable(column)
            filling.put(name, one, child, {"child_id": "child_id", day: column}, given, done)
    for column, kind in (("health_on", "HEALTH"), ("dental_on", "DENTAL")):
        if one.has(column):
            done = one.frame[column].notna() | one.unreadable(column)
            keys = child.astype("string") + f"/{kind.lower()}"
            given = {"check_type": kind, "check_status": pd.NA}
            filling.put("health_checks", one, keys, {"child_id": "child_id", "checked_on": column}, given, done)
    if one.has("legal_status"):
        known = one.frame["legal_status"].notna() | one.unreadable("legal_status")
        taken = {"child_id": "child_id", "legal_status": "legal_status", "started_on": "legal_status_on", "ended_on": "ended_on"}
        filling.put("legal_statuses", one, child, taken, rows=known)


def _leavers(filling: _Filling, one: ListRead) -> None:
    taken = {
        "child_id": "child_id", "eligibility": "eligibility", "in_touch": "in_touch", "last_contact_on": "last_contact_on",
        "accommodation": "accommodation", "accommodation_suitable": "accommodation_suitable", "activity": "activity",
        "pathway_plan_reviewed_on": "pathway_plan_reviewed_on", "personal_adviser": "personal_adviser", "team_id": "team",
        "worker_id": "worker",
    }  # fmt: skip
    filling.put("care_leavers", one, one.frame["child_id"], taken)


def _adoptions(filling: _Filling, one: ListRead) -> None:
    same = (
        "child_id", "entered_care_on", "decided_on", "placement_order_on", "matched_on", "placed_on", "order_on", "reversed_on",
        "reversal_reason", "fostering_for_adoption_placed_on",
    )  # fmt: skip
    ordered = one.frame["order_on"].notna() if one.has("order_on") else pd.Series(False, index=one.frame.index)
    order_type = pd.Series("Adoption", index=one.frame.index, dtype="string").where(ordered)
    filling.put("permanences", one, one.frame["child_id"], {name: name for name in same}, {"order_type": order_type})


def _adopters(filling: _Filling, one: ListRead) -> None:
    taken = {column.name: column.name for column in one.layout.columns if column.name != "adopter_id"}
    filling.put("adopters", one, one.frame["adopter_id"], taken)


_FILLS = {
    1: _contacts, 2: _early_help, 3: _referral_counts, 4: _assessments, 5: _section_47, 6: _in_need, 7: _protected, 8: _in_care,
    9: _leavers, 10: _adoptions, 11: _adopters,
}  # fmt: skip


def _people(filling: _Filling, lists: Mapping[int, ListRead]) -> None:
    """One row a child, from the first list (6, 8, 7, 9, then the others) that names it; a blank there is filled from the next.

    Age -1 marks a child not yet born: its date of birth is then the expected one.
    """
    parts = []
    for rank, number in enumerate(_PEOPLE_FROM):
        if number in lists:
            one = lists[number]
            part = pd.DataFrame({"child_id": one.frame["child_id"].astype("string"), "rank": rank, "origin": one.layout.table})
            for name in ("gender", "ethnicity", "born_on", "age"):
                if one.has(name):
                    part[name] = one.frame[name]
                    part[f"{name}_bad"] = one.unreadable(name)
            parts.append(part)
    if not parts:
        return
    every = pd.concat(parts, ignore_index=True).sort_values(["child_id", "rank"], kind="stable")
    grouped = every.groupby("child_id", sort=True)
    people = pd.DataFrame({"child_id": grouped["child_id"].first()})
    for name in ("gender", "ethnicity"):
        if name in every:
            people[name] = grouped[name].first().astype("string")
    if "born_on" in every:
        unborn = grouped["age"].min().eq(-1).fillna(False).astype(bool) if "age" in every else pd.Series(False, index=people.index)
        born = grouped["born_on"].first().astype(DTYPES[Type.DATE])
        people["born_on"], people["expected_on"] = born.mask(unborn), born.where(unborn)
        different = int((grouped["born_on"].nunique() > 1).sum())
        if different:
            filling.account.notes.append(
                f"{different} children have more than one date of birth across the lists; "
                "the first of lists 6, 8, 7, 9 and then the others was used"
            )
    for name in ("gender", "ethnicity", "born_on"):
        if name in people:
            unread = grouped[f"{name}_bad"].any() & people[name].isna()
            if name == "born_on":
                unread &= people["expected_on"].isna()
            bad = set(people["child_id"][unread.fillna(False).astype(bool)])
            if bad:
                filling.account.unreadable.setdefault(("people", name), set()).update(bad)
                if name != "born_on":
                    filling.account.unknown.extend(("people", name, child, child) for child in sorted(bad))
    filling.frames["people"] = people.reset_index(drop=True).astype({"child_id": "string"})
    filling.origin["people"] = str(every.sort_values("rank")["origin"].iloc[0])
    filling.row_origin["people"] = dict(zip(people["child_id"], grouped["origin"].first(), strict=True))


def _workers(filling: _Filling, lists: Mapping[int, ListRead]) -> None:
    """Who holds each child, by name: from list 6, and for children not in it from lists 8, 7 and 9. A blank name is kept as blank."""
    seen: set[str] = set()
    for number in _WORKERS_FROM:
        if number not in lists or not lists[number].has("worker"):
            continue
        one = lists[number]
        child = one.frame["child_id"].astype("string")
        fresh = ~child.isin(seen) & ~child.duplicated()
        taken = {"child_id": "child_id", "worker_id": "worker", "team_id": "team"}
        ends = {6: "closed_on", 7: "ended_on", 8: "ended_on"}.get(number, "")
        given: dict[str, Any] = {"role": _ROLE, "started_on": pd.NaT}
        if not ends or not one.has(ends):
            given["ended_on"] = pd.NaT
        else:
            taken["ended_on"] = ends
        if not one.has("team"):
            given["team_id"] = pd.NA
        filling.put("involvements", one, child + "/" + one.layout.table, taken, given, fresh)
        seen.update(child)


def _groups(filling: _Filling, lists: Mapping[int, ListRead]) -> None:
    """Disability (a yes is kept as DDA, 'other': the lists do not say which) and unaccompanied asylum-seeking children."""
    told: set[str] = set()
    for number in _PEOPLE_FROM:
        if number in lists and lists[number].has("disabled"):
            one = lists[number]
            child = one.frame["child_id"].astype("string")
            says = one.frame["disabled"].isin(["yes", "no"]) & ~child.isin(told) & ~child.duplicated()
            code = one.frame["disabled"].map({"yes": "DDA", "no": "NONE"}).astype("string")
            filling.put("disabilities", one, child, {"child_id": "child_id"}, {"disability": code}, says)
            told.update(child[says.fillna(False).astype(bool)])
    told.clear()
    for number in (8, 9):
        if number in lists and lists[number].has("asylum"):
            one = lists[number]
            child = one.frame["child_id"].astype("string")
            says = one.frame["asylum"].eq("yes") & ~child.isin(told) & ~child.duplicated()
            filling.put("immigration_statuses", one, child, {"child_id": "child_id"}, {"immigration_status": "UASC"}, says)
            told.update(child[says.fillna(False).astype(bool)])


def _age_difference(lists: Mapping[int, ListRead], as_at: dt.date) -> int | None:
    """Median, in days, of the day on which each age was true less ``as_at``: negative where the workbook is older.

    An age in whole years is true for a year: it speaks only where ``as_at`` lies outside that year.
    """
    days: list[float] = []
    today = pd.Timestamp(as_at)
    for one in lists.values():
        if not one.has("born_on", "age"):
            continue
        ages = pd.DataFrame({"born": one.frame["born_on"], "age": one.frame["age"].astype("float64")}).dropna()
        for born, age in zip(ages["born"][ages["age"] >= 0], ages["age"][ages["age"] >= 0], strict=True):
            lived = (today - born).days
            if age != int(age):
                days.append(age * _DAYS_A_YEAR - lived)
            else:
                first, last = age * _DAYS_A_YEAR, (age + 1) * _DAYS_A_YEAR
                days.append(first - lived if lived < first - 1 else last - lived if lived > last + 1 else 0.0)
    return round(float(np.median(days))) if days else None
