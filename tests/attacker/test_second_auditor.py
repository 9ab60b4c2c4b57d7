"""Tau-Argus's audit and the attacker's own linear programmes, of the same rows: the same ends to the thousandth."""

from __future__ import annotations

import pytest

from .attacking import right_guesses, rows_of
from .publishing import issue, printed
from .reading import MEMBERS, PUBLIC, secrets
from .schemes import primary_only
from .solving import Part
from .tau_argus import intervals
from .worlds import as_they_stand, grid, linked, periods, revised, series, small_grid, teams_table

WORLDS = [
    teams_table(1, teams=5),
    linked(2),
    periods(2, months=6),
    grid(1, teams=3, months=3),
    small_grid([[20, 3, 9], [4, 30, 6], [12, 9, 2]]),
]


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
@pytest.mark.parametrize("rules", [PUBLIC, MEMBERS], ids=["public", "members"])
@pytest.mark.parametrize("bold", [False, True], ids=["careful", "bold"])
def test_both_auditors_find_the_same_ends(world, rules, bold, tmp_path):
    rows = right_guesses(world, rows_of(world, printed(world, primary_only(world, world.papers[0], rules), rules), bold=bold))
    asked = secrets(world, rules)
    part = Part(rows, sorted(world.truth))
    assert asked
    for theirs, secret in zip(intervals(rows, asked, tmp_path), asked, strict=True):
        assert theirs == pytest.approx(part.linear(secret), abs=1e-3), secret.why


def test_changes_of_an_edition_have_a_sign_that_both_keep(tmp_path):
    world = revised(1)
    asked = [secret for secret in secrets(world, PUBLIC) if secret.why.startswith("late")]
    counts = {key: PUBLIC.print(world.value(figure.cells)) for key, figure in world.figures().items() if world.value(figure.cells) > 7}
    paper = tuple(world.figures().values())
    rows = rows_of(type(world)(world.name, world.truth, (paper,)), printed(world, counts, PUBLIC))
    part = Part(rows, sorted(world.truth))
    assert asked
    for theirs, secret in zip(intervals(rows, asked, tmp_path), asked, strict=True):
        assert theirs == pytest.approx(part.linear(secret), abs=1e-3), secret.why


@pytest.mark.parametrize(
    "world",
    [as_they_stand(teams_table(21, teams=7)), as_they_stand(grid(2, teams=3, months=3)), series(8, months=9, papers=4, measures=1)],
    ids=lambda world: world.name,
)  # fmt: skip
def test_tau_argus_works_nothing_out_of_papers_that_hold(world, tmp_path):
    asked = secrets(world, PUBLIC)
    held = right_guesses(world, rows_of(world, issue(world), bold=True))
    assert min(high - low for low, high in intervals(held, asked, tmp_path)) >= 5 - 1e-6


def test_tau_argus_works_out_what_is_hidden_by_rule_alone(tmp_path):
    world = grid(2, teams=3, months=3)
    asked = secrets(world, PUBLIC)
    rows = right_guesses(world, rows_of(world, printed(world, primary_only(world, world.papers[0], PUBLIC), PUBLIC), bold=True))
    assert min(high - low for low, high in intervals(rows, asked, tmp_path)) < 5 - 1e-6
