"""config/plan.toml: an action has a post, a day and a success that a measure can show; a slip is said in a sentence."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.plan import FILE, Plan
from fscp_readiness.settings.problems import ConfigProblem

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "improvement-plan.md"
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)

CLOSED = 'closed_on = 2026-11-01\nclosed_by = "Dee Example, Director"\nclosed_because = "It has held"\n'


def loaded(tmp_path, old="", new=""):
    assert old in EXAMPLE
    path = tmp_path / FILE
    path.write_text(EXAMPLE.replace(old, new, 1) if old else EXAMPLE, encoding="utf-8")
    return Plan.load(path)


def test_the_example_of_the_page_loads_and_says_where_each_action_comes_from(tmp_path):
    asked, own = loaded(tmp_path).actions
    assert (asked.source, own.source) == ("Recommendation 11, Ofsted, 25 November 2025", "the service itself")
    assert (asked.success.target, own.success.target) == (Fraction(95, 100), Fraction(20, 100))
    assert asked.success.at_least == "95%" and own.success.at_most == "20%"


def test_a_figure_is_no_share(tmp_path):
    success = loaded(tmp_path, 'at_most = "20%"', 'at_most = "400.5"').actions[1].success
    assert not success.is_share and success.target == Fraction(801, 2)


def test_no_file_is_no_plan(tmp_path):
    assert Plan.load(tmp_path / FILE) is None
    assert not (CONFIG / FILE).exists(), "nobody's plan is shipped"
    assert load_settings(None).plan is None


def test_it_is_read_with_the_rest_of_config_and_moves_its_hash(tmp_path):
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)
    before = load_settings(config).hash
    (config / FILE).write_text(EXAMPLE, encoding="utf-8")
    after = load_settings(config)
    assert after.plan is not None and after.hash != before


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "S1"', 'id = "R11"', "PLN-01"),
        ("recommendation = 11\n", "", "PLN-02"),
        ('inspection = "Ofsted, 25 November 2025"\n', "", "PLN-02"),
        ('comes_from = "the service itself"\n', "", "PLN-02"),
        ("recommendation = 11\n", 'recommendation = 11\ncomes_from = "the service itself"\n', "PLN-02"),
        ("recommendation = 11\n", 'comes_from = "the service itself"\n', "PLN-02"),
        (', at_least = "95%"', "", "PLN-03"),
        ('at_least = "95%"', 'at_least = "95%", at_most = "99%"', "PLN-03"),
        ('at_least = "95%"', 'at_least = "most"', "PLN-04"),
        ('at_least = "95%"', 'at_least = "950%"', "PLN-04"),
        ("recommendation = 11\n", 'recommendation = 11\noutcome = "safety"\n', "PLN-10"),
        ("by_when = 2027-01-31", "by_when = 2026-08-31", "PLN-05"),
        ("by_when = 2027-01-31", 'by_when = "soon"', "by_when"),
        ("said_on = 2026-09-01\n", "said_on = 2026-09-01\nclosed_on = 2026-11-01\n", "PLN-11"),
        ("said_on = 2026-09-01\n", f"said_on = 2026-09-01\n{CLOSED.replace('It has held', 'It held')}", "PLN-11"),
        ("said_on = 2026-09-01\n", f"said_on = 2026-09-01\n{CLOSED.replace('2026-11', '2026-08')}", "PLN-12"),
        ('owner = "Head of Safeguarding"\n', "", "owner"),
        ("said_on = 2026-09-01\n", "", "said_on"),
        ('counting = "live"', 'counting = "month"', "counting"),
        ("owner =", "ownr =", "Did you mean 'owner'"),
    ],
)
def test_a_slip_is_said_in_a_sentence(tmp_path, old, new, says):
    with pytest.raises(ConfigProblem, match=r"plan\.toml") as told:
        loaded(tmp_path, old, new)
    assert says in str(told.value)


def test_an_action_is_closed_from_the_day_on_that_somebody_closed_it(tmp_path):
    action = loaded(tmp_path, "said_on = 2026-09-01\n", f"said_on = 2026-09-01\n{CLOSED}").actions[0]
    assert [action.closed_at(dt.date(2026, 10, 31)), action.closed_at(dt.date(2026, 11, 1))] == [False, True]


def test_an_action_may_be_due_on_the_day_it_is_written(tmp_path):
    assert loaded(tmp_path, "by_when = 2027-01-31", "by_when = 2026-09-01").actions[0].by_when.day == 1
