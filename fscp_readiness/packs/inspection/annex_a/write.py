"""A set into a folder: the workbook, and the pass sheet of its checks."""

from __future__ import annotations

from pathlib import Path

from fscp_readiness.history import disk

from .checks import Call, check
from .making import AnnexA
from .results import Result, checks_csv
from .workbook import workbook

WORKBOOK, CHECKS = "annex_a.xlsx", "checks.csv"


def write_annex_a(made: AnnexA, folder: Path, *, marking: str = "", call: Call | None = None) -> list[Result]:
    """Write ``annex_a.xlsx`` and ``checks.csv`` (counts only) into a folder, and give what the checks of the workbook found.

    marking  the council's protective marking
    call     where Ofsted rang; without it nobody asks whether the night is fresh enough
    Raises AnnexAProblem where a cell cannot be written; OSError.
    """
    content = workbook(made, marking)
    results = check(content, made, call)
    disk.make_folder(folder)
    disk.write(folder / WORKBOOK, content)
    disk.write(folder / CHECKS, checks_csv(results))
    return results
