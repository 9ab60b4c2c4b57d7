"""What the night adds to the source's tables before it asks: the council's own small tables, and what the night knows of itself."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from fscp_readiness.history import Night
from fscp_readiness.tables import Tables, kept_frame, table


def with_kept(
    tables: Tables,
    loads: pd.DataFrame | None = None,
    earlier: tuple[Night, ...] = (),
    council: Mapping[str, list[dict[str, object]]] | None = None,
) -> Tables:
    """The night's tables with those that no source holds (``tables.kept``), each only where there is something to fill it from.

    loads    the account of tonight's reading (extracts.LOADS)
    earlier  nights published before ``as_at``, oldest first; without one there is no ``earlier_loads``
    council  rows of the council's own tables, by canonical name (settings.council_tables)
    """
    rows: dict[str, list[dict[str, object]]] = dict(council or {})
    if loads is not None:
        read = loads.astype("object").where(loads.notna(), None).to_dict("records")
        rows["loads"] = [{str(name): value for name, value in row.items()} for row in read]
    if earlier:
        rows["earlier_loads"] = [
            {"load_id": name, "night_on": night.as_at, "rows_read": count}
            for night in earlier
            for name, count in sorted(night.tables.items())
        ]
    return tables.with_kept({name: kept_frame(table(name), each) for name, each in rows.items()})
