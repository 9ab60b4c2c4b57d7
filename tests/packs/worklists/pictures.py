"""The workbook as LibreOffice prints it, to be looked at: ``python -m tests.packs.worklists.pictures`` draws the stored pictures again.

They are not compared: each machine has other fonts in Arial's place.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pypdfium2

from fscp_readiness.packs.worklists import WorklistFacts, write_worklists
from fscp_readiness.packs.worklists.rows import EXCEPTIONS, TAKEN
from fscp_readiness.settings.places import CHECKS, CONFIG
from fscp_readiness.settings.service import Exceptions
from fscp_readiness.settings.worklist import Worklist
from fscp_readiness.standards import discover

from .libreoffice import Job, saved
from .test_flat import KEY, print_of, with_prints

FOLDER = Path(__file__).with_name("pictures")
DPI = 120
PAGES = {
    "to-put-right": "the first sheet as it is printed",
    "on-screen": "its columns to the right of Kind, which are not printed",
    "how-to-read-this": "the last sheet",
}
"""Name -> what it shows."""

_WRONG: tuple[dict[str, object], ...] = (
    {"child_id": "C000104", "severity": "zero_tolerance", "worker": "none", "code": "ALO-01", "record_table": "ssd_cin_episodes",
     "field": "invo_professional_id", "reason": "no_event", "due_on": None, "days_over": None, "unit": None,
     "what_to_do": "Allocate a social worker today and record the allocation on the child's file."},
    {"child_id": "C000105", "days_over": 7},
    {"child_id": "C000105", "code": "CPP-02", "field": "held_on", "due_on": pd.Timestamp("2016-05-12"), "days_over": 7,
     "what_to_do": "Hold the core group. If it was held, record its day."},
    {"child_id": "C000106", "code": "CPR-02", "field": "cppr_cp_review_date", "days_over": 1, "due_on": pd.Timestamp("2016-05-20"),
     "what_to_do": "Hold the review conference and record it."},
    {"child_id": "C000107", "code": "CPV-02", "kind": "recording", "outcome": "not_recorded", "reason": "blank_field",
     "field": "cppv_cp_visit_seen_alone", "due_on": None, "days_over": None, "unit": None,
     "what_to_do": "Say in the record of the visit whether the child was seen alone."},
    {"child_id": "C000108", "code": "CPP-02", "field": "held_on", "reason": "agreed_exception", "outcome": "not_recorded",
     "kind": "unclear",
     "what_to_do": "Hold the core group. If it was held, record its day."},
    {"child_id": "C000109", "code": "C01", "kind": "recording", "severity": "normal", "outcome": "broken", "reason": "rule",
     "field": "cppl_cp_plan_end_date", "due_on": None, "days_over": None, "unit": None,
     "what_to_do": "End the plan that should have ended, on the day it should have ended."},
    {"child_id": "C000109", "code": "E04", "kind": "recording", "severity": "normal", "outcome": "broken", "reason": "rule",
     "field": "cppl_cp_plan_end_date", "due_on": None, "days_over": None, "unit": None, "what_to_do": "Put the day right."},
)  # fmt: skip


def made_up() -> WorklistFacts:
    """One team's rows of every sort: P1 and unallocated, siblings, a blank, an exception agreed and one asked, one correction for two."""
    rows = [print_of(**{**row, "flag": f"{n:016x}", "record_id": f"P{row['child_id'][-3:]}"}) for n, row in enumerate(_WRONG)]
    children = sorted({str(row["child_id"]) for row in _WRONG})
    until = pd.Timestamp("2016-06-30")
    said = [[f"{3:016x}", "asked", until], [f"{5:016x}", "agreed", until]]
    told = with_prints(
        *rows,
        key=KEY,
        cards={standard.code: standard.about for standard in discover(CHECKS)},
        children=pd.DataFrame({"child_id": children, "family_id": ["F1", "F1", *children[2:]], "age": range(3, 3 + len(children))}),
        exceptions=pd.DataFrame(said, columns=list(EXCEPTIONS)).astype(EXCEPTIONS),
        taken=pd.DataFrame([[f"{4:016x}", "Amira Shah"]], columns=list(TAKEN)).astype(TAKEN),
        forms=Worklist.load(CONFIG / "worklist.toml").forms.words,
        rules=Exceptions(never=("ALO-01", "CPV-01", "CPV-02")),
    )
    return replace(told, link="https://cases.example/child/{id}")


def main() -> None:
    """Draw them again. Look at each before it is committed."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        write_worklists(made_up(), folder)
        source = folder / "worklists/t1/t1.xlsx"
        book = openpyxl.load_workbook(source)
        book["To put right"].print_area = f"N1:X{book['To put right'].max_row}"
        book.save(folder / "screen.xlsx")
        jobs = [Job(str(path), str(folder / f"{name}.saved.xlsx"), pdf=str(folder / f"{name}.pdf"))
                for name, path in (("paper", source), ("screen", folder / "screen.xlsx"))]  # fmt: skip
        saved(jobs)
        paper, screen = (pypdfium2.PdfDocument((folder / f"{name}.pdf").read_bytes()) for name in ("paper", "screen"))
        for name, page in zip(PAGES, (paper[0], screen[0], paper[len(paper) - 1]), strict=True):
            drawn = page.render(scale=DPI / 72).to_pil().convert("RGB")
            drawn.quantize(64).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
