"""Our counts beside those of the children in need census return, by the return's own definitions, and child by child where they differ.

Both sides are counted by the same rule from their own rows: an event is one child and one day. Where one side has it and the other has
not, the child's id and the day are listed, with which side lacks it. A restricted child is counted and listed only in ``sealed``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from fscp_readiness.extracts.cin_census import CensusReturn
from fscp_readiness.tables import DATES, TableAbsent, Tables

DIFFERENCES = {"measure": "string", "child_id": "string", "on": DATES, "lacks": "string", "because": "string"}
"""One row an event that one side has and the other has not. ``on`` is its day; for those open at the end, the reference date."""

Events = list[tuple[str, pd.Timestamp]]


class Lacks(StrEnum):
    RETURN = "return"
    RECORDS = "records"


class Because(StrEnum):
    """What is known of why: the side that lacks the event has it on another day, knows the child but no such event, or not the child."""

    OTHER_DAY = "other_day"
    NO_SUCH_EVENT = "no_such_event"
    NO_SUCH_CHILD = "no_such_child"


@dataclass(frozen=True)
class CensusCount:
    """One count. ``ours`` is None where the source lacks the table, and ``cannot`` then says so.

    only_ours, only_theirs  how many events the other side lacks; restricted: how many of both are restricted children's
    """

    measure: str
    definition: str
    ours: int | None
    theirs: int
    only_ours: int = 0
    only_theirs: int = 0
    restricted: int = 0
    cannot: str = ""

    @property
    def sentence(self) -> str:
        if self.ours is None:
            return f"{self.definition}: the return counts {self.theirs:,}; ours cannot be counted: {self.cannot}."
        counts = f"{self.definition}: {self.ours:,} in our records, {self.theirs:,} in the return"
        if not self.only_ours and not self.only_theirs:
            return f"{counts}: the same events."
        return f"{counts}: {self.only_ours:,} only in our records, {self.only_theirs:,} only in the return."


@dataclass(frozen=True)
class Compared:
    """counts  one a measure, in a fixed order; differences, sealed  DIFFERENCES, sorted; ``sealed`` holds restricted children's alone."""

    counts: tuple[CensusCount, ...]
    differences: pd.DataFrame
    sealed: pd.DataFrame


@dataclass(frozen=True)
class _Counted:
    """How one thing is counted on either side. ``once``: a child and day counts once however often it is written."""

    measure: str
    definition: str
    ours: Callable[[Tables, CensusReturn], Events]
    theirs: Callable[[CensusReturn], Events]
    once: bool = False


def compare(tables: Tables, returned: CensusReturn, restricted: Collection[str] = ()) -> Compared:
    """Count both sides by the return's definitions, over its own twelve months.

    tables      ours; rows and endings after the reference date are left out of the year by their days
    restricted  ids of the children whose record few may see

    Needs tables that reach the reference date. A table the source lacks gives no count of ours, and no differences.
    """
    counts: list[CensusCount] = []
    rows: list[dict[str, object]] = []
    known = {Lacks.RETURN: set(returned.children["child_id"]), Lacks.RECORDS: _our_children(tables)}
    for each in _COUNTED:
        theirs = _tally(each.theirs(returned), once=each.once)
        try:
            ours = _tally(each.ours(tables, returned), once=each.once)
        except TableAbsent as absent:
            counts.append(CensusCount(each.measure, each.definition, None, theirs.total(), cannot=str(absent)))
            continue
        missing = {Lacks.RETURN: ours - theirs, Lacks.RECORDS: theirs - ours}
        found = list(_differences(each.measure, missing, known))
        rows += found
        sealed = sum(row["child_id"] in restricted for row in found)
        only_ours, only_theirs = missing[Lacks.RETURN].total(), missing[Lacks.RECORDS].total()
        counts.append(CensusCount(each.measure, each.definition, ours.total(), theirs.total(), only_ours, only_theirs, sealed))
    frame = pd.DataFrame(rows, columns=list(DIFFERENCES)).astype(DIFFERENCES).sort_values(list(DIFFERENCES), ignore_index=True)
    hidden = frame["child_id"].isin(list(restricted))
    return Compared(tuple(counts), frame[~hidden].reset_index(drop=True), frame[hidden].reset_index(drop=True))


def _differences(
    measure: str, missing: dict[Lacks, Counter[tuple[str, pd.Timestamp]]], known: dict[Lacks, set[str]]
) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for lacks, other in ((Lacks.RETURN, Lacks.RECORDS), (Lacks.RECORDS, Lacks.RETURN)):
        elsewhere = {child for child, _ in missing[other]}
        for (child, day), times in missing[lacks].items():
            because = Because.NO_SUCH_CHILD if child not in known[lacks] else Because.NO_SUCH_EVENT
            because = Because.OTHER_DAY if child in elsewhere else because
            row = {"measure": measure, "child_id": child, "on": day, "lacks": str(lacks), "because": str(because)}
            rows += [row] * times
    return rows


def _tally(events: Events, *, once: bool) -> Counter[tuple[str, pd.Timestamp]]:
    return Counter(set(events) if once else events)


def _our_children(tables: Tables) -> set[str]:
    """Every child our records name, whether or not the source has a table of people."""
    names = [name for name in ("people", "referrals", "cp_plans", "section_47_enquiries", "assessments") if tables.holds(name, "child_id")]
    return {str(child) for name in names for child in tables.everything(name)["child_id"].dropna()}


def _within(frame: pd.DataFrame, day: str, returned: CensusReturn) -> Events:
    """The children and days of the rows dated in the return's twelve months, first and last day in. A row without a child keeps a blank."""
    first, last = pd.Timestamp(returned.begins), pd.Timestamp(returned.reference_date)
    rows = frame[frame[day].between(first, last)]
    return list(zip(rows["child_id"].fillna("").astype(str), rows[day], strict=True))


def _open_at_the_end(frame: pd.DataFrame, begins: str, ends: str, returned: CensusReturn) -> Events:
    last = pd.Timestamp(returned.reference_date)
    rows = frame[frame[begins].le(last) & (frame[ends].isna() | frame[ends].gt(last))]
    return [(str(child), last) for child in rows["child_id"].fillna("")]


def _needing(frame: pd.DataFrame) -> pd.DataFrame:
    """Without referrals that ended in no further action; a blank is none."""
    return frame[~frame["no_further_action"].fillna(False).astype(bool)] if "no_further_action" in frame else frame


def _own_plans(tables: Tables) -> pd.DataFrame:
    """Plans of this council: another council's temporary plan is not in our return."""
    plans = _table(tables, "cp_plans", "started_on", "ended_on")
    return plans[~plans["other_council"].fillna(False).astype(bool)] if "other_council" in plans else plans


def _table(tables: Tables, name: str, *columns: str) -> pd.DataFrame:
    """A table's rows whatever their dates. Raises TableAbsent where the source lacks it or a column the count rests on."""
    frame = tables.everything(name)
    for column in ("child_id", *columns):
        if column not in frame.columns:
            raise TableAbsent(name, column)
    return frame


def _their_conferences(returned: CensusReturn) -> Events:
    return _within(returned.section_47, "conference_on", returned) + _within(returned.referrals, "conference_on", returned)


_COUNTED = (
    _Counted(
        "referrals",
        "Referrals received in the year, those that ended in no further action too",
        lambda tables, of: _within(_table(tables, "referrals", "received_on"), "received_on", of),
        lambda of: _within(of.referrals, "received_on", of),
    ),
    _Counted(
        "children_in_need",
        "Children with an open case on the last day, without referrals that ended in no further action, each child once",
        lambda tables, of: _open_at_the_end(
            _needing(_table(tables, "referrals", "received_on", "closed_on")), "received_on", "closed_on", of
        ),
        lambda of: _open_at_the_end(_needing(of.referrals), "received_on", "closed_on", of),
        once=True,
    ),
    _Counted(
        "assessments",
        "Assessments authorised in the year",
        lambda tables, of: _within(_table(tables, "assessments", "authorised_on"), "authorised_on", of),
        lambda of: _within(of.assessments, "authorised_on", of),
    ),
    _Counted(
        "section_47",
        "Section 47 enquiries begun in the year",
        lambda tables, of: _within(_table(tables, "section_47_enquiries", "started_on"), "started_on", of),
        lambda of: _within(of.section_47, "started_on", of),
    ),
    _Counted(
        "conferences",
        "Initial child protection conferences held in the year, under an enquiry or under the case itself, each child and day once",
        lambda tables, of: _within(_table(tables, "initial_conferences", "held_on"), "held_on", of),
        _their_conferences,
        once=True,
    ),
    _Counted(
        "plans_begun",
        "Child protection plans begun in the year, without other councils' temporary plans",
        lambda tables, of: _within(_own_plans(tables), "started_on", of),
        lambda of: _within(of.cp_plans, "started_on", of),
    ),
    _Counted(
        "plans_open",
        "Child protection plans open on the last day, without other councils' temporary plans",
        lambda tables, of: _open_at_the_end(_own_plans(tables), "started_on", "ended_on", of),
        lambda of: _open_at_the_end(of.cp_plans, "started_on", "ended_on", of),
    ),
)
