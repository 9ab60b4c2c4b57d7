"""The legal status of a child in care tonight, and since when it has been that."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, matched
from fscp_readiness.vocabulary import Reason

from . import doubts
from .populations import SHORT_BREAKS

LONG_AGO = pd.Timestamp("1900-01-01")
"""Since when, at the worst, where no day is known."""


def statuses_tonight(tables: Tables) -> pd.DataFrame:
    """The legal status of each child at the end of ``as_at``, one row a child: child_id, legal_status_id, legal_status, status_from.

    Of several that have not ended the one that began last, then care before short breaks, then the higher id. A child with none has no row.
    """
    rows = tables.legal_statuses
    current = rows[rows["ended_on"].isna() & rows["child_id"].notna()]
    current = current.assign(care=~current["legal_status"].isin(SHORT_BREAKS), status_from=current["started_on"])
    current = current.sort_values(["child_id", "started_on", "care", "legal_status_id"], na_position="first")
    return current.drop_duplicates("child_id", keep="last")[["child_id", "legal_status_id", "legal_status", "status_from"]]


def under_since(rows: pd.DataFrame, tables: Tables, status: str) -> pd.DataFrame:
    """Since when each child has been under ``status`` tonight, over rows of it that follow one another: columns earliest, latest.

    rows  child_id and the columns of ``statuses_tonight`` (blank where the child has none)
    A status that is blank or cannot be read is it in ``earliest`` and another in ``latest``. earliest is ``LONG_AGO`` where the day it
    began is not known; latest is blank where it may have begun tonight, or be another status.
    """
    held = tables.legal_statuses[["child_id", "legal_status", "started_on"]]
    pairs = rows[["child_id", "status_from"]].reset_index(names="row")
    pairs = matched(pairs, held, on="child_id")
    pairs = pairs[~(pairs["started_on"] > pairs["status_from"])]
    same = pairs["legal_status"].eq(status).fillna(False).astype(bool)
    known = rows["status_from"].notna()
    earliest = _first_after(pairs[same | pairs["legal_status"].isna()], pairs[~same & pairs["legal_status"].notna()])
    latest = _first_after(pairs[same & pairs["started_on"].notna()], pairs[~same])
    row = pd.Series(rows.index, index=rows.index)
    return rows.assign(
        earliest=looked_up(row, earliest).where(known).fillna(LONG_AGO).astype(DATES),
        latest=looked_up(row, latest).where(known & rows["legal_status"].notna()).astype(DATES),
    )


def _first_after(mine: pd.DataFrame, others: pd.DataFrame) -> pd.Series:
    """The first start of ``mine``, by row, that no other status followed; one without a day came before all."""
    other = looked_up(mine["row"], others.groupby("row")["started_on"].max())
    mine = mine.assign(started_on=mine["started_on"].fillna(LONG_AGO))
    return mine[~(mine["started_on"] < other)].groupby("row")["started_on"].min()


def unsure(answer: pd.DataFrame, rows: pd.DataFrame, tables: Tables, where: pd.Series) -> None:
    """The answers that are not met, missing ``where`` the legal status (or since when it has been that) would decide them."""
    no_day = rows["status_from"].isna() & rows["legal_status"].notna()
    doubts.unless_met(answer, where & no_day, Reason.BLANK_FIELD, "legal_statuses.started_on")
    unread = rows["legal_status_id"].isin(tables.unreadable_keys("legal_statuses", "legal_status"))
    doubts.unless_met(answer, where & unread, Reason.UNREADABLE_VALUE, "legal_statuses.legal_status")
    doubts.unless_met(answer, where, Reason.BLANK_FIELD, "legal_statuses.legal_status")
