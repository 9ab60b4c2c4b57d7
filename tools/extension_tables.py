"""docs/reference/extension_tables.md, the local tables in order of value, and the head of each example query in docs/how-to/extracts/."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.examples import question
from fscp_readiness.findings.zero_tolerance import ASKED, Question
from fscp_readiness.settings import places
from fscp_readiness.standards import Calendar, Catalogue, Clock, ClockKind
from fscp_readiness.standards.catalogue import Standard
from fscp_readiness.standards.columns_page import others
from fscp_readiness.standards.examples import Example
from fscp_readiness.standards.pages import link, markdown_table
from fscp_readiness.tables import ALL, Table, TableAbsent, Tables, empty
from fscp_readiness.tables.reasons import NO_REASON_BY_THEMSELVES, USES

EXTRACTS: Final = places.CHECKS.parent / "docs" / "how-to" / "extracts"
SYSTEMS: Final = {
    "mosaic": "Mosaic, as a SQL Server reporting database holds it",
    "lcs": "Liquidlogic LCS, in Oracle's words",
}
"""Folder of docs/how-to/extracts -> the case system it is written for."""

FIRST: Final = "ext_restricted"
"""Comes before all: without it no list of children is made from a database or a folder."""

ZERO_TOLERANCE, ANNEX_A = "zero_tolerance_", "annex_a_"
MADE: Final = "<!-- Made from fscp_readiness/tables and the standards by `make docs`. Change those, not this page. -->"


@dataclass(frozen=True)
class Value:
    """rests: what cannot be asked without the table. also: what else reads it. Names as in column_uses.csv."""

    table: Table
    rests: tuple[str, ...]
    also: tuple[str, ...]

    @property
    def order(self) -> tuple[bool, int, int, str]:
        """Smaller is worth more: what rests on it, then what else reads it, then its name."""
        return self.table.source != FIRST, -len(self.rests), -len(self.also), self.table.source


def values(catalogue: Catalogue, calendar: Calendar) -> list[Value]:
    """The extension tables, the most valuable first."""
    found = []
    uses = _uses()
    for table in (table for table in ALL if table.source.startswith("ext_")):
        names = uses[table.name]
        rests = {name for name in names if _rests(name, table, catalogue, calendar)}
        found.append(Value(table, _sorted(rests, catalogue), _sorted(names - rests, catalogue)))
    return sorted(found, key=lambda value: value.order)


def page(found: list[Value], catalogue: Catalogue) -> str:
    """docs/reference/extension_tables.md."""
    lines = [MADE, "", "# The local tables, in order of value", ""]
    lines += [
        "The Standard Safeguarding Dataset does not hold everything that inspectors ask.",
        f"{len(found)} local tables (`ext_`) hold the rest.",
        "Each is optional: what rests on one that is not there says *not assessable*, and never passes.",
        "",
        f"`{FIRST}` comes first. Without it, or a name and a date in `config/service.toml`, no list of children is made from a database",
        "or a folder. The others are in the order of how much cannot be asked without them, then of how much else reads them.",
        "",
        "*Cannot be asked without it* is tried: each standard is asked its own examples without the table, and each zero-tolerance",
        "condition is asked of a source that has every table but this one. *Also read for*: the standards and conditions named there can",
        "be answered without it; a list or a page is left without what it holds.",
        "",
        "How to begin: [extracts for the local tables](../how-to/extracts.md).",
        "",
    ]
    rows = [
        (str(place), f"`{value.table.source}`", f"{value.table.about}", _said(value.rests, catalogue), _said(value.also, catalogue))
        for place, value in enumerate(found, 1)
    ]
    lines += markdown_table(("", "Table", "What it holds", "Cannot be asked without it", "Also read for"), rows)
    return "\n".join(lines) + "\n"


def examples(found: list[Value], catalogue: Catalogue, folder: Path = EXTRACTS) -> dict[str, str]:
    """``system/table.sql`` -> its text: the head from what is measured, then the query as it is written in the file."""
    texts = {}
    for system in SYSTEMS:
        for value in found:
            name = f"{system}/{value.table.source}.sql"
            _, _, query = (folder / name).read_text(encoding="utf-8").partition("\n\n")
            texts[name] = f"{_head(value, system, catalogue)}\n\n{query}"
    return texts


def _head(value: Value, system: str, catalogue: Catalogue) -> str:
    lines = [f"{value.table.source}, from {SYSTEMS[system]}.", value.table.about]
    lines += [f"Cannot be asked without it: {_listed(value.rests, catalogue)}."]
    lines += [f"Also read for: {_listed(value.also, catalogue)}."]
    lines += ["An example, and untried: no council's database was at hand. Put your own names for every <<...>>."]
    lines += ["What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md)."]
    return "\n".join(f"-- {line}" for line in lines)


def _said(names: tuple[str, ...], catalogue: Catalogue) -> str:
    conditions = [name for name in names if name.startswith(ZERO_TOLERANCE)]
    codes = [link(catalogue[name], "standards/") for name in names if name in catalogue]
    rest = [name for name in names if name not in catalogue and name not in conditions]
    return "; ".join(filter(None, [*others(conditions), ", ".join(codes), *others(rest)])) or "nothing"


def _listed(names: tuple[str, ...], catalogue: Catalogue) -> str:
    codes = ", ".join(name for name in names if name in catalogue)
    return "; ".join(filter(None, [codes, *others([name for name in names if name not in catalogue])])) or "nothing"


def _sorted(names: set[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Zero-tolerance conditions, then standards in the order of the catalogue, then Annex A lists and the rest."""
    order = {standard.code: place for place, standard in enumerate(catalogue)}

    def place(name: str) -> tuple[int, int, str]:
        number = name.rpartition("_")[2]
        kind = 0 if name.startswith(ZERO_TOLERANCE) else 1 if name in order else 2 if name.startswith(ANNEX_A) else 3
        return kind, order.get(name, int(number) if number.isdecimal() else 0), name

    return tuple(sorted(names, key=place))


def _uses() -> dict[str, set[str]]:
    uses: defaultdict[str, set[str]] = defaultdict(set)
    with USES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            uses[row["table"]] |= set(row["used_by"].split()) - NO_REASON_BY_THEMSELVES
    return uses


def _rests(name: str, table: Table, catalogue: Catalogue, calendar: Calendar) -> bool:
    if name.startswith(ZERO_TOLERANCE):
        return _condition_rests(int(name.removeprefix(ZERO_TOLERANCE)), table, calendar)
    return name in catalogue and _standard_rests(catalogue[name], table, calendar)


def _standard_rests(standard: Standard, table: Table, calendar: Calendar) -> bool:
    if standard.expectations is not None:
        return standard.about.record == table.name
    return any(_example_rests(standard, example, table, calendar) for example in standard.examples if example.tables.holds(table.name))


def _example_rests(standard: Standard, example: Example, table: Table, calendar: Calendar) -> bool:
    tables = example.tables
    without = replace(tables, frames={name: frame for name, frame in tables.frames.items() if name != table.name})
    try:
        ask(standard, without, question(standard, example, calendar), let_it_raise=True)
    except TableAbsent as absent:
        return absent.name == table.name
    return False


def _condition_rests(number: int, table: Table, calendar: Calendar) -> bool:
    tables = Tables({each.name: empty(each) for each in ALL if each is not table}, calendar.ends_on, calendar.ends_on)
    try:
        ASKED[number](Question(tables, calendar, Clock(ClockKind.WORKING_DAYS, 10)))
    except TableAbsent as absent:
        return absent.name == table.name
    return False
