"""Every worked example that this service was specified by is asked of a standard, or of a test.

The examples are numbered N (counts, formulas and frameworks) and W (clocks), and were worked by hand or on a calendar before there was
any code. A standard that answers one says so, by its number, in the ``because`` of a line of its EXAMPLES.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover

ROOT = Path(__file__).resolve().parents[2]
NUMBERED = re.compile(r"\b[NW]\d{2}\b")

COUNTS = {f"N{number:02d}" for number in (1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 20, 22, 23)}
CLOCKS = {f"W{number:02d}" for number in range(1, 48, 2)}

DUE = {
    "W01": ("REF-01", "2016-03-29"),
    "W03": ("ASM-01.dfe", "2016-06-28"),
    "W05": ("ASM-01", "2017-01-12"),
    "W07": ("ASM-06", "2016-05-24"),  # 45 working days on the day: due today
    "W09": ("S47-01", "2016-03-31"),
    "W13": ("CPP-01", "2023-05-10"),
    "W15": ("CPR-01", "2016-02-29"),
    "W17": ("CPR-02", "2016-08-29"),
    "W19": ("CPV-01", "2016-04-06"),
    "W21": ("CPV-01", "2016-04-05"),
    "W23": ("LAV-01", "2016-03-31"),
    "W25": ("LAR-01", "2016-04-22"),
    "W27": ("LAR-02", "2016-07-08"),
    "W29": ("LAH-01", "2016-05-24"),
    "W35": ("CLV-04", "2016-05-09"),
    "W37": ("CLV-04", "2017-02-28"),
    "W43": ("CPT-01", "2016-05-24"),
    "W47": ("PEP-01", "2016-04-11"),
    "N10": ("ALO-02", "2016-05-10"),
}
"""The due day that was worked out for each, and the standard that must give it."""

OUTCOMES = {
    "W31": ("CPD-01", {"met"}),  # 732 days
    "W33": ("REF-02", {"met"}),  # the first day of the window counts
    "W39": ("REC-01", {"met"}),  # two working days
    "W41": ("ADO-01", {"met"}),  # 426 days
    "N04": ("S47-01", {"out_of_scope"}),
    "N05": ("CIN-05", {"met"}),
    "N07": ("LAP-01", {"out_of_scope"}),
    "N11": ("REF-02", {"out_of_scope"}),
    "N13": ("CPD-02", {"met"}),
    "N14": ("CPD-01", {"met", "not_met"}),
    "N16": ("CPV-01", {"not_met"}),
    "N17": ("CPV-02", {"met", "not_met"}),
}
"""The outcomes of the lines that name each, where what was worked out is not a due day."""

TESTED = {
    "W11": "tests/standards/test_calendar.py",  # ten working days; S47-01 asks about fifteen
    "W45": "tests/standards/test_clocks.py",  # six months back from a day, clipped
    "N01": "tests/packs/inspection/annex_a/test_worked_examples.py",
    "N02": "tests/packs/inspection/annex_a/test_worked_examples.py",
    "N08": "tests/standards/test_populations.py",
    "N19": "tests/judgements/test_limiting.py",
    "N20": "tests/judgements/test_limiting.py",
    "N22": "tests/packs/leadership/test_wording.py",
    "N23": "tests/measures/disclosure/test_control.py",  # what members read; what leaders read is in test_wording.py
}
"""Those that no one record can show."""

NAMED = [
    (number, standard.code, line)
    for standard in discover(CHECKS)
    for example in standard.examples
    for line in example.expect
    for number in NUMBERED.findall(line["because"])
]


def lines(number: str, code: str) -> list[dict[str, str]]:
    return [line for named, standard, line in NAMED if (named, standard) == (number, code)]


def test_every_worked_example_is_asked_somewhere():
    assert set(DUE) | set(OUTCOMES) | set(TESTED) == COUNTS | CLOCKS


def test_no_example_names_one_that_does_not_exist():
    assert {number for number, _, _ in NAMED} <= COUNTS | CLOCKS


@pytest.mark.parametrize("number", sorted(DUE))
def test_the_standard_gives_the_day_that_was_worked_out(number):
    code, day = DUE[number]
    assert day in {line.get("due_on") for line in lines(number, code)}, f"no line of {code} that names {number} is due on {day}"


@pytest.mark.parametrize("number", sorted(OUTCOMES))
def test_the_standard_gives_the_answer_that_was_worked_out(number):
    code, outcomes = OUTCOMES[number]
    assert {line["outcome"] for line in lines(number, code)} == outcomes


@pytest.mark.parametrize("number", sorted(TESTED))
def test_the_test_that_asks_it_names_it(number):
    text = (ROOT / TESTED[number]).read_text(encoding="utf-8")
    assert number in NUMBERED.findall(text) or f"def test_{number.lower()}_" in text


def test_the_page_on_how_we_know_names_what_asks_each_count():
    page = (ROOT / "docs" / "explanation" / "how-we-know.md").read_text(encoding="utf-8").split("## The worked examples", 1)[1]
    rows = dict(re.findall(r"^\| (N\d{2}) \|[^|]*\|([^|]*)\|$", page.split("\n## ")[0], flags=re.MULTILINE))
    assert set(rows) == COUNTS
    for number, asked_by in rows.items():
        code, _ = DUE.get(number) or OUTCOMES.get(number) or ("", "")
        assert f"`{Path(TESTED[number]).name}`" in asked_by if number in TESTED else code in asked_by, number
    for path in re.findall(r"`([a-z_0-9]+\.py)`", " ".join(rows.values())):
        assert next((ROOT / "tests").rglob(path), None), path
