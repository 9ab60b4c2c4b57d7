"""Documents on a child's file: is one there, and where a blank leaves that open, why."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Reason

from . import clocks

DAYS = ("started_on", "updated_on", "authorised_on")


def on_file(tables: Tables, rows: pd.DataFrame, kind: str, *, since: str = "", authorised: bool = False) -> pd.DataFrame:
    """Is a document of this kind on the file of each row's child? By rows: there (True, False, NA where unclear), reason, field.

    rows        child_id and, where asked for, ``since``: a column of days
    since       a document must have been started, updated or authorised on that day or later
    authorised  it must have been authorised
    Unclear: a document that does not say its kind, has none of the days it is judged by, or one that cannot be read; a blank ``since``.
    """
    held = tables.documents
    held = held[held["document_type"].eq(kind).fillna(True)]
    named = held["document_type"].notna()
    unread = {column: held["document_id"].isin(tables.unreadable_keys("documents", column)) for column in DAYS}
    latest = held[list(DAYS)].max(axis=1).astype(DATES)
    good = pd.Series(True, index=held.index, dtype="boolean")
    field = pd.Series("documents.document_type", index=held.index, dtype="string")
    reason = pd.Series(str(Reason.BLANK_FIELD), index=held.index, dtype="string")
    if authorised:
        good = held["authorised_on"].notna().astype("boolean").mask(unread["authorised_on"])
        reason, field = reason.mask(good.isna(), str(Reason.UNREADABLE_VALUE)), field.mask(good.isna(), "documents.authorised_on")
    each = held.assign(good=good, reason=reason, field=field, latest=latest, named=named)
    each = rows[["child_id", *([since] if since else [])]].assign(row=rows.index).merge(each, on="child_id")
    if since:
        recent = (each["latest"] >= each[since]).astype("boolean").mask(each["latest"].isna() | each[since].isna())
        each.loc[each["latest"].isna() & each["named"], "field"] = "documents.started_on"
        each.loc[each[since].isna() & each["named"], "field"] = "cp_plans.started_on" if since == "starts_on" else since
        each["good"] = each["good"] & recent
    each["good"] = each["good"] & each["named"].astype("boolean").mask(~each["named"])
    sure = each[each["good"].fillna(False).astype(bool)]["row"]
    unclear = each[each["good"].isna()].drop_duplicates("row").set_index("row")
    where = pd.Series(rows.index, index=rows.index)
    there = where.isin(sure).astype("boolean").mask(where.isin(unclear.index) & ~where.isin(sure))
    return pd.DataFrame({"there": there, "reason": looked_up(where, unclear["reason"]), "field": looked_up(where, unclear["field"])})


def all_there(rows: pd.DataFrame, kinds: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Answers where every kind (name -> ``on_file``) must be there: not met where one is surely missing, missing where one is unclear."""
    answer = clocks.answers(rows).assign(reason=str(Reason.NO_EVENT))
    answer["met"] = pd.Series(True, index=rows.index, dtype="boolean")
    for found in kinds.values():
        answer["met"] = answer["met"] & found["there"]
        first = answer["met"].isna() & found["there"].isna() & answer["field"].eq("")
        answer.loc[first, ["reason", "field"]] = found.loc[first, ["reason", "field"]]
    answer.loc[answer["met"].eq(False).fillna(False), ["reason", "field"]] = [str(Reason.NO_EVENT), "documents.document_type"]
    return answer
