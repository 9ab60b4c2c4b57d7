"""Measures which columns are really read, and by what: writes fscp_readiness/tables/column_uses.csv; with --check says what differs.

Every standard is asked its examples, and the other readers of the tables are asked about a made-up council, on frames that note each
column asked for (columns_watched). Nothing is searched for by name, so a column that is merely mentioned is not counted as used.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent))

import pandas as pd
from columns_watched import Place, noting, watched, whole_concat

from fscp_readiness.extracts import read
from fscp_readiness.extracts.cin_census import ASSESSMENTS, CHILDREN, CIN_PLANS, CP_PLANS, REFERRALS, SECTION_47, CensusReturn
from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.audits import audits_made, open_children
from fscp_readiness.findings.children import known_children
from fscp_readiness.findings.examples import question
from fscp_readiness.findings.frames import OWNED_ANSWERS, blank
from fscp_readiness.findings.restriction import about_restricted
from fscp_readiness.findings.zero_tolerance import ASKED, Question
from fscp_readiness.measures.census import compare
from fscp_readiness.night.preview import made_up_council
from fscp_readiness.packs.inspection.annex_a.asking import Asking
from fscp_readiness.packs.inspection.annex_a.making import MAKERS
from fscp_readiness.packs.inspection.audited import audits_of_the_year
from fscp_readiness.packs.inspection.samples import AREAS
from fscp_readiness.packs.inspection.staff import staff_list
from fscp_readiness.settings import places
from fscp_readiness.settings.annex_a import load_layouts
from fscp_readiness.settings.load import load_settings
from fscp_readiness.standards import Calendar, Clock, ClockKind, discover
from fscp_readiness.standards.catalogue import Standard
from fscp_readiness.tables import ALL, Tables

USES: Final = Path(__file__).resolve().parent.parent / "fscp_readiness" / "tables" / "column_uses.csv"
HEADER: Final = ("table", "column", "used_by")
CLOCK: Final = Clock(ClockKind.WORKING_DAYS, 10)
CENSUS: Final = {
    "children": CHILDREN, "referrals": REFERRALS, "assessments": ASSESSMENTS, "cin_plans": CIN_PLANS, "section_47": SECTION_47,
    "cp_plans": CP_PLANS,
}  # fmt: skip


def measured() -> str:
    """The whole file, as text: one line a column that something asked for, with everything that did."""
    uses: defaultdict[Place, set[str]] = defaultdict(set)
    catalogue, calendar = discover(places.CHECKS), Calendar.read()
    with whole_concat():
        for standard in catalogue:
            for place in _asked_for(standard, calendar):
                uses[place].add(standard.code)
        for name, place in _of_the_made_up_council(calendar):
            uses[place].add(name)
    order = {code: number for number, code in enumerate(standard.code for standard in catalogue)}
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(HEADER)
    for table in ALL:
        for column in table:
            by = uses[(table.name, column.name)]
            if by:
                lines.writerow(
                    (table.name, column.name, " ".join(sorted(by, key=lambda code: (order.get(code, len(order)), *_by_number(code)))))
                )
    return out.getvalue()


def _asked_for(standard: Standard, calendar: Calendar) -> set[Place]:
    found: set[Place] = set()
    for example in standard.examples:
        if standard.expectations is not None:
            found.update((each.table, each.column) for each in standard.expectations(example.tables))
            continue
        with noting() as noted:
            ask(standard, watched(example.tables), question(standard, example, calendar), let_it_raise=True)
        found |= noted
    return found


def _of_the_made_up_council(calendar: Calendar) -> Iterator[tuple[str, Place]]:
    """(reader, column) for everything beside the standards that reads the tables."""
    with made_up_council() as (source, as_at):
        tables = read(source, load_settings().sources, as_at=as_at, extracted_on=as_at).tables
    for name, reader in _readers(calendar):
        with noting() as noted:
            reader(watched(tables))
        for place in noted:
            yield name, place


def _readers(calendar: Calendar) -> Iterator[tuple[str, Callable[[Tables], object]]]:
    yield "children", known_children
    yield "restricted", lambda tables: about_restricted(tables.get("people")["child_id"], tables)
    nothing = blank(OWNED_ANSWERS)
    yield "audits", lambda tables: audits_made(tables, nothing, 6)
    yield "audits", lambda tables: open_children(tables, 6)
    yield "staff_list", staff_list
    yield "audits_of_the_year", lambda tables: audits_of_the_year(tables, nothing)
    yield "census", lambda tables: compare(tables, _nothing_returned(tables))
    for area in AREAS.values():
        yield "samples", area
    for number, condition in ASKED.items():
        yield f"zero_tolerance_{number}", lambda tables, met=condition: met(Question(tables, calendar, CLOCK))
    for layout in load_layouts():
        for number, maker in MAKERS.items():
            yield f"annex_a_{number}", lambda tables, fill=maker, form=layout: fill(Asking(tables, form))


def _nothing_returned(tables: Tables) -> CensusReturn:
    frames = {name: pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in columns.items()}) for name, columns in CENSUS.items()}
    return CensusReturn(year=tables.as_at.year, reference_date=tables.as_at, council="", defects=(), **frames)


def _by_number(name: str) -> tuple[str, int]:
    """annex_a_2 before annex_a_10."""
    words, _, last = name.rpartition("_")
    return (words, int(last)) if last.isdecimal() else (name, 0)


if __name__ == "__main__":
    text = measured()
    if "--check" in sys.argv:
        same = USES.is_file() and USES.read_text(encoding="utf-8") == text
        if not same:
            print("fscp_readiness/tables/column_uses.csv is not what is read. Run: make docs", file=sys.stderr)
        sys.exit(not same)
    USES.write_text(text, encoding="utf-8")
