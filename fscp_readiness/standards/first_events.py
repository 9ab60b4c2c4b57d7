"""The first event that counts after a record begins: the first visit of a placement, the first review of a period of care.

``clocks.once`` needs ``done_on``. This finds it among events that may be keyed to the record or only to the child, may not count, or
may leave us unable to tell whether they count.
"""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, looked_up, matched
from fscp_readiness.vocabulary import Reason

from . import clocks
from .asked import Asked


def with_first_event(rows: pd.DataFrame, events: pd.DataFrame, asked: Asked, *, key: str, due_on: pd.Series | None = None) -> pd.DataFrame:
    """Rows with the day of their first event that counts, ready for ``clocks.once``.

    rows    ``key``, ``child_id``, ``starts_on``, ``ends_on`` (dates)
    events  ``on`` (date), ``counts`` (True, False, or NA where unclear), ``child_id``; ``key`` where the event names its record; and,
            for unclear ones, ``reason`` and ``field``. A completion date that is blank means not yet done: leave such rows out.
    due_on  where the clock of ``asked`` does not give it: an unclear event after it is late however it is read
    An event that names its record counts unless it is dated outside it. One that names only the child counts from the day the record
    begins to the day it ends; where the beginning is blank it proves nothing.
    Adds: done_on, maybe_done (an unclear event, read kindly, would do), maybe_reason, maybe_field, tried (something was recorded).
    """
    rows = rows.copy()
    found = _joined(rows, events, key)
    sure = found[found["counts"].fillna(False).astype(bool) & found["on"].notna()]
    rows["done_on"] = looked_up(rows[key], sure.groupby(key)["on"].min()).astype(DATES)
    unclear = found[found["counts"].isna() | (found["on"].isna() & found["counts"].fillna(True).astype(bool))]
    if not asked.live:
        due_on = clocks.due(rows["starts_on"], asked) if due_on is None else due_on
        due_on = looked_up(unclear[key], due_on.set_axis(rows[key]).groupby(level=0).max()).astype(DATES)
        unclear = unclear[~clocks.past(due_on, unclear["on"], asked)]
    kindest = unclear.sort_values("on", na_position="last").drop_duplicates(key, keep="first").set_index(key)
    rows["maybe_done"] = rows[key].isin(kindest.index)
    rows["maybe_reason"] = looked_up(rows[key], kindest["reason"]) if "reason" in kindest else str(Reason.BLANK_FIELD)
    rows["maybe_field"] = looked_up(rows[key], kindest["field"]) if "field" in kindest else ""
    rows["tried"] = rows[key].isin(found[found["on"].notna()][key])
    return rows


def _joined(rows: pd.DataFrame, events: pd.DataFrame, key: str) -> pd.DataFrame:
    spans = rows[[key, "child_id", "starts_on", "ends_on"]]
    columns = [name for name in ("on", "counts", "reason", "field") if name in events]
    named = events[key].notna() if key in events else pd.Series(False, index=events.index)
    if "child_id" not in events:
        events = events.assign(child_id=pd.Series(pd.NA, index=events.index, dtype="string"))
    keys = events[key] if key in events else pd.Series(pd.NA, index=events.index, dtype="string")
    keyed = matched(events.loc[named, columns].assign(**{key: keys[named]}), spans.drop(columns="child_id"), on=key)
    keyed = keyed[~(keyed["on"] < keyed["starts_on"])]
    loose = matched(events.loc[~named & events["child_id"].notna(), [*columns, "child_id"]], spans, on="child_id").drop(columns="child_id")
    loose = loose[(loose["on"] >= loose["starts_on"]) | (loose["on"].isna() & loose["starts_on"].notna())]
    both = pd.concat([part for part in (keyed, loose) if not part.empty], ignore_index=True) if len(keyed) or len(loose) else loose
    return both[~(both["on"] > both["ends_on"])]
