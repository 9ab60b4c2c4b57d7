"""An .xlsx workbook as text cells: values as Excel shows identifiers, dates only where a date is declared, nothing followed or run."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException

from .problems import SourceProblem
from .values import EXCEL_ERROR

_LARGEST = 500 * 1024 * 1024
_RATIO = 200
_ZEROES = re.compile(r"^0{2,}$")
UNREADABLE = "#N/A"
_NO_VALUE = "=…"


@dataclass(frozen=True)
class Cell:
    """One cell: what stands there, and the number format it is shown in."""

    value: Any
    number_format: str
    epoch: dt.datetime

    @property
    def blank(self) -> bool:
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())

    @property
    def is_text(self) -> bool:
        return isinstance(self.value, str)


@dataclass(frozen=True)
class Sheet:
    title: str
    hidden: bool
    rows: list[tuple[int, list[Cell]]]  # row number as Excel shows it
    hidden_rows: int = 0


def read(content: bytes, name: str) -> list[Sheet]:
    """Every worksheet, hidden ones and hidden rows too. Raises SourceProblem for what is not a plain, sound .xlsx."""
    check_archive(content, name)
    try:
        with_values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError):
        raise SourceProblem("FILE-46", f"{name} cannot be read as an Excel workbook (.xlsx). Save it again in Excel.") from None
    unworked = _formulas_without_value(content)
    epoch = with_values.epoch
    sheets = []
    for sheet in with_values.worksheets:
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()
        rows = list(_rows(sheet, epoch, unworked.get(sheet.title, set())))
        sheets.append(Sheet(sheet.title, sheet.sheet_state != "visible", rows, _hidden_rows(content, sheet)))
    with_values.close()
    return sheets


def _rows(sheet: Any, epoch: dt.datetime, unworked: set[tuple[int, int]]) -> Iterator[tuple[int, list[Cell]]]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [
            Cell(
                _NO_VALUE if (number, position) in unworked else cell.value,
                str(getattr(cell, "number_format", "") or "General"),
                epoch,
            )
            for position, cell in enumerate(row, start=1)
        ]
        yield number, cells


def _hidden_rows(content: bytes, sheet: Any) -> int:
    """How many rows a filter or a person has hidden: they are read like the others, and said."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return len(re.findall(rb'<row [^>]*hidden="(?:1|true)"', archive.read(str(sheet._worksheet_path).lstrip("/"))))


def check_archive(content: bytes, name: str, largest: int | None = None) -> None:
    """Raise SourceProblem unless these are the bytes of a plain .xlsx that may be opened.

    largest  how many bytes it may unpack to; None: as many as an extract
    """
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise SourceProblem("FILE-46", f"{name} is protected by a password or is an old .xls; save it as .xlsx without one.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise SourceProblem("FILE-46", f"{name} cannot be read as an Excel workbook (.xlsx); was it copied whole?") from None
    with archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > (largest or _LARGEST) or (size > 10_000_000 and size > _RATIO * max(1, len(content))):
            raise SourceProblem("FILE-47", f"{name} unpacks to far more than its size and was not opened. Save it again in Excel.")
        if not any(part.filename == "[Content_Types].xml" for part in parts):
            raise SourceProblem("FILE-46", f"{name} cannot be read as an Excel workbook (.xlsx). Save it again in Excel.")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as stream:
                    begins = stream.read(4096)
                    if re.search(rb"<!(?:DOCTYPE|ENTITY)", begins, re.IGNORECASE) or b"\0" in begins:
                        raise SourceProblem(
                            "FILE-49", f"{name} holds XML that an Excel workbook never holds, and was not opened. Save it again in Excel."
                        )


def _formulas_without_value(content: bytes) -> dict[str, set[tuple[int, int]]]:
    """sheet title -> (row, column) of formula cells that Excel never worked out; looked for only where there is a formula at all."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [part for part in archive.namelist() if part.startswith("xl/worksheets/") and part.endswith(".xml")]
        if not any(re.search(rb"<f[ />]", archive.read(part)) for part in sheets):
            return {}
    formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    found: dict[str, set[tuple[int, int]]] = {}
    for sheet, worked in zip(formulas.worksheets, values.worksheets, strict=True):
        for one in (sheet, worked):
            if hasattr(one, "reset_dimensions"):
                one.reset_dimensions()
        for number, (row, value_row) in enumerate(zip(sheet.iter_rows(), worked.iter_rows(), strict=False), start=1):
            for position, (cell, value) in enumerate(zip(row, value_row, strict=False), start=1):
                if getattr(cell, "data_type", "") == "f" and value.value is None:
                    found.setdefault(sheet.title, set()).add((number, position))
    return found


def as_text(cell: Cell, *, date: bool) -> str | None:
    """A cell as the text that the strict reader reads. ``date``: the column is declared a date, so a bare number is Excel's serial day.

    Errors, and formulas that Excel never worked out, come back as ``#N/A``.
    """
    value = cell.value
    if value is None:
        return None
    if isinstance(value, str):
        text = value.replace("\xa0", " ").strip()
        return UNREADABLE if EXCEL_ERROR.match(text) or text == _NO_VALUE else text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d") if value.time() == dt.time(0) else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        if date:
            return _serial(value, cell.epoch)
        if _ZEROES.match(cell.number_format) and float(value).is_integer():
            return str(int(value)).zfill(len(cell.number_format))
        return str(int(value)) if float(value).is_integer() and abs(value) < 2**53 else repr(float(value))
    return str(value)


def _serial(value: float, epoch: dt.datetime) -> str:
    if not 1 <= value < 2_958_466:
        return UNREADABLE
    moment = from_excel(value, epoch)
    return moment.strftime("%Y-%m-%d") if isinstance(moment, dt.datetime) else UNREADABLE
