"""The paper of a theme: figures with their counts, words only where they stand signed, children counted, and never a grade."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from functools import cache

import page
import pandas as pd
import pikepdf
import pytest

from fscp_readiness.findings.frames import blank
from fscp_readiness.judgements.themed import theme_counts
from fscp_readiness.packs.inspection import focused_visit
from fscp_readiness.packs.inspection.audited import AUDITED, Audited
from fscp_readiness.settings.audits import AuditRules
from fscp_readiness.settings.focused_visits import FILE, FocusedVisits
from fscp_readiness.settings.frameworks import load_all
from fscp_readiness.settings.national_framework import NationalFramework
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.readiness import Readiness as Rules
from tests.packs.leadership.nights import a_night
from tests.settings.own_words import NIGHT, whole

VISITS = FocusedVisits.load(CONFIG / FILE)
FRAMEWORKS = {framework.name: framework for framework in load_all(CONFIG / "frameworks")}
RULES = Rules.load(CONFIG / "readiness.toml")
NATIONAL = NationalFramework.load(CONFIG / "national_framework.toml")
ASKED = dict.fromkeys(range(1, 9), ("asked", ""))
SHEETS = {9: "Care leavers"}


@cache
def the_night():
    return a_night()


def audits(*rows: tuple[str, str | None, int]) -> Audited:
    """Rows of area, moderated grade and actions past their day."""
    made = [
        dict.fromkeys(AUDITED) | {"audit_id": f"A{n}", "service_area": area, "moderated_grade": grade, "actions_overdue": late}
        for n, (area, grade, late) in enumerate(rows)
    ]
    return Audited(pd.DataFrame(made, columns=list(AUDITED)).astype(AUDITED) if made else blank(AUDITED), 0, ())


def view(key="children-in-need-or-on-a-plan", told=None, measures=None, audited=None, **changes):
    night, theme = the_night(), VISITS.theme(key)
    zero = theme_counts(theme, night.zero_tolerance, night.children, told if told is not None else ASKED, RULES)
    given = focused_visit.Told(
        run="2026-11-23-1a2b3c4d", as_at=night.as_at, measures=night.measures if measures is None else measures, cards=night.cards,
        zero=zero, audits=audited or audits(), areas=AuditRules.load(CONFIG / "audits.toml"), progress=(), own=whole(),
        unsigned=(), framework=FRAMEWORKS["ilacs-2026"],
    )  # fmt: skip
    given = dataclasses.replace(given, **changes)
    return focused_visit.build(theme, given, VISITS, SHEETS, NATIONAL, "Aldermoor Council", "OFFICIAL-SENSITIVE: PERSONAL DATA")


def test_every_figure_has_its_counts_and_is_the_nights():
    night = the_night()
    lines = [line for line in view().lines if line.code == "CPV-01"]
    own = night.measures[night.measures["scope"].eq("all") & night.measures["code"].eq("CPV-01")].set_index("counting")
    assert len(lines) == len(own) == 2
    for line, counting in zip(lines, ("live", "period"), strict=True):
        row = own.loc[counting]
        assert line.n_of_n.startswith(f"{row['met']} of {row['in_scope']}") and line.value.endswith("%") and line.status == row["status"]


def test_under_ten_there_is_no_percentage():
    night = the_night()
    few = night.measures["code"].eq("CPV-01") & night.measures["scope"].eq("all")
    measures = night.measures.copy()
    measures.loc[few, ["in_scope", "met", "not_met", "not_recorded", "restricted", "status"]] = [9, 7, 2, 0, 0, "too_few"]
    lines = [line for line in view(measures=measures).lines if line.code == "CPV-01"]
    assert {(line.n_of_n, line.value, line.range) for line in lines} == {("7 of 9", "–", "no gaps")}
    assert {line.tag.word for line in lines} == {"Too few"}


def test_a_code_that_was_not_asked_or_crashed_never_looks_like_an_answer():
    night = the_night()
    measures = night.measures[night.measures["code"].ne("CPV-01")].copy()
    measures.loc[measures["code"].eq("CIN-02"), "status"] = "crashed"
    made = view(measures=measures)
    words = {line.code: line.tag.word for line in made.lines}
    assert (words["CPV-01"], words["CIN-02"]) == ("Not asked", "Crashed")
    assert {line.value for line in made.lines if line.code in ("CPV-01", "CIN-02")} == {"–"}
    uncounted = sum(line.status is None or line.tag.word == "Crashed" for line in made.lines)
    assert f"{focused_visit.sentences.number(uncounted)} could not be counted" in made.heading


def test_children_lead_the_heading_each_counted_once_and_restricted_ones_too():
    night, theme = the_night(), VISITS.theme("children-in-care")
    made = view("children-in-care")
    counts = theme_counts(theme, night.zero_tolerance, night.children, ASKED, RULES)
    assert sum(each.children for each in counts.counts) >= counts.children > 0
    assert made.heading.startswith(f"Children in care: {focused_visit.sentences.number(counts.children)} child")
    in_care = set(night.children[night.children["in_care"].fillna(False).astype(bool)]["child_id"])
    mine = night.zero_tolerance[night.zero_tolerance["condition"].isin(theme.conditions)]
    everyone = set(mine[mine["child_id"].isin(in_care)]["child_id"])
    assert everyone and counts.children >= len(everyone)
    text = focused_visit.render_html(made)
    assert [child for child in night.children["child_id"] if child in text] == []


def test_a_condition_that_could_not_be_asked_is_not_known_and_never_nobody():
    made = view(told=ASKED | {2: ("not_assessable", "the source lacks visits")})
    assert any(words.startswith("On a plan, not seen") and "not known. The source lacks visits." in words for words in made.zero)
    assert "(one condition could not be asked)" in made.heading
    everything = view(told={})
    assert all("not known" in words for words in everything.zero)


def test_the_services_words_are_printed_only_where_they_stand_signed():
    signed = focused_visit.render_html(view())
    assert "Supervision that moves plans on." in signed and "own words (the Assistant Director, 18 November 2026)" in signed
    reason = "The self-evaluation was signed on 1 September 2026, 84 days ago; 31 is the most."
    unsigned = focused_visit.render_html(view(unsigned=(reason,)))
    assert "Supervision that moves plans on." not in unsigned.split("What will be asked for")[0] and reason in unsigned
    assert "does not stand as signed" in unsigned
    assert "has written no self-evaluation" in focused_visit.render_html(view(own=None))


def test_no_grade_of_a_judgement_is_printed():
    grades = dict.fromkeys(("IL-LEAD", "IL-HP", "IL-CIC", "IL-CL"), "Outstanding")
    text = focused_visit.render_html(view(own=whole(grades=grades)))
    assert "utstanding" not in text and "Good" not in text


def test_a_new_framework_that_no_theme_names_is_said_in_a_sentence():
    other = FRAMEWORKS["ilacs-2026"].model_copy(
        update={"title": "Made-up (2027)", "judgements": tuple(
            each.model_copy(update={"key": f"MU-{n}", "answers_to": ()}) for n, each in enumerate(FRAMEWORKS["ilacs-2026"].judgements)
        )}
    )  # fmt: skip
    made = view(framework=other)
    assert made.no_words == (
        "config/focused_visits.toml names no judgement of Made-up (2027) for this theme, so none of its words is here.",
    )
    assert made.lines == view().lines


def test_audits_of_the_themes_areas_are_counted_by_grade_and_no_other():
    made = view(audited=audits(("cp", "inadequate", 1), ("cp", None, 2), ("cin", "good", 0), ("cla", "good", 0)))
    rows = {each.area: (each.audits, each.grades, each.overdue) for each in made.audits}
    assert rows == {
        "Children in need": (1, "1 good", "0"),
        "Child protection": (2, "1 inadequate, 1 not moderated", "3"),
        "Disabled children": (0, "–", "–"),
    }
    assert view("care-leavers").audits_said == ("No area of audits is of this theme alone, so none is counted here.",)


def test_how_often_the_theme_is_looked_at_has_its_whole():
    assert view().visits == "18 of 36 focused visits in England in 2024-25 had this theme."
    assert view("vulnerable-adolescents").visits == "Two of 36 focused visits in England in 2024-25 had this theme."


@pytest.mark.parametrize("key", ["children-in-need-or-on-a-plan", "children-in-care"])
def test_on_paper_it_is_one_to_three_pages_that_pass_the_checker(key):
    made = view(key)
    paper = focused_visit.render_pdf(made)
    assert page.is_pdf_compliant_bytes(paper, profile="ua1")
    assert 1 <= len(pikepdf.open(io.BytesIO(paper)).pages) <= 3
    assert focused_visit.render_html(made).split("<body>")[1].count(made.marking) == 1


def test_the_same_night_gives_the_same_bytes():
    assert focused_visit.render_pdf(view()) == focused_visit.render_pdf(view())
    assert dt.date.fromisoformat(view().created) == NIGHT - dt.timedelta(days=1)
