"""What a careless hand would add to a paper that holds: each is seen by the attacker, who finds nothing before it was added."""

from __future__ import annotations

from collections.abc import Sequence

from .attacking import right_guesses, rows_of
from .publishing import Paper, issue, printed
from .reading import MEMBERS, PUBLIC, Row, percentage, read, safe_figures, secrets
from .schemes import primary_only
from .solving import attack
from .worlds import PARTS, Name, World, as_they_stand, parted, periods, revised, series, small_grid, teams_table

COUNCILS = [as_they_stand(teams_table(seed, teams=6)) for seed in (0, 4, 9)]
GUARD = 5


def narrow(world: World, rows: Sequence[Row], rules=PUBLIC, kind: str = "") -> int:
    asked = [secret for secret in secrets(world, rules) if secret.why.startswith(kind)]
    return sum(found.width < GUARD for found in attack(right_guesses(world, rows), asked, world.truth, GUARD))


def rows_both(world: World, papers: Sequence[Paper], *, member: bool = False) -> list[Row]:
    """Careful rows are among the bold ones; nobody finds more than the bold reader where he is right."""
    return rows_of(world, papers, member=member, bold=True)


def holding(worlds: Sequence[World]) -> list[tuple[World, list[Paper]]]:
    """Papers that hold, which is what makes the break the cause."""
    issued = [(world, issue(world)) for world in worlds]
    assert sum(narrow(world, rows_both(world, papers)) for world, papers in issued) == 0
    return issued


def test_secondary_suppression_off():
    """Figures that are hidden only to protect others are shown after all."""
    caught = 0
    for world, papers in holding(COUNCILS):
        free = set(safe_figures(world, PUBLIC))
        again = [read(f, PUBLIC.print(world.value(f.cells)), PUBLIC) for f in world.papers[0] if f.key in free]
        caught += narrow(world, rows_both(world, papers) + again)
    assert caught


def test_a_percentage_with_a_decimal():
    """Of true counts and to one decimal, where whole per cents of the rounded counts stood."""
    caught = 0
    for world, papers in holding(COUNCILS):
        figures, rows = world.figures(), rows_both(world, papers)
        for part, whole in papers[0].shares:
            share = 100 * world.value(figures[part].cells) / world.value(figures[whole].cells)
            rows += percentage(figures[part], figures[whole], float(f"{share:.1f}"), 1)
        caught += narrow(world, rows)
    assert caught


def test_a_rolling_window():
    """Three months added up, rounded and hidden by the rules, beside months and years to date."""
    world = as_they_stand(periods(5, months=7))
    rolled = as_they_stand(periods(5, months=7, rolling=True))
    ((_, papers),) = holding([world])
    windows = [f for f in rolled.papers[0] if f.table == "rolling" and f.key in set(safe_figures(rolled, PUBLIC))]
    rows = rows_both(world, papers) + [read(f, PUBLIC.print(rolled.value(f.cells)), PUBLIC) for f in windows]
    assert windows and narrow(world, rows)


def test_a_revised_month_that_no_ledger_remembers():
    """Members read exact counts: the second edition of a month less the first is the number of late entries."""
    caught = 0
    for seed in range(3):
        world = revised(seed, months=5)
        world = World(world.name, world.truth, world.papers, frozenset(range(len(world.papers))))
        held, leaked = issue(world), issue(world, forgetful=True)
        rules = held[0].rules
        assert narrow(world, rows_both(world, held, member=True), rules, "late") == 0
        caught += narrow(world, rows_both(world, leaked, member=True), rules, "late")
    assert caught


def test_papers_that_forget_the_ones_before():
    """A month's table for the whole, then the same month by two services, each alone safe."""
    truth = {
        Name("A", part, "2026-10", g): n
        for g, row in {"s0": (38, 49, 4), "s1": (99, 61, 8)}.items()
        for part, n in zip(PARTS, row, strict=True)
    }
    first = parted("all", lambda part: [Name("A", part, "2026-10", g) for g in ("s0", "s1")], table="whole")
    second = parted("s1", lambda part: [Name("A", part, "2026-10", "s1")], table="services")
    third = parted("s0", lambda part: [Name("A", part, "2026-10", "s0")], table="services")
    world = World("forgets", truth, (tuple(first), tuple(second), tuple(third)))
    holding([world])
    assert narrow(world, rows_both(world, issue(world, forgetful=True)))


def test_symbols_told_apart():
    """A table that holds while one symbol stands for both. Told apart: each is 0 to 5, and both move together, so narrower."""
    world = small_grid([[20, 15, 31, 18], [12, 3, 25, 40], [33, 22, 2, 16], [14, 27, 19, 30]])
    counts = primary_only(world, world.papers[0], MEMBERS) | {"r1c2": None, "r2c1": None}
    papers = printed(world, counts, MEMBERS)
    assert narrow(world, rows_of(world, papers), MEMBERS) == 0
    told = [row for row in rows_of(world, papers, bold=True) if row.holds(world.truth)]
    assert sum(found.width < GUARD for found in attack(told, secrets(world, MEMBERS), world.truth, GUARD)) == 2


def test_a_chart_drawn_from_true_counts():
    """Its points give the exact counts that the table rounds."""
    world = series(3, months=12, papers=1, measures=1)
    ((_, papers),) = holding([world])
    exact = [
        Row(tuple((c, 1) for c in f.cells), v := world.value(f.cells), v, "chart")
        for f in world.papers[0]
        if papers[0].counts[f.key] is not None
    ]
    assert narrow(world, rows_both(world, papers) + exact)
