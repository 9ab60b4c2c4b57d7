"""What a paper asks for, and that it is made of what it was given back and of nothing else."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from fscp_readiness.history.releases.statements import Cell
from fscp_readiness.packs.cabinet import csv_file, figures, view_of, wanted, write
from fscp_readiness.packs.cabinet.figures import key_of, told

from .scenes import WORLDS, changed, fallen, made
from .worlds import OCTOBER, Count, World, cabinet, facts_of, months_of, usual

NOW = [key_of("CPV-01", "live", OCTOBER, part) for part in ("in_scope", "met", "not_recorded")]


def _asked(world: World) -> dict[str, Any]:
    return {each.key: each for each in wanted(months_of(world), world.month, world.cabinet, world.released, edition=world.edition)}


def test_it_asks_for_each_measure_of_the_month_and_of_the_months_before_it() -> None:
    asked = _asked(World(months=30))
    assert len(asked) == 8 * (24 * 2 + 1)
    assert {key.split()[2] for key in asked} == {f"{month:%Y-%m}" for month in figures.months_told(OCTOBER)}
    assert min(figures.months_told(OCTOBER)) == dt.date(2024, 11, 1)


def test_the_number_counted_is_the_sum_of_three_cells_and_the_whole_of_its_parts() -> None:
    asked = _asked(World(counts=fallen))
    whole, met, blank = (asked[key] for key in NOW)
    assert whole.cells == tuple(Cell("CPV-01", "live", part, "2026-10") for part in ("met", "not_met", "not_recorded"))
    assert (whole.value, met.value, blank.value) == (178, 140, 4)
    assert (met.part_of, blank.part_of, whole.part_of) == (whole.key, whole.key, "")
    assert met.cells == (Cell("CPV-01", "live", "met", "2026-10"),)


def test_what_an_earlier_paper_printed_is_not_asked_for_again_and_stands_as_it_was_printed() -> None:
    september = dt.date(2026, 9, 1)
    scope, met = (key_of("CPR-03", "live", september, part) for part in ("in_scope", "met"))
    world = World(released={scope: 70, met: None})
    assert scope not in _asked(world) and met not in _asked(world)
    shown = told(facts_of(world).disclosed, cabinet().measure("CPR-03"), september)
    assert (shown.there, shown.in_scope, shown.met, shown.share) == (True, 70, None, None)


def test_the_month_itself_is_asked_for_again_as_the_next_edition() -> None:
    world = World(edition=2, released={NOW[0]: 180, NOW[1]: 140})
    asked = _asked(world)
    assert {cell.edition for cell in asked[NOW[0]].cells} == {2}
    assert {cell.edition for key, each in asked.items() if "2026-09" in key for cell in each.cells} == {1}


def test_a_month_that_could_not_be_counted_has_no_figures_and_says_so() -> None:
    asked = _asked(WORLDS["not assessable"])
    assert not [key for key in asked if key.startswith("CPV-01") and "2026-10" in key]
    view = made("not assessable").view
    assert next(row for row in view.measures if row.name == "Protection visits on time").now.main == "[x]"


def test_what_readers_miss_most_costs_most_whatever_the_counts() -> None:
    def costs(world: World) -> dict[str, int]:
        return {key: each.cost for key, each in _asked(world).items()}

    asked = costs(World())
    assert asked[NOW[0]] > asked[NOW[1]] > asked[NOW[2]]
    assert asked[NOW[1]] > asked[key_of("CPR-03", "live", OCTOBER, "met")] > asked[key_of("CPR-03", "live", dt.date(2026, 9, 1), "met")]
    assert costs(WORLDS["everything hidden"]) == asked


def _near(seed: int) -> World:
    """The usual world with every count moved a little, so that each rounds to the same."""
    chance = random.Random(seed)

    def moved(code: str, back: int) -> Count:
        scope, met, blank = usual(code, back)
        wholes = range((scope + 2) // 5 * 5 - 2, (scope + 2) // 5 * 5 + 3)
        mets = range((met + 2) // 5 * 5 - 2, (met + 2) // 5 * 5 + 3)
        blanks = range((blank + 2) // 5 * 5 - 2, (blank + 2) // 5 * 5 + 3) if blank > 7 else range(8)
        near = [
            (s, m, b)
            for s in wholes
            for m in mets
            for b in blanks
            if b <= s - m and (s - m > 7) == (scope - met > 7) and (b > 7) == (blank > 7)
        ]
        return chance.choice(near)

    return World(counts=moved, months=5)


@pytest.mark.parametrize("seed", range(3))
def test_the_paper_is_a_function_of_the_disclosed_table_and_of_nothing_exact(seed: int) -> None:
    """Another council whose true counts are all others, and whose disclosed table is the same, has the same view to the letter."""
    one, other = facts_of(World(months=5)), facts_of(_near(seed))
    assert _true(World(months=5)) != _true(_near(seed))
    assert one.disclosed.counts == other.disclosed.counts, "this council is too far off to compare"
    assert view_of(one) == view_of(other)


def _true(world: World) -> list[int]:
    return [each.value for each in _asked(world).values()]


def test_the_same_facts_give_the_same_bytes() -> None:
    view = made("no human words").view
    assert write(view, "2026-10 edition 1") == made("no human words").paper


def test_the_csv_has_a_row_for_each_month_of_each_measure_and_reads_back() -> None:
    table = made("a full month").paper.csv
    rows = csv_file.read(table)
    assert len(rows) == 8 * 24
    assert [row.code for row in rows if row.drawn] == ["CPV-01"] * 24
    last = next(row for row in rows if row.code == "CPV-01" and row.month == OCTOBER)
    assert (last.in_scope, last.share, last.standard) == (180, 78, 95.0)


def test_a_figure_has_the_same_number_wherever_it_stands() -> None:
    """In short, in its area, in the table, in a question, beside the chart and in the CSV."""
    scene = made("a full month")
    row = next(each for each in scene.view.measures if each.name == "Protection visits on time")
    assert (row.now.main, row.now.counts) == ("78%", "140 of 180")
    assert "About 140 of 180 children" in scene.view.points[0].text and "(78%)" in scene.view.points[0].text
    assert "About 140 of 180 children" in scene.view.areas[0].facts[0]
    assert "it is 78%" in scene.view.questions[0]
    assert scene.view.chart is not None and "Oct 2026: 78%" in [label.text for label in scene.view.chart.labels]
    assert "2026-10,180,140,78%" in scene.paper.csv


def test_a_part_that_is_hidden_hides_its_percentage_and_what_is_said_of_it() -> None:
    scene = made("nearly all, so hidden")
    assert {row.now.main for row in scene.view.measures} == {"[c]"}
    assert {row.change for row in scene.view.measures} == {"Not compared"}
    assert scene.view.chart is None
    assert "%" not in " ".join(fact for area in scene.view.areas for fact in area.facts)


def test_a_rounded_part_above_its_rounded_whole_is_not_told() -> None:
    facts = facts_of(World())
    keys = [key_of("CPR-03", "live", OCTOBER, part) for part in ("in_scope", "met")]
    odd = changed_counts(facts, {keys[0]: 20, keys[1]: 25})
    assert told(odd, cabinet().measure("CPR-03"), OCTOBER).met is None


def changed_counts(facts: Any, counts: dict[str, int]) -> Any:
    from dataclasses import replace

    return replace(facts.disclosed, counts={**facts.disclosed.counts, **counts})


def test_members_counts_are_exact_and_not_called_about() -> None:
    from fscp_readiness.measures.disclosure import MEMBERS

    facts = facts_of(changed(WORLDS["no human words"], policy=MEMBERS, months=1))
    view = view_of(facts)
    assert "140 of 178 children" in view.points[0].text and "bout" not in view.points[0].text
    assert view.marking == "OFFICIAL-SENSITIVE: not for publication"
