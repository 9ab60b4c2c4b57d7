"""Whose record is restricted, and which rows are therefore in no list. In doubt a row is restricted: it is counted, and not shown."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.tables import BY_NAME, Tables


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
    if record_table is None or record_id is None:
        return found
    through = records_through(tables, closed)
    named = pd.Series([key in through for key in zip(record_table, record_id, strict=True)], index=child_id.index, dtype=bool)
    return found | named


def records_through(tables: Tables, closed: set[str]) -> set[tuple[str, str]]:
    """(output table, key) of rows that name, through a plan, a period of care, a referral or an enquiry, one of these children.

    closed  ids in lower case without spaces about them
    """
    through: set[tuple[str, str]] = set()
    for name, frame in tables.frames.items():
        declared = BY_NAME[name]
        if declared.key not in frame:
            continue
        about = pd.Series(False, index=frame.index)
        for column in declared:
            target, _, key = column.refers_to.partition(".")
            if column.name not in frame or target not in tables.frames or key == "child_id":
                continue
            theirs = tables.frames[target]
            if key not in theirs or "child_id" not in theirs:
                continue
            held = theirs[_among(theirs["child_id"], closed)]
            about |= frame[column.name].isin(held[key].dropna())
        if about.any():
            place = tables.output_name(name)
            through.update((place, str(key)) for key in frame[about][declared.key].dropna())
    return through


def _among(child_id: pd.Series, closed: set[str]) -> pd.Series:
    return pd.Series([not pd.isna(child) and _plain(child) in closed for child in child_id], index=child_id.index, dtype=bool)


def _plain(child: object) -> str:
    return str(child).strip().casefold()
