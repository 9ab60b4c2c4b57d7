"""Worlds drawn by Hypothesis, which makes a leak small before it shows it; and numbers typed into letters after the papers."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .attacking import assault, right_guesses, rows_of
from .publishing import issue, refused
from .reading import PUBLIC, Row, ones, secrets
from .solving import attack
from .worlds import PARTS, Name, Wanted, World, any_sums, as_they_stand, parted, teams_table

COUNTS = st.one_of(st.integers(0, 12), st.sampled_from([17, 23, 40, 88]))
QUIET = settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def totals(rows: list[list[int]]) -> World:
    """Teams by outcome, with the whole."""
    truth = {Name("A", part, "2026-10", f"t{n}"): count for n, row in enumerate(rows) for part, count in zip(PARTS, row, strict=True)}
    groups = [f"t{n}" for n in range(len(rows))]
    paper = parted("all", lambda part: [Name("A", part, "2026-10", g) for g in groups], table="whole", cost=9)
    for group in groups:
        paper += parted(group, lambda part, group=group: [Name("A", part, "2026-10", group)], table="teams")
    return World("drawn", truth, (tuple(paper),))


@given(st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=2, max_size=4))
@QUIET
def test_teams_by_outcome(rows):
    world = totals(rows)
    assert assault(world, issue(world)).leaks == []


@given(st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=3, max_size=6), st.data())
@QUIET
def test_papers_over_months_each_with_sums_of_some(rows, data):
    """Any months, and any runs of them added up, in any order of papers."""
    truth = {Name("A", part, f"2026-{n + 1:02d}"): count for n, row in enumerate(rows) for part, count in zip(PARTS, row, strict=True)}
    papers = []
    for _ in range(data.draw(st.integers(1, 3))):
        paper: list[Wanted] = []
        for _ in range(data.draw(st.integers(1, 2))):
            first = data.draw(st.integers(0, len(rows) - 1))
            last = data.draw(st.integers(first, len(rows) - 1))
            span = [f"2026-{n + 1:02d}" for n in range(first, last + 1)]
            row = parted(f"{first} to {last}", lambda part, span=span: [Name("A", part, at) for at in span], table="t")
            paper += [figure for figure in row if figure.key not in {one.key for one in paper}]
        papers.append(tuple(paper))
    world = World("drawn months", truth, tuple(papers))
    assert assault(world, issue(world)).leaks == []


def test_sums_of_any_kind():
    """Sums that no paper would plan, in three papers, one after the other."""
    for seed in range(6):
        world = any_sums(seed, cells=5 + seed % 3, papers=3)
        assert assault(world, issue(world)).leaks == []


def test_sums_of_any_kind_some_papers_for_members():
    """Whoever holds both kinds of paper, in whatever order they came."""
    for seed in range(4):
        world = any_sums(seed, cells=5, papers=3)
        mixed = replace(world, members=frozenset({seed % 3}))
        assert assault(mixed, issue(mixed)).leaks == []


def test_a_number_in_a_letter_that_passes_gives_nothing_away_and_some_pass_and_some_do_not():
    """An exact sum of the counts, typed in by hand after the papers: let out, it is one more row for the reader."""
    passed = stopped = 0
    for seed in range(8):
        draw = random.Random(seed)
        world = as_they_stand(teams_table(seed, teams=3 + seed % 3)) if seed % 2 else any_sums(seed, cells=5, papers=2)
        papers = issue(world)
        rows = right_guesses(world, rows_of(world, papers, bold=True))
        kept = secrets(world, PUBLIC)
        for _ in range(6):
            figure = draw.choice([figure for paper in world.papers for figure in paper])
            terms, value = ones(figure.cells), world.value(figure.cells)
            if refused(papers, terms, value, value):
                stopped += 1
                continue
            passed += 1
            letter = Row(terms, value, value, "a letter")
            narrow = [found for found in attack([*rows, letter], kept, world.truth, 5) if found.width < 5]
            assert not narrow, (world.name, letter, narrow)
    assert passed >= 5 and stopped >= 5, (passed, stopped)
