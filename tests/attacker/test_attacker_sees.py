"""Before he is believed, the attacker finds what is known to be there: the tables of the specification, brute force, rules of thumb."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .attacking import Report, assault, right_guesses, rows_of
from .publishing import printed
from .reading import DFE, MEMBERS, PUBLIC, Row, Rules, Secret, as_one, ones, percentage, read, secrets
from .schemes import one_more_in_each_line, primary_and_complement, primary_only, rounded_all, small_grid_lines
from .solving import Impossible, Part, attack, by_brute_force
from .worlds import Name, Wanted, World, periods, revised, small_grid, teams_table

FOUR_BY_FOUR = [[20, 15, 31, 18], [12, 3, 25, 40], [33, 22, 2, 16], [14, 27, 19, 30]]
USUAL = (1, 2, 3, 4, 6, 8, 9, 11, 14, 20, 25)


def tables(count, rows=5, columns=4):
    return [small_grid([[random.Random(f"{s} {r} {c}").choice(USUAL) for c in range(columns)] for r in range(rows)]) for s in range(count)]


def attacked(worlds, scheme, rules, **how):
    report = Report()
    for world in worlds:
        report.add(assault(world, printed(world, scheme(world, world.papers[0], rules), rules), **how))
    return report


def test_the_two_hidden_cells_of_a_four_by_four_are_three_and_two():
    world = small_grid(FOUR_BY_FOUR)
    report = attacked([world], primary_only, DFE)
    assert (report.cells, report.exact) == (2, 2)
    found = {f.secret.value: (f.low, f.high) for f in attack(rows_of(world, printed(world, primary_only(world, world.papers[0], DFE), DFE)),
                                                             secrets(world, DFE), world.truth, 5)}  # fmt: skip
    assert found == {3: (3, 3), 2: (2, 2)}


def test_two_more_hidden_cells_leave_ranges():
    world = small_grid(FOUR_BY_FOUR)
    counts = primary_only(world, world.papers[0], DFE) | {"r1c2": None, "r2c1": None}
    rows = rows_of(world, printed(world, counts, DFE))
    found = attack(rows, secrets(world, DFE), world.truth, 100)
    assert sorted((f.low, f.high) for f in found) == [(0, 24), (1, 25)]


@pytest.mark.parametrize(
    ("scheme", "exact", "broken"),
    [("primary", (0.4, 1), (0.6, 1)), ("spreadsheet", (0.01, 0.2), (0.2, 0.7)), ("rounded", (0, 0), (0, 0.1))],
)
def test_the_schemes_of_the_specification_break_as_it_says(scheme, exact, broken):
    """disclosure.md 4.3: primary only 72 of 100 exact, a second one in each line 6, all small hidden and the rest to 5 none."""
    if scheme == "rounded":
        report = attacked(tables(25), primary_only, PUBLIC)
    elif scheme == "primary":
        report = attacked(tables(25), primary_only, DFE, careful_only=True)
    else:
        report = Report()
        for world in tables(25):
            counts = one_more_in_each_line(world, world.papers[0], DFE, small_grid_lines(world.truth))
            report.add(assault(world, printed(world, counts, DFE), careful_only=True))
    assert report.cells > 150
    assert exact[0] <= report.exact / report.cells <= exact[1]
    assert broken[0] <= (report.exact + report.narrowed) / report.cells <= broken[1]


def test_rounding_alone_tells_every_small_count_to_within_four():
    report = attacked(tables(5), rounded_all, Rules(-1, -1, 5))
    world = tables(1)[0]
    rows = rows_of(world, printed(world, rounded_all(world, world.papers[0], PUBLIC), Rules(-1, -1, 5)))
    assert report.cells == 0, "nothing is called small under a rule that hides nothing"
    assert all(found.width < 5 for found in attack(rows, secrets(world, PUBLIC), world.truth, 5))


def test_months_quarters_years_to_date_and_rolling_windows_give_nearly_all_away():
    report = attacked([periods(seed, rolling=True, months=12) for seed in range(3)], primary_only, DFE, careful_only=True)
    assert report.exact / report.cells > 0.85


def test_a_rolling_window_narrows_what_months_alone_do_not():
    """The same secrets, so that only what is told differs."""
    more = worse = 0
    for seed in range(6):
        without, rolled = periods(seed, months=9), periods(seed, months=9, rolling=True)
        asked = secrets(without, PUBLIC)
        widths = []
        for world in (without, rolled):
            rows = rows_of(world, printed(world, primary_and_complement(world, world.papers[0], PUBLIC), PUBLIC))
            widths.append({found.secret: found.width for found in attack(rows, asked, world.truth, 8)})
        more += sum(widths[1][secret] < widths[0][secret] for secret in asked)
        worse += sum(min(widths[1][secret], 8) > min(widths[0][secret], 8) for secret in asked)
    assert more >= 5 and not worse


@given(
    st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=2, max_size=3), st.sets(st.integers(0, 5)),
    st.sampled_from([Rules(1, 2, 1), Rules(0, 1, 3), Rules(0, 2, 5)]), st.booleans(),
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_integer_programming_and_brute_force_agree(counts, more_hidden, rules, bold):
    world = small_grid(counts)
    cells = sorted(figure.key for figure in world.papers[0] if len(figure.cells) == 1)
    shown = primary_only(world, world.papers[0], rules) | {cells[n]: None for n in more_hidden if n < len(cells)}
    rows = right_guesses(world, rows_of(world, printed(world, shown, rules), bold=bold))
    asked = secrets(world, rules)[:4]
    most = 8
    caps = [Row(ones([name]), 0, most) for name in world.truth]
    for found in attack([*rows, *caps], asked, world.truth, 1_000):
        assert (found.low, found.high) == by_brute_force(rows, found.secret, most)


def test_every_second_number_is_a_range_too():
    """c0 = 2 c3 - 59: its values are 1, 3, 5 ... 43, and the next after five is as good as any."""
    c0, c1, c2, c3 = (Name("X", f"c{n}", "2026-10") for n in range(4))
    rows = [Row(ones([c1, c3]), 51, 51), Row(ones([c2, c3]), 81, 81), Row(ones([c0, c1, c2]), 73, 73)]
    secret = Secret(ones([c0]), 1, "c0")
    (found,) = attack(rows, [secret], {c0: 1, c1: 21, c2: 51, c3: 30}, 5)
    assert found.width >= 5
    (found,) = attack(rows, [secret], {c0: 1, c1: 21, c2: 51, c3: 30}, 100)
    assert (found.low, found.high) == (1, 43)


def test_linear_bounds_hold_the_whole_numbers():
    world = teams_table(3, teams=4)
    rows = rows_of(world, printed(world, primary_only(world, world.papers[0], PUBLIC), PUBLIC))
    part = Part(rows, sorted(world.truth))
    for found in attack(rows, secrets(world, PUBLIC)[:6], world.truth, 1_000):
        low, high = part.linear(found.secret)
        assert low - 1e-6 <= found.low <= found.high <= high + 1e-6


def test_an_extra_decimal_tells_the_numerator():
    part, rest = Name("A", "met", "2026-10"), Name("A", "not_met", "2026-10")
    world = World("decimal", {part: 83, rest: 4}, ((Wanted("part", (part,), "whole"), Wanted("whole", (part, rest))),))
    counts = {"part": None, "whole": 85}
    rows = rows_of(world, printed(world, counts, PUBLIC))
    secret = Secret(ones([rest]), 4, "rest")
    (before,) = attack(rows, [secret], world.truth, 5)
    decimal = percentage(*world.papers[0], 95.4, 1)
    assert all(row.holds(world.truth) for row in decimal)
    (after,) = attack([*rows, *decimal], [secret], world.truth, 5)
    assert before.width >= 5 and (after.low, after.high) == (4, 4)


def test_a_revised_month_is_the_same_count_where_nothing_was_entered_late():
    world = revised(4)
    later = next(name for name in world.truth if name.edition == 2 and world.truth[name] == world.truth[name._replace(edition=1)])
    row = as_one(Row(((later, 1),), 0, 3), world.truth)
    assert row.terms == ((later._replace(edition=1), 1),)
    world.truth[later] += 1
    assert as_one(Row(((later, 1),), 0, 3), world.truth).terms == ((later, 1),)


def test_only_right_guesses_are_granted_and_a_wrong_count_is_refused():
    world = small_grid([[3, 30], [12, 9]])
    counts = primary_only(world, world.papers[0], PUBLIC) | {"r1c1": None}
    rows = right_guesses(world, rows_of(world, printed(world, counts, PUBLIC), bold=True))
    assert [row.where for row in rows if row.guessed] == ["paper 1, r0c0"]
    counts["all"] = 60
    with pytest.raises(Impossible):
        assault(world, printed(world, counts, PUBLIC))


def test_what_a_printed_count_says():
    one = Wanted("one", (Name("A", "met", "2026-10"),))
    ends = {count: (row.low, row.high) if (row := read(one, count, PUBLIC)) else None for count in (None, 0, 10, 15)}
    assert ends == {None: None, 0: (0, 0), 10: (8, 12), 15: (13, 17)}
    small = read(one, None, PUBLIC, bold=True)
    assert small and (small.low, small.high, small.guessed) == (0, 7, True)
    exact = read(one, 6, MEMBERS)
    assert exact and (exact.low, exact.high) == (6, 6)
