"""The chart: drawn from the published table alone, honest about its scale, readable aloud."""

from __future__ import annotations

import csv
import io
import re

import pytest

from fscp_readiness.packs.cabinet import chart, csv_file, draw_chart, view_of

from .scenes import WORLDS, changed, made
from .worlds import facts_of, usual

DRAWN = [name for name in WORLDS if name not in ("the first month ever", "everything hidden", "nearly all, so hidden")]


@pytest.mark.parametrize("name", DRAWN)
def test_the_chart_in_the_page_is_the_one_that_the_csv_draws(name: str) -> None:
    scene = made(name)
    again = draw_chart(scene.paper.csv)
    assert again and again in scene.paper.html
    assert scene.paper.html.count("<svg") == 1


def test_another_csv_draws_another_chart() -> None:
    table = made("a full month").paper.csv
    assert draw_chart(table.replace("140,78%", "145,81%")) != draw_chart(table)


@pytest.mark.parametrize("name", DRAWN)
def test_a_scale_that_does_not_start_at_nought_says_so_in_the_page(name: str) -> None:
    drawn = made(name).view.chart
    assert drawn is not None
    said = f"The scale starts at {drawn.frame.low * 100:.0f}%, not at 0%."
    assert (said in drawn.note) == (drawn.frame.low > 0)
    assert [label.text for label in drawn.labels if label.anchor == "end"][0] == f"{drawn.frame.low * 100:.0f}%"


@pytest.mark.parametrize("name", DRAWN)
def test_its_words_tell_the_finding_the_numbers_and_the_standard_beside_the_range(name: str) -> None:
    drawn = made(name).view.chart
    assert drawn is not None
    assert drawn.title in drawn.alt
    if "usual range" in drawn.alt:
        assert "Our standard is" in drawn.alt
    last = [line for line in csv_file.drawn(csv_file.read(made(name).paper.csv)) if line.share is not None][-1]
    assert f"it was {last.share}%" in drawn.alt


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_leaves_the_drawing(name: str) -> None:
    drawn = made(name).view.chart
    assert drawn is not None
    for label in drawn.labels:
        width = len(label.text) * 2.2
        left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
        assert left >= 0 and left + width <= drawn.frame.width, label
        assert 0 <= label.y <= drawn.frame.height
    for mark in drawn.marks:
        assert drawn.frame.left <= mark.x <= drawn.frame.right and drawn.frame.top <= mark.y <= drawn.frame.bottom


def test_a_hidden_month_breaks_the_line_and_has_no_mark() -> None:
    table = made("a full month").paper.csv
    rows = list(csv.reader(io.StringIO(table)))
    place = next(n for n, row in enumerate(rows) if row[1] == "CPV-01" and row[3] == "2026-03")
    rows[place][5] = rows[place][6] = "[c]"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    whole, broken = chart.from_csv(table), chart.from_csv(out.getvalue())
    assert whole is not None and broken is not None
    assert (len(whole.lines), len(broken.lines)) == (1, 2)
    assert len(broken.marks) == len(whole.marks) - 1
    assert "The line breaks where a month is hidden" in broken.note


def test_a_month_worse_than_usual_is_a_diamond_and_is_named() -> None:
    drawn = made("a full month").view.chart
    assert drawn is not None
    assert [mark.kind for mark in drawn.marks].count("worse") == 1 and drawn.marks[-1].kind == "worse"
    assert re.search(r"worse than usual in October 2026$", drawn.title)


def test_too_few_months_have_no_chart_and_say_so() -> None:
    assert made("everything hidden").view.chart is None
    assert "There is no chart this month" in made("everything hidden").paper.html
    assert draw_chart(made("everything hidden").paper.csv) == ""


def test_where_config_s_measure_cannot_be_drawn_the_one_of_which_most_can_is() -> None:
    world = WORLDS["a full month"]
    hidden = changed(world, counts=lambda code, back: (178, 176, 0) if code == "CPV-01" else usual(code, back))
    facts = facts_of(hidden)
    assert csv_file.drawn_of(facts_of(world)).code == world.cabinet.chart == "CPV-01"
    assert csv_file.drawn_of(facts).code != "CPV-01"
    view = view_of(facts)
    assert view.chart is not None and view.chart.title.startswith(csv_file.drawn_of(facts).name)
    assert {line.code for line in csv_file.read(view.csv) if line.drawn} == {csv_file.drawn_of(facts).code}


def test_where_nothing_can_be_drawn_config_s_measure_stays_named_and_there_is_no_chart() -> None:
    facts = facts_of(WORLDS["everything hidden"])
    assert csv_file.drawn_of(facts).code == "CPV-01" and view_of(facts).chart is None


def test_the_csv_begins_with_the_first_month_that_has_a_figure() -> None:
    young = view_of(facts_of(changed(WORLDS["a full month"], months=14)))
    assert len({line.month for line in csv_file.read(young.csv)}) == 14
    assert len({line.month for line in csv_file.read(made("a full month").paper.csv)}) == 24
    assert len({line.month for line in csv_file.read(made("the first month ever").paper.csv)}) == 1
