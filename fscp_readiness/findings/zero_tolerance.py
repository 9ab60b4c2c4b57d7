"""Children who decide the word: the eight conditions of readiness.md, each asked of the tables themselves.

Children, never percentages. Restricted children count. What cannot be shown after the write-up allowance counts as not done: only a
visit that says the child was seen, and only a worker whose name can be read, lifts a child out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from fscp_readiness.standards import Calendar, Clock, ClockKind, placements, populations, visiting_rules, visits
from fscp_readiness.tables import DATES, TableAbsent, Tables, looked_up, matched
from fscp_readiness.vocabulary import Answered

from .asking import Asking, no_answers
from .carried import Carried
from .frames import CONDITIONS, ZERO_TOLERANCE
from .restriction import about_restricted

STARRED = frozenset({1, 2, 3})
SIX_WEEKS = pd.Timedelta(days=42)


@dataclass(frozen=True)
class Question:
    """What the conditions are asked with: the tables, the working-day calendar, and CPV-01's clock as the council agreed it."""

    tables: Tables
    calendar: Calendar
    visit_clock: Clock

    @property
    def today(self) -> pd.Timestamp:
        return pd.Timestamp(self.tables.as_at)

    def working_days_since(self, day: pd.Series) -> pd.Series:
        return self.calendar.between(day.astype(DATES), pd.Series(self.today, index=day.index).astype(DATES))


def unallocated(question: Question) -> pd.DataFrame:
    """1. On a plan or in care, with no allocated social worker for more than one working day."""
    tables = question.tables
    cohort = _protected(tables)
    held = populations.allocated_workers(tables)
    unreadable = tables.unreadable_keys("involvements", "worker_id")
    named = held[held["worker_id"].notna() & ~held["involvement_id"].isin(unreadable)]
    rows = cohort[~cohort["child_id"].isin(named["child_id"].dropna())]
    past = populations.allocations(tables)
    ended = past[past["worker_id"].notna()].groupby("child_id")["ended_on"].max()
    began = pd.concat([rows["starts_on"], ended.reindex(rows["child_id"]).set_axis(rows.index)], axis=1).max(axis=1).astype(DATES)
    days = question.working_days_since(began)
    rows = rows.assign(since=question.calendar.add(began, 1), days=days)[(days > 1) | began.isna()]
    return rows[["child_id", "since", "days"]]


def on_plan_not_seen(question: Question) -> pd.DataFrame:
    """2. On a plan, not seen for twice the standard or 42 days, whichever is sooner."""
    tables = question.tables
    plans = populations.open_on(populations.cp_plans_with_temporary(tables), "ends_on")
    events = visits.joined_to(visits.visit_events(tables, "cp_visits", record_key="plan_id"), plans, "plan_id")
    last = _last_seen(plans, events, "plan_id")
    twice = Clock(question.visit_clock.kind, question.visit_clock.n * 2, question.visit_clock.day_zero)
    limit = pd.concat([_limit(last, twice, question), last + SIX_WEEKS], axis=1).min(axis=1).astype(DATES)
    return _overdue(plans, limit, last, question, "plan_id")


def in_care_not_visited(question: Question) -> pd.DataFrame:
    """3. In care, not visited six weeks past the regulation's interval: the one that the child's placement is under."""
    tables = question.tables
    care = populations.in_care(tables)
    placed = tables.placements
    placed = placed[placed["ended_on"].isna()] if "ended_on" in placed else placed
    current = placed.sort_values(["started_on", "placement_id"]).drop_duplicates("child_id", keep="last").set_index("child_id")
    events = visits.joined_to(visits.visit_events(tables, "care_visits", record_key="care_id"), care, "care_id")
    start = looked_up(care["child_id"], current["started_on"]).fillna(care["starts_on"])
    care = care.assign(placement_id=looked_up(care["child_id"], current["placement_id"]))
    last = _last_seen(care.assign(starts_on=start), events, "care_id")
    rules = visiting_rules.VisitingRules.of(tables, placements.placements_in_care(tables, current=True), question.today)
    none = pd.Series(pd.NaT, index=care.index).astype(DATES)
    due_on = rules.of_gaps(care[["placement_id"]].assign(on=last, until=none))["due_on"].fillna(last + SIX_WEEKS)
    return _overdue(care, (due_on + SIX_WEEKS).astype(DATES), last, question, "placement_id")


def section_47_not_seen(question: Question) -> pd.DataFrame:
    """4. A section 47 enquiry open, the child (born) not seen after three working days."""
    tables = question.tables
    rows = populations.open_on(tables.section_47_enquiries, "ended_on")
    rows = rows[~rows["child_id"].isin(populations.unborn(tables))]
    parts = [visits.visit_events(tables, name) for name in ("cp_visits", "cin_visits", "care_visits") if tables.holds(name)]
    if not parts:
        raise TableAbsent("cin_visits")
    events = pd.concat(parts, ignore_index=True)
    seen = events[events["counts"].fillna(False).astype(bool)][["child_id", "on"]].dropna(subset="child_id")
    joined = matched(rows[["enquiry_id", "child_id", "started_on"]], seen, on="child_id")
    found = joined[joined["on"] >= joined["started_on"]]["enquiry_id"]
    days = question.working_days_since(rows["started_on"])
    late = rows[~rows["enquiry_id"].isin(found) & ((days > 3) | rows["started_on"].isna())]
    return late.assign(since=question.calendar.add(late["started_on"], 3), days=days[late.index])[["child_id", "since", "days"]]


def unregistered_home(question: Question) -> pd.DataFrame:
    """5. In an unregistered home without current recorded oversight (seven days); or under 18 in bed and breakfast."""
    tables = question.tables
    details = tables.placement_details
    open_now = matched(populations.open_on(tables.placements, "ended_on"), details, on="placement_id")
    stale = open_now["oversight_on"].isna() | ((question.today - open_now["oversight_on"]) > pd.Timedelta(days=7))
    bad = open_now[open_now["registered"].eq(False).fillna(False) & stale]
    rows = bad.assign(since=bad["oversight_on"].fillna(bad["started_on"]))[["child_id", "since"]]
    leavers = tables.optional("care_leavers")
    people = tables.people.set_index("child_id")
    young = leavers[leavers["accommodation"].eq("W").fillna(False)]
    age = populations.age_in_years(people["born_on"].reindex(young["child_id"]), question.today).set_axis(young.index)
    young = young[(age < 18).fillna(True)]
    rows = pd.concat([rows, young[["child_id"]].assign(since=pd.Series(pd.NaT, index=young.index))], ignore_index=True)
    return rows.assign(days=(question.today - rows["since"].astype(DATES)).dt.days.astype("Int64"))


def audit_not_resolved(question: Question) -> pd.DataFrame:
    """6. An audit escalated, not resolved after ten working days."""
    audits = question.tables.audits
    rows = audits[audits["escalated_on"].notna() & audits["resolved_on"].isna()]
    days = question.working_days_since(rows["escalated_on"])
    late = rows[days > 10]
    return late.assign(since=question.calendar.add(late["escalated_on"], 10), days=days[late.index], record_id=late["audit_id"])[
        ["child_id", "since", "days", "record_id"]
    ]


def no_cohort_no_activity(question: Question) -> pd.DataFrame:
    """7. Open, in no cohort (no plan, assessment, enquiry or care), and no activity for 28 days."""
    tables = question.tables
    rows = populations.open_episodes(tables)
    known = set(populations.children_on_plan(tables)) | set(populations.children_in_care(tables))
    known |= set(populations.open_on(tables.cin_plans, "ended_on")["child_id"].dropna())
    known |= set(populations.open_on(tables.assessments, "authorised_on")["child_id"].dropna())
    known |= set(populations.open_on(tables.section_47_enquiries, "ended_on")["child_id"].dropna())
    known |= set(tables.optional("care_leavers")["child_id"].dropna())
    rows = rows[~rows["child_id"].isin(known)]
    last = tables.activities.groupby("child_id")["happened_on"].max()
    since = last.reindex(rows["child_id"]).set_axis(rows.index).astype(DATES).fillna(rows["received_on"])
    days = (question.today - since).dt.days.astype("Int64")
    return rows.assign(since=since + pd.Timedelta(days=28), days=days)[(days > 28).fillna(True)][["child_id", "since", "days"]]


def missing_without_plan(question: Question) -> pd.DataFrame:
    """8. Missing now, on a plan or in care, with no strategy discussion or return plan recorded."""
    tables = question.tables
    rows = populations.open_on(tables.missing_episodes, "missing_to")
    rows = rows[rows["child_id"].isin(_protected(tables)["child_id"])]
    details = tables.missing_details
    planned = set(details[details["return_planned_on"].notna()]["missing_id"])
    talks = tables.optional("strategy_discussions")
    joined = matched(rows[["missing_id", "child_id", "missing_from"]], talks[["child_id", "held_on"]], on="child_id")
    talked = set(joined[joined["held_on"] >= joined["missing_from"]]["missing_id"])
    rows = rows[~rows["missing_id"].isin(planned | talked)]
    days = (question.today - rows["missing_from"]).dt.days.astype("Int64")
    return rows.assign(since=rows["missing_from"], days=days)[["child_id", "since", "days"]]


ASKED: dict[int, Callable[[Question], pd.DataFrame]] = {
    1: unallocated,
    2: on_plan_not_seen,
    3: in_care_not_visited,
    4: section_47_not_seen,
    5: unregistered_home,
    6: audit_not_resolved,
    7: no_cohort_no_activity,
    8: missing_without_plan,
}
SHOWN_THROUGH = {1: ("ALO-01",), 2: ("CPV-01",), 3: ("LAV-02", "LAV-03", "LAV-04", "LAV-01"), 5: ("LAS-04",), 6: ("AUD-03",)}
"""The standards through whose rows a condition is seen in findings.csv."""


def ask_conditions(
    question: Question, children: pd.DataFrame, live: list[Asking], carried: Carried | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Ask every condition. Gives the children who meet each (frames.ZERO_TOLERANCE) and what became of each (frames.CONDITIONS).

    carried  the last kept night's, for the conditions that read a table held tonight
    """
    found, states = [], []
    for number, condition in ASKED.items():
        state, because = Answered.ASKED, ""
        try:
            with question.tables.reading() as names:
                rows = condition(question)
        except (TableAbsent, KeyError) as lacking:
            state = Answered.NOT_ASSESSABLE
            because = f"{lacking}".strip("'\"") if isinstance(lacking, TableAbsent) else "the source lacks a column this needs"
        except Exception as problem:  # a crash is a result of its own
            state, because = Answered.CRASHED, f"the check failed ({type(problem).__name__})"
        else:
            held = carried.tables & names if carried else frozenset()
            if carried and held:
                state, because = Answered.HELD, carried.sentence(held)
                found.append(carried.condition(number))
            else:
                found.append(_named(rows, number, question, live))
        states.append({"condition": number, "state": str(state), "because": because, "starred": number in STARRED})
    met = (
        pd.concat([each for each in found if len(each)] or found[:1], ignore_index=True)
        if found
        else pd.DataFrame(columns=list(ZERO_TOLERANCE))
    )
    known = ["service", "team", "worker", "restricted"]
    owned = matched(met.drop(columns=known, errors="ignore"), children[["child_id", *known]], on="child_id", how="left")
    owned["restricted"] = about_restricted(owned["child_id"], question.tables)
    owned = owned.reindex(columns=list(ZERO_TOLERANCE)).astype(ZERO_TOLERANCE)
    return owned.sort_values(["condition", "child_id", "code", "record_table", "record_id"], ignore_index=True), pd.DataFrame(
        states
    ).astype(CONDITIONS)


def _named(rows: pd.DataFrame, number: int, question: Question, live: list[Asking]) -> pd.DataFrame:
    """One row a child and record through which the condition is met: the record itself where the condition is of a record (a plan, a
    placement, an audit), every missed row of the child where it is of the child (no worker). Who meets it through no row has one."""
    rows = rows.assign(condition=number)
    rows["older_than_five"] = (question.working_days_since(rows["since"].astype(DATES)) > 5).fillna(False)
    named = [asking.answers for asking in live if asking.standard.code in SHOWN_THROUGH.get(number, ())]
    through = pd.concat([frame for frame in named if len(frame)] or [no_answers()], ignore_index=True)
    missed = through[through["outcome"].isin(["not_met", "not_recorded"]) & through["exempt"].fillna("").eq("")]
    by = ["child_id", "record_id"] if "record_id" in rows else ["child_id"]
    rows = rows.sort_values(["child_id", "since"], na_position="first").drop_duplicates(by)
    if "record_id" in rows:
        rows = rows.assign(record_id=rows["record_id"].astype("string"))
    # a record that names no child is itself still: its own miss is found by its id (``same_records``)
    found = matched(rows, missed[["child_id", "record_id", "record_table", "code"]], on=by, how="left", same_records=True)
    if "record_id" in rows:
        found.loc[found["code"].isna(), "record_id"] = pd.NA
    return found.drop_duplicates(["child_id", "code", "record_table", "record_id"])


def _protected(tables: Tables) -> pd.DataFrame:
    """Children on a plan (another council's too) or in care: child_id and the day the first of them began."""
    plans = populations.open_on(populations.cp_plans_with_temporary(tables), "ends_on")[["child_id", "starts_on"]]
    care = populations.in_care(tables)[["child_id", "starts_on"]]
    both = pd.concat([plans, care], ignore_index=True).sort_values("starts_on", na_position="last")
    return both.drop_duplicates("child_id").reset_index(drop=True)


def _last_seen(records: pd.DataFrame, events: pd.DataFrame, key: str) -> pd.Series:
    sure = events[events["counts"].fillna(False).astype(bool)]
    joined = matched(sure[[key, "on"]], records[[key, "starts_on"]], on=key)
    last = joined[joined["on"] >= joined["starts_on"]].groupby(key)["on"].max()
    return last.reindex(records[key]).set_axis(records.index).astype(DATES).fillna(records["starts_on"])


def _limit(start: pd.Series, clock: Clock, question: Question) -> pd.Series:
    if clock.kind is ClockKind.WORKING_DAYS:
        return question.calendar.add(start, clock.n, inclusive=clock.day_zero == "inclusive")
    if clock.kind is ClockKind.CALENDAR_DAYS:
        return (start + pd.Timedelta(days=clock.n)).astype(DATES)
    return (start + SIX_WEEKS).astype(DATES)


def _overdue(rows: pd.DataFrame, limit: pd.Series, last: pd.Series, question: Question, key: str) -> pd.DataFrame:
    late = (limit < question.today) | limit.isna()
    days = (question.today - last).dt.days.astype("Int64")
    return rows.assign(since=limit, days=days, record_id=rows[key])[late][["child_id", "since", "days", "record_id"]]
