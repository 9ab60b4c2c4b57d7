"""Two case systems side by side: one page of counts, the counts as files, and each answer that differs by its ids where lists may be made.

The page holds no child's id. Restricted children are counted on it and listed in sealed/sealed.csv alone.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from fscp_readiness.measures.two_systems import DIFFERENCES, NEITHER, Counts, Line, SideBySide, TableLine
from fscp_readiness.vocabulary import Counting

from .leadership import wording
from .leadership.palette import COLOURS
from .leadership.tags import Tag
from .templates import draw

DIFFERENCES_FILE, SEALED_FILE = "differences.csv", "sealed/sealed.csv"
SAME, DIFFER, CANNOT = Tag("Same", "circle", "on"), Tag("Differ", "square", "off"), Tag("Cannot compare", "diamond", "cannot")
NAMED = 5
"""So many standards are named in the sentence at the top; the others are counted."""
_COUNTS = ("in_scope", "met", "not_met", "not_recorded")
_STANDARDS = (
    "code",
    "counting",
    *(f"{name}_{side}" for name in _COUNTS for side in ("before", "after")),
    "asked",
    "differ",
    "restricted",
    "cannot",
)
_TABLES = ("table", "rows_before", "rows_after", "in_both", "blank_before", "blank_after")


@dataclass(frozen=True)
class Facts:
    """What the page is told.

    before, after  the sources' names, fit to print
    names          code -> a standard's name
    mapped         an identifier map was given; else every id is taken to be the same
    lists          may children be listed; lists_said: the sentence where they may not
    """

    council: str
    marking: str
    as_at: dt.date
    before: str
    after: str
    found: SideBySide
    names: Mapping[str, str]
    mapped: bool
    lists: bool
    lists_said: str = ""


@dataclass(frozen=True)
class StandardRow:
    """One standard. Each count is one number where both sides say the same, else before and after."""

    code: str
    name: str
    counting: str
    counts: tuple[str, ...]
    differ: str
    tag: Tag


@dataclass(frozen=True)
class TableRow:
    source: str
    before: str
    after: str
    both: str
    blank: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """The whole page, every word decided."""

    council: str
    marking: str
    created: str
    title: str
    heading: str
    standfirst: str
    differ: tuple[StandardRow, ...]
    cannot: tuple[tuple[str, str, str], ...]
    same: str
    tables: tuple[TableRow, ...]


def heading(found: SideBySide) -> str:
    """``412 of 415 answers are the same in both systems; 3 differ, all in REC-01``."""
    if not found.asked:
        return "No standard could be asked of both systems"
    same, apart = found.asked - found.differ, [line for line in found.lines if line.differ and not line.cannot]
    said = f"{wording.n_of_n(same, found.asked)} answers are the same in both systems"
    if not apart:
        return said
    most: dict[str, int] = {}
    for line in apart:
        most[line.code] = most.get(line.code, 0) + line.differ
    named = sorted(most, key=lambda code: (-most[code], code))
    more = len(named) - NAMED
    where = (
        f"in {wording.listed(named)}"
        if more <= 0
        else f"most in {wording.listed(named[:NAMED])}; and in {wording.of(more, 'other', 'others')}"
    )
    return f"{said}; {wording.of(found.differ, 'differs', 'differ')}, {where}"


def build(facts: Facts) -> View:
    """The page of one comparison."""
    found = facts.found
    lines = [line for line in found.lines if line.asked or line.cannot]
    same = sorted({line.code for line in lines} - {line.code for line in lines if line.differ or line.cannot})
    empty = sorted({line.code for line in found.lines} - {line.code for line in lines})
    neither = {line.code for line in lines if line.cannot.startswith(NEITHER)}
    lines = [line for line in lines if not line.cannot.startswith(NEITHER)]
    nobody = f" {wording.upper_first(wording.of(len(empty), 'standard asks', 'standards ask'))} about nobody in either." if empty else ""
    unasked = f" {wording.upper_first(wording.of(len(neither), 'standard', 'standards'))} could be asked of neither." if neither else ""
    return View(
        council=facts.council,
        marking=facts.marking,
        created=facts.as_at.isoformat(),
        title=f"Two case systems side by side, as at {wording.day(facts.as_at)}",
        heading=heading(found),
        standfirst=_standfirst(facts, [line for line in lines if line.cannot]),
        differ=tuple(
            _standard(line, facts) for line in sorted(lines, key=lambda line: (line.rule, -line.differ, line.code)) if line.differ
        ),
        cannot=tuple((line.code, f"{facts.names[line.code]}, {_counting(line)}", line.cannot) for line in lines if line.cannot),
        same=f"{_same(same)}{nobody}{unasked}",
        tables=tuple(_table(each) for each in found.tables),
    )


def _standfirst(facts: Facts, cannot: Sequence[Line]) -> str:
    found = facts.found
    hidden = len(found.sealed)
    said = [f"Before: {facts.before}. After: {facts.after}. Both as at {wording.day(facts.as_at)}."]
    said.append(
        "Ids are tied by the identifier map."
        if facts.mapped
        else "No identifier map was given, so every id is taken to be the same in both."
    )
    if cannot:
        codes = wording.of(len({line.code for line in cannot}), "standard", "standards")
        said.append(f"Not counted here, because one of the two cannot answer: {codes}.")
    if found.differ:
        said.append("What differs is in differences.csv, record by record." if facts.lists else facts.lists_said)
    if facts.lists and hidden:
        said.append(f"{wording.of(hidden, 'is about a restricted child', 'are about restricted children')}: in sealed/sealed.csv alone.")
    return " ".join(said)


def _same(codes: Sequence[str]) -> str:
    if not codes:
        return "No standard gives the same answers in both."
    return f"{wording.of(len(codes), 'standard gives', 'standards give')} the same answers in both: {', '.join(codes)}."


def _standard(line: Line, facts: Facts) -> StandardRow:
    pairs = [(getattr(line.before, name), getattr(line.after, name)) for name in _COUNTS]
    counts = tuple(f"{was:,}" if was == now else f"{was:,} → {now:,}" for was, now in pairs)
    hidden = f", {line.restricted:,} restricted" if line.restricted else ""
    return StandardRow(line.code, facts.names[line.code], _counting(line), counts, f"{line.differ:,} of {line.asked:,}{hidden}", DIFFER)


def _counting(line: Line) -> str:
    return "on the day" if line.counting == str(Counting.LIVE) else "in the period"


def _table(each: TableLine) -> TableRow:
    blank = [f"Blank before: {', '.join(each.blank_before)}"] if each.blank_before else []
    blank += [f"Blank after: {', '.join(each.blank_after)}"] if each.blank_after else []
    rows = ["no table" if rows is None else f"{rows:,}" for rows in (each.before, each.after)]
    return TableRow(each.source, rows[0], rows[1], f"{each.both:,}", tuple(blank))


def files(facts: Facts) -> dict[str, bytes]:
    """Every file by its name; those of single records only where children may be listed, sealed ones if any is."""
    found = facts.found
    made = {
        "systems.html": draw("reconciliation/systems.html.j2", view=build(facts), palette=COLOURS).encode(),
        "standards.csv": _csv(_STANDARDS, [_cells(line) for line in found.lines]),
        "tables.csv": _csv(_TABLES, [_table_cells(each) for each in found.tables]),
    }
    if facts.lists:
        made[DIFFERENCES_FILE] = _csv(tuple(DIFFERENCES), _rows(found.differences))
    if facts.lists and len(found.sealed):
        made[SEALED_FILE] = _csv(tuple(DIFFERENCES), _rows(found.sealed))
    return made


def _cells(line: Line) -> Sequence[object]:
    sides: tuple[Counts, Counts] = (line.before, line.after)
    counts = [getattr(side, name) for name in _COUNTS for side in sides]
    return (line.code, line.counting, *counts, line.asked, line.differ, line.restricted, line.cannot)


def _table_cells(each: TableLine) -> Sequence[object]:
    rows = ["" if rows is None else rows for rows in (each.before, each.after)]
    return (each.source, *rows, each.both, " ".join(each.blank_before), " ".join(each.blank_after))


def _rows(frame: pd.DataFrame) -> Iterable[Sequence[object]]:
    return frame.astype("object").where(frame.notna(), "")[list(DIFFERENCES)].itertuples(index=False, name=None)


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(header)
    sheet.writerows(rows)
    return text.getvalue().encode()
