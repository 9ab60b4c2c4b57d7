"""The worklists of one night, into a pack's folder."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from fscp_readiness.history import disk

from . import flat
from .fix_value import most_from
from .folders import ALL, folders
from .rows import (
    FallingDue,
    Row,
    ToPutRight,
    WorklistFacts,
    all_teams,
    falling_due,
    in_order,
    team_in_words,
    team_names,
    teams_with_a_workbook,
    to_put_right,
    with_families,
)
from .sheets import DUE_SOON, EXCEPTION_DAYS, LAST_PRINTED, TO_PUT_RIGHT, Furniture, Page, workbook
from .shows import spoken


def write_worklists(facts: WorklistFacts, folder: Path) -> dict[str, int]:
    """Write ``worklists/all/all.xlsx`` and ``worklists/<team>/<team>.xlsx`` into a pack's folder, and the same rows typed (flat.FILES).

    Gives the number of rows to put right of each team's workbook, by its folder's name; they add up to those of all.xlsx, and to the
    findings that are not about restricted children. Nothing is written, and nothing given, where lists are not allowed.

    Raises ValueError when a frame does not say which of its rows are about restricted children; sheets.NotWritten; OSError.
    """
    files, counts = worklist_files(facts)
    for path, content in files.items():
        disk.make_folder((folder / path).parent)
        disk.write(folder / path, content)
    return counts


def worklist_files(facts: WorklistFacts) -> tuple[dict[str, bytes], dict[str, int]]:
    """The files that write_worklists writes, by their path in the pack, and the numbers that it gives."""
    if not facts.lists_allowed:
        return {}, {}
    named = folders(all_teams(facts))
    right, soon = to_put_right(facts), falling_due(facts)
    right_of: dict[str, list[ToPutRight]] = defaultdict(list)
    soon_of: dict[str, list[FallingDue]] = defaultdict(list)
    for row in right:
        right_of[row.team_id].append(row)
    for due in soon:
        soon_of[due.team_id].append(due)
    called = team_names(facts)
    counts: dict[str, int] = {}
    files: dict[str, bytes] = {}
    for team in sorted(teams_with_a_workbook(facts)):
        rows = with_families(in_order(right_of[team]))
        title = team_in_words(team, called)
        files[f"worklists/{named[team]}/{named[team]}.xlsx"] = _workbook(facts, title, rows, in_order(soon_of[team]))
        counts[named[team]] = len(rows)
    every = with_families(in_order(right))
    files[f"worklists/{ALL}/{ALL}.xlsx"] = _workbook(facts, "All teams", every, in_order(soon))
    files |= flat.flat_files(facts, every)
    if sum(counts.values()) != len(right):
        raise AssertionError("The teams' worklists do not add up to the whole. [WRK-03]")
    return files, counts


def drawn_worklists(facts: WorklistFacts) -> dict[str, bytes]:
    """The files of worklist_files alone."""
    return worklist_files(facts)[0]


class Told(Protocol):
    """What a workbook says of the night that it is of (WorklistFacts)."""

    @property
    def as_at(self) -> dt.date: ...
    @property
    def run(self) -> str: ...
    @property
    def marking(self) -> str: ...
    @property
    def link(self) -> str: ...
    @property
    def has_history(self) -> bool: ...


def workbook_of(rows: Sequence[ToPutRight], title: str, told: Told) -> bytes:
    """A workbook of some rows to put right, in the order they are given: for a reader who chose them. Raises sheets.NotWritten."""
    return workbook((_to_put_right(rows, title, told),), notes(told), Furniture(told.marking, told.as_at, told.run))


def _to_put_right(rows: Sequence[ToPutRight], title: str, told: Told) -> Page:
    most = most_from([row.form for row in rows])
    return Page(
        "To put right",
        f"{title}: {_counted(rows, 'row', 'to put right', 'nothing to put right')}",
        f"Data as at the end of {spoken(told.as_at)}. Put it right in the case system, and the row goes with the next night's run. "
        f"Fill in the yellow columns only if it is not an error.{f' {most}' if most else ''}",
        TO_PUT_RIGHT,
        rows,
        LAST_PRINTED,
    )


def _workbook(facts: WorklistFacts, title: str, right: Sequence[ToPutRight], soon: Sequence[FallingDue]) -> bytes:
    pages = (
        _to_put_right(right, title, facts),
        Page(
            "Due soon",
            f"{title}: {_counted(soon, 'row', 'falling due', 'nothing falling due')}",
            f"Not late yet: due on {spoken(facts.as_at)} or in the next five working days, and not recorded as done.",
            DUE_SOON,
            soon,
        ),
    )
    return workbook(pages, notes(facts), Furniture(facts.marking, facts.as_at, facts.run))


def _counted(rows: Sequence[Row], one: str, what: str, nothing: str) -> str:
    """12 children, 16 rows to put right: both numbers, because a child may have several rows."""
    if not rows:
        return nothing
    children = len({row.child_id for row in rows if row.child_id})
    others = sum(not row.child_id for row in rows)
    said = [] if not children else [f"{children:,} {'child' if children == 1 else 'children'}"]
    said.append(f"{len(rows):,} {one if len(rows) == 1 else f'{one}s'} {what}")
    if others:
        said.append(f"{others:,} of them not about one child")
    return ", ".join(said)


def notes(facts: Told) -> list[tuple[str, str]]:
    """The sheet 'How to read this': what, and its words."""
    as_at = spoken(facts.as_at)
    first = f"There is no earlier night to look back on yet, so every row was first flagged on {as_at}."
    if facts.has_history:
        first = "The first night the row was found, and the days since. Not how late the work is: that is Days over."
    link = "The child's number, to copy into the case system's search."
    if facts.link:
        link = "Opens the child's record in the case system."
    return [
        ("This list", f"Made from the case system's data as at the end of {as_at}, run {facts.run}. Nothing recorded later is in it."),
        ("A row", "One thing to put right in one record. A child may have several, so the heading gives children and rows."),
        ("Putting it right", "In the case system. The row goes with the next night's run; ticking or deleting it here changes nothing."),
        (
            "Priority",
            "P1: through this row the child meets a condition that alone makes the service not ready, such as being on a plan with no "
            "social worker. P2: another practice standard, or a record fault that breaks a count. P3: a record fault that breaks a clock. "
            "P4: to be looked at, and put right or explained.",
        ),
        (
            "Kind",
            "Practice: the work is not done. Recording: the record is wrong or lacks something. Unclear: the record does not let us tell "
            "whether the work was done.",
        ),
        (
            "Order",
            "Brothers and sisters stand together, at the place of the most urgent among them; a darker line divides families. Filter or "
            "sort as you like: dates and numbers sort as dates and numbers.",
        ),
        ("Days over", "Whole days after the last day in time; working days where the standard counts those."),
        ("First flagged, Flag age", first),
        ("What the record shows", "Written by rule from dates and codes. It never quotes the record."),
        ("Team manager", "Under Worker: no worker is allocated, so the row is the manager's."),
        ("Open record", link),
        (
            "Not an error because…, Ask until",
            "Yellow, and only where the record is right and the standard should not count it: one sentence at least, no names, at most "
            f"{EXCEPTION_DAYS} days. Save, and put the workbook into your team's inbox folder. Somebody more senior agrees or refuses. "
            "Where it is agreed the row counts as not recorded until then. Where the cells are not yellow there is never an exception.",
        ),
        ("Who has it", "Who said “I have this”, in the web worklist, before this list was made."),
        (
            "Puts right",
            "How much one correction of this field of this record puts right: the figures that count its rows, and the rows of Annex A "
            "lists 1 to 11 that print it. Work that was late stays late in the figures of a period. Sort by it, largest first, to put most "
            "right soonest.",
        ),
        ("Form", "The form or step of the case system on which it is put right. The second line names the one that most rows come from."),
        (
            "Flag key, Row key",
            "The flag key names the row from night to night. A row that comes back is believed by its row key together with its child, "
            "standard, record and field: leave those as they are, and sort whole rows only.",
        ),
        ("Not in this list", "Children whose records are restricted."),
        ("On paper", "The columns to the right of Kind are not printed."),
    ]
