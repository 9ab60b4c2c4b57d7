"""config/cabinet.toml, and the files of words and promises: what is refused, and in which sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fscp_readiness.settings.cabinet import FILE, Cabinet
from fscp_readiness.settings.cabinet_words import Promises, Words
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem

SHIPPED = (CONFIG / FILE).read_text(encoding="utf-8")
PROMISE = """[[promises]]
id = "P1"
given_on = 2026-09-01
to = "Cabinet"
what = "Fill the empty posts"
owner = "Head of Safeguarding"
by_when = 2026-12-31
test = "No post is empty"
"""


def _cabinet(folder: Path, text: str) -> Cabinet:
    path = folder / FILE
    path.write_text(text, encoding="utf-8")
    return Cabinet.load(path)


def test_the_shipped_one_has_six_to_eight_measures_that_standards_answer() -> None:
    from fscp_readiness.settings.places import CHECKS
    from fscp_readiness.standards import discover

    cabinet = Cabinet.load(CONFIG / FILE)
    assert 6 <= len(cabinet.measures) <= 8
    known = {each.about.code: each.about for each in discover(CHECKS)}
    assert [each.code for each in cabinet.measures if each.code not in known] == []
    assert [each.code for each in cabinet.measures if each.better == "lower" and not known[each.code].lower_is_better] == []


def test_a_config_without_one_has_the_shipped_one(tmp_path: Path) -> None:
    assert Cabinet.load(tmp_path / FILE) == Cabinet.load(CONFIG / FILE)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('chart = "CPV-01"', 'chart = "CPV-02"', "chart is CPV-02, which is none of the measures"),
        ('code = "CPR-03"', 'code = "CPV-01"', "CPV-01 stands twice"),
        ('policy = "public"', 'policy = "members"', "nobody has allowed it"),
        (
            'counting = "live"\njudgement = "HP"',
            'counting = "live"\njudgement = "HQ"',
            "HQ, which is none of the areas",
        ),
        ("judgement_words", "judgment_words", "Did you mean 'judgement_words'"),
        ('code = "CPR-03"', 'code = "the reviews"', "measures.1.code"),
    ],
)
def test_what_does_not_hang_together_is_refused(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    with pytest.raises(ConfigProblem, match=said):
        _cabinet(tmp_path, SHIPPED.replace(was, becomes, 1))


def test_members_policy_needs_a_name_and_a_day(tmp_path: Path) -> None:
    allowed = 'policy = "members"\nmembers_allowed_by = "Monitoring Officer"\nmembers_allowed_on = 2026-12-01'
    assert _cabinet(tmp_path, SHIPPED.replace('policy = "public"', allowed, 1)).policy == "members"


def test_it_changes_nothing_that_a_run_is_known_by(tmp_path: Path) -> None:
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)
    before = load_settings(config).hash
    (config / FILE).write_text(SHIPPED.replace("2027-04-01", "2027-05-01"), encoding="utf-8")
    assert load_settings(config).hash == before
    (config / "gates.toml").write_text((config / "gates.toml").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert load_settings(config).hash != before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[in_short]]\ntext = "Visits fell."\non = 2026-11-12', "not signed"),
        ('[[in_short]]\ntext = "Visits fell."\nby = "Ann Other"\non = 2026-11-12', "Name, post"),
        ('[[in_short]]\ntext = "Visits fell."\nby = "Ann Other, Director"', "not dated"),
        ('[[areas]]\njudgement = "HP"\ntext = "All were seen."', "not signed"),
        ('[[questions]]\ntext = "Why?"\nby = "Ann Other, Director"', "not dated"),
        ('[[sections]]\nabout = "weather"\ntext = "Wet."\nby = "Ann Other, Director"\non = 2026-11-12', "about"),
        ('[[actions]]\nwhat = "Hire"\nwho = "Head"\nby_when = 2026-12-01\ntest = "Hired"', "not signed"),
        ('[[in_short]]\ntext = "2 fell."\nby = "A, B"\non = 2026-11-12\nfigures = [{number = "2", is = "CPV-01 late"}]', "figures.0.is"),
    ],
)
def test_a_sentence_that_nobody_signed_or_dated_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "words.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigProblem, match=said):
        Words.load(path)


def test_without_a_file_there_are_no_words_and_no_promises(tmp_path: Path) -> None:
    assert Words.load(tmp_path / "words.toml") == Words()
    assert Promises.load(tmp_path / "promises.toml") == Promises()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('outcome = "kept"', "nobody signed"),
        ('outcome = "kept"\noutcome_on = 2026-12-01\nsaid_by = "Ann Other"', "nobody signed"),
        ('words = "It is done"', "no outcome"),
        (PROMISE, "stands twice"),
        ('outcome = "nearly"', "outcome"),
    ],
)
def test_a_promise_is_kept_only_where_somebody_signed_that(tmp_path: Path, more: str, said: str) -> None:
    path = tmp_path / "promises.toml"
    path.write_text(PROMISE + more, encoding="utf-8")
    with pytest.raises(ConfigProblem, match=said):
        Promises.load(path)


def test_a_promise_cannot_be_due_before_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "promises.toml"
    path.write_text(PROMISE.replace("2026-12-31", "2026-08-31"), encoding="utf-8")
    with pytest.raises(ConfigProblem, match="due before it was given"):
        Promises.load(path)
