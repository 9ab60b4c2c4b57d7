"""Audits on a judgement's page: the areas of its own standards, every count with its whole, no percentage under ten."""

from __future__ import annotations

import dataclasses

import pytest

from fscp_readiness.measures.audits import GRADES, Answers, Audits, Tally, together
from fscp_readiness.packs.leadership.audits import actions, audit_row, audit_section, escalated, heading, moderation, share
from tests.packs.leadership.nights import a_night, some_audits


@pytest.fixture(scope="module")
def night():
    return a_night(slim=True)


def test_the_areas_are_those_of_the_judgements_own_standards_and_add_up(night):
    made, _ = audit_section(night, ("CPV-01", "REF-01", "CPV-01.dfe"))
    assert [(row.area, row.codes) for row in made.rows] == [
        ("Referrals and assessments", "REF-01; 3 more not moderated"),
        ("Child protection", "CPV-01"),
    ]
    assert made.whole.good == "21 of 46 (45.7%)" and made.whole.escalated == "20 raised: 18 made safe, 14 closed, 3 past the time"
    assert made.heading == "Audits: 21 of 46 (45.7%) moderated good or better; 14 of 20 escalated closed, 3 past the time allowed"
    assert made.more == (), "what the sample favours stands where every area stands"


def test_where_the_audit_standards_stand_every_area_does_and_what_the_sample_favours(night):
    made, _ = audit_section(night, ("AUD-03",))
    assert len(made.rows) == 6 and made.rows[1].good == "no audit"
    assert made.more == (
        "New cases (begun in the 6 months before): 31 of 68 (45.6%) of audits, 120 of 380 (31.6%) of children open tonight. "
        "Of 2 more audits no case is found.",
    )


def test_an_area_that_config_does_not_name_is_not_lost(night):
    odd = dataclasses.replace(night, audits=dataclasses.replace(night.audits, areas={**night.audits.areas, "": Tally(audits=2)}))
    made, _ = audit_section(odd, ("AUD-03",))
    assert made.rows[-1].area == "No area recorded" and len(made.rows) == 7


def test_no_audits_and_no_area_are_said(night):
    assert audit_section(dataclasses.replace(night, audits=None), ("AUD-03",)) == (None, "No audits were supplied.")
    assert "config/audits.toml" in audit_section(night, ("WFC-01",))[1]


def test_the_nine_questions_those_least_often_met_first_and_an_unasked_one_nowhere(night):
    few = Tally(audits=4, questions={"question_2": Answers(1, 0, 2, 1), "question_1": Answers(3, 1), "question_3": Answers()})
    made, _ = audit_section(dataclasses.replace(night, audits=Audits(few, {"cp": few}, {}, None)), ("CPV-01",))
    assert [(row.title, row.answers, row.met) for row in made.questions] == [
        ("Question 2", ("1", "0", "2", "1"), "1 of 4"),
        ("Question 1", ("3", "1", "0", "0"), "3 of 4"),
    ]


def test_what_is_not_known_is_said_and_is_no_nought():
    unknown = Tally(escalated=2, made_safe=1, closing_overdue=None, actions=3, actions_done=1, actions_overdue=None)
    assert escalated(unknown) == "2 raised: 1 made safe, 0 closed, not known past the time"
    assert actions(unknown) == "1 of 3 done, not known past their day" and actions(Tally(actions=None)) == "not known"
    whole = together([unknown, Tally(escalated=1)])
    assert whole.closing_overdue is None and whole.actions_overdue is None and whole.escalated == 3


def test_under_ten_no_percentage_and_nothing_is_said_plainly():
    assert share(3, 9) == "3 of 9" and share(5, 10) == "5 of 10 (50.0%)" and share(1999, 2000) == "1,999 of 2,000 (99.9%)"
    assert moderation(Tally(compared=9)) == "0 of 9 changed" and moderation(Tally()) == "–"
    assert moderation(Tally(compared=9, lowered=2, raised=1)) == "3 of 9 changed: 2 lower, 1 higher"
    assert escalated(Tally()) == "none" and actions(Tally()) == "none" and audit_row("A", "", Tally()).good == "no audit"
    assert heading(Tally(), 12) == "Audits: none in the last 12 months"


def test_twenty_two_escalated_cases_stand_on_the_leaders_page_as_they_were_counted(night):
    whole = some_audits().whole
    made, _ = audit_section(night, ("AUD-03",))
    assert made.whole.escalated.startswith(f"{whole.escalated} raised: 20 made safe, 16 closed, 3")
    assert tuple(int(each) for each in made.whole.grades) == tuple(whole.grades[grade] for grade in GRADES)
