"""Records by the ids of another case system, and those that no map may tie to it: an adopted child's."""

from __future__ import annotations

import dataclasses
from typing import Final

import pandas as pd

from fscp_readiness.extracts.canonical import made_from, made_keys
from fscp_readiness.extracts.identifier_map import IdentifierMap
from fscp_readiness.findings.restriction import records_through
from fscp_readiness.history import StateRefused
from fscp_readiness.tables import BY_NAME, KEPT, Table, Tables
from fscp_readiness.tables.records import ALSO_NAMED_BY, record_ids

ADOPTED: Final = ("E11", "E12")
"""Why a period of care ended that say the child was adopted (SSDA903: application unopposed, consent dispensed with)."""


def records_of(tables: Tables) -> frozenset[tuple[str, str]]:
    """(table as its source calls it, id) of every row."""
    return frozenset((place, str(each)) for name in tables.frames for place, ids in record_ids(tables, name) for each in ids.dropna())


def of_adopted(tables: Tables) -> dict[tuple[str, str], str]:
    """(table as its source calls it, id) -> child's id, of each record of a child who was adopted or, its kind blank, may have been.

    Raises StateRefused where the tables cannot say who was.
    """
    if not tables.holds("permanences", "order_on") and not tables.holds("care_episodes", "end_reason"):
        raise StateRefused(
            "The last night holds neither ssd_permanence nor why care ended, so nobody can say who was adopted. Nothing was changed. Run a "
            "night that holds one of them from the old system first.",
            "MAP-15",
        )
    orders, care = tables.optional("permanences"), tables.optional("care_episodes")
    kind = orders["order_type"].fillna("adopt").str.contains("adopt", case=False)
    children = {
        *orders[orders["order_on"].notna() & kind]["child_id"].dropna(),
        *care[care["end_reason"].isin(ADOPTED)]["child_id"].dropna(),
    }
    found: dict[tuple[str, str], str] = {}
    for child in sorted(children):
        through = records_through(tables, frozenset({str(child).strip().casefold()}))
        found |= dict.fromkeys(zip(through["record_table"], through["record_id"], strict=True), str(child))
    for name, frame in tables.frames.items():
        if "child_id" in frame:
            theirs = frame["child_id"].where(frame["child_id"].isin(children))
            for place, ids in record_ids(tables, name):
                mine = pd.DataFrame({"id": ids, "child": theirs.reindex(ids.index)}).dropna()
                found |= {(place, str(each)): str(child) for each, child in zip(mine["id"], mine["child"], strict=True)}
    return found


def renamed(tables: Tables, ids: IdentifierMap) -> Tables:
    """The tables as they would be with the new system's ids; an id that the map does not name stays."""
    frames = {name: frame.assign(**_columns(BY_NAME[name], frame, ids)) for name, frame in tables.frames.items()}
    return dataclasses.replace(tables, frames=frames)


def with_made_keys(tables: Tables, ids: IdentifierMap) -> IdentifierMap:
    """The map with what needs no line in it: keys made here from other ids of a row (contact_decision_id), as they will be made from the
    new ones, and the tables that are the council's or the night's own, which no case system numbers."""
    more: dict[tuple[str, str], str] = {}
    for name, frame in renamed(tables, ids).frames.items():
        declared = BY_NAME[name]
        if made_from(declared) and declared.key in frame:
            again = made_keys(frame, made_from(declared), declared.source)
            olds = tables.frames[name][declared.key]
            more |= {(declared.source, str(old)): str(new) for old, new in zip(olds, again, strict=True) if old != new}
    return dataclasses.replace(ids, pairs={**more, **ids.pairs}, same=ids.same | {declared.source for declared in KEPT})


def new_ids(rows: pd.DataFrame, ids: IdentifierMap) -> pd.Series:
    """The record_id of each row (record_table, record_id) in the new system; one that the map does not name stays."""
    named = zip(rows["record_table"].fillna(""), rows["record_id"].fillna(""), strict=True)
    return pd.Series([ids.new_id(table, record) or record for table, record in named], index=rows.index, dtype="string")


def _columns(declared: Table, frame: pd.DataFrame, ids: IdentifierMap) -> dict[str, pd.Series]:
    """The columns of one table that hold ids, as the new system has them."""
    named = {declared.key: declared.source, ALSO_NAMED_BY.get(declared.name, ""): declared.source}
    named |= {column.name: BY_NAME[target].source for column in declared if (target := column.refers_to.partition(".")[0]) in BY_NAME}
    moved = {}
    for name, table in named.items():
        if name in frame.columns:
            cells = [each if pd.isna(each) else ids.new_id(table, str(each)) or each for each in frame[name]]
            moved[name] = pd.Series(cells, index=frame.index, dtype=frame[name].dtype)
    return moved
