"""A worklist goes through a real spreadsheet program and back: what is typed there is asked, what was moved or forged there refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness.packs.worklists import flat, write_worklists
from fscp_readiness.packs.worklists.returned import Returned, read_returned
from fscp_readiness.packs.worklists.sheets import BECAUSE, HEADING_ROW, ROW_KEY, TO_PUT_RIGHT, UNTIL

from .libreoffice import Job, saved
from .pictures import FOLDER, PAGES
from .test_flat import KEY, print_of, with_prints

COLUMNS = {column.heading: place for place, column in enumerate(TO_PUT_RIGHT, start=1)}
FIRST, SHEET = HEADING_ROW + 2, "To put right"
AWKWARD = (
    "00123",
    '=cmd|"/c"!A1',
    "+1",
    "@SUM(A1)",
    "-1",
    "2016-05-23",
    "1e5",
    "O'Brien",
    "مرحبا",
    "_x0041_",
    "two\nlines",
    "\u202eabc",
    "NA",
)
ROWS = len(AWKWARD)
WHY = "The plan was made and is on paper with the other council."


def typed(*cells: tuple[str, str, int]) -> tuple[tuple[str, int, int, str], ...]:
    return tuple((SHEET, FIRST + row, COLUMNS[heading], value) for heading, value, row in cells)


@pytest.fixture(scope="module")
def came_back(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Returned]:
    """Workbooks that were opened, edited and saved by LibreOffice, as they are read: name -> what they say."""
    folder = tmp_path_factory.mktemp("office")
    each = [print_of(child_id=text, record_id=text, flag=f"{n:016}", days_over=99 - n) for n, text in enumerate(AWKWARD)]
    write_worklists(with_prints(*each, key=KEY, link="https://cases.example/{id}"), folder)
    source, newest = folder / "worklists/all/all.xlsx", flat.read_worklist(folder)
    edits = {
        "untouched": Job("", ""),
        "asked": Job("", "", tuple(cell for n in range(ROWS) for cell in typed((BECAUSE, WHY, n), (UNTIL, "2016-06-30", n)))),
        "british": Job("", "", typed((BECAUSE, WHY, 0), (UNTIL, "'30/06/2016", 0))),
        "formulas": Job("", "", typed((BECAUSE, '="The plan was"&" made on paper."', 0), (UNTIL, "=TODAY()+60", 1), (BECAUSE, WHY, 1))),
        "part sorted": Job("", "", typed(*((BECAUSE, WHY, n) for n in range(ROWS)), *((UNTIL, "2016-06-30", n) for n in range(ROWS))),
                           (FIRST, FIRST + ROWS - 1, COLUMNS["Child"], COLUMNS[UNTIL])),
        "forged": Job("", "", typed((BECAUSE, WHY, 0), (UNTIL, "2016-06-30", 0), ("Child", "C999999", 0), (BECAUSE, WHY, 1),
                                    (UNTIL, "2016-06-30", 1), (ROW_KEY, "0" * 16 + "-" + "0" * 8 + "-" + "0" * 16, 1))),
        "other cells": Job("", "", typed(("What to do", "Nothing.", 0), ("Days over", "0", 1), ("Due", "2030-01-01", 2))),
    }  # fmt: skip
    jobs = [Job(str(source), str(folder / f"{name}.xlsx"), job.cells, job.sort) for name, job in edits.items()]
    saved(jobs)
    return {name: came(folder / f"{name}.xlsx", newest) for name in edits}


def came(path: Path, newest: pd.DataFrame) -> Returned:
    return read_returned(path.read_bytes(), "The workbook", KEY, newest, lambda run: newest)


def test_opened_and_saved_there_a_worklist_is_as_it_was(came_back: dict[str, Returned]) -> None:
    assert came_back["untouched"] == Returned((), ())


def test_every_row_that_was_asked_for_there_is_believed_whatever_its_ids_look_like(came_back: dict[str, Returned]) -> None:
    told = came_back["asked"]
    assert told.said == () and {each.flag for each in told.asking} == {f"{n:016}" for n in range(ROWS)}
    assert {(each.reason, each.until) for each in told.asking} == {(WHY, dt.date(2016, 6, 30))}
    assert [(each.reason, each.until) for each in came_back["british"].asking] == [(WHY, dt.date(2016, 6, 30))]


def test_a_formula_that_was_worked_out_there_is_still_a_formula(came_back: dict[str, Returned]) -> None:
    told = came_back["formulas"]
    assert told.asking == () and [(each.row, each.column, each.code) for each in told.said] == [
        (FIRST, BECAUSE, "WRK-20"), (FIRST + 1, UNTIL, "WRK-20"),
    ]  # fmt: skip


def test_fault_147_rows_that_were_sorted_in_part_there_are_all_refused(came_back: dict[str, Returned]) -> None:
    told = came_back["part sorted"]
    refused = [each for each in told.said if each.outcome == "refused"]
    assert len(refused) + len(told.asking) == ROWS and {each.code for each in refused} == {"WRK-21"}
    assert len(told.asking) <= 2, "a row may stand where it stood before"


def test_fault_147_a_row_that_was_forged_there_is_refused(came_back: dict[str, Returned]) -> None:
    told = came_back["forged"]
    assert told.asking == ()
    assert [(each.row, each.column, each.code) for each in told.said if each.outcome == "refused"] == [
        (FIRST, ROW_KEY, "WRK-21"), (FIRST + 1, ROW_KEY, "WRK-21"),
    ]  # fmt: skip


def test_other_cells_that_were_changed_there_are_named_and_change_nothing(came_back: dict[str, Returned]) -> None:
    told = came_back["other cells"]
    assert told.asking == () and [(each.row, each.column, each.outcome) for each in told.said] == [
        (FIRST, "What to do", "ignored"), (FIRST + 1, "Days over", "ignored"), (FIRST + 2, "Due", "ignored"),
    ]  # fmt: skip


def test_every_picture_of_the_list_is_stored_and_no_other() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(PAGES)
