"""A LibreOffice of the tests' own: started once without a screen, told what to write into which cells, and gone with the tests.

Run as a program it exits 1 where LibreOffice or its bridge to Python (uno) is not installed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

MISSING = "LibreOffice Calc and its bridge to Python are not installed, and these tests open worklists in it. Type: tools/setup libreoffice"
SECONDS = 120
EDITS = Path(__file__).with_name("libreoffice_edits.py")
_FOLDERS = ("/usr/lib/libreoffice/program", "/opt/libreoffice/program", "/Applications/LibreOffice.app/Contents/MacOS")


@dataclass(frozen=True)
class Job:
    """One workbook to open, change and save.

    cells  (sheet, row, column, what is typed), rows and columns counted from 1
    sort   (first row, last row, first column, last column): those cells alone are sorted by their first column, downwards
    """

    source: str
    target: str
    cells: tuple[tuple[str, int, int, str], ...] = ()
    sort: tuple[int, int, int, int] | None = None
    pdf: str = ""


def programs() -> tuple[str, str] | None:
    """soffice, and a Python that can speak to it; None where one of them is not there."""
    office = shutil.which("soffice") or next((f"{folder}/soffice" for folder in _FOLDERS if Path(folder, "soffice").exists()), None)
    own = [str(path) for folder in _FOLDERS for path in Path(folder).glob("python")]
    speaks = next((python for python in ("/usr/bin/python3", *own) if Path(python).exists() and _has_uno(python)), None)
    return (office, speaks) if office and speaks else None


def _has_uno(python: str) -> bool:
    return subprocess.run([python, "-c", "import uno"], capture_output=True, check=False, env=_plain()).returncode == 0


def _plain() -> dict[str, str]:
    """The environment without what belongs to the tests' own Python."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


def saved(jobs: Sequence[Job]) -> None:
    """Open each workbook, type into its cells, and save it as .xlsx. One start. Fails, and never skips, where LibreOffice is missing."""
    found = programs()
    if found is None:
        raise RuntimeError(MISSING)
    office, python = found
    with tempfile.TemporaryDirectory(prefix="readiness-office-") as folder:
        jobs_file = Path(folder, "jobs.json")
        jobs_file.write_text(json.dumps([asdict(job) for job in jobs]), encoding="utf-8")
        command = [python, str(EDITS), office, folder, str(jobs_file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS, env=_plain())
        if done.returncode:
            raise RuntimeError(f"LibreOffice did not do it: {done.stderr[-2000:]}")


if __name__ == "__main__":
    sys.exit(programs() is None)
