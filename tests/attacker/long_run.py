"""The attack at length: council after council until so many secrets have been tried."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from .attacking import Report, assault, percentages_add_nothing
from .publishing import issue
from .worlds import World, any_sums, as_they_stand, cabinet, for_members, grid, linked, periods, revised, series, teams_table, two_audiences

KINDS: dict[str, Callable[[int], World]] = {
    "teams, services, whole": lambda seed: as_they_stand(teams_table(seed)),
    "the same, sparse": lambda seed: as_they_stand(teams_table(seed, sparse=True)),
    "the same, that may be merged": lambda seed: teams_table(seed, sparse=seed % 2 == 0),
    "the Cabinet's own papers": lambda seed: cabinet(seed, papers=4 + seed % 9, sparse=seed % 4 == 3),
    "sums of any kind": lambda seed: any_sums(seed, cells=4 + seed % 7, papers=1 + seed % 5),
    "twelve papers of 24 months": lambda seed: series(seed, measures=1 + seed % 3, sparse=seed % 4 == 3),
    "months, quarters, years to date": lambda seed: as_they_stand(periods(seed, months=12 + seed % 13, sparse=seed % 5 == 4)),
    "the same, paper after paper": lambda seed: as_they_stand(periods(seed, months=9, papers=6)),
    "teams by months": lambda seed: as_they_stand(grid(seed, teams=2 + seed % 6, months=3 + seed % 6)),
    "twenty teams by 24 months": lambda seed: as_they_stand(grid(seed, teams=20, months=24)),
    "one population, two tables": lambda seed: linked(seed, sparse=seed % 3 == 2),
    "a revised month": lambda seed: revised(seed),
    "members' tables": lambda seed: for_members(as_they_stand(teams_table(seed, teams=2 + seed % 8))),
    "two audiences": lambda seed: as_they_stand(two_audiences(seed, members_first=seed % 2 == 1)),
}
RARE = {"twenty teams by 24 months": 40, "the same, paper after paper": 4, "twelve papers of 24 months": 3}
"""Kinds that take long come once in so many rounds, in the first among them."""


def worlds(first: int) -> Iterator[tuple[str, World]]:
    """Rounds of one council of each kind, without end."""
    turn = 0
    while True:
        for kind, make in KINDS.items():
            if turn % RARE.get(kind, 1) == 0:
                yield kind, make(first + turn)
        turn += 1


def run(cells: int, minutes: float, first: int, only: str, tell: Callable[[str], None]) -> dict[str, object]:
    """Attacks until so many cells were tried or so many minutes have gone. Gives the figures by kind of council and in all."""
    started = perf_counter()
    by_kind: dict[str, Report] = {}
    seconds: dict[str, float] = {}
    total, councils, wrong = Report(), 0, list[str]()
    for kind, world in worlds(first):
        if only and only not in kind:
            continue
        if total.cells >= cells or perf_counter() - started > 60 * minutes:
            break
        begun = perf_counter()
        papers = issue(world)
        for wanted, paper in zip(world.papers, papers, strict=True):
            wrong += percentages_add_nothing(wanted, paper, paper.raw.policy.least_denominator)
        report = assault(world, papers, seed=first)
        by_kind.setdefault(kind, Report()).add(report)
        seconds[kind] = seconds.get(kind, 0.0) + perf_counter() - begun
        total.add(report)
        councils += 1
        for leak in report.leaks:
            tell(f"LEAK {leak}")
    for line in wrong:
        tell(f"PERCENTAGE {line}")
    for kind, report in by_kind.items():
        tell(f"{kind}: {report}; {seconds[kind]:.0f} s")
    spent = perf_counter() - started
    tell(f"in all, {councils} councils in {spent:.0f} s: {total}")
    return {
        "councils": councils, "seconds": round(spent), "first_seed": first, "percentages_that_add_something": len(wrong), **_figures(total),
        "kinds": {kind: {**_figures(report), "seconds": round(seconds[kind])} for kind, report in by_kind.items()},
    }  # fmt: skip


def _figures(report: Report) -> dict[str, object]:
    return {
        "protected_cells": report.cells, "questions": report.asked, "exact": report.exact, "narrowed": report.narrowed,
        "least_width": report.least_width, "safe_figures": report.keepable, "safe_figures_kept": report.kept,
        "share_kept": round(report.share, 3), "figures": report.figures, "shown": report.shown, "papers": report.papers,
        "seconds_a_paper": round(report.paper_seconds / max(1, report.papers), 3), "slowest_paper": round(report.slowest, 1),
    }  # fmt: skip


def main(arguments: list[str]) -> int:
    """0 where nothing was worked out and six safe figures in ten are kept; 1 where not."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacker", description="Attacks made-up councils' papers; see tests/attacker.")
    parser.add_argument("--cells", type=int, default=300, help="protected cells to try")
    parser.add_argument("--minutes", type=float, default=60, help="no longer than this")
    parser.add_argument("--seed", type=int, default=1, help="the first council's")
    parser.add_argument("--only", default="", help="kinds of council with this in their name")
    parser.add_argument("--record", type=Path, help="a JSON file for the figures")
    chosen = parser.parse_args(arguments)
    figures = run(chosen.cells, chosen.minutes, chosen.seed, chosen.only, lambda line: print(line, flush=True))  # noqa: T201
    if chosen.record:
        chosen.record.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    held = not figures["exact"] and not figures["narrowed"] and not figures["percentages_that_add_something"]
    return 0 if held and float(str(figures["share_kept"])) >= 0.6 else 1
