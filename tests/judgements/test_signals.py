"""A signal of getting worse, judgement by judgement, from the kept months."""

from __future__ import annotations

import pandas as pd
import pytest

from fscp_readiness.history.store import MEASURE_COLUMNS
from fscp_readiness.judgements.signals import no_worse_signal
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover

FRAMEWORK = load_settings().framework(pd.Timestamp(2026, 11, 23).date())
KEY = "IL-HP"
CORE = next(each for each in FRAMEWORK.judgements if each.key == KEY).core
CATALOGUE = discover(CHECKS)
STEADY = [0.90, 0.92, 0.91, 0.89, 0.90, 0.91] * 4


def months(changed=None, cases=100):
    """24 months of every core measure of one judgement; ``changed``: code -> its shares."""
    rows = []
    for each in CORE:
        for n, share in enumerate((changed or {}).get(each.code, STEADY)):
            counting = "month" if str(each.counting) == "period" else "live"
            month = pd.Timestamp(2024, 1, 1) + pd.DateOffset(months=n)
            row = dict.fromkeys(MEASURE_COLUMNS) | {"code": each.code, "counting": counting, "scope": "all", "group": "", "unit": "percent"}
            rows.append({**row, "month": month, "in_scope": cases, "met": round(share * cases), "value": share, "status": "on_target"})
    return pd.DataFrame(rows)


def told(frame):
    return no_worse_signal(frame, FRAMEWORK, CATALOGUE, ()).get(KEY)


def test_steady_months_show_no_signal():
    assert told(months()) is True


@pytest.mark.parametrize("last", [[0.60], [0.88] * 7])
def test_a_last_month_outside_the_limits_and_seven_below_the_mean_are_worse(last):
    assert told(months({CORE[0].code: STEADY[: -len(last)] + last})) is False


def test_a_signal_for_the_better_is_none_for_the_worse():
    assert told(months({CORE[0].code: [*STEADY[:-1], 1.0]})) is True


def test_too_few_months_are_not_yet_checked():
    assert told(months({CORE[0].code: STEADY[:1]})) is None
    assert no_worse_signal(months().iloc[:0], FRAMEWORK, CATALOGUE, ()) == {}


def test_cases_too_few_for_limits_say_nothing_either_way():
    few = months(cases=12)
    assert told(few) is None
    mixed = pd.concat([few[few["code"].eq(CORE[0].code)], months()[lambda frame: frame["code"].ne(CORE[0].code)]])
    assert told(mixed) is True
