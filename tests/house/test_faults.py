"""The page of faults: every number is there once, and every test it names exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/explanation/faults.md"
WANTED = [*range(1, 21), *range(57, 73), *range(92, 135), *range(145, 148), *range(151, 159)]


def lines():
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.read_text().splitlines() if re.match(r"\| \d", line)]


def every_test():
    return {name for path in (ROOT / "tests").rglob("test_*.py") for name in re.findall(r"^def (test_\w+)", path.read_text(), re.M)}


def test_every_fault_is_on_the_page_once():
    assert [int(number) for number, _, _ in lines()] == WANTED


def test_every_test_that_the_page_names_exists_and_what_has_none_says_why():
    known = every_test()
    for number, _, shown in lines():
        named = re.findall(r"`(test_\w+)`", shown)
        assert [name for name in named if name not in known] == [], number
        assert named or len(shown) > len("later: ."), number


def test_every_test_named_for_a_fault_is_on_the_page():
    page = PAGE.read_text()
    named = {name for name in every_test() if (number := re.match(r"test_fault_(\d+)", name)) and int(number[1]) in WANTED}
    assert sorted(name for name in named if name not in page) == []
