"""What the night adds to the source's tables before it asks: the council's own small tables, and what the night knows of itself."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from fscp_readiness.history import Remembered
from fscp_readiness.history.lives import OPEN
from fscp_readiness.tables import Tables, kept_frame, table
from fscp_readiness.vocabulary import FlagState


def with_kept(
    tables: Tables,
    loads: pd.DataFrame | None = None,
    memory: Remembered | None = None,
    council: Mapping[str, list[dict[str, object]]] | None = None,
) -> Tables:
    """The night's tables with those that no source holds (``tables.kept``), each only where there is something to fill it from.

    loads    the account of tonight's reading (extracts.LOADS)
    memory   the history before ``as_at``; without a night before there is no ``earlier_loads`` and no ``flags``
    council  rows of the council's own tables, by canonical name (settings.council_tables)
    """
    rows: dict[str, list[dict[str, object]]] = dict(council or {})
    if loads is not None:
        read = loads.astype("object").where(loads.notna(), None).to_dict("records")
        rows["loads"] = [{str(name): value for name, value in row.items()} for row in read]
    if memory and memory.nights:
        rows["earlier_loads"] = [
            {"load_id": name, "night_on": night.as_at, "rows_read": count}
            for night in memory.nights
            for name, count in sorted(night.tables.items())
        ]
        rows["flags"] = _flags(memory.lives)
    return tables.with_kept({name: kept_frame(table(name), each) for name, each in rows.items()})


def _flags(lives: pd.DataFrame) -> list[dict[str, object]]:
    """The flags that are open, and those that were put right; a flag that ended for another reason is neither."""
    wanted = lives[lives["state"].isin([*OPEN, str(FlagState.FIXED)])].astype({"flag": "object", "code": "object"})
    fixed = wanted["ended_on"].dt.date.where(wanted["state"].eq(str(FlagState.FIXED)), None)
    named = wanted["flag"] + "/" + wanted["spell"].astype("string")
    columns = (named, wanted["code"], wanted["child_id"], wanted["first_seen"].dt.date, fixed)
    return [
        {"flag_id": flag, "rule": code, "child_id": None if pd.isna(child) else child, "raised_on": raised,
         "fixed_on": None if pd.isna(on) else on}
        for flag, code, child, raised, on in zip(*columns, strict=True)
    ]  # fmt: skip
