"""The regional pack's words: true, by name and never by rank, with whoever is not there named as not there."""

from __future__ import annotations

import dataclasses

import pytest

from fscp_readiness.measures.disclosure import PUBLIC
from fscp_readiness.packs.region import Told, view_of
from fscp_readiness.packs.region.view import against

from .made import AS_AT, CABINET, NAMES, SAYS, given, lines


@pytest.fixture(scope="module")
def view():
    return view_of("The northern region", AS_AT, CABINET, lines())


def test_a_council_whose_night_failed_is_not_there_with_its_code_and_no_figure(view):
    assert view.heading == "11 of 12 councils have a pack of this night"
    assert "Not there, with the code that says why: Dunmoor (FILE-24)." in view.points
    assert "There and without figures: Garside (RGN-08)." in view.points
    rows = [row for section in view.sections for row in section.rows if row.council in ("Dunmoor", "Garside")]
    assert len(rows) == 2 * len(CABINET.measures)
    assert {cell for row in rows for cell in (row.in_scope, row.met, row.share, row.not_recorded, row.target, row.sign)} == {"[x]"}


def test_councils_stand_by_name_in_every_table_whatever_their_figures(view):
    assert all([row.council for row in section.rows] == sorted(NAMES) for section in view.sections)
    assert view == view_of("The northern region", AS_AT, CABINET, list(reversed(lines())))


def test_every_percentage_has_both_its_counts_beside_it(view):
    shown = [row for section in view.sections for row in section.rows if row.share.endswith("%")]
    assert len(shown) > 20
    for row in shown:
        among, of = int(row.in_scope.replace(",", "")), int(row.met.replace(",", ""))
        assert among >= PUBLIC.least_denominator and abs(100 * of / among - int(row.share[:-1])) <= 1


def test_the_heading_s_count_of_hidden_figures_is_the_tables_own(view):
    cells = [cell for section in view.sections for row in section.rows for cell in (row.in_scope, row.met)]
    assert f"Of {len(cells) - cells.count('[x]')} counts of children or of work, {cells.count('[c]')} are hidden" in " ".join(view.points)


def test_a_council_that_asks_a_standard_in_another_way_is_not_compared_on_it():
    counts = {"CPV-01": (161, 42, 23), "CPR-03": (161, 42, 23)}
    made = lines()[:3]
    made = [dataclasses.replace(each, given=given(counts)) for each in made]
    made[1] = dataclasses.replace(made[1], given=given(counts, says={**SAYS, "CPV-01": "another"}))
    sections = {section.code: [row.share for row in section.rows] for section in view_of("North", AS_AT, CABINET, made).sections}
    assert sections["CPV-01"] == ["71%", "[x]", "71%"] and sections["CPR-03"] == ["71%", "71%", "71%"]


@pytest.mark.parametrize(
    ("in_scope", "met", "target", "word"),
    [
        (100, 100, 0.97, "Too close to tell"),  # it may be 98 of 102
        (1000, 990, 0.95, "At target"),
        (1000, 900, 0.95, "Below target"),
        (1000, 950, 0.95, "Too close to tell"),
        (20, 20, 0.9, "Too close to tell"),
    ],
)
def test_a_word_beside_a_target_is_said_only_where_rounding_cannot_change_it(in_scope, met, target, word):
    told = Told("CPV-01", "", in_scope, met, None, round(100 * met / in_scope), target, "")
    tag = against(told, PUBLIC)
    assert tag is not None
    possible = [
        least / most >= target
        for most in range(PUBLIC.read_back(in_scope)[0], PUBLIC.read_back(in_scope)[1] + 1)
        for least in range(PUBLIC.read_back(met)[0], PUBLIC.read_back(met)[1] + 1)
        if least <= most
    ]
    honest = "At target" if all(possible) else "Below target" if not any(possible) else "Too close to tell"
    assert tag.word == honest or tag.word == "Too close to tell"
    assert tag.word == word


def test_nothing_is_said_beside_a_target_where_the_share_is_hidden():
    assert against(Told("CPV-01", "", 60, None, None, None, 0.95, ""), PUBLIC) is None
