"""One council in two case systems: the same records, and every id of the second another than in the first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from fscp_readiness.tables import BY_NAME, BY_SOURCE
from fscp_readiness.tables.records import ALSO_NAMED_BY


def new_id(old: str) -> str:
    """Short ids of digits in each system, so that some of the new are among the old."""
    return f"N{old[::-1]}"


def owners(source: str) -> dict[str, str]:
    """SSD column of a table -> the table whose ids stand in it."""
    declared = BY_SOURCE[source]
    also = ALSO_NAMED_BY.get(declared.name, "")
    found = {column.source: source for column in declared if column.source and (column.unique or column.name == also)}
    for column in declared:
        target = column.refers_to.partition(".")[0]
        if target in BY_NAME and column.source:
            found[column.source] = BY_NAME[target].source
    return found


def move(source: Path, target: Path, other: dict[str, str] | None = None) -> None:
    """Write the folder of the second system. other: old id -> new one, where it is not ``new_id``'s."""
    target.mkdir()
    for path in sorted(source.glob("*.csv")):
        table = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)
        for column in owners(path.stem) if path.stem in BY_SOURCE else {}:
            if column in table:
                table[column] = [(other or {}).get(each, new_id(each)) if each else each for each in table[column]]
        table.to_csv(target / path.name, index=False)


def lines(source: Path) -> list[tuple[str, str, str]]:
    """Every line that an identifier map of the move could have: table, old id, new id."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted(source.glob("*.csv")):
        table = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)
        for column, owner in owners(path.stem).items() if path.stem in BY_SOURCE else ():
            if column in table:
                found |= {(owner, each): new_id(each) for each in table[column] if each}
    return [(table, old, new) for (table, old), new in sorted(found.items())]


def write_map(path: Path, rows: Iterable[tuple[str, str, str]]) -> Path:
    """The file, which only its owner may read."""
    path.touch(mode=0o600)
    pd.DataFrame(list(rows), columns=["table", "old_id", "new_id"]).to_csv(path, index=False)
    return path
