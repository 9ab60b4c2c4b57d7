"""Councils by the dozen, their papers as the library lets them out, and every reader's attack on them."""

from __future__ import annotations

from functools import cache

import pytest

from .attacking import Report, assault
from .publishing import issue
from .worlds import as_they_stand, cabinet, grid, linked, periods, revised, series, teams_table, two_audiences

WORLDS = {
    "teams": lambda: [as_they_stand(teams_table(seed)) for seed in range(4)],
    "sparse teams": lambda: [as_they_stand(teams_table(seed, sparse=True)) for seed in range(100, 103)],
    "the Cabinet's own": lambda: [cabinet(3, papers=6, measures=2)],
    "twelve papers": lambda: [series(3, months=14, papers=12, measures=1)],
    "periods": lambda: [as_they_stand(periods(5, months=8))],
    "grid": lambda: [as_they_stand(grid(1, teams=3, months=4))],
    "linked": lambda: [linked(seed) for seed in range(4)],
    "audiences": lambda: [as_they_stand(two_audiences(seed, members_first=bool(seed % 2))) for seed in (1, 4)],
    "revised": lambda: [revised(seed) for seed in range(4)],
}


@cache
def attacked(kind: str) -> Report:
    report = Report()
    for world in WORLDS[kind]():
        report.add(assault(world, issue(world)))
    return report


@pytest.mark.parametrize("kind", WORLDS)
def test_no_secret_is_worked_out(kind):
    report = attacked(kind)
    assert report.cells
    assert (report.exact, report.narrowed) == (0, 0), report.leaks


def test_hundreds_were_tried_and_most_of_what_need_not_be_hidden_is_shown():
    """Whoever hides everything is safe, and of no use. A month for members after the same month for the public costs the most."""
    every = Report()
    for kind in WORLDS:
        every.add(attacked(kind))
    assert every.cells >= 300
    assert every.share >= 0.6, str(every)
