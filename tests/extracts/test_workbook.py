"""Reading .xlsx cells: identifiers as shown, serial days only where a date is declared, errors and unworked formulas as unreadable."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from fscp_readiness.extracts import SourceProblem, workbook
from fscp_readiness.extracts.workbook import as_text


def saved(fill, *, epoch: dt.datetime | None = None) -> bytes:  # type: ignore[no-untyped-def]
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def first(content: bytes) -> workbook.Cell:
    return workbook.read(content, "x.xlsx")[0].rows[0][1][0]


def test_zeros_that_only_the_format_holds_are_kept():
    def fill(sheet):  # type: ignore[no-untyped-def]
        sheet["A1"] = 123
        sheet["A1"].number_format = "00000"

    assert as_text(first(saved(fill)), date=False) == "00123"


def test_fault_042_a_number_is_a_day_only_in_a_date_column():
    cell = first(saved(lambda sheet: sheet.append([42514])))
    assert as_text(cell, date=True) == "2016-05-24" and as_text(cell, date=False) == "42514"


def test_fault_042_a_workbook_that_counts_from_1904():
    cell = first(saved(lambda sheet: sheet.append([41052]), epoch=openpyxl.utils.datetime.CALENDAR_MAC_1904))
    assert as_text(cell, date=True) == "2016-05-24"


def test_a_real_date_is_itself():
    assert as_text(first(saved(lambda sheet: sheet.append([dt.datetime(2016, 5, 24)]))), date=True) == "2016-05-24"


@pytest.mark.parametrize("found", ["#N/A", "=1+1", "#REF!"])
def test_fault_044_errors_and_formulas_never_worked_out_are_unreadable(found: str):
    assert as_text(first(saved(lambda sheet: sheet.append([found]))), date=False) == workbook.UNREADABLE


def test_whole_numbers_lose_their_point():
    assert as_text(first(saved(lambda sheet: sheet.append([9212044.0]))), date=False) == "9212044"


def test_fault_045_hidden_sheets_are_read_and_known():
    def fill(sheet):  # type: ignore[no-untyped-def]
        sheet.append(["a"])
        sheet.parent.create_sheet("List 3").sheet_state = "hidden"

    assert [sheet.hidden for sheet in workbook.read(saved(fill), "x.xlsx")] == [False, True]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "password"),
        (b"id,name\n1,a\n", "copied whole"),
        (b"", "copied whole"),
    ],
)
def test_fault_046_what_is_not_a_sound_workbook_is_refused(content: bytes, words: str):
    with pytest.raises(SourceProblem, match=words):
        workbook.read(content, "x.xlsx")


def _with_part(content: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, part if each == name else old.read(each))
        if name not in old.namelist():
            new.writestr(name, part)
    return out.getvalue()


def test_fault_049_an_entity_bomb_is_not_opened():
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'
    with pytest.raises(SourceProblem, match="FILE-49"):
        workbook.read(_with_part(saved(lambda sheet: sheet.append([1])), "xl/workbook.xml", bomb), "x.xlsx")


def test_fault_047_a_zip_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workbook, "_LARGEST", 100_000)
    with pytest.raises(SourceProblem, match="FILE-47"):
        workbook.read(_with_part(saved(lambda sheet: sheet.append([1])), "xl/media/big.bin", b"\x00" * 200_000), "x.xlsx")


def test_fault_046_other_kinds_are_named(tmp_path: Path):
    from fscp_readiness import extracts
    from fscp_readiness.settings.sources import Sources

    for kind, words in ((".xls", "old Excel"), (".xlsb", "binary"), (".ods", "OpenDocument"), (".docx", "Name a folder")):
        path = tmp_path / f"lists{kind}"
        path.write_bytes(b"x")
        with pytest.raises(extracts.ArgumentsProblem, match=words):
            extracts.read(str(path), Sources.load(), as_at=dt.date(2016, 5, 24))
    with pytest.raises(SourceProblem, match="no folder or file"):
        extracts.read(str(tmp_path / "gone"), Sources.load(), as_at=dt.date(2016, 5, 24))
