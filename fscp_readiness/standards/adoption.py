"""Children on the way to adoption and those adopted, days between two steps, and the stages of an adopter's approval."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, matched
from fscp_readiness.vocabulary import Reason

from . import clocks, doubts, populations, reviews, visits
from .asked import Asked


def waiting(tables: Tables) -> pd.DataFrame:
    """P-ADO: children for whom adoption has been decided, who are neither adopted (or under another order) nor no longer to be placed.

    Columns of permanences, and ``maybe_over``: the day of the order or of the reversal could not be read, or a reason for a reversal
    stands without its day (one that has not come is a day: nothing is over yet). A record with no step of adoption on it is other
    permanence work and is left out.
    """
    rows = tables.permanences
    steps = pd.Series(False, index=rows.index)
    for step in ("decided_on", "placement_order_on", "matched_on", "placed_on"):
        steps |= rows[step].notna() | doubts.unreadable(rows, tables, "permanences", step)
    rows = rows[steps & rows["order_on"].isna() & rows["reversed_on"].isna()]
    return rows.assign(maybe_over=_maybe_over(rows, tables))


def _maybe_over(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    over = doubts.unreadable(rows, tables, "permanences", "order_on") | doubts.unreadable(rows, tables, "permanences", "reversed_on")
    reason = rows["reversal_reason"].notna() | doubts.unreadable(rows, tables, "permanences", "reversal_reason")
    return over | (reason & rows["reversed_on"].isna() & ~doubts.dated_ahead(rows, tables, "permanences", "reversed_on"))


def placed(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children placed for adoption, from the day they moved in (``starts_on``) to their first adoption review (``ends_on``).

    The review is the child's first in care held after the day of placement; without one the time ends with the order, a reversal or
    the period of care. Live: only those whose time has not ended. ``perhaps_until``: the first day on which an end may lie that could not
    be read: that of a review which may be cancelled, else the day of placement; NaT where there is none such.
    """
    rows = tables.permanences
    rows = rows[rows["placed_on"].notna() | doubts.unreadable(rows, tables, "permanences", "placed_on")]
    held = reviews.held(tables, "care_reviews", "care_id").drop(columns="care_id")
    held = matched(held, rows[["permanence_id", "child_id", "placed_on"]], on="child_id")
    after = held[held["counts"].fillna(False).astype(bool) & (held["on"] > held["placed_on"])]
    first = looked_up(rows["permanence_id"], after.groupby("permanence_id")["on"].min())
    periods = populations.periods_of_care(tables).set_index("care_id")
    care_end = looked_up(rows["care_id"], periods["ends_on"])
    unsure = held[held["counts"].isna() & ~(held["on"] <= held["placed_on"])]
    first_unsure = unsure["on"].fillna(unsure["placed_on"]).groupby(unsure["permanence_id"]).min()
    perhaps = looked_up(rows["permanence_id"], first_unsure).astype(DATES).mask(_maybe_over(rows, tables), rows["placed_on"])
    rows = rows.assign(
        starts_on=rows["placed_on"],
        ends_on=pd.concat([first, rows["order_on"], rows["reversed_on"], care_end], axis=1).min(axis=1).astype(DATES),
        start_field="permanences.placed_on",
        perhaps_until=perhaps,
    )
    return populations.open_on(rows, "ends_on") if asked.live else rows


def visits_to(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Visits in care as events of the adoption record (``permanence_id``) of the child seen; none where the day of placement is unknown."""
    events = visits.visit_events(tables, "care_visits")
    return visits.joined_to(events, rows[rows["starts_on"].notna()], "permanence_id")


# --- days from one step to another, of children adopted -------------------------------------------------------------------------


def adopted(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children whose adoption order was made in the period, both ends in; other orders only where the kind of order is not named."""
    rows = tables.permanences
    if "order_type" in rows:
        rows = rows[rows["order_type"].isna() | rows["order_type"].str.contains("adopt", case=False).fillna(False).astype(bool)]
    rows = rows[rows["order_on"].between(asked.since, asked.today)]
    return rows.assign(event_on=rows["order_on"])


def entered_care_on(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """The day each child entered care: as the adoption record gives it, else the first day of the period of care it names.

    Where it names none, the last of the child's that began on or before the day of placement. A period that is named and not on record
    is not another one: blank.
    """
    given = rows["entered_care_on"] if "entered_care_on" in rows else pd.Series(pd.NaT, index=rows.index).astype(DATES)
    if given.notna().all() or not tables.holds("care_episodes"):
        return given
    slices = tables.care_episodes
    entered = slices["entered_care_on"] if "entered_care_on" in slices else pd.Series(pd.NaT, index=slices.index).astype(DATES)
    periods = populations.periods_of_care(tables)[["care_id", "child_id", "starts_on"]]
    said = looked_up(periods["care_id"], entered.groupby(slices["care_id"].fillna(slices["episode_id"])).min())
    periods = periods.assign(first=said.fillna(periods["starts_on"]).astype(DATES))
    named = looked_up(rows["care_id"], periods.set_index("care_id")["first"]) if "care_id" in rows else given
    nameless = rows[rows["care_id"].isna()] if "care_id" in rows else rows
    pairs = matched(nameless[["permanence_id", "child_id", "placed_on"]], periods.dropna(subset=["child_id", "first"]), on="child_id")
    last = pairs[pairs["first"] <= pairs["placed_on"]].sort_values("first").drop_duplicates("permanence_id", keep="last")
    by_date = looked_up(rows["permanence_id"], last.set_index("permanence_id")["first"])
    return given.fillna(named).fillna(by_date).astype(DATES)


def steps(rows: pd.DataFrame, tables: Tables, first: str, last: str) -> pd.DataFrame:
    """Rows with the two days between which time is counted: from_on, to_on, from_field, to_field.

    first, last  columns of permanences; ``entered_care_on`` is looked up in the care episodes where the record does not give it
    """
    entered = first == "entered_care_on"
    return rows.assign(
        from_on=entered_care_on(rows, tables) if entered else rows[first],
        to_on=rows[last],
        from_field="care_episodes.entered_care_on" if entered else f"permanences.{first}",
        to_field=f"permanences.{last}",
    )


def days_known(rows: pd.DataFrame) -> pd.DataFrame:
    """Answers for rows with ``steps``: met where the days can be worked out; missing where a day is blank or they are in wrong order."""
    answer = clocks.answers(rows)
    days = _days(rows)
    answer["met"] = pd.Series(True, index=rows.index, dtype="boolean").mask(days.isna())
    answer["reason"] = answer["reason"].mask(days.isna(), str(Reason.BLANK_FIELD))
    answer["field"] = rows["to_field"].where(rows["from_on"].notna(), rows["from_field"]).astype("string")
    answer.loc[(rows["to_on"] < rows["from_on"]).fillna(False).astype(bool), "reason"] = str(Reason.CONFLICT)
    return answer


def amount_of_days(rows: pd.DataFrame) -> pd.DataFrame:
    """amount (days) and weight (1) for rows with ``steps``; a child whose days cannot be worked out carries no weight."""
    days = _days(rows)
    return pd.DataFrame({"amount": days.fillna(0), "weight": days.notna().astype("float64")})


def _days(rows: pd.DataFrame) -> pd.Series:
    days = (rows["to_on"] - rows["from_on"]).dt.days.astype("Float64")
    return days.mask((days < 0).fillna(False))


# --- adopters -------------------------------------------------------------------------------------------------------------------


def stage(tables: Tables, asked: Asked, begun: str, ended: str, later: Sequence[str]) -> pd.DataFrame:
    """Adopters in one stage of approval, ready for ``clocks.once_met``: once the stage has ended or is late.

    begun, ended  columns of adopters: the stage's first and last day
    later         columns of steps that come after it: one of them dated beside a blank end says that the stage ended, on no known day
    Live: only adopters who have neither left nor adopted. A reason for leaving without its day leaves us unable to tell, where the stage
    is late and has not ended; one beside a day that has not come says that they are still here.
    """
    rows = tables.adopters
    rows = rows[rows[begun].notna() | rows[ended].notna() | _bad(rows, tables, begun) | _bad(rows, tables, ended)]
    if asked.live:
        rows = rows[rows["left_on"].isna() & rows["adoption_order_on"].isna()]
    open_end = rows[ended].isna()
    gone_on = open_end & pd.concat([rows[step].notna() | _bad(rows, tables, step) for step in later], axis=1).any(axis=1)
    reason = rows["leaving_reason"].notna() | _bad(rows, tables, "leaving_reason") | _bad(rows, tables, "left_on")
    left = reason & rows["left_on"].isna() & ~doubts.dated_ahead(rows, tables, "adopters", "left_on")
    left &= open_end & clocks.past(clocks.due(rows[begun], asked), asked.today, asked)
    no_day = left & _bad(rows, tables, "left_on")
    rows = rows.assign(
        starts_on=rows[begun], done_on=rows[ended], ends_on=rows["left_on"],
        start_field=f"adopters.{begun}", done_field=f"adopters.{ended}",
        maybe_done=gone_on | left,
        maybe_reason=pd.Series(str(Reason.BLANK_FIELD), index=rows.index, dtype="string").mask(no_day, str(Reason.UNREADABLE_VALUE)),
        maybe_field=pd.Series(f"adopters.{ended}", index=rows.index).mask(left & ~gone_on, "adopters.left_on"),
    )  # fmt: skip
    return clocks.once(clocks.doubt_where_unreadable(rows, tables, "adopters", ended, "adopter_id"), asked)


def _bad(rows: pd.DataFrame, tables: Tables, column: str) -> pd.Series:
    return doubts.unreadable(rows, tables, "adopters", column)
