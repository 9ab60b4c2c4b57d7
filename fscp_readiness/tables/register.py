"""Every declared table, by its English name and by its source's name. ``ALL`` are those a source may hold."""

from __future__ import annotations

import difflib

from . import child_protection, children_in_care, children_in_need, front_door, people, workforce
from .declare import Table
from .kept import KEPT

ALL: tuple[Table, ...] = (
    people.TABLES + front_door.TABLES + child_protection.TABLES + children_in_need.TABLES + children_in_care.TABLES + workforce.TABLES
)

BY_NAME: dict[str, Table] = {table.name: table for table in (*ALL, *KEPT)}
BY_SOURCE: dict[str, Table] = {table.source: table for table in ALL}


def table(name: str) -> Table:
    """The declaration of a table by its English name; a wrong name is answered with the nearest right ones."""
    try:
        return BY_NAME[name]
    except KeyError:
        near = difflib.get_close_matches(name, BY_NAME, n=3)
        raise KeyError(f"no table is called {name!r}; did you mean {', '.join(near) or 'one of ' + ', '.join(sorted(BY_NAME))}?") from None
