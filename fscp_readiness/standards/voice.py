"""What the write-up of the last visit says of the child's voice, for every open episode."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Reason

from . import clocks, populations, visits, write_ups


def wishes(tables: Tables) -> pd.DataFrame:
    """Visits at which the child was, or may have been, seen, with ``said``: are the child's wishes and feelings recorded?

    Columns: those of ``visits.visit_events`` without visit_id, written (a write-up is there), said (True, False, NA where blank),
    said_reason and said_field.
    """
    return _seen(tables, "wishes_recorded", lambda column: column.astype("boolean"))


def methods(tables: Tables) -> pd.DataFrame:
    """The same visits with ``said``: is the way the child communicates, or what was observed, recorded? A blank in a write-up says no."""
    return _seen(tables, "method", lambda column: column.notna().astype("boolean"))


def _seen(tables: Tables, column: str, read: Callable[[pd.Series], pd.Series]) -> pd.DataFrame:
    rows = write_ups.with_write_ups(tables, [column])
    unread = rows["written"] & rows["visit_id"].isin(tables.unreadable_keys("visit_records", column))
    said = read(rows[column]).mask(unread | ~rows["written"])
    reason = pd.Series(str(Reason.BLANK_FIELD), index=rows.index, dtype="string").mask(unread, str(Reason.UNREADABLE_VALUE))
    rows = rows.assign(said=said, said_reason=reason.mask(~rows["written"], str(Reason.NO_EVENT)))
    parts = []
    for name in filter(tables.holds, write_ups.VISITS):
        events = visits.visit_events(tables, name)
        own = rows[rows["table"].eq(name)].drop_duplicates("visit_id").set_index("visit_id")
        parts.append(events.assign(**{each: looked_up(events["visit_id"], own[each]) for each in ("written", "said", "said_reason")}))
    seen = pd.concat(parts, ignore_index=True)
    return seen[seen["counts"].fillna(True).astype(bool)].drop(columns="visit_id")


def at_the_last_visit(tables: Tables, seen: pd.DataFrame) -> pd.DataFrame:
    """Open episodes with a visit at which the child was, or may have been, seen: the rows of ``open_episodes`` ready for ``said_there``.

    seen  as ``wishes`` or ``methods`` gives them
    Of visits on the last day one that says so is enough. A later visit that does not say whether the child was seen, or on what day, may
    be the last: then each such visit is looked at beside the last sure one, and they must all agree. ``exempt``: unborn.
    """
    rows = populations.open_episodes(tables)
    found = rows[["referral_id", "child_id", "received_on"]].dropna(subset=["referral_id", "child_id"]).merge(seen, on="child_id")
    found = found[~(found["on"] < found["received_on"])]
    is_sure = found["counts"].fillna(False).astype(bool) & found["on"].notna()
    last_sure = looked_up(found["referral_id"], found[is_sure].groupby("referral_id")["on"].max())
    sure = found[is_sure & (found["on"] == last_sure)]
    said_so = looked_up(found["referral_id"], _agreed(sure, best=True)["said"]).astype("boolean").fillna(False).astype(bool)
    unclear = found[~is_sure & ~(found["on"] < last_sure) & ~(said_so & (found["on"] == last_sure))]
    summary = pd.concat([_agreed(sure, best=True).add_prefix("sure_"), _agreed(unclear, best=False).add_prefix("unclear_")], axis=1)
    first = unclear.drop_duplicates("referral_id").set_index("referral_id")
    summary = summary.assign(unclear_why=first["reason"].reindex(summary.index), unclear_where=first["field"].reindex(summary.index))
    rows = rows[rows["referral_id"].isin(summary.index)].merge(summary, left_on="referral_id", right_index=True)
    unborn = rows["child_id"].isin(populations.unborn(tables)) if tables.holds("people") else pd.Series(False, index=rows.index)
    return rows.assign(exempt=pd.Series(pd.NA, index=rows.index, dtype="string").mask(unborn, "unborn"))


def _agreed(found: pd.DataFrame, *, best: bool) -> pd.DataFrame:
    """One row a referral: ``there``, and ``said``: the best answer of the visits, or the answer that all give; NA where a blank could
    change it, or not all give one."""
    found = found.assign(score=found["said"].astype("Float64"), blank=found["said"].isna())
    by_episode = found.groupby("referral_id")
    score, worst, blanks = by_episode["score"].max(), by_episode["score"].min(), by_episode["blank"].any()
    unsettled = blanks & ~score.eq(1.0).fillna(False).astype(bool) if best else blanks | score.ne(worst).fillna(True).astype(bool)
    said = score.mask(unsettled).map({1.0: True, 0.0: False}).astype("boolean")
    blank = found[found["blank"]].drop_duplicates("referral_id").set_index("referral_id")
    return pd.DataFrame({"there": by_episode.size() > 0, "said": said, "reason": blank["said_reason"].reindex(said.index)})


def said_there(rows: pd.DataFrame, field: str) -> pd.DataFrame:
    """The answers for ``at_the_last_visit``: met, reason, field. Missing where the last visit does not say, or may not be the last.

    field  the column that says it, for a finding
    """
    answer = clocks.answers(rows)
    sure, maybe = rows["sure_said"].astype("boolean"), rows["unclear_said"].astype("boolean")
    unclear, any_sure = rows["unclear_there"].fillna(False).astype(bool), rows["sure_there"].fillna(False).astype(bool)
    both = sure.where(~unclear | (maybe == sure).fillna(False).astype(bool))
    answer["met"] = both.mask(~any_sure, maybe.where(maybe.fillna(False).astype(bool)))
    missing = answer["met"].isna()
    answer["field"] = field
    answer.loc[missing, "reason"] = rows["sure_reason"][missing].fillna(str(Reason.BLANK_FIELD))
    told_apart = missing & unclear & (sure.notna() | ~any_sure)
    answer.loc[told_apart, "reason"] = rows["unclear_why"][told_apart]
    answer.loc[told_apart, "field"] = rows["unclear_where"][told_apart]
    return answer
