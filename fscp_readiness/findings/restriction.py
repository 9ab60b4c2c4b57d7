"""Whose record is restricted, and which rows are therefore in no list. In doubt a row is restricted: it is counted, and not shown."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from fscp_readiness.tables import BY_NAME, Tables, once_a_night


def restricted_children(tables: Tables) -> pd.Index:
    """child_ids whose record is restricted at the end of ``as_at``, as a restriction spells them. A restriction with no end stands."""
    rows = tables.optional("restricted_records")
    return pd.Index(rows[rows["restricted_to"].isna()]["child_id"].dropna().unique())


def restriction_known(tables: Tables) -> bool:
    """Does the source say of every restriction whose it is? A restriction whose child cannot be read could be anybody's."""
    return tables.holds("restricted_records", "child_id") and bool(tables.everything("restricted_records")["child_id"].notna().all())


def about_restricted(
    child_id: pd.Series, tables: Tables, record_table: pd.Series | None = None, record_id: pd.Series | None = None
) -> pd.Series:
    """Which rows are about a restricted child: by the child's id, case and spaces aside; and, given the records, by what they name.

    A visit with no child on it whose plan is a restricted child's is about that child.
    """
    closed = {_plain(child) for child in restricted_children(tables)}
    if not closed:
        return pd.Series(False, index=child_id.index)
    found = _among(child_id, closed)
    return found if record_table is None or record_id is None else found | named_through(tables, record_table, record_id)


def named_through(tables: Tables, record_table: pd.Series, record_id: pd.Series) -> pd.Series:
    """Which records name a restricted child through another record, whatever child is written on them."""
    through = records_through(tables, frozenset(_plain(child) for child in restricted_children(tables)))
    named, (which, places) = np.zeros(len(record_id), dtype=bool), pd.factorize(record_table)
    for number, place in enumerate(places):
        keys = through[through["record_table"].eq(place)]["record_id"]
        if len(keys):
            at = np.flatnonzero(which == number)
            named[at] = record_id.iloc[at].isin(keys).to_numpy(dtype=bool)
    return pd.Series(named, index=record_id.index)


@once_a_night
def records_through(tables: Tables, closed: frozenset[str]) -> pd.DataFrame:
    """record_table (as outputs call it) and record_id of rows that name, through a plan, a period of care, a referral or an enquiry, one of
    these children.

    closed  ids in lower case without spaces about them
    """
    theirs = {name: frame[_among(frame["child_id"], closed)] for name, frame in tables.frames.items() if "child_id" in frame}
    through = []
    for name, frame in tables.frames.items():
        declared = BY_NAME[name]
        if declared.key not in frame:
            continue
        about = pd.Series(False, index=frame.index)
        for column in declared:
            target, _, key = column.refers_to.partition(".")
            if column.name in frame and key != "child_id" and target in theirs and key in theirs[target]:
                about |= frame[column.name].isin(theirs[target][key].dropna())
        keys = frame[about][declared.key].dropna()
        through.append(pd.DataFrame({"record_table": tables.output_name(name), "record_id": keys}))
    nothing = pd.DataFrame({"record_table": [], "record_id": []})
    return pd.concat([nothing, *through], ignore_index=True).astype("string").drop_duplicates(ignore_index=True)


def _among(child_id: pd.Series, closed: Collection[str]) -> pd.Series:
    spelled = [each for each in np.asarray(child_id.dropna().unique(), dtype=object) if _plain(each) in closed]
    return child_id.isin(spelled).fillna(False).astype(bool)


def _plain(child: object) -> str:
    return str(child).strip().casefold()
