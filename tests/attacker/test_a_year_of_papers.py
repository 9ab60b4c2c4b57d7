"""A year of one council's Cabinet papers, one revised, one late, one refused first: attacked from the issued files alone."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from fscp_readiness.night.cabinet import approve, issue, prepare, refuse
from tests.night.cabinet_life import Council, last_of, months_back, without_printing

from .attacking import assault, percentages_add_nothing, right_guesses, rows_of
from .issued_files import as_read, issued
from .reading import PUBLIC, Row, secrets
from .solving import attack
from .worlds import PARTS, Name, split

LAST = dt.date(2026, 10, 1)
YEAR = months_back(LAST, 12)
REVISED, LATE, REFUSED = YEAR[4], YEAR[6], YEAR[8]
CODES = {"CPV-01": "live", "REF-02": "month"}
SIZES = {"CPV-01": (62, (0.84, 0.1, 0.06)), "REF-02": (34, (0.25, 0.7, 0.05))}

WORDS = '[[in_short]]\ntext = "We ask more of ourselves."\nby = "Ruth Okafor, Director"\non = 2026-08-02\n'


def counted(code: str, month: dt.date, later: bool = False) -> tuple[int, ...]:
    """Met, not met, not recorded: a small council, so that many are small. ``later``: once what was entered late is in."""
    draw = random.Random(f"{code} {month}")
    size, weights = SIZES[code]
    met, not_met, blank = split(draw, size + draw.randint(-9, 9), weights)
    return (met + min(2, blank), not_met + 1, blank - min(2, blank)) if later else (met, not_met, blank)


def night(code: str, month: dt.date) -> tuple[int, int, int]:
    met, not_met, blank = counted(code, month)
    return met + not_met + blank, met, blank


def revised_night(code: str, month: dt.date) -> tuple[int, int, int]:
    met, not_met, blank = counted(code, month, later=True)
    return met + not_met + blank, met, blank


def issue_month(council: Council, month: dt.date, today: dt.date | None = None) -> None:
    prepare(council.asked(month, today=today))
    approve(council.asked(month, "ruth", today=today))
    issue(council.asked(month, today=today))


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """The folder of the papers, and the true counts by name, second editions among them."""
    with pytest.MonkeyPatch.context() as patched:
        without_printing(patched)
        council = Council.founded(tmp_path_factory.mktemp("year"), only=tuple(CODES))
        for month in months_back(LAST, 26)[:14]:
            council.keep(last_of(month), night)
        for month in YEAR:
            as_at = last_of(month) - dt.timedelta(days=3 if month == LATE else 0)
            council.keep(as_at, night)
            if month == REFUSED:
                prepare(council.asked(month))
                refuse(council.asked(month, "ruth"), "The words are not ready.")
                council.say(month, WORDS)
            issue_month(council, month)
            if month == YEAR[5]:
                council.keep(last_of(REVISED), revised_night, run="00000002")
                issue_month(council, REVISED, last_of(month) + dt.timedelta(days=9))
    truth = {}
    for code, counting in CODES.items():
        for month in months_back(LAST, 40):
            for part, count in zip(PARTS, counted(code, month), strict=True):
                truth[Name(code, part, f"{month:%Y-%m}", "", 1, counting)] = count
        for part, count in zip(PARTS, counted(code, REVISED, later=True), strict=True):
            truth[Name(code, part, f"{REVISED:%Y-%m}", "", 2, counting)] = count
    return council.out / "cabinet", truth


def test_there_are_thirteen_papers_with_small_counts_hidden_and_others_shown(year):
    papers = issued(year[0])
    assert [paper.edition for paper in papers].count(2) == 1 and len(papers) == 13
    cells = [row[column] for paper in papers for row in paper.rows for column in ("number_counted", "number_met")]
    assert cells.count("[c]") >= 20 and sum(cell.isdigit() for cell in cells) >= 200


def test_nothing_is_worked_out_from_the_issued_files(year):
    folder, truth = year
    papers = issued(folder)
    assert {paper.rules for paper in papers} == {PUBLIC}, "as each page says of itself"
    world, told = as_read(papers, truth)
    report = assault(world, told)
    assert report.cells >= 50
    assert (report.exact, report.narrowed) == (0, 0), report.leaks
    assert report.share >= 0.6
    wrong = [line for n, paper in enumerate(papers) for line in percentages_add_nothing(world.papers[n], told[n], paper.least_denominator)]
    assert not wrong


def test_one_true_count_on_one_page_would_be_seen(year):
    """The same files with a true count where a rounded one stands, in any paper of the year: somewhere it gives a small one away."""
    folder, truth = year
    world, told = as_read(issued(folder), truth)
    rows = right_guesses(world, rows_of(world, told, bold=True))
    asked = secrets(world, PUBLIC)
    exact = []
    for figure in world.figures().values():
        value = world.value(figure.cells)
        exact.append(Row(tuple((cell, 1) for cell in sorted(figure.cells)), value, value, figure.key))
    shown = [row for row in exact if not PUBLIC.small(row.low)]
    assert any(found.width < 5 for found in attack([*rows, *shown], asked, truth, 5))
