"""Children who live away from their parents: in care, in short breaks, in private fostering; and how old each is on a day."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, matched, table
from fscp_readiness.vocabulary import Reason

from . import clocks, populations
from .asked import Asked


def in_care_twelve_months(tables: Tables, asked: Asked) -> pd.DataFrame:
    """P-CLA12: rows of ``populations.care_asked_about`` now open that began twelve months ago or more. A blank start stays in."""
    rows = populations.care_asked_about(tables, live=True)
    return rows[~(clocks.add_months(rows["starts_on"], 12) > asked.today)]


def with_birth(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Rows with born_on, by child_id: blank where the date of birth is blank or the child is not on the system."""
    people = tables.people.drop_duplicates("child_id").set_index("child_id")
    return rows.assign(born_on=looked_up(rows["child_id"], people["born_on"]).astype(DATES))


def of_ages(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Rows of children who on ``as_at`` are of ``asked.values`` from_age to to_age (both in), with born_on. A blank birth date stays in."""
    rows = with_birth(rows, tables)
    too_young = birthday(rows["born_on"], int(asked.values["from_age"])) > asked.today
    too_old = birthday(rows["born_on"], int(asked.values["to_age"]) + 1) <= asked.today
    return rows[~too_young & ~too_old]


def birthday(born: pd.Series, years: int) -> pd.Series:
    """The day each turns so many years: a 29 February birthday falls on 1 March in common years. Blank where the birth date is."""
    landed = clocks.add_months(born, 12 * years)
    leap = born.dt.month.eq(2) & born.dt.day.eq(29) & landed.dt.day.eq(28)
    return landed.mask(leap, landed + pd.Timedelta(days=1)).astype(DATES)


def unknown_age(answer: pd.DataFrame, rows: pd.DataFrame, tables: Tables, where: pd.Series | None = None) -> pd.DataFrame:
    """An answer sheet (``clocks.answers``) in which what is not met is not recorded, where a blank date of birth decides it.

    rows   with born_on and child_id
    where  rows for which the child's age decides; all of them when left out
    """
    unsure = rows["born_on"].isna() & answer["met"].eq(False).fillna(False).astype(bool)
    if where is not None:
        unsure &= where
    unread = rows["child_id"].isin(tables.unreadable_keys("people", "born_on"))
    answer.loc[unsure, "met"] = pd.NA
    answer.loc[unsure, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "people.born_on"]
    answer.loc[unsure & unread, "reason"] = str(Reason.UNREADABLE_VALUE)
    return answer


def short_break_stays(tables: Tables) -> pd.DataFrame:
    """Stays of children in short breaks, one row each: child_id, care_id, from_on, to_on, agreement (True, False), end_reason.

    A stay is a placement inside a period of care that is a short break; a period without one is itself a stay. ``agreement``: the
    legal status during it is V4, under which the agreement is recorded and not each stay, so that a long row need not be one stay.
    ``end_reason`` is not blank where the end cannot be read or comes before the beginning: the stay then ends
    with the period, or goes on.
    """
    periods = populations.periods_of_care(tables)
    periods = periods[periods["short_break"]][["care_id", "child_id", "starts_on", "ends_on"]]
    placed = tables.placements[["placement_id", "care_id", "child_id", "started_on", "ended_on"]].rename(
        columns={"started_on": "from_on", "ended_on": "to_on"}
    )
    keyed = matched(placed.drop(columns="child_id"), periods, on="care_id")
    loose = matched(placed[placed["care_id"].isna() & placed["child_id"].notna()].drop(columns="care_id"), periods, on="child_id")
    loose = loose[~(loose["from_on"] < loose["starts_on"]) & ~(loose["from_on"] > loose["ends_on"])]
    bare = periods[~periods["care_id"].isin(keyed["care_id"]) & ~periods["care_id"].isin(loose["care_id"])]
    bare = bare.assign(from_on=bare["starts_on"], to_on=bare["ends_on"])
    stays = pd.concat([keyed, loose, bare], ignore_index=True)
    unread = stays["placement_id"].isin(tables.unreadable_keys("placements", "ended_on"))
    reason = pd.Series(pd.NA, index=stays.index, dtype="string").mask(unread, str(Reason.UNREADABLE_VALUE))
    ends_before = [(stays[end] < stays["from_on"]).fillna(False).astype(bool) for end in ("to_on", "ends_on")]
    stays["end_reason"] = reason.mask(ends_before[0] | ends_before[1], str(Reason.CONFLICT))
    stays["to_on"] = stays["to_on"].mask(ends_before[0]).fillna(stays["ends_on"].mask(ends_before[1]))
    stays["agreement"] = _during(stays, tables.legal_statuses, "V4")
    return stays[["child_id", "care_id", "from_on", "to_on", "agreement", "end_reason"]]


def _during(stays: pd.DataFrame, statuses: pd.DataFrame, code: str) -> pd.Series:
    """True for stays on a day of which the child had this legal status. A day that is not known may be any."""
    held = statuses[statuses["legal_status"].eq(code).fillna(False).astype(bool) & statuses["child_id"].notna()]
    both = matched(stays.reset_index(names="stay")[["stay", "child_id", "from_on", "to_on"]], held, on="child_id")
    both = both[~(both["started_on"] > both["to_on"]) & ~(both["ended_on"] < both["from_on"])]
    return stays.index.to_series().isin(both["stay"])


def short_breaks_of_year(stays: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Children with a stay in the twelve months to ``as_at``, one row each, from ``short_break_stays``.

    record_id, care_id  the period of care of the last stay
    longest             days of the longest stay, its last day not counted (a night is a day); one not ended is counted to ``as_at``
    days                days of stays inside the twelve months
    sure_longest, sure_days  the same of the stays of which there is no doubt
    no_start            a stay has no first day; agreement: the stays need not be recorded one by one; end_reason: an end is in doubt
    """
    today = asked.today
    year_from = today - pd.DateOffset(months=12)
    stop = stays["to_on"].fillna(today)
    sure = stays["from_on"].notna() & ~stays["agreement"] & stays["end_reason"].isna()
    longest = (stop - stays["from_on"]).dt.days
    days = (stop - stays["from_on"].mask(stays["from_on"] < year_from, year_from)).dt.days
    stays = stays.assign(
        longest=longest, days=days, sure_longest=longest.where(sure), sure_days=days.where(sure), no_start=stays["from_on"].isna()
    )
    stays = stays[(stop > year_from) & stays["child_id"].notna()]
    stays = stays.sort_values(["from_on", "care_id"], na_position="first", kind="stable")
    grouped = stays.groupby("child_id")
    parts = {"care_id": "last", "no_start": "any", "agreement": "any", "end_reason": "first"}
    sums = {"longest": "max", "days": "sum", "sure_longest": "max", "sure_days": "sum"}
    found = grouped.agg({**parts, **sums}).reset_index()
    return found.assign(record_id=found["care_id"], longest=found["longest"].fillna(0), sure_longest=found["sure_longest"].fillna(0))


def private_fostering_visits(tables: Tables) -> pd.DataFrame:
    """Visits to private fostering arrangements as events for ``clocks.repeated``: arrangement_id, on, counts, reason, field.

    One at which the child was seen counts; where that is blank or unreadable, or the visit has no day, it is not clear.
    """
    name = "private_fostering_visits"
    rows = tables.get(name)
    events = pd.DataFrame(
        {
            "arrangement_id": rows["arrangement_id"],
            "on": rows["visited_on"],
            "counts": rows["child_seen"].astype("boolean"),
            "reason": pd.Series(str(Reason.BLANK_FIELD), index=rows.index, dtype="string"),
            "field": pd.Series(f"{name}.child_seen", index=rows.index, dtype="string").mask(
                rows["visited_on"].isna(), f"{name}.visited_on"
            ),
        }
    )
    for column in ("child_seen", "visited_on"):
        unread = rows["visit_id"].isin(tables.unreadable_keys(name, column))
        events.loc[unread, ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), f"{name}.{column}"]
    return events


def from_to(tables: Tables, name: str, starts: str, ends: str) -> pd.DataFrame:
    """Rows of one table as things that must come to an end in time, ready for ``clocks.once`` and ``once_met(in_order=True)``.

    name, starts, ends  the table, and its columns of the day it began and the day it ended
    Adds: starts_on, done_on, ends_on (blank: nothing else ends it), start_field, done_field, and where the end cannot be read maybe_done.
    """
    rows = tables.get(name)
    rows = rows.assign(
        starts_on=rows[starts], done_on=rows[ends], ends_on=pd.Series(pd.NaT, index=rows.index).astype(DATES),
        start_field=f"{name}.{starts}", done_field=f"{name}.{ends}",
    )  # fmt: skip
    return clocks.doubt_where_unreadable(rows, tables, name, ends, table(name).key)


def unread(rows: pd.DataFrame, tables: Tables, name: str, column: str, key: str) -> pd.Series:
    """True for rows whose value in ``name.column`` was there and could not be read."""
    return rows[key].isin(tables.unreadable_keys(name, column))


def doubted(answer: pd.DataFrame, where: pd.Series, field: str) -> pd.DataFrame:
    """An answer sheet in which what is not met is not recorded, where a value of ``field`` that cannot be read decides it."""
    doubt = where & answer["met"].eq(False).fillna(False).astype(bool)
    answer.loc[doubt, "met"] = pd.NA
    answer.loc[doubt, ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), field]
    return answer
