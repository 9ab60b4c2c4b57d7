"""Documents on a child's file: is one there, and where a blank leaves that open, why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import pandas as pd

from fscp_readiness.tables import DATES, Tables, looked_up, matched
from fscp_readiness.vocabulary import Reason

from . import clocks

DAYS = ("started_on", "updated_on", "authorised_on")


def of_kind(tables: Tables, kind: str) -> pd.DataFrame:
    """Documents of one kind, and those that do not say theirs, which may be of it: documents with named and why.

    named  False where the document does not say its kind, or says it so that it cannot be read
    why    the reason it gives for that: blank_field or unreadable_value
    """
    rows = tables.documents
    rows = rows[rows["document_type"].eq(kind).fillna(True)]
    unread = rows["document_id"].isin(tables.unreadable_keys("documents", "document_type"))
    why = pd.Series(str(Reason.BLANK_FIELD), index=rows.index, dtype="string").mask(unread, str(Reason.UNREADABLE_VALUE))
    return rows.assign(named=rows["document_type"].notna(), why=why)


def on_file(tables: Tables, rows: pd.DataFrame, kind: str, *, since: str = "", authorised: bool = False) -> pd.DataFrame:
    """Is a document of this kind on the file of each row's child? By rows: there (True, False, NA where unclear), reason, field, and
    may_be: where only documents that do not say their kind leave it unclear, the ids of those; else none.

    rows        child_id and, where asked for, ``since``: a column of days
    since       a document must have been started, updated or authorised on that day or later
    authorised  it must have been authorised
    Unclear: a document that does not say its kind, has none of the days it is judged by, or one that cannot be read; a blank ``since``.
    """
    held = of_kind(tables, kind)
    unread = {column: held["document_id"].isin(tables.unreadable_keys("documents", column)) for column in DAYS}
    latest = held[list(DAYS)].max(axis=1).astype(DATES)
    some_day_lost = unread["started_on"] | unread["updated_on"] | unread["authorised_on"]
    good = pd.Series(True, index=held.index, dtype="boolean")
    field = pd.Series("documents.document_type", index=held.index, dtype="string")
    reason = held["why"]
    if authorised:
        good = held["authorised_on"].notna().astype("boolean").mask(unread["authorised_on"])
        reason, field = reason.mask(good.isna(), str(Reason.UNREADABLE_VALUE)), field.mask(good.isna(), "documents.authorised_on")
    each = held.assign(good=good, reason=reason, field=field, latest=latest, some_day_lost=some_day_lost)
    each = matched(rows[["child_id", *([since] if since else [])]].assign(row=rows.index), each, on="child_id")
    if since:
        recent = (each["latest"] >= each[since]).astype("boolean").mask(each["latest"].isna() | each[since].isna())
        lost = recent.eq(False).fillna(False).astype(bool) & each["some_day_lost"]
        recent = recent.mask(lost)
        each.loc[lost & each["named"], ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), "documents.updated_on"]
        each.loc[each["latest"].isna() & each["named"], "field"] = "documents.started_on"
        each.loc[each[since].isna() & each["named"], "field"] = "cp_plans.started_on" if since == "starts_on" else since
        each["good"] = each["good"] & recent
    each["good"] = each["good"] & each["named"].astype("boolean").mask(~each["named"])
    sure = each[each["good"].fillna(False).astype(bool)]["row"]
    unclear = each[each["good"].isna()].drop_duplicates("row").set_index("row")
    where = pd.Series(rows.index, index=rows.index)
    there = where.isin(sure).astype("boolean").mask(where.isin(unclear.index) & ~where.isin(sure))
    open_to = each[each["good"].isna() & ~each["row"].isin(sure)]
    open_to = open_to[~open_to["row"].isin(open_to[open_to["named"]]["row"])]
    may_be = looked_up(where, open_to.groupby("row")["document_id"].agg(frozenset))
    return pd.DataFrame(
        {"there": there, "reason": looked_up(where, unclear["reason"]), "field": looked_up(where, unclear["field"]), "may_be": may_be}
    )


def all_there(rows: pd.DataFrame, kinds: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Answers where every kind (name -> ``on_file``) must be there: not met where one is surely missing, missing where one is unclear.

    A document that does not say its kind can be only one of them: where fewer could be the ones wanted than are wanted, one is missing.
    """
    answer = clocks.answers(rows).assign(reason=str(Reason.NO_EVENT))
    answer["met"] = pd.Series(True, index=rows.index, dtype="boolean")
    for found in kinds.values():
        answer["met"] = answer["met"] & found["there"]
        first = answer["met"].isna() & found["there"].isna() & answer["field"].eq("")
        answer.loc[first, ["reason", "field"]] = found.loc[first, ["reason", "field"]]
    too_few = [row for row in rows.index[answer["met"].isna()] if _too_few([found.at[row, "may_be"] for found in kinds.values()])]
    answer.loc[too_few, "met"] = False
    answer.loc[answer["met"].eq(False).fillna(False), ["reason", "field"]] = [str(Reason.NO_EVENT), "documents.document_type"]
    return answer


def _too_few(may_be: Sequence[object]) -> bool:
    """Are there some kinds that fewer documents could be than there are kinds? (Hall's theorem.)"""
    wanted = [ids for ids in may_be if isinstance(ids, frozenset)]
    groups = (group for size in range(2, len(wanted) + 1) for group in combinations(wanted, size))
    return any(len(frozenset().union(*group)) < len(group) for group in groups)
