"""How often a child in care must be visited: three rules, of which exactly one asks about every gap between visits in a placement.

ORDINARY (LAV-02)  every six weeks
LASTING (LAV-03)   once a placement meant to last until 18 is a year old: every three months, or every six where it is a long-term
                   foster placement and the child has agreed
SPECIAL (LAV-04)   at home with parents (P1), or with a connected person approved for the time being (regulation 24)

SPECIAL has these clocks. At home under a full care order: within seven days of the order, where it was made during the placement, and
then every six weeks. Otherwise weekly until the first review held since the arrangement began; then every four weeks with a connected
person or under an interim order, and every six weeks at home under any other status.

A placement passes from one rule to the next on a day (its first birthday, the child's agreement, a review, an order). Live asks by the
rule of ``as_at``. In a period a gap belongs to the rule that held on the day its visit fell due or was made, whichever came first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from fscp_readiness.tables import DATES, TableAbsent, Tables, looked_up, matched, once_a_night
from fscp_readiness.vocabulary import Reason

from . import clocks, placements, reviews
from .about import ClockKind, calendar_days, months
from .asked import Asked

ORDINARY: Final = "ordinary"
LASTING: Final = "lasting"
SPECIAL: Final = "special"

SIX_WEEKS: Final = calendar_days(42)
THREE_MONTHS: Final = months(3)
A_WEEK: Final = calendar_days(7)

_SIX_MONTHS: Final = 6
_FOUR_WEEKS: Final = 28
_A_YEAR: Final = 12  # months
_HOME: Final = "P1"
_LONG_TERM_FOSTERING: Final = ("U1", "U4")
_INTERIM, _FULL = "C1", "C2"
_ALWAYS: Final = pd.Timestamp("1900-01-01")
_TOLD_BY: Final = ("placement_details", "legal_statuses", "care_reviews")


def asked_under(rule: str, tables: Tables, asked: Asked) -> pd.DataFrame:
    """The gaps between visits that a rule asks about (live: the running gap of the current placement), as ``clocks.repeated`` gives them.

    Adds kind_due_on: the later day due if a value that is blank or cannot be read were the good one; kind_reason and kind_field say which.
    Where the source cannot tell special placements apart (no legal statuses, reviews or placement details; a workbook) ORDINARY asks
    about them, and SPECIAL raises TableAbsent.
    """
    for name in {SPECIAL: _TOLD_BY, LASTING: ("placement_details",)}.get(rule, ()):
        tables.get(name)
    if rule == SPECIAL and not tables.holds("placements", "placement_type"):
        raise TableAbsent("placements", "placement_type")
    by_day = asked.clock is not None and asked.clock.kind in (ClockKind.CALENDAR_DAYS, ClockKind.MONTHS)
    kept = _gaps(tables, replace(asked, clock=SIX_WEEKS if by_day else asked.clock, values={}))
    return kept[kept["rule"].eq(rule)].drop(columns="rule")


@once_a_night
def _gaps(tables: Tables, asked: Asked) -> pd.DataFrame:
    """The gaps of all three rules, with the ``rule`` of each. When one is due the rules say; of the clock they look only at its kind."""
    rows = placements.placements_in_care(tables, current=asked.live)
    rules = VisitingRules.of(tables, rows, asked.today if asked.live else None)
    events = placements.visits_inside(tables, rows)

    def under(gaps: pd.DataFrame) -> pd.DataFrame:
        until = (
            gaps["done_on"].where(pd.Series(not asked.live, index=gaps.index)).astype(DATES)
        )  # live, done_on is the visit that began the gap
        return rules.of_gaps(gaps[["placement_id"]].assign(on=gaps["starts_on"], until=until))

    kept = clocks.repeated(
        rows, events, asked, key="placement_id", due_of=lambda gaps: under(gaps)["due_on"],
        kind_due_of=lambda gaps: under(gaps)[["due_on", "kind_due_on"]].max(axis=1),
    )  # fmt: skip
    said = under(kept)
    return kept.assign(**{name: said[name] for name in ("rule", "kind_due_on", "kind_reason", "kind_field")})


def seen_in_time(rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """The answers for gaps that ``asked_under`` gave, with the write-up allowance.

    Where the placement's start is blank a visit proves nothing: the placement may have begun since. Where a blank or unreadable value
    of the placement would make the gap long enough (to the next visit, or the day the placement ended), the answer is missing.
    """
    answer = clocks.repeated_met(rows, asked)
    answer = clocks.allow_write_up(answer, rows, asked)
    today = pd.Series(asked.today, index=rows.index).astype(DATES)
    stop = today if asked.live else rows["done_on"].fillna(rows["ends_on"].where(rows["ends_on"] < today, today))
    kind = answer["met"].eq(False).fillna(False).astype(bool) & (stop <= rows["kind_due_on"]).fillna(False).astype(bool)
    answer.loc[kind, "reason"], answer.loc[kind, "field"] = rows["kind_reason"][kind], rows["kind_field"][kind]
    unsure = rows["record_starts_on"].isna()
    answer.loc[unsure, "reason"], answer.loc[unsure, "field"] = str(Reason.BLANK_FIELD), "placements.started_on"
    answer.loc[kind | unsure, "met"] = pd.NA
    return answer


@dataclass(frozen=True)
class VisitingRules:
    """Which rule and clock each placement is under, and from when.

    phases  placement_id; since and until (the day the next phase begins; blank: none); rule; a clock of ``days`` or ``months``; floor:
            a gap that began before this day is due ``floor_days`` after it instead; kind_days and kind_months, kind_reason, kind_field
    today   the day whose phase holds for every gap (live); blank: each gap is under the phase of its own day (period)
    """

    phases: pd.DataFrame
    today: pd.Timestamp | None

    @classmethod
    def of(cls, tables: Tables, rows: pd.DataFrame, today: pd.Timestamp | None) -> VisitingRules:
        """The rules of placements as ``placements.placements_in_care`` gives them."""
        return cls(_phases(tables, rows), today)

    def of_gaps(self, gaps: pd.DataFrame) -> pd.DataFrame:
        """For each gap (placement_id, ``on`` the day it begins, ``until`` the visit that ends it or blank): rule, due_on, kind_due_on."""
        pairs = matched(gaps.reset_index(drop=True).reset_index(names="gap"), self.phases, on="placement_id", same_records=True)
        if self.today is not None:
            pairs = pairs[(pairs["since"] <= self.today) & ~(pairs["until_next"] <= self.today)]
        else:
            pairs = pairs[~(pairs["until_next"] <= pairs["on"])]
        pairs = pairs.assign(due_on=_due(pairs, "days", "months"), kind_due_on=_due(pairs, "kind_days", "kind_months"))
        if self.today is None:
            event = pairs[["due_on", "until"]].min(axis=1)
            pairs = pairs[~(event >= pairs["until_next"])]
        first = pairs.sort_values(["gap", "since"], kind="stable").drop_duplicates("gap").set_index("gap")
        return first.reindex(range(len(gaps))).set_axis(gaps.index)[["rule", "due_on", "kind_due_on", "kind_reason", "kind_field"]]


def _due(pairs: pd.DataFrame, n_days: str, n_months: str) -> pd.Series:
    """The last day in time of each gap under its phase's clock; blank where the phase has no such clock."""
    by_days = pairs["on"] + pd.to_timedelta(pairs[n_days].astype("float64"), unit="D")
    before = (pairs["on"] < pairs["floor"]).fillna(False).astype(bool)
    by_days = by_days.mask(
        before & pairs[n_days].notna(), pairs["floor"] + pd.to_timedelta(pairs["floor_days"].astype("float64"), unit="D")
    )
    for n in pairs[n_months].dropna().unique():
        by_days = by_days.mask(pairs[n_months].eq(n).fillna(False).astype(bool), clocks.add_months(pairs["on"], int(n)))
    return by_days.astype(DATES)


def _phases(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    homes = _homes(tables, rows)
    on = ("starts_on", "year_old_on", "agreed_on", "apart_from", "apart_after", "reviewed_on")
    points = pd.concat([homes[["placement_id"]].assign(since=homes[name]) for name in on], ignore_index=True).dropna()
    points = pd.concat([homes[["placement_id"]].assign(since=homes["starts_on"].fillna(_ALWAYS)), points, _orders(tables, homes)])
    points = points.drop_duplicates().sort_values(["placement_id", "since"], kind="stable", ignore_index=True)
    points["until_next"] = points.groupby("placement_id")["since"].shift(-1).astype(DATES)
    sheet = matched(points, homes, on="placement_id", same_records=True)
    sheet = sheet[~(sheet["since"] < sheet["starts_on"])].reset_index(drop=True)
    apart = sheet["apart"] & ~(sheet["since"] < sheet["apart_from"]) & ~(sheet["since"] >= sheet["apart_after"])
    held = (sheet["since"] >= sheet["reviewed_on"]).fillna(False)
    old = (sheet["since"] >= sheet["year_old_on"]).fillna(False)
    agreed = old & sheet["foster"] & (sheet["since"] >= sheet["agreed_on"]).fillna(False)
    status, ordered_on = _status_on(tables, sheet)
    full = apart & sheet["home"] & status.eq(_FULL).fillna(False)
    settled = old & sheet["lasts"] & ~apart
    at_six = sheet["home"] & ~status.eq(_INTERIM).fillna(False).astype(bool)
    every = pd.Series(_FOUR_WEEKS, index=sheet.index, dtype="Int64").mask(at_six, SIX_WEEKS.n)
    days = pd.Series(SIX_WEEKS.n, index=sheet.index, dtype="Int64").mask(settled)
    days = days.mask(apart & ~full & ~held, A_WEEK.n).mask(apart & ~full & held, every)
    unknown_status = apart & sheet["home"] & status.isna()
    unsure_review = apart & ~full & ~held & sheet["review_unclear"]
    unsure_agreed = settled & ~agreed & sheet["agreed_unclear"]
    unsure_lasts = old & ~sheet["lasts"] & ~apart & sheet["lasts_unclear"]
    kind_days = pd.Series(pd.NA, index=sheet.index, dtype="Int64").mask(unsure_review, every)
    kind_months = pd.Series(pd.NA, index=sheet.index, dtype="Int64").mask(unsure_lasts, THREE_MONTHS.n).mask(unsure_agreed, _SIX_MONTHS)
    reason = pd.Series(str(Reason.UNREADABLE_VALUE), index=sheet.index, dtype="string").mask(unknown_status, str(Reason.BLANK_FIELD))
    field = pd.Series("care_reviews.held_on", index=sheet.index, dtype="string")
    field = field.mask(unsure_lasts, "placement_details.until_18").mask(unknown_status, "legal_statuses.legal_status")
    return sheet[["placement_id", "since", "until_next"]].assign(
        rule=pd.Series(ORDINARY, index=sheet.index).mask(settled, LASTING).mask(apart, SPECIAL),
        days=days,
        months=pd.Series(pd.NA, index=sheet.index, dtype="Int64").mask(settled, THREE_MONTHS.n).mask(agreed & settled, _SIX_MONTHS),
        floor=sheet["apart_from"].mask(full, ordered_on.where(ordered_on > sheet["starts_on"])).where(apart).astype(DATES),
        floor_days=days.mask(full, A_WEEK.n),
        kind_days=kind_days.mask(unknown_status, SIX_WEEKS.n),
        kind_months=kind_months,
        kind_reason=reason.mask(unsure_agreed, sheet["agreed_reason"]),
        kind_field=field.mask(unsure_agreed, sheet["agreed_field"]),
    )


def _homes(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """What decides the rule, one row a placement.

    home, foster, lasts, apart (bool); year_old_on, agreed_on, apart_from, apart_after (the day after), reviewed_on (dates); what of it
    is unclear.
    """
    told = tables.door != "annex_a" and all(tables.holds(name) for name in _TOLD_BY)
    details = tables.optional("placement_details").drop_duplicates("placement_id").set_index("placement_id")
    homes = rows.drop_duplicates("placement_id")[["placement_id", "child_id", "care_id", "starts_on", "ends_on", "start_field"]]
    kind = rows.drop_duplicates("placement_id")["placement_type"] if "placement_type" in rows else pd.Series(pd.NA, index=homes.index)
    said = {name: looked_up(homes["placement_id"], details[name]) for name in details.columns}
    homes = homes.assign(
        home=kind.eq(_HOME).fillna(False).astype(bool) & told,
        foster=kind.isin(_LONG_TERM_FOSTERING),
        lasts=said["until_18"].fillna(False).astype(bool),
        lasts_unclear=homes["placement_id"].isin(tables.unreadable_keys("placement_details", "until_18")),
        year_old_on=clocks.add_months(homes["starts_on"], _A_YEAR),
        agreed_on=said["child_agreed_on"],
    )
    agreed_unread = homes["placement_id"].isin(tables.unreadable_keys("placement_details", "child_agreed_on"))
    kind_unread = homes["placement_id"].isin(tables.unreadable_keys("placements", "placement_type"))
    kind_unclear = kind.isna() & homes["agreed_on"].notna()
    homes["agreed_unclear"] = (agreed_unread & homes["foster"]) | kind_unclear
    homes["agreed_reason"] = pd.Series(str(Reason.UNREADABLE_VALUE), index=homes.index, dtype="string").mask(
        kind_unclear & ~kind_unread, str(Reason.BLANK_FIELD)
    )
    homes["agreed_field"] = pd.Series("placement_details.child_agreed_on", index=homes.index, dtype="string").mask(
        kind_unclear, "placements.placement_type"
    )
    approved = (said["temporary_approval_from"].notna() | said["temporary_approval_to"].notna()) & told
    homes["apart"] = homes["home"] | approved
    begun = said["temporary_approval_from"].fillna(homes["starts_on"])
    homes["apart_from"] = begun.mask(begun < homes["starts_on"], homes["starts_on"]).mask(homes["home"], homes["starts_on"])
    homes["apart_after"] = (said["temporary_approval_to"].mask(homes["home"]) + pd.Timedelta(days=1)).astype(DATES)
    homes["apart_from"] = homes["apart_from"].where(homes["apart"]).astype(DATES)
    return matched(homes, _first_reviews(tables, homes, told=told), on="placement_id", how="left", same_records=True)


def _first_reviews(tables: Tables, homes: pd.DataFrame, *, told: bool) -> pd.DataFrame:
    """By placement apart: reviewed_on, its first review held since the arrangement began; review_unclear, whether one may have been."""
    out = homes[["placement_id"]].assign(reviewed_on=pd.Series(pd.NaT, index=homes.index).astype(DATES), review_unclear=False)
    if not told or not homes["apart"].any():
        return out
    spans = homes[homes["apart"]]
    held = reviews.held(tables, "care_reviews", "care_id")
    keyed = matched(held.drop(columns="child_id"), spans[["placement_id", "care_id", "apart_from"]], on="care_id")
    loose = held[held["care_id"].isna() & held["child_id"].notna()].drop(columns="care_id")
    loose = matched(loose, spans[["placement_id", "child_id", "apart_from"]], on="child_id")
    found = pd.concat([keyed, loose], ignore_index=True)
    found = found[~(found["on"] < found["apart_from"])]
    sure = found["counts"].fillna(False).astype(bool) & found["on"].notna()
    first = found[sure].groupby("placement_id")["on"].min()
    unclear = found[found["counts"].isna() | (found["on"].isna() & found["counts"].fillna(True).astype(bool))]["placement_id"]
    return out.assign(reviewed_on=looked_up(out["placement_id"], first).astype(DATES), review_unclear=out["placement_id"].isin(unclear))


def _orders(tables: Tables, homes: pd.DataFrame) -> pd.DataFrame:
    """The days on which the legal status of a child at home began or ended: placement_id, since."""
    at_home = homes[homes["home"]][["placement_id", "child_id", "starts_on"]]
    if at_home.empty:
        return homes.iloc[0:0][["placement_id"]].assign(since=pd.Series(dtype=DATES))
    pairs = matched(at_home, tables.legal_statuses[["child_id", "started_on", "ended_on"]], on="child_id")
    ends = (pairs["ended_on"] + pd.Timedelta(days=1)).astype(DATES)
    days = pd.concat([pairs.assign(since=pairs["started_on"]), pairs.assign(since=ends)], ignore_index=True)
    return days[days["since"].notna() & ~(days["since"] <= days["starts_on"])][["placement_id", "since"]]


def _status_on(tables: Tables, sheet: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The legal status of each child at home on the first day of each phase, and the day the child's first full order was made."""
    none = pd.Series(pd.NA, index=sheet.index, dtype="string")
    at_home = sheet[sheet["home"]]
    if at_home.empty:
        return none, pd.Series(pd.NaT, index=sheet.index).astype(DATES)
    status = placements.legal_status_on(tables, at_home["child_id"], at_home["since"])
    rows = tables.legal_statuses
    full = matched(rows[rows["legal_status"].eq(_FULL).fillna(False)], at_home[["child_id", "starts_on"]].drop_duplicates(), on="child_id")
    first = full[~(full["ended_on"] < full["starts_on"])].groupby("child_id")["started_on"].min()
    return status["legal_status"].reindex(sheet.index), looked_up(sheet["child_id"], first).astype(DATES)
