"""Every table that is read, by its English name and by its source's name (``ALL``), and what is known and left in the source."""

from __future__ import annotations

import difflib
from dataclasses import replace

from . import child_protection, children_in_care, children_in_need, front_door, people, workforce
from .declare import Column, Table
from .kept import KEPT

KNOWN: tuple[Table, ...] = (
    people.TABLES + front_door.TABLES + child_protection.TABLES + children_in_need.TABLES + children_in_care.TABLES + workforce.TABLES
)

"""Every table and column that a source may hold, read or not."""

ALL: tuple[Table, ...] = tuple(
    replace(table, columns=tuple(column for column in table if not column.left)) for table in KNOWN if not table.left
)
"""Every table that is read, with the columns that are read of it."""

LEFT: tuple[tuple[Table, Column], ...] = tuple((table, column) for table in KNOWN for column in table if table.left or column.left)
"""What stays in the source: each table and column of it that nothing here uses."""

BY_NAME: dict[str, Table] = {table.name: table for table in (*ALL, *KEPT)}
BY_SOURCE: dict[str, Table] = {table.source: table for table in ALL}


def table(name: str) -> Table:
    """The declaration of a table by its English name; a wrong name is answered with the nearest right ones."""
    try:
        return BY_NAME[name]
    except KeyError:
        near = difflib.get_close_matches(name, BY_NAME, n=3)
        raise KeyError(f"no table is called {name!r}; did you mean {', '.join(near) or 'one of ' + ', '.join(sorted(BY_NAME))}?") from None
