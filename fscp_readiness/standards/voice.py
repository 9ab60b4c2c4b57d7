"""What the write-up of the last visit says of the child's voice, for every open episode."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable

import pandas as pd

from fscp_readiness.tables import Tables, beside, looked_up, matched, once_a_night
from fscp_readiness.vocabulary import Reason

from . import clocks, populations, visits, write_ups


@once_a_night
def wishes(tables: Tables) -> pd.DataFrame:
    """Visits at which the child was, or may have been, seen, with ``said``: are the child's wishes and feelings recorded?

    Columns: those of ``visits.visit_events`` without visit_id, written (a write-up is there), said (True, False, NA where blank),
    said_reason and said_field (a column of ``visit_records``).
    """
    return _seen(tables, "wishes_recorded", lambda column: column.astype("boolean"))


@once_a_night
def methods(tables: Tables) -> pd.DataFrame:
    """The same visits with ``said``: is the way the child communicates, or what was observed, recorded? A blank in a write-up says no."""
    return _seen(tables, "method", lambda column: column.notna().astype("boolean"))


def _seen(tables: Tables, column: str, read: Callable[[pd.Series], pd.Series]) -> pd.DataFrame:
    rows = write_ups.with_write_ups(tables, [column])
    unread = rows["written"] & rows["visit_id"].isin(tables.unreadable_keys("visit_records", column))
    said = read(rows[column]).mask(unread | ~rows["written"])
    reason = pd.Series(str(Reason.BLANK_FIELD), index=rows.index, dtype="string").mask(unread, str(Reason.UNREADABLE_VALUE))
    rows = rows.assign(said=said, said_reason=reason.mask(~rows["written"], str(Reason.NO_EVENT)), said_field=f"visit_records.{column}")
    parts = []
    for name in filter(tables.holds, write_ups.VISITS):
        events = visits.visit_events(tables, name)
        own = rows[rows["table"].eq(name)].drop_duplicates("visit_id").set_index("visit_id")
        parts.append(
            events.assign(**{each: looked_up(events["visit_id"], own[each]) for each in ("written", "said", "said_reason", "said_field")})
        )
    seen = pd.concat(parts, ignore_index=True)
    return seen[seen["counts"].fillna(True).astype(bool)].drop(columns="visit_id")


def at_the_last_visit(tables: Tables, *asked_of: pd.DataFrame) -> pd.DataFrame:
    """Open episodes with a visit at which the child was, or may have been, seen: the rows of ``open_episodes`` ready for ``said_there``.

    asked_of  what is asked of a visit, each as ``wishes`` or ``methods`` gives it: all must be recorded
    Of visits on the last day each may be recorded at any. A later visit that does not say whether the child was seen, or on what day, may
    be the last, or of the same day as the last sure one (``joint``): then each is looked at, and they must all agree. ``exempt``: unborn.
    """
    rows = populations.open_episodes(tables)
    parts = {f"{name}_{n}": one[name] for n, one in enumerate(asked_of) for name in ("said", "said_reason", "said_field")}
    seen = asked_of[0].assign(**parts)
    seen["said"] = _all_of([seen[f"said_{n}"] for n in range(len(asked_of))])
    found = matched(rows[["referral_id", "child_id", "received_on"]].dropna(subset=["referral_id", "child_id"]), seen, on="child_id")
    found = found[~(found["on"] < found["received_on"])]
    is_sure = found["counts"].fillna(False).astype(bool) & found["on"].notna()
    last_sure = looked_up(found["referral_id"], found[is_sure].groupby("referral_id")["on"].max())
    best = _best(found[is_sure & (found["on"] == last_sure)], len(asked_of))
    said_so = looked_up(found["referral_id"], best["said"]).astype("boolean").fillna(False).astype(bool)
    unclear = found[~is_sure & ~(found["on"] < last_sure) & ~(said_so & (found["on"] == last_sure))]
    that_day = found[(found["on"] == last_sure) | (found["on"].isna() & last_sure.notna())]
    joint = _best(that_day, len(asked_of))[["said"]].add_prefix("joint_")
    summary = pd.concat([best.add_prefix("sure_"), _agreed(unclear).add_prefix("unclear_"), joint], axis=1)
    first = unclear.drop_duplicates("referral_id").set_index("referral_id")
    summary = summary.assign(unclear_why=first["reason"].reindex(summary.index), unclear_where=first["field"].reindex(summary.index))
    rows = beside(rows[rows["referral_id"].isin(summary.index)], summary, "referral_id")
    unborn = rows["child_id"].isin(populations.unborn(tables)) if tables.holds("people") else pd.Series(False, index=rows.index)
    return rows.assign(exempt=pd.Series(pd.NA, index=rows.index, dtype="string").mask(unborn, "unborn"))


def _all_of(said: list[pd.Series]) -> pd.Series:
    """True where all are, False where one is, NA where a blank could change it."""
    return functools.reduce(operator.and_, [one.astype("boolean") for one in said])


def _best(found: pd.DataFrame, parts: int) -> pd.DataFrame:
    """One row a referral: ``there``, ``said`` (each part at any of the visits; NA where a blank could change it), and the ``field``,
    with its ``reason``, of the first part that is not."""
    of = found["referral_id"]
    sheets = []
    for n in range(parts):
        top = found[f"said_{n}"].astype("Float64").groupby(of).max()
        unsettled = found[f"said_{n}"].isna().groupby(of).any() & ~top.eq(1.0).fillna(False).astype(bool)
        blank = found[found[f"said_{n}"].isna()].drop_duplicates("referral_id").set_index("referral_id")
        said = top.mask(unsettled).map({1.0: True, 0.0: False}).astype("boolean")
        field = found[f"said_field_{n}"].groupby(of).first()
        sheets.append(pd.DataFrame({"said": said, "reason": blank[f"said_reason_{n}"].reindex(said.index), "field": field}))
    out = sheets[0].assign(said=_all_of([sheet["said"] for sheet in sheets]), there=True)
    out["field"] = out["field"].mask(out["said"].eq(True).fillna(False).astype(bool))
    for sheet in reversed(sheets):
        same = (sheet["said"].eq(out["said"]).fillna(False) | (sheet["said"].isna() & out["said"].isna())).astype(bool)
        out.loc[same, ["reason", "field"]] = sheet.loc[same, ["reason", "field"]]
    return out


def _agreed(found: pd.DataFrame) -> pd.DataFrame:
    """One row a referral: ``there``, and ``said``, the answer that all the visits give; NA where one is blank or not all give one."""
    said = found["said"].astype("Float64").groupby(found["referral_id"])
    top, worst, blanks = said.max(), said.min(), found["said"].isna().groupby(found["referral_id"]).any()
    unsettled = blanks | top.ne(worst).fillna(True).astype(bool)
    return pd.DataFrame({"there": said.size() > 0, "said": top.mask(unsettled).map({1.0: True, 0.0: False}).astype("boolean")})


def said_there(rows: pd.DataFrame) -> pd.DataFrame:
    """The answers for ``at_the_last_visit``: met, reason, field. Missing where the last visit does not say, or may not be the last."""
    answer = clocks.answers(rows)
    sure, maybe = rows["sure_said"].astype("boolean"), rows["unclear_said"].astype("boolean")
    unclear, any_sure = rows["unclear_there"].fillna(False).astype(bool), rows["sure_there"].fillna(False).astype(bool)
    both = sure.where(~unclear | (maybe == sure).fillna(False).astype(bool))
    both = both.mask(both.eq(False).fillna(False) & rows["joint_said"].astype("boolean").fillna(True).astype(bool))
    answer["met"] = both.mask(~any_sure, maybe.where(maybe.fillna(False).astype(bool)))
    missing = answer["met"].isna()
    answer["field"] = rows["sure_field"].fillna("visit_records.wishes_recorded")
    answer.loc[missing, "reason"] = rows["sure_reason"][missing].fillna(str(Reason.BLANK_FIELD))
    told_apart = missing & unclear & (sure.notna() | ~any_sure)
    answer.loc[told_apart, "reason"] = rows["unclear_why"][told_apart]
    answer.loc[told_apart, "field"] = rows["unclear_where"][told_apart]
    return answer
