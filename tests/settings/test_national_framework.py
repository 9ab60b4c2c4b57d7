"""Outcomes of the National Framework are stored by name: the number is that of the day, and a bare number is refused."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.national_framework import FILE, NationalFramework
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem

SHIPPED = NationalFramework.load(CONFIG / FILE)
MARCH, APRIL = dt.date(2026, 3, 31), dt.date(2026, 4, 1)

SELF_EVALUATION = """
framework = "ilacs-2026"

[[judgements]]
key = "IL-HP"
worries = ["Core groups are late.", { says = "Children go missing twice.", outcome = "OUTCOME" }]
"""
PLAN = """
[[actions]]
id = "S1"
what = "Every strategy discussion is held within a day."
comes_from = "the service itself"
outcome = "OUTCOME"
owner = "Head of Safeguarding"
by_when = 2027-01-31
success = { code = "S47-04", counting = "period", at_least = "95%" }
said_by = "Ann Example, Assistant Director"
said_on = 2026-09-01
"""


def test_outcomes_two_and_three_changed_places_on_1_april_2026():
    numbers = {point.key: (point.number(MARCH), point.number(APRIL)) for point in SHIPPED.points if point.kind == "outcome"}
    assert numbers == {"help": (1, 1), "safety": (3, 2), "family_network": (2, 3), "homes": (4, 4)}
    assert {point.key: point.number(APRIL) for point in SHIPPED.points if point.kind == "enabler"} == {
        "multi_agency": 1, "leaders": 2, "workforce": 3,
    }  # fmt: skip


def test_the_words_carry_the_number_of_the_day_and_none_where_the_day_is_not_known():
    name = "Children and young people are safe in and outside of their home"
    assert SHIPPED.words("safety", MARCH) == f"National Framework outcome 3: {name}"
    assert SHIPPED.words("safety", APRIL) == f"National Framework outcome 2: {name}"
    assert SHIPPED.words("safety", None) == SHIPPED.words("safety", dt.date(2019, 3, 4)) == f"National Framework outcome: {name}"
    assert SHIPPED.words("workforce", APRIL).startswith("National Framework enabler 3: ")
    assert SHIPPED.words("", APRIL) == ""


@pytest.fixture
def config(tmp_path):
    return shutil.copytree(CONFIG, tmp_path / "config")


@pytest.mark.parametrize(("file", "text", "where"), [
    ("self_evaluation.toml", SELF_EVALUATION, "self_evaluation.toml: IL-HP, worry 2"), ("plan.toml", PLAN, "plan.toml: S1"),
])  # fmt: skip
def test_a_number_is_refused_and_says_why(config, file, text, where):
    for written, code in (("2", "NFW-02"), ("outcome 2", "NFW-02"), ("NF-O2", "NFW-02"), ("saftey", "NFW-03")):
        (config / file).write_text(text.replace("OUTCOME", written), encoding="utf-8")
        with pytest.raises(ConfigProblem, match=code) as told:
            load_settings(config)
        assert str(told.value).startswith(where) and "safety, family_network" in str(told.value)
        assert ("changed places on 1 April 2026" in str(told.value)) == (code == "NFW-02")
    (config / file).write_text(text.replace("OUTCOME", "safety"), encoding="utf-8")
    assert load_settings(config).national_framework == SHIPPED


def test_a_config_without_the_file_has_the_shipped_one(config):
    (config / FILE).unlink()
    assert load_settings(config).national_framework == SHIPPED


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("valid_to = 2026-03-31 }, { number = 2", "valid_to = 2026-04-01 }, { number = 2", "safety has two numbers on 2026-04-01"),
        ("{ number = 2, valid_from = 2026-04-01 }", "{ number = 3, valid_from = 2026-04-01 }", "outcome 3 is both"),
        ('key = "safety"', 'key = "help"', "help stands twice"),
        ('key = "safety"', 'key = "outcome_2"', "key"),
        ("number = 4", "nummber = 4", "Did you mean 'number'"),
    ],
)
def test_a_slip_is_said_in_a_sentence(tmp_path, old, new, says):
    text = (CONFIG / FILE).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigProblem, match=r"national_framework\.toml") as told:
        NationalFramework.load(tmp_path / FILE)
    assert says in str(told.value)
