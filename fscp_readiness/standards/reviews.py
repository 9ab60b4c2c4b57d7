"""Reviews and meetings that come again: which were held, and what is counted from the first, the second or a later one."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, TableAbsent, Tables, looked_up, matched, once_a_night, table
from fscp_readiness.vocabulary import Reason

from . import clocks, first_events, populations, visits
from .asked import Asked


@once_a_night
def held(tables: Tables, name: str, key: str) -> pd.DataFrame:
    """The reviews (or meetings) of one table as events for ``clocks.repeated`` and ``first_events``.

    name  cp_reviews, care_reviews, cin_reviews, core_groups: a table with ``held_on``
    key   the column that joins one to its plan or period of care; blank where the table lacks it
    Columns: child_id, key, on (date), counts, reason, field.
    One said to be cancelled does not count; one where that is blank does. A blank day says not yet held in a table that also holds
    days planned (``review_due_on``), and is left out; in one that holds only meetings, the meeting was held on a day not known.
    """
    rows = tables.get(name)
    own = table(name).key
    bad_day = rows[own].isin(tables.unreadable_keys(name, "held_on"))
    bad_flag = cancelled = pd.Series(False, index=rows.index)
    if "cancelled" in rows:
        bad_flag, cancelled = rows[own].isin(tables.unreadable_keys(name, "cancelled")), rows["cancelled"].fillna(False).astype(bool)
    blank = pd.Series(pd.NA, index=rows.index, dtype="string")
    events = pd.DataFrame(
        {
            "child_id": rows["child_id"] if "child_id" in rows else blank,
            key: rows[key] if key in rows else blank,
            "on": rows["held_on"],
            "counts": (~cancelled).astype("boolean").mask((bad_day | bad_flag) & ~cancelled),
            "reason": pd.Series(str(Reason.BLANK_FIELD), index=rows.index, dtype="string").mask(
                bad_day | bad_flag, str(Reason.UNREADABLE_VALUE)
            ),
            "field": pd.Series(f"{name}.held_on", index=rows.index, dtype="string").mask(bad_flag & ~bad_day, f"{name}.cancelled"),
        }
    )
    planned = any(column.name == "review_due_on" for column in table(name))
    return events[events["on"].notna() | bad_day] if planned else events


def every(tables: Tables, name: str, key: str) -> pd.DataFrame:
    """``held``, where each review matters, not only the last. TableAbsent where the source does not say whose each is (Annex A)."""
    if tables.holds(name) and not tables.holds(name, key):
        raise TableAbsent(name, key)
    return held(tables, name, key)


def last_of_open_plans(tables: Tables) -> pd.DataFrame:
    """The last review held of each open plan of this council: the columns of cp_reviews. One on or before the plan's start is none."""
    plans = populations.open_on(populations.cp_plans(tables), "ends_on")
    rows = tables.cp_reviews
    rows = visits.joined_to(rows[rows["held_on"].notna()].assign(on=rows["held_on"]), plans, "plan_id")
    starts = plans.drop_duplicates("plan_id").set_index("plan_id")["starts_on"]
    rows = rows[rows["plan_id"].isin(starts.index) & ~(rows["on"] <= looked_up(rows["plan_id"], starts))]
    rows = rows.sort_values(["plan_id", "on", "review_id"], kind="stable").drop_duplicates("plan_id", keep="last")
    return rows.drop_duplicates("review_id").drop(columns="on")


def age_at(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """The child's age (years) on the day each review was held; NA where the date of birth is blank."""
    born_on = tables.everything("people").drop_duplicates("child_id").set_index("child_id")["born_on"]
    return populations.age_in_years(looked_up(rows["child_id"], born_on), rows["held_on"])


def of_records(events: pd.DataFrame, rows: pd.DataFrame, key: str, *, from_start: bool) -> pd.DataFrame:
    """Events with the record each belongs to; one before the record begins does not count, and where its start is blank none is sure.

    rows        ``key``, child_id, starts_on, ends_on, start_field (the column that holds the start)
    from_start  does one on the very day the record begins count? A core group may meet after the conference; a review may not
    """
    found = visits.joined_to(events, rows, key)
    starts = looked_up(found[key], rows.drop_duplicates(key).set_index(key)["starts_on"])
    inside = (found["on"] >= starts) if from_start else (found["on"] > starts)
    no_start = starts.isna() & found["counts"].ne(False).fillna(True)
    found["counts"] = inside.astype("boolean").mask(found["on"].isna() | starts.isna()) & found["counts"].astype("boolean")
    found.loc[no_start, "reason"] = str(Reason.BLANK_FIELD)
    found.loc[no_start, "field"] = looked_up(found[key], rows.drop_duplicates(key).set_index(key)["start_field"])[no_start]
    return found


def with_first(rows: pd.DataFrame, tables: Tables, name: str, asked: Asked, *, key: str, from_start: bool = False) -> pd.DataFrame:
    """Rows with the day of their first review or meeting, ready for ``clocks.once`` (see ``first_events.with_first_event``)."""
    events = of_records(held(tables, name, key), rows, key, from_start=from_start)
    return first_events.with_first_event(rows, events, asked, key=key)


def after_the(rows: pd.DataFrame, events: pd.DataFrame, asked: Asked, *, key: str, n: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Records counted from their nth review: the rows that have one, starting that day, and the events after it.

    rows    ``key``, child_id, starts_on, ends_on (dates), start_field
    events  as ``of_records`` gives them
    Rows come with starts_on (the day of the nth review that is sure) and began_on (the record's own start). Where fewer than n are sure
    and unclear ones would make n, the day is not known: starts_on is blank, ``start_field`` and ``start_reason`` say why, and the row
    is kept only if, counted from the record's own start, the next would be late by now (or by the record's end).
    """
    inside = matched(events, rows[[key, "starts_on", "ends_on"]], on=key)
    inside = inside[~(inside["on"] < inside["starts_on"]) & ~(inside["on"] > inside["ends_on"])]
    sure = inside[inside["counts"].fillna(False).astype(bool) & inside["on"].notna()][[key, "on"]].drop_duplicates()
    sure = sure.sort_values([key, "on"], kind="stable")
    nth = sure[sure.groupby(key).cumcount() == n - 1].set_index(key)["on"]
    unclear = inside[inside["counts"].isna() | (inside["on"].isna() & inside["counts"].fillna(True).astype(bool))]
    number = sure.groupby(key).size().add(unclear.groupby(key).size(), fill_value=0)
    enough = looked_up(rows[key], number).fillna(0) >= n
    known = rows[key].isin(nth.index)
    stop = rows["ends_on"].where(rows["ends_on"] < asked.today, asked.today).astype(DATES)
    could_be_late = clocks.past(clocks.due(rows["starts_on"], asked), stop, asked) | rows["starts_on"].isna()
    why = unclear.drop_duplicates(key, keep="last").set_index(key)
    counted = rows.assign(
        began_on=rows["starts_on"],
        starts_on=looked_up(rows[key], nth).astype(DATES),
        start_field=rows["start_field"].astype("string").mask(~known, looked_up(rows[key], why["field"])),
        start_reason=looked_up(rows[key], why["reason"]).astype("string").mask(known, str(Reason.BLANK_FIELD)),
    )[known | (enough & could_be_late)]
    days = looked_up(events[key], nth)
    return counted, events[~(events["on"] <= days)]


def say_why_no_start(answer: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Answers whose day to count from (``after_the``) is not known, with the reason and the field that it is not known for."""
    unknown = rows["starts_on"].isna() & answer["met"].isna()
    answer.loc[unknown, "reason"] = rows["start_reason"][unknown]
    answer.loc[unknown, "field"] = rows["start_field"][unknown]
    return answer
