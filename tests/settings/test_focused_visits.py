"""config/focused_visits.toml: the themes that there are, each of codes that are asked; a slip is said in a sentence."""

from __future__ import annotations

import shutil
from itertools import chain

import pytest

from fscp_readiness.settings.annex_a import load_layouts
from fscp_readiness.settings.focused_visits import FILE, FocusedVisits
from fscp_readiness.settings.frameworks import load_all
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CHECKS, CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.standards import discover
from fscp_readiness.tables.codes import AUDIT_AREA

SHIPPED = FocusedVisits.load(CONFIG / FILE)


def test_the_themes_are_those_of_the_visits_of_a_year():
    assert {each.title: each.visits for each in SHIPPED.themes} == {
        "Children in need or on a protection plan": 18,
        "Care leavers": 17,
        "Children in care": 11,
        "The front door": 7,
        "Achieving permanence": 5,
        "Vulnerable adolescents": 2,
    }
    assert SHIPPED.visits_in_all == 36


def test_every_code_list_area_and_condition_that_a_theme_names_is_there():
    catalogue = discover(CHECKS)
    conditions = {each.number: each for each in load_settings(None).readiness.zero_tolerance.conditions}
    numbers = {one.number for layout in load_layouts(CONFIG) for one in layout.lists}
    for theme in SHIPPED.themes:
        assert [code for code in theme.measures if code not in catalogue or catalogue[code].is_rule] == [], theme.key
        assert [code for code in theme.checks if code not in catalogue or not catalogue[code].is_rule] == [], theme.key
        assert set(theme.annex_a) <= numbers and set(theme.service_areas) <= set(AUDIT_AREA)
        for number in theme.conditions:
            assert set(conditions[number].belongs_to) & set(theme.children), (theme.key, number)


def test_every_theme_has_a_judgement_in_every_framework_shipped():
    for framework, theme in ((framework, theme) for framework in load_all(CONFIG / "frameworks") for theme in SHIPPED.themes):
        assert any(each.names & set(theme.judgements) for each in framework.judgements), (framework.name, theme.key)


def test_every_condition_that_is_never_tolerated_is_in_a_theme():
    assert set(chain.from_iterable(each.conditions for each in SHIPPED.themes)) == set(range(1, 9))


def test_a_theme_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(ConfigProblem, match="FVS-02") as told:
        SHIPPED.theme("adoption")
    assert "care-leavers" in str(told.value)


def test_it_changes_no_night(tmp_path):
    config = shutil.copytree(CONFIG, tmp_path / "config")
    before = load_settings(config).hash
    (config / FILE).unlink()
    assert load_settings(config).hash == before and FocusedVisits.load(config / FILE) == SHIPPED


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('key = "care-leavers"', 'key = "front-door"', "FVS-01"),
        ('children = ["care_leaver"]', 'children = ["care_leavers"]', "children"),
        ("annex_a = [9]", "annex_a = [12]", "annex_a"),
        ("annex_a = [9]", "anex_a = [9]", "Did you mean 'annex_a'"),
        ("conditions = [5, 6]", "conditions = [9]", "conditions"),
    ],
)
def test_a_slip_is_said_in_a_sentence(tmp_path, old, new, says):
    text = (CONFIG / FILE).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigProblem, match=r"focused_visits\.toml") as told:
        FocusedVisits.load(tmp_path / FILE)
    assert says in str(told.value)
