"""Documents on the child's file: kept up to date."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables
from fscp_readiness.vocabulary import Reason

from . import oversight
from .asked import Asked


def of_type(tables: Tables, kind: str) -> pd.DataFrame:
    """Documents of one type, and those whose type cannot be read and so may be of it (``unsure``).

    A document without a type is of none: the type is what makes it one.
    """
    rows = tables.documents
    unread = rows["document_id"].isin(tables.unreadable_keys("documents", "document_type"))
    return rows[rows["document_type"].eq(kind).fillna(False) | unread].assign(unsure=lambda kept: kept["document_type"].isna())


def updates(tables: Tables, kind: str) -> pd.DataFrame:
    """The latest day on which each document of one type was started or updated, as events of its child (``clocks.repeated``).

    One without any day is on file and says not how old it is; one whose day of updating cannot be read may be recent.
    """
    rows = of_type(tables, kind)
    unread = rows["document_id"].isin(tables.unreadable_keys("documents", "updated_on"))
    unread |= rows["document_id"].isin(tables.unreadable_keys("documents", "started_on"))
    reason = pd.Series(str(Reason.BLANK_FIELD), index=rows.index, dtype="string").mask(
        unread | rows["unsure"], str(Reason.UNREADABLE_VALUE)
    )
    field = pd.Series("documents.updated_on", index=rows.index, dtype="string").mask(rows["unsure"], "documents.document_type")
    last = rows[["started_on", "updated_on"]].max(axis=1).astype(DATES)
    events = pd.DataFrame({"child_id": rows["child_id"], "on": last, "reason": reason, "field": field})
    events["counts"] = pd.Series(True, index=rows.index, dtype="boolean").mask(rows["unsure"])
    perhaps = events[unread & ~rows["unsure"] & last.notna()].assign(on=pd.Series(dtype=DATES))
    return pd.concat([events, perhaps], ignore_index=True) if len(perhaps) else events


def kept_up(tables: Tables, kind: str, asked: Asked) -> pd.DataFrame:
    """Open episodes, once a document of this type is on file or has fallen due, ready for ``oversight.within``.

    A case has the same time to its first as from one updating to the next; which cases must have one sooner is REC-04's question.
    """
    return oversight.open_episodes_with(tables, updates(tables, kind), asked)
