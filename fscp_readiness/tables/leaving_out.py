"""A night's tables without some children: their own rows, and the rows that name them only through a plan, a visit or another record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from .declare import Table
from .register import BY_NAME
from .snapshot import Tables

_CHILD: Final = "people.child_id"


def child_ids(tables: Tables) -> frozenset[str]:
    """Every child's id in any table, as it is spelt there."""
    found: set[str] = set()
    for name, frame in tables.frames.items():
        for column in _of_children(BY_NAME[name], frame):
            found.update(str(each) for each in frame[column].dropna().unique())
    return frozenset(found)


def without(tables: Tables, ids: Collection[str]) -> tuple[Tables, dict[str, int]]:
    """The tables without these children, and how many rows went, by canonical name.

    ids  as the tables spell them (child_ids)
    """
    if not ids:
        return tables, {}
    gone = _rows_of(tables.frames, set(ids))
    counts = {name: int(each.sum()) for name, each in gone.items() if each.any()}
    keys = {name: set(tables.frames[name].loc[gone[name], BY_NAME[name].key].dropna()) for name in counts}
    left = {name: frame[~gone[name].to_numpy()] if name in counts else frame for name, frame in tables.frames.items()}
    cut = {name: each for name, each in keys.items() if each}
    return (
        replace(
            tables,
            frames=left,
            unreadable=_less(tables.unreadable, cut),
            placeholders=_less(tables.placeholders, cut),
            row_origin={name: {key: at for key, at in places.items() if key not in cut.get(name, ())}
                        for name, places in tables.row_origin.items()},
        ),
        counts,
    )  # fmt: skip


def _rows_of(frames: Mapping[str, pd.DataFrame], ids: set[str]) -> dict[str, pd.Series]:
    """Of each table, which rows go. A row goes with what it names, until nothing more does."""
    gone = {name: pd.Series(False, index=frame.index) for name, frame in frames.items()}
    for name, frame in frames.items():
        for column in _of_children(BY_NAME[name], frame):
            gone[name] |= frame[column].isin(ids).fillna(False).astype(bool)
    more = True
    while more:
        more = False
        for name, frame in frames.items():
            through = _through(BY_NAME[name], frame, frames, gone) & ~gone[name]
            if through.any():
                gone[name] |= through
                more = True
    return gone


def _through(declared: Table, frame: pd.DataFrame, frames: Mapping[str, pd.DataFrame], gone: Mapping[str, pd.Series]) -> pd.Series:
    """Rows without a child of their own that name a row which goes. A worker's row, or a row of another child, never does."""
    found = pd.Series(False, index=frame.index)
    nobodys = pd.Series(True, index=frame.index)
    for name in _of_children(declared, frame):
        nobodys &= frame[name].isna()
    for column in declared:
        target, _, key = column.refers_to.partition(".")
        named = column.name in frame and target in gone and column.refers_to != _CHILD
        if named and key == BY_NAME[target].key and BY_NAME[target].has_child:
            theirs = frames[target].loc[gone[target].to_numpy(), key].dropna()
            found |= frame[column.name].isin(set(theirs)).fillna(False).astype(bool)
    return found & nobodys


def _of_children(declared: Table, frame: pd.DataFrame) -> list[str]:
    return [column.name for column in declared if column.name in frame and (column.refers_to == _CHILD or column.name == "child_id")]


def _less(
    keys: Mapping[tuple[str, str], frozenset[str]], cut: Mapping[str, Collection[str]]
) -> Mapping[tuple[str, str], frozenset[str]]:  # fmt: skip
    return {(name, column): each - frozenset(cut.get(name, ())) for (name, column), each in keys.items()}
