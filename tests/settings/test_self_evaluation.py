"""config/self_evaluation.toml: a grade is always somebody's, under a framework that has it; a slip is said in a sentence."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from fscp_readiness.settings.frameworks import load_all
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.self_evaluation import FILE, SelfEvaluation
from tests.settings.own_words import one

FRAMEWORKS = load_all(CONFIG / "frameworks")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "self-evaluation.md"
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)


def loaded(tmp_path, old="", new=""):
    assert old in EXAMPLE
    path = tmp_path / FILE
    path.write_text(EXAMPLE.replace(old, new, 1) if old else EXAMPLE, encoding="utf-8")
    return SelfEvaluation.load(path, FRAMEWORKS)


def test_the_example_of_the_page_loads_and_its_judgement_is_whole(tmp_path):
    written = loaded(tmp_path)
    assert (written.framework, written.signed.on) == ("ilacs-2026", dt.date(2026, 11, 20))
    assert written.of("IL-HP").blank == () and written.of("IL-CL") is None


def test_no_file_is_no_self_evaluation(tmp_path):
    assert SelfEvaluation.load(tmp_path / FILE, FRAMEWORKS) is None
    assert not (CONFIG / FILE).exists(), "nobody's self-evaluation is shipped"
    assert load_settings(None).self_evaluation is None


def test_it_is_read_with_the_rest_of_config_and_moves_its_hash(tmp_path):
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)
    before = load_settings(config).hash
    (config / FILE).write_text(EXAMPLE, encoding="utf-8")
    after = load_settings(config)
    assert after.self_evaluation is not None and after.hash != before


@pytest.mark.parametrize(
    ("changes", "blank"),
    [
        ({"what_do_we_know": " "}, "what do we know"),
        ({"how_do_we_know": ""}, "how do we know"),
        ({"what_next": ""}, "what next"),
        ({"strengths": ("one", "two")}, "2 of 3 strengths"),
        ({"worries": ("one", "two", " ")}, "2 of 3 worries"),
        ({"grade": ""}, "the service's own grade"),
        ({"grade": "", "by": ""}, "whose words these are, and when"),
    ],
)
def test_what_is_not_written_is_named(changes, blank):
    assert one("IL-HP").blank == ()
    assert blank in one("IL-HP", **changes).blank


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('by = "Ann Example, Assistant Director"', 'by = ""', "SEV-01"),
        ("on = 2026-11-18\n", "", "SEV-01"),
        ("[[judgements]]", '[[judgements]]\nkey = "IL-HP"\n[[judgements]]', "SEV-02"),
        ('framework = "ilacs-2026"', 'framework = "ilacs-2027"', "SEV-03"),
        ('key = "IL-HP"', 'key = "IL-HELP"', "SEV-04"),
        ('grade = "Good"', 'grade = "Adequate"', "SEV-05"),
        ("what_next =", "what_nxt =", "Did you mean 'what_next'"),
        ("strengths = [", 'strengths = [ "a fourth",', "strengths"),
    ],
)
def test_a_slip_is_said_in_a_sentence(tmp_path, old, new, code):
    with pytest.raises(ConfigProblem, match=r"self_evaluation\.toml") as told:
        loaded(tmp_path, old, new)
    assert code in str(told.value)
