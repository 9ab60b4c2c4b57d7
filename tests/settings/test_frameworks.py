"""The frameworks: one in force on every day, and every standard answers to a judgement of each."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from fscp_readiness.settings import frameworks
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CHECKS, CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.standards import discover
from fscp_readiness.vocabulary import Theme
from tests.settings.made_up_2027 import with_made_up

ALL = frameworks.load_all(CONFIG / "frameworks")
BY_NAME = {framework.name: framework for framework in ALL}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2013, 11, 1), "sif-2013"),
        (dt.date(2016, 5, 24), "sif-2013"),
        (dt.date(2017, 12, 31), "sif-2013"),
        (dt.date(2018, 1, 1), "ilacs-2018"),
        (dt.date(2022, 12, 31), "ilacs-2018"),
        (dt.date(2023, 1, 1), "ilacs-2023"),
        (dt.date(2026, 3, 31), "ilacs-2023"),
        (dt.date(2026, 4, 1), "ilacs-2026"),
        (dt.date(2036, 1, 1), "ilacs-2026"),
    ],
)
def test_the_framework_in_force_on_the_day(day, name):
    assert frameworks.in_force(day, ALL).name == name


def test_before_the_first_one_the_council_must_name_one():
    with pytest.raises(ConfigProblem, match="--framework"):
        frameworks.in_force(dt.date(2013, 10, 31), ALL)
    assert frameworks.named("sif-2013", ALL).name == "sif-2013"
    with pytest.raises(ConfigProblem, match="ilacs-2026"):
        frameworks.named("ilacs-2027", ALL)


def test_no_overall_word_from_april_2026_alone():
    assert [framework.overall for framework in ALL] == [True, True, True, False]


def test_the_judgements_of_each():
    keys = {framework.name: [judgement.key for judgement in framework.judgements] for framework in ALL}
    assert keys == {
        "sif-2013": ["SIF-KJ1", "SIF-KJ2", "SIF-GJ1", "SIF-GJ2", "SIF-KJ3"],
        "ilacs-2018": ["IL-LEAD", "IL-HP", "IL-CICCL"],
        "ilacs-2023": ["IL-LEAD", "IL-HP", "IL-CIC", "IL-CL"],
        "ilacs-2026": ["IL-LEAD", "IL-HP", "IL-CIC", "IL-CL"],
    }


def test_every_standard_answers_to_a_judgement_of_every_framework():
    for framework in ALL:
        for standard in discover(CHECKS):
            if standard.is_rule or standard.theme in {str(theme) for theme in Theme}:
                keys = framework.keys_for(standard.code, standard.theme, standard.about.judgements, is_rule=standard.is_rule)
                assert keys, (framework.name, standard.code)


def test_a_card_decides_before_the_theme_and_the_framework_before_the_card():
    sif = BY_NAME["sif-2013"]
    assert sif.keys_for("ALO-01", "a_front_door", ("SIF-KJ1", "SIF-KJ2", "IL-HP")) == ("SIF-KJ1", "SIF-KJ2")
    assert sif.keys_for("ALO-01", "a_front_door", ("IL-HP",)) == ("SIF-KJ1",)
    assert sif.model_copy(update={"codes": {"ALO-01": ("SIF-KJ3",)}}).keys_for("ALO-01", "a_front_door", ("SIF-KJ1",)) == ("SIF-KJ3",)
    assert sif.keys_for("C01", "child_protection", (), is_rule=True) == ("SIF-KJ3",)


def test_children_in_care_and_care_leavers_are_one_judgement_from_2018_to_2022():
    joined = BY_NAME["ilacs-2018"]
    assert joined.keys_for("CLV-01", "i_care_leavers", ("SIF-GJ2", "IL-CL")) == ("IL-CICCL",)
    assert joined.keys_for("LAV-02", "f_children_in_care", ("SIF-KJ2", "IL-CIC")) == ("IL-CICCL",)


def test_core_standards_that_exist_have_the_counting_that_is_judged():
    catalogue = discover(CHECKS)
    for framework in ALL:
        for judgement in framework.judgements:
            for core in judgement.core:
                if core.code in catalogue:
                    assert core.counting in catalogue[core.code].about.counting, (framework.name, core.code)


def written(tmp_path, name: str, *changes: tuple[str, str]):
    text = (CONFIG / "frameworks" / f"{name}.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = tmp_path / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('a_front_door = ["IL-HP"]', 'a_front_door = ["IL-HPP"]', "IL-HPP is no judgement"),
        ('a_front_door = ["IL-HP"]\n', "", "a_front_door"),
        ("overall = true", "overall = false", "limit"),
        ('children = ["in_care"]', 'children = ["in_care", "on_plan"]', "exactly one"),
        ('name = "ilacs-2023"', 'name = "ilacs-2024"', "ilacs-2024"),
        ("leadership = true", "leader = true", "leader"),
    ],
)
def test_a_slip_is_said_in_a_sentence(tmp_path, old, new, sentence):
    with pytest.raises(ConfigProblem, match=r"ilacs-2023\.toml") as told:
        frameworks.Framework.load(written(tmp_path, "ilacs-2023", (old, new)))
    assert sentence in str(told.value)


def test_the_headline_s_order_names_judgements_that_there_are_and_a_new_framework_brings_its_own(tmp_path):
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)
    path = config / "readiness.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('judgements = ["HP", ', 'judgements = ["SF", "HP", ', 1), encoding="utf-8")
    with pytest.raises(ConfigProblem, match="SF is no judgement of a framework"):
        load_settings(config)
    with_made_up(config / "frameworks")
    (config / "frameworks" / "sif-2013.toml").unlink()  # its AD stands in the order still
    assert load_settings(config).readiness.headline.judgements[:2] == ("SF", "HP")


def test_an_open_ended_framework_ends_the_day_before_the_next_begins(tmp_path):
    known = {framework.name: framework for framework in frameworks.load_all(with_made_up(tmp_path / "frameworks"))}
    assert known["ilacs-2026"].valid_to == dt.date(2027, 3, 31)
    assert known["made-up-2027"].valid_to is None


def test_two_in_force_on_one_day_are_refused(tmp_path):
    written(tmp_path, "ilacs-2018", ("valid_to = 2022-12-31", "valid_to = 2023-01-01"))
    written(tmp_path, "ilacs-2023")
    with pytest.raises(ConfigProblem, match="both in force on 2023-01-01"):
        frameworks.load_all(tmp_path)
