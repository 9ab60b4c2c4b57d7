"""The limiting rules: on 271 inspections that took place, on the worked examples, and of a framework that nobody has published."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest

from fscp_readiness.judgements.limiting import GradeProblem, limited
from fscp_readiness.judgements.precedents import Tried, read_inspections, tried
from fscp_readiness.settings.frameworks import Framework, in_force, load_all
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.vocabulary import Word
from tests.settings.made_up_2027 import TEXT, with_made_up

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docs" / "explanation" / "ilacs_inspections_2018_2025.csv"
FRAMEWORKS = load_all(CONFIG / "frameworks")
BY_NAME = {framework.name: framework for framework in FRAMEWORKS}
SIF, JOINED, FOUR, NO_OVERALL = (BY_NAME[name] for name in ("sif-2013", "ilacs-2018", "ilacs-2023", "ilacs-2026"))
POOR = "Inadequate"


@pytest.fixture(scope="module")
def found() -> tuple[Tried, ...]:
    return tried(read_inspections(FILE), FRAMEWORKS)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Framework:
    known = load_all(with_made_up(tmp_path_factory.mktemp("config") / "frameworks"))
    assert [framework.name for framework in known] == ["sif-2013", "ilacs-2018", "ilacs-2023", "ilacs-2026", "made-up-2027"]
    assert in_force(dt.date(2027, 3, 31), known).name == "ilacs-2026"
    return in_force(dt.date(2027, 4, 1), known)


def test_the_rule_says_inadequate_of_exactly_34_of_the_35_and_of_no_other(found):
    inadequate = [each for each in found if each.inspection.overall == POOR]
    said = [each for each in found if each.said.overall is not None]
    assert (len(found), len(inadequate), len(said)) == (271, 35, 34)
    assert all(each.inspection.overall == each.said.overall == POOR for each in said)
    assert [each.name for each in found if each.missed] == ["Trafford 2019"]
    assert not [each.name for each in found if each.wrong]


def test_trafford_is_warned_of_and_not_decided(found):
    trafford = next(each for each in found if each.name == "Trafford 2019")
    assert trafford.said.overall is None
    assert trafford.said.because.startswith("No judgement that limits the whole is graded Inadequate")
    assert len(trafford.said.warnings) == 1


def test_a_decision_that_did_not_come_about_would_be_seen(found):
    """The two counts above can fail: an outcome changed by one grade shows in one or the other."""
    good = next(each for each in found if each.said.overall is None and each.inspection.overall == "Good")
    sunk = Tried(good.inspection, FOUR, limited(FOUR, {"IL-HP": POOR}))
    assert sunk.wrong and not sunk.missed


def test_each_inspection_is_under_the_framework_of_its_day(found):
    assert {each.framework.name for each in found} == {"ilacs-2018", "ilacs-2023"}
    assert all(("CL" in dict(each.inspection.grades)) == (each.framework.name == "ilacs-2023") for each in found)


def test_the_patterns_are_those_that_were_counted(found):
    def poor(each: Tried, *letters: str) -> bool:
        return any(dict(each.inspection.grades).get(one) == POOR for one in letters)

    def of(*grades: str) -> dict[str, int]:
        same = [each.inspection.overall for each in found if tuple(dict(each.inspection.grades)[k] for k in ("LM", "HP", "LC")) == grades]
        return {overall: same.count(overall) for overall in set(same)}

    assert sum(poor(each, "HP", "LC") for each in found) == 31
    assert sum(poor(each, "CL") for each in found) == 7
    alone = [each.name for each in found if poor(each, "CL") and not poor(each, "HP", "LC", "LM")]
    assert alone == ["Peterborough 2023", "Cheshire East 2024", "Harrow 2025"]
    assert of("Good", "Good", "Good") == {"Good": 57}
    assert of("Outstanding", "Good", "Outstanding") == {"Outstanding": 21, "Good": 1}


def test_the_warning_on_leaders_says_what_the_outcomes_say(found):
    lead = [each for each in found if each.said.warnings]
    assert {each.name: each.inspection.overall for each in lead} == {
        "Bournemouth 2018": "Requires improvement to be good",
        "Herefordshire 2018": "Requires improvement to be good",
        "Trafford 2019": POOR,
        "Doncaster 2022": "Requires improvement to be good",
        "Slough 2023": "Requires improvement to be good",
    }
    for framework in (JOINED, FOUR):
        (warning,) = framework.limiting.warnings
        assert "Of the five" in warning.says and "four were graded Requires improvement to be good" in warning.says
        assert all(
            part in warning.says for part in ("Bournemouth and Herefordshire 2018", "Doncaster 2022", "Slough 2023", "Trafford 2019")
        )


def test_a_line_that_cannot_be_read_is_named(tmp_path):
    text = FILE.read_text(encoding="utf-8")
    bad = tmp_path / FILE.name
    bad.write_text(text.replace("2018-01-29", "29/01/2018", 1), encoding="utf-8")
    with pytest.raises(ConfigProblem, match="line 2"):
        read_inspections(bad)
    bad.write_text(text.replace("leaders", "leader", 1), encoding="utf-8")
    with pytest.raises(ConfigProblem, match="FRM-04"):
        read_inspections(bad)


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.name)
def test_over_every_set_of_grades_the_whole_is_limited_by_what_limits_and_by_nothing_else(framework):
    keys = [judgement.key for judgement in framework.judgements]
    limits = {judgement.key for judgement in framework.judgements if judgement.limits}
    for grades in itertools.product(framework.limiting.grades, repeat=len(keys)):
        given = dict(zip(keys, grades, strict=True))
        said = limited(framework, given)
        expected = POOR if framework.overall and any(given[key] == POOR for key in limits) else None
        assert said.overall == expected, given
        assert said.overall in (None, framework.limiting.makes)


def test_what_limits_in_each():
    limits = {framework.name: {judgement.key for judgement in framework.judgements if judgement.limits} for framework in FRAMEWORKS}
    assert limits == {
        "sif-2013": {"SIF-KJ1", "SIF-KJ2", "SIF-KJ3"},
        "ilacs-2018": {"IL-HP", "IL-CICCL"},
        "ilacs-2023": {"IL-HP", "IL-CIC", "IL-CL"},
        "ilacs-2026": set(),
    }


def test_good_care_beside_inadequate_adoption_has_no_precedent():
    """N19: key judgement 2 good, adoption inadequate. A warning, never a cap."""
    fine = {"SIF-KJ1": "Good", "SIF-KJ2": "Good", "SIF-KJ3": "Good", "SIF-GJ2": "Good"}
    said = limited(SIF, {**fine, "SIF-GJ1": POOR})
    assert said.overall is None
    assert len(said.warnings) == 1 and "20 reports" in said.warnings[0]
    assert limited(SIF, {**fine, "SIF-GJ1": POOR, "SIF-KJ2": "Requires improvement"}).warnings == ()
    assert limited(SIF, {**fine, "SIF-GJ1": "Requires improvement"}).warnings == ()


def test_harrow_is_inadequate_until_there_is_no_overall_grade():
    """N20: leaders requires improvement, help good, care good, care leavers inadequate, inspected in January 2025."""
    harrow = {"IL-LEAD": "Requires improvement to be good", "IL-HP": "Good", "IL-CIC": "Good", "IL-CL": POOR}
    before, after = (limited(in_force(day, FRAMEWORKS), harrow) for day in (dt.date(2025, 1, 20), dt.date(2026, 4, 1)))
    assert (before.overall, before.limiting) == (POOR, ("IL-CL",))
    assert before.because == "The grade of care leavers is Inadequate, which makes the whole Inadequate."
    assert (after.overall, after.limiting) == (None, ())
    assert after.because == "No overall grade is given under this framework: the judgements stand side by side."


def test_kirklees_2016_is_inadequate_on_all_three():
    poor = dict.fromkeys(("SIF-KJ1", "SIF-KJ2", "SIF-KJ3"), POOR)
    said = limited(SIF, {**poor, "SIF-GJ1": "Requires improvement", "SIF-GJ2": "Requires improvement"})
    assert (said.overall, len(said.limiting), said.warnings) == (POOR, 3, ())


@pytest.mark.parametrize(
    ("grades", "word"),
    [
        ({"IL-LEAD": "Good", "IL-HP": "Good", "IL-CIC": "Outstanding", "IL-CL": POOR}, "met by these grades"),
        ({"IL-LEAD": "Requires improvement", "IL-HP": "Good", "IL-CIC": "Good", "IL-CL": "Good"}, "not met by these grades"),
        ({"IL-LEAD": "Good", "IL-HP": "Good", "IL-CIC": POOR, "IL-CL": POOR}, "not met by these grades"),
        ({"IL-LEAD": "Good", "IL-HP": "Good"}, "not known, for not every grade was given"),
        ({"IL-LEAD": "Good", "IL-HP": "Good", "IL-CIC": "Good"}, "met by these grades"),
    ],
)
def test_what_hangs_on_the_grades_from_april_2026(grades, word):
    (said,) = limited(NO_OVERALL, grades).conditions
    assert said.endswith(f": {word}.")


def test_a_grade_not_given_is_never_taken_for_a_good_one():
    said = limited(FOUR, {"IL-LEAD": "Good", "IL-HP": "Good", "IL-CIC": " "})
    assert said.overall is None and said.ungraded == ("IL-CIC", "IL-CL")
    assert said.because == "There is no grade for children in care and care leavers, so the limiting rule cannot be applied in full."
    assert limited(FOUR, {"IL-HP": POOR}).overall == POOR


def test_other_spellings_and_other_names_of_a_judgement():
    said = limited(JOINED, {"IL-CIC": "requires  improvement", "IL-HP": "GOOD"})
    assert dict(said.grades) == {"IL-LEAD": None, "IL-HP": "Good", "IL-CICCL": "Requires improvement to be good"}


@pytest.mark.parametrize(
    ("framework", "grades", "code"),
    [
        (FOUR, {"IL-CICCL": "Good"}, "FRM-01"),
        (FOUR, {"IL-HP": "Adequate"}, "FRM-02"),
        (JOINED, {"IL-CIC": "Good", "IL-CL": POOR}, "FRM-03"),
    ],
)
def test_what_cannot_be_a_grade_is_refused_in_a_sentence(framework, grades, code):
    with pytest.raises(GradeProblem, match=code) as told:
        limited(framework, grades)
    assert (told.value.exit_code, told.value.code) == (2, code)


def test_a_framework_added_as_a_file_judges_by_its_own_rule(made_up, service):
    poor = "Urgent improvement"
    fine = dict.fromkeys(("MU-SAFE", "MU-HOME", "MU-LEAVE", "MU-LEAD"), "Strong")
    assert limited(made_up, {**fine, "MU-HOME": poor}).overall == poor
    assert limited(made_up, {**fine, "MU-LEAVE": poor}).overall is None
    assert limited(made_up, {**fine, "MU-LEAD": "Needs attention"}).warnings == ("Leaders alone are poor (made up).",)
    assert limited(made_up, {**fine, "MU-LEAD": "Needs attention", "MU-SAFE": poor}).warnings == ()
    with pytest.raises(GradeProblem, match="FRM-02"):
        limited(made_up, {"MU-SAFE": "Good"})
    service.frameworks["made-up-2027"] = made_up
    judged = service.judged("made-up-2027", counts={("CPV-01", "live"): (50, 50, 0)})
    del service.frameworks["made-up-2027"]
    assert {each.key: each.word for each in judged.judgements}["MU-SAFE"] is Word.NOT_READY
    assert judged.overall is Word.NOT_READY


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('makes = "Urgent improvement"', 'makes = "Inadequate"', "'Inadequate' is no grade"),
        ('at_least = "Strong"', 'at_least = "Good"', "'Good' is no grade"),
        ('any_of = ["MU-LEAD"]', 'any_of = ["MU-LEED"]', "MU-LEED is no judgement"),
        ("how_many = 2", "how_many = 4", "never be met"),
        ('says = "Leaders alone', 'beside = "MU-HOME"\nsays = "Leaders alone', "beside_from"),
        ('letters = "SF"', 'letters = "Safety"', "letters"),
    ],
)
def test_a_slip_in_a_limiting_rule_is_said_in_a_sentence(tmp_path, old, new, sentence):
    assert old in TEXT
    path = tmp_path / "made-up-2027.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigProblem, match=r"made-up-2027\.toml") as told:
        Framework.load(path)
    assert sentence in str(told.value)
