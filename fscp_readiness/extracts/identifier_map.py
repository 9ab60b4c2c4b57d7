"""The identifier map of a move to another case system: which id of the old one is which of the new. Nobody but whoever moves may read it.

A CSV of three columns: ``table`` (an SSD or ext_ name), ``old_id`` and ``new_id``. ``*`` in both ids: that table kept its ids.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from fscp_readiness.tables import ALL

from . import delimited
from .problems import ArgumentsProblem
from .text_table import TableRefused

PEOPLE: Final = "ssd_person"
COLUMNS: Final = ("table", "old_id", "new_id")
EVERY: Final = "*"
OTHERS: Final = 0o077
NAMED: Final = 10
"""So many rows are named by their number in a sentence; the others are counted."""


@dataclass(frozen=True)
class IdentifierMap:
    """What a map says.

    pairs  (table, old id) -> new id
    rows   (table, old id) -> the row of the file, as a spreadsheet shows it
    same   tables whose ids are the same in both systems
    """

    pairs: Mapping[tuple[str, str], str] = field(default_factory=dict)
    rows: Mapping[tuple[str, str], int] = field(default_factory=dict)
    same: frozenset[str] = frozenset()

    def new_id(self, table: str, old: str) -> str | None:
        """The id of a record in the new system; None where the map does not say."""
        return self.pairs.get((table, old), old if table in self.same else None)

    def without(self, lines: Iterable[tuple[str, str]]) -> IdentifierMap:
        """The map without those (table, old id)."""
        out = set(lines)
        return replace(self, pairs={each: new for each, new in self.pairs.items() if each not in out})

    def row_numbers(self, lines: Iterable[tuple[str, str]]) -> tuple[int, ...]:
        """Rows of the file that hold those (table, old id)."""
        return tuple(sorted(self.rows[each] for each in lines if each in self.rows))


ALL_THE_SAME: Final = IdentifierMap(same=frozenset(declared.source for declared in ALL))
"""What is believed where no map is given: every id is the same in both."""


def in_words(rows: Iterable[int]) -> str:
    """``rows 2, 7 and 9``, the first ten of them."""
    numbers = sorted(rows)
    named, more = [f"{number:,}" for number in numbers[:NAMED]], len(numbers) - NAMED
    last = f"{more:,} more" if more > 0 else named.pop()
    return f"row{'s' if len(numbers) > 1 else ''} {', '.join(named)}{' and ' if named else ''}{last}"


def read_map(path: Path) -> IdentifierMap:
    """The map in a file. Raises ArgumentsProblem where it cannot be used as it stands: rows are named, ids never repeated."""
    if sys.platform != "win32" and path.is_file() and path.stat().st_mode & OTHERS:
        raise ArgumentsProblem(
            "MAP-02",
            f"{path.name} can be read by others, and it ties each old id to its new one. Take that right away (chmod 600); run again.",
        )
    try:
        text, misshapen, _ = delimited.read(path.read_bytes())
    except (OSError, TableRefused) as problem:
        why = problem.sentence if isinstance(problem, TableRefused) else "It is not there, or this account may not read it."
        raise ArgumentsProblem("MAP-01", f"The identifier map {path.name} cannot be read. {why} Put it right and run again.") from None
    if misshapen or not set(COLUMNS) <= set(text.columns):
        raise ArgumentsProblem(
            "MAP-03", f"{path.name} is not an identifier map: give each row the three columns {', '.join(COLUMNS)}, with those headings."
        )
    cells = [[str(cell or "").strip() for cell in text.columns[name]] for name in COLUMNS]
    return checked(
        [(int(number), table.lower(), old, new) for number, table, old, new in zip(text.row_numbers, *cells, strict=True)], path.name
    )


def checked(lines: Iterable[tuple[int, str, str, str]], name: str) -> IdentifierMap:
    """The map of (row number, table, old id, new id). Raises ArgumentsProblem, naming rows: each old id has one new, each new one old."""
    known = {declared.source for declared in ALL}
    olds: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    news: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    strange, blank, same = [], [], set()
    for number, table, old, new in lines:
        if table not in known:
            strange.append(number)
        elif not old or not new or (old == EVERY) != (new == EVERY):
            blank.append(number)
        elif old == EVERY:
            same.add(table)
        else:
            olds[table, old].append((number, new))
            news[table, new].append((number, old))
    twice = [number for held in olds.values() if len({new for _, new in held}) > 1 for number, _ in held]
    joined = [number for held in news.values() if len({old for _, old in held}) > 1 for number, _ in held]
    both = [held[0][0] for (table, _), held in olds.items() if table in same]
    for code, rows, sentence in (
        ("MAP-05", strange, "name a table that is not read: write its SSD or ext_ name"),
        ("MAP-04", blank, "lack an id, or have * on one side alone: write both, or take the row out"),
        ("MAP-06", twice, "give one old id two new ones: leave the one that is right"),
        ("MAP-07", joined, "give two old ids one new one, and two records' first days cannot both stand: leave one of each"),
        ("MAP-08", both, "change an id of a table of which another row says (*) that none changed: take one of them out"),
    ):
        if rows:
            raise ArgumentsProblem(code, f"{name}: {len(rows):,} rows {sentence}. Nothing was changed. See {in_words(rows)}.")
    if not olds and not same:
        raise ArgumentsProblem("MAP-03", f"{name} holds headings and no row. Give it a row for each record that moved.")
    pairs = {each: held[0][1] for each, held in olds.items()}
    return IdentifierMap(pairs, {each: held[0][0] for each, held in olds.items()}, frozenset(same))
