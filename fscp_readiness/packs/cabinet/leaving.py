"""The last look before a paper leaves: its own files are read, and every number found in them must be one that was meant to be printed.

Looked at are the text, alternative text, bookmarks and metadata of the PDF; the text, attributes, comments and styles of the HTML; and
every cell of the CSV. The chart's points must be those drawn again from the CSV alone. Public output is HTML, PDF and CSV and carries
nothing else: no file within a file, no script, no link to a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from typing import Final, Protocol

from .approved import unapproved
from .leaving_html import parts_of_page
from .leaving_pdf import parts_of_pdf
from .paper import draw_chart

OFFICE_FILES: Final = re.compile(r"\.(?:xls[xmb]?|ods|docx?|pptx?|zip|mdb|accdb|pbix)\b", re.IGNORECASE)
_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA: Final = re.compile(r"^[=+@\t]|^-\D")


class MayNotLeave(RuntimeError):
    """A paper whose own files hold what was not meant to be printed. Nothing was put in the ledger. Exit code 2."""

    exit_code = 2

    def __init__(self, where: str, sentence: str, code: str) -> None:
        super().__init__(f"The paper may not leave. {where} {sentence} Nothing was prepared. [{code}]")
        self.where, self.sentence, self.code = where, sentence, code


class Leaves(Protocol):
    """A paper's files, as they would leave."""

    @property
    def html(self) -> str: ...
    @property
    def pdf(self) -> bytes: ...
    @property
    def csv(self) -> str: ...


def check(paper: Leaves, approved: Collection[str]) -> None:
    """Look at everything that would leave.

    approved  every number, and phrase with a number, that may be printed (approved.approved_numbers)
    Raises MayNotLeave for the first thing that was not meant to be printed.
    """
    seen: set[str] = set()
    for where, text in _parts(paper, draw_chart(paper.csv)):
        if text in seen:
            continue
        seen.add(text)
        if strange := unapproved(text, approved):
            raise MayNotLeave(f"{where} holds {strange[0]}", "which stands in no table of the paper.", "LEA-01")
        if OFFICE_FILES.search(text):
            raise MayNotLeave(where, "names a spreadsheet or another office file. Public output is HTML, PDF and CSV.", "LEA-02")


def _parts(paper: Leaves, chart: str) -> Iterator[tuple[str, str]]:
    """Where, and the text that stands there."""
    page, drawings = parts_of_page(paper.html, MayNotLeave)
    if [each for each in drawings if each != chart]:
        raise MayNotLeave("The page's chart", "is not the one that the CSV draws.", "LEA-03")
    if chart and not drawings:
        raise MayNotLeave("The page's chart", "is not there, and the CSV draws one.", "LEA-03")
    yield from page
    yield from parts_of_pdf(paper.pdf, MayNotLeave)
    if _NOT_TEXT.search(paper.csv):
        raise MayNotLeave("The CSV", "holds signs that are no text.", "LEA-04")
    for line, row in enumerate(csv.reader(io.StringIO(paper.csv)), start=1):
        for cell in row:
            if _FORMULA.match(cell):
                raise MayNotLeave(f"Line {line} of the CSV", "holds what a spreadsheet would take for a formula.", "LEA-04")
            yield f"Line {line} of the CSV", cell
