"""Councils by the dozen, their papers as the library lets them out, and every reader's attack on them."""

from __future__ import annotations

import pytest

from .attacking import Report, assault
from .publishing import issue
from .worlds import as_they_stand, cabinet, grid, linked, periods, revised, series, teams_table

WORLDS = {
    "teams": lambda: [as_they_stand(teams_table(seed)) for seed in range(4)],
    "sparse teams": lambda: [as_they_stand(teams_table(seed, sparse=True)) for seed in range(100, 103)],
    "the Cabinet's own": lambda: [cabinet(3, papers=6, measures=2)],
    "twelve papers": lambda: [series(3, months=16, papers=12, measures=1)],
    "periods": lambda: [as_they_stand(periods(5, months=12))],
    "grid": lambda: [as_they_stand(grid(1, teams=3, months=4))],
    "linked": lambda: [linked(seed) for seed in range(4)],
    "revised": lambda: [revised(seed) for seed in range(4)],
}


@pytest.mark.parametrize("kind", WORLDS)
def test_no_secret_is_worked_out(kind):
    report = Report()
    for world in WORLDS[kind]():
        report.add(assault(world, issue(world)))
    assert report.cells
    assert report.share >= 0.6
    assert (report.exact, report.narrowed) == (0, 0), report.leaks
