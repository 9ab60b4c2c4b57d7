"""A team's clinic sheet: its own rows and no other's, counts alone, no child and no worker, one page a team."""

from __future__ import annotations

import dataclasses
import io
import re
from functools import cache

import page
import pikepdf
import pytest

from fscp_readiness.packs.leadership import clinics
from fscp_readiness.vocabulary import NO_TEAM
from tests.packs.leadership.histories import ALL
from tests.packs.leadership.test_plan import EVERY


@cache
def made(name="two years of months"):
    night = ALL[name]()
    return night, clinics.build(night, EVERY[:3])


@cache
def sheet(team="T02"):
    return next(each for each in made()[1].sheets if each.team_id == team)


def test_every_team_with_a_case_or_a_row_has_one_sheet_and_no_team_has_none():
    night, view = made()
    rows = night.findings[~night.findings["restricted"].astype(bool)]
    assert {each.team_id for each in view.sheets} == set(rows["team"]) - {NO_TEAM} == set(night.teams)
    assert [each.team for each in view.sheets] == sorted(each.team for each in view.sheets)


def test_a_teams_rows_are_those_of_its_worklist_and_restricted_children_are_in_none():
    night, view = made()
    for each in view.sheets:
        own = night.findings[night.findings["team"].eq(each.team_id) & ~night.findings["restricted"].astype(bool)]
        shown = sum(row.rows for row in each.outstanding)
        left = re.match(r"(\d+) row", each.outstanding_more)
        assert shown + (int(left.group(1)) if left else 0) == len(own) > 0
        assert f"{len(own)} row" in each.heading and f"of {own['child_id'].nunique()} child" in each.heading


def test_a_measure_is_the_teams_own_beside_last_month_and_the_whole_service():
    night, _ = made()
    row = next(each for each in sheet().measures if each.code == "CPV-01")
    own = night.measures[night.measures["code"].eq("CPV-01") & night.measures["counting"].eq("live")]
    team = own[own["scope"].eq("team") & own["group"].eq("T02")].iloc[0]
    whole = own[own["scope"].eq("all")].iloc[0]
    assert row.tonight.startswith(f"{team['met']} of {team['in_scope']}") and row.whole.startswith(f"{whole['met']} of {whole['in_scope']}")
    months = night.remembered.months
    then = months[months["code"].eq("CPV-01") & months["counting"].eq("live") & months["group"].eq("T02")].sort_values("month").iloc[-1]
    assert row.before.startswith(f"{then['met']} of {then['in_scope']}") and made()[1].last_month == "October 2026"


def test_under_ten_cases_no_percentage():
    few = [row for each in made()[1].sheets for row in each.measures if re.fullmatch(r"\d of \d", row.tonight)]
    assert few, "a made-up team has under ten cases of something"
    for each in made()[1].sheets:
        for row in each.measures:
            for words in (row.tonight, row.before, row.whole):
                assert ("%" in words) <= (words != "–" and int(re.search(r"of ([\d,]+)", words).group(1).replace(",", "")) >= 10), words


def test_most_misses_first_and_what_is_left_out_is_said():
    for each in made()[1].sheets:
        assert [row.rows for row in each.outstanding] == sorted((row.rows for row in each.outstanding), reverse=True)
    many = next(each for each in made()[1].sheets if each.outstanding_more)
    assert "more standard" in many.outstanding_more and "worklist" in many.outstanding_more


def test_questions_are_of_numbers_on_the_sheet_and_name_no_cause():
    for each in made()[1].sheets:
        assert len(each.questions) <= clinics.QUESTIONS_SHOWN
        assert not re.search(r"because|due to|caused|why", " ".join(each.questions), flags=re.IGNORECASE)
    most = sheet().outstanding[0]
    assert any(f"({most.code}): {most.rows} row" in words for words in sheet().questions)


def test_an_action_stands_where_the_team_has_a_case_of_its_measure_and_a_closed_one_only_fallen_back():
    assert [each.id for each in sheet().actions] == ["R11", "S2", "S3"]
    assert sheet().actions[0].by_when.startswith("overdue, ") and sheet().actions[0].wanted == "at least 95%"
    night, _ = made()
    shut = dataclasses.replace(EVERY[3], closed=True)
    back = dataclasses.replace(EVERY[0], closed=True, overdue=False)
    found = clinics.build(night, (shut, back)).sheets[0]
    assert [each.id for each in found.actions] == ["R11"] and "fallen back" in found.actions[0].by_when
    assert clinics.build(night).sheets[0].actions_said == "The service has written no plan."


def test_audits_are_the_teams_own():
    by_team = {each.team_id: each.audits for each in made()[1].sheets}
    assert by_team["T01"].good == "8 of 22 (36.4%)" and by_team["T01"].escalated.startswith("14 raised")
    assert by_team["T02"].good == "no audit"


def test_no_child_and_no_worker_stand_on_a_sheet():
    night, view = made()
    text = clinics.render_html(view, sheet())
    assert not re.search(r"C\d{6}|\bW\d{3}\b", text) and "was decided" in text
    assert not re.search(r"src=|href=|http", text.replace('xmlns="http://www.w3.org/2000/svg"', "")), "one file that fetches nothing"


@pytest.mark.parametrize("name", ["two years of months", "long names"])
def test_a_page_a_team_on_paper_that_passes_the_checker(name):
    _, view = made(name)
    content = clinics.render_pdf(view)
    assert page.is_pdf_compliant_bytes(content, profile="ua1")
    assert len(pikepdf.open(io.BytesIO(content)).pages) == len(view.sheets)


def test_a_team_whose_name_has_an_apostrophe_is_drawn():
    named = dataclasses.replace(sheet(), team='Disabled Children\'s "Team"')
    content = clinics.render_pdf(dataclasses.replace(made()[1], sheets=(named, sheet())))
    assert len(pikepdf.open(io.BytesIO(content)).pages) == 2


def test_a_night_that_could_ask_nothing_has_no_sheet():
    assert made("nothing assessable")[1].sheets == () or all(not each.measures for each in made("nothing assessable")[1].sheets)
