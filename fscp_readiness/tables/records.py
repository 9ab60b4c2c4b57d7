"""By which ids a row of a table is named as a record in findings."""

from __future__ import annotations

import pandas as pd

from .register import table
from .snapshot import Tables

ALSO_NAMED_BY = {"care_episodes": "care_id"}
"""Standards about a period of care name it by its own id, which several 903 episodes share; one that has none is named by its episode."""


def record_ids(tables: Tables, name: str) -> list[tuple[str, pd.Series]]:
    """What outputs call the table, and the ids of its rows (blank where a row has none): once by its key, once by any other name."""
    frame = tables.everything(name)
    places = dict(tables.row_origin.get(name) or {})
    found = []
    for column in (table(name).key, ALSO_NAMED_BY.get(name, "")):
        if column and column in frame:
            ids = frame[column].astype("string")
            called = ids.map(places).astype("string") if places else pd.Series(pd.NA, index=ids.index, dtype="string")
            called = called.fillna(tables.output_name(name))
            found += [(str(place), held) for place, held in ids.groupby(called)]
    return found
