"""Which of the columns that are read a source holds: what is not there, and what much resembles it. Said before a night finds it out."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fscp_readiness.settings.sources import Sources
from fscp_readiness.tables import Table

from .text_table import heading

NEAR: Final = 0.75
"""How alike two names are that one is proposed for the other."""


@dataclass(frozen=True)
class Seen:
    """fine: nothing to do; otherwise ``sentence`` says what to do, with its code. note: worth knowing, and no fault."""

    fine: bool
    sentence: str
    note: bool = False


def renamed(table: Table, there: set[str], sources: Sources) -> Iterator[Seen]:
    """Columns that are read, are not there, and have something much like them beside: said, and never mapped by themselves.

    there: the headings of the source, as ``heading`` gives them.
    """
    own = _own(table, sources)
    wanted = _wanted(table)
    spare = sorted(there - wanted - set(own.values()))
    for column in sorted(wanted - there - set(own)):
        near = difflib.get_close_matches(column, spare, n=1, cutoff=NEAR)
        if near:
            yield Seen(
                False,
                f"{table.source} has no {column}, and {near[0]} looks like it. If it is, say so in config/sources: "
                f"column_map: {{{table.source}: {{{near[0]}: {column}}}}}. It is never assumed. [SCH-58]",
            )


def covered(table: Table, there: set[str], sources: Sources) -> Seen:
    """How many of a table's columns are there, the names of those that are not, and how many more are left unread.

    What is left unread is counted and not named: a file without headings has a child's own values where its names should be.
    """
    own, wanted = _own(table, sources), _wanted(table)
    lacking = sorted(column for column in wanted if column not in there and own.get(column) not in there)
    left = len(there - wanted - set(own.values()))
    unread = f"; {left} more in the source {'is' if left == 1 else 'are'} not read" if left else ""
    if len(lacking) == len(wanted):
        return Seen(
            False,
            f"{table.source} holds none of its {len(wanted)} columns: is the first row its headings? "
            "Titles above them are passed over with skip_rows in config/sources. [SCH-57]",
        )
    said = f"{table.source}: {len(wanted) - len(lacking)} of the {len(wanted)} columns that are read are there"
    missing = f"; not there, so what rests on them is not assessable: {', '.join(lacking)}" if lacking else ""
    return Seen(True, f"{said}{missing}{unread}", note=bool(lacking or left))


def columns_held(table: Table, there: set[str], sources: Sources) -> set[str]:
    """The columns of a table, by their English names, that a source with these headings fills."""
    own = _own(table, sources)
    return {column.name for column in table if column.source and {heading(column.source), own.get(heading(column.source), "")} & there}


def _own(table: Table, sources: Sources) -> dict[str, str]:
    """The column's name here -> its name in this source, where the council said so."""
    return {heading(ours): heading(theirs) for theirs, ours in sources.column_map.get(table.source, {}).items()}


def _wanted(table: Table) -> set[str]:
    return {heading(column.source) for column in table if column.source}
