"""Children that were forgotten stay out: of a night that finds them in the source again, and of the snapshots of nights before."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from typing import Final

import pandas as pd

from fscp_readiness.extracts import Extract
from fscp_readiness.history import State, Store
from fscp_readiness.history.forgetting import forgotten_among
from fscp_readiness.history.snapshots import Snapshot, SnapshotGone, read_snapshot, runs_kept, write_snapshot
from fscp_readiness.tables import BY_NAME
from fscp_readiness.tables.leaving_out import child_ids, without
from fscp_readiness.vocabulary import Done

from .kept_night import tables_of

CODE: Final = "FGT-68"
_IDS: Final = ("child_id", "record_id", "key")


def left_out(extract: Extract, store: Store, key: bytes) -> Extract:
    """The extract without children that were forgotten: counted in refused.csv and tables.csv, said on the page, never named."""
    ids = forgotten_among(store, key, child_ids(extract.tables))
    if not ids:
        return extract
    tables, counts = without(extract.tables, ids)
    named = {BY_NAME[name].source: count for name, count in sorted(counts.items())}
    more = pd.DataFrame([(table, extract.source_name, pd.NA, "", CODE, f"{_rows(count)} of children whose records were taken out for "
                          "good; left out.", str(Done.ROW_REFUSED)) for table, count in named.items()],
                        columns=list(extract.refused.columns))  # fmt: skip
    refused = pd.concat([extract.refused, more.astype(extract.refused.dtypes.to_dict())], ignore_index=True)
    loads = extract.loads.copy()
    loads["rows_refused"] = loads["rows_refused"] + loads["table"].map(named).fillna(0).astype("Int64")
    rows = sum(named.values())
    note = (
        f"{_rows(rows)} in the source {'is' if rows == 1 else 'are'} of children whose records were taken out of this service for good. "
        f"They are left out of everything. [{CODE}]"
    )
    unknown = extract.unknown_codes[~extract.unknown_codes["child_id"].isin(ids).fillna(False).astype(bool)]
    return dataclasses.replace(
        extract, tables=tables, loads=loads, notes=[*extract.notes, note], unknown_codes=unknown,
        refused=refused.sort_values(["table", "source", "row_number", "column"], kind="stable", ignore_index=True),
    )  # fmt: skip


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def out_of_snapshots(state: State, child_id: str) -> int:
    """Write every snapshot again without the child; gives how many held it.

    A night made again from such a snapshot is not the pack that was published: rebuild refuses it (RUN-03).
    """
    rewritten = 0
    for run in runs_kept(state):
        try:
            held = read_snapshot(state, run)
        except SnapshotGone:
            continue
        cut = _cut(held, child_id)
        if cut is not None:
            write_snapshot(state, run, cut)
            rewritten += 1
    return rewritten


def _cut(held: Snapshot, child_id: str) -> Snapshot | None:
    """The snapshot without the child; None where it is not in it."""
    tables = tables_of(held)
    plain = child_id.strip().casefold()
    ids = {each for each in child_ids(tables) if each.strip().casefold() == plain}
    left, counts = without(tables, ids)
    keys = {str(key) for name in counts for key in _keys_gone(tables.frames[name], left.frames[name], BY_NAME[name].key)}
    frames = {f"tables/{name}": frame for name, frame in left.frames.items()}
    changed = bool(counts)
    for name, frame in held.frames.items():
        if not name.startswith("tables/"):
            frames[name] = _less(frame, ids | {child_id.strip()}, keys)
            changed |= len(frames[name]) != len(frame)
    if not changed:
        return None
    told = {
        **held.told,
        "unreadable": [[table, column, sorted(each)] for (table, column), each in sorted(left.unreadable.items())],
        "placeholders": [[table, column, sorted(each)] for (table, column), each in sorted(left.placeholders.items())],
        "row_origin": {name: dict(places) for name, places in left.row_origin.items()},
        "forgotten": int(held.told.get("forgotten", 0)) + 1,
    }
    return Snapshot(frames, told, held.files)


def _keys_gone(before: pd.DataFrame, after: pd.DataFrame, key: str) -> Collection[str]:
    return set(before.loc[~before.index.isin(after.index), key].dropna()) if key in before else ()


def _less(frame: pd.DataFrame, ids: Collection[str], keys: Collection[str]) -> pd.DataFrame:
    """A frame without rows that name the child, or, where no child is named, one of its records."""
    found = pd.Series(False, index=frame.index)
    for name in _IDS:
        if name in frame:
            words: Collection[str] = ids if name == "child_id" else {*ids, *keys}
            found |= frame[name].isin(list(words)).fillna(False).astype(bool)
    return frame[~found.to_numpy()] if found.any() else frame
