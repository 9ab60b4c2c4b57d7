"""Figures that ask for a look: all missed it, or nobody does where many did last night."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from fscp_readiness.measures.unlikely import confirmed_for, doubts, held_back, sentence
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.readiness import Confirmed, Readiness, Unlikely

RULES = Unlikely(all_missed_from=10, none_missed_after=20)
CARDS = {
    "CPV-03": SimpleNamespace(name="Bedroom seen", lower_is_better=False),
    "CPD-01": SimpleNamespace(name="Plans over two years", lower_is_better=True),
}
NOVEMBER = dt.date(2026, 11, 1)
WORD = Confirmed(
    code="CPV-03", month=NOVEMBER, because="The bedroom box came in this month.", said_by="Data Lead", said_on=dt.date(2026, 11, 24)
)


def figures(*rows: tuple[object, ...]) -> pd.DataFrame:
    """code, in scope, met, missed, and maybe its status, scope and counting."""
    full = [(*row, "off_target", "all", "live")[: len(row)] + ("off_target", "all", "live")[len(row) - 4 :] for row in rows]
    frame = pd.DataFrame(full, columns=["code", "in_scope", "met", "not_met", "status", "scope", "counting"])
    return frame.assign(group="")


NONE = figures()


def told(measures: pd.DataFrame, before: pd.DataFrame = NONE) -> list[tuple[str, int, int]]:
    return [(each.code, each.in_scope, each.before) for each in doubts(measures, before, CARDS, RULES)]


def test_fault_089_a_figure_that_every_case_misses_asks_for_a_look():
    assert told(figures(("CPV-03", 10, 0, 10))) == [("CPV-03", 10, 0)]
    assert told(figures(("CPV-03", 9, 0, 9))) == [], "nine may all be late"
    assert told(figures(("CPV-03", 10, 1, 9))) == told(figures(("CPV-03", 11, 0, 10))) == [], "one met, or not known"
    assert told(figures(("CPV-03", 10, 0, 10, "off_target", "team"))) == [], "of one team"
    assert told(figures(("CPV-03", 10, 0, 10, "crashed"))) == [], "not counted at all"


def test_fault_089_where_lower_is_better_a_miss_is_what_is_counted():
    assert told(figures(("CPD-01", 48, 0, 48))) == [], "no plan is too long: nothing to look at"
    assert told(figures(("CPD-01", 48, 48, 0))) == [("CPD-01", 48, 0)]


def test_fault_090_a_sudden_zero_asks_for_a_look_and_a_slow_one_does_not():
    before = figures(("CPV-03", 60, 39, 21))
    assert told(figures(("CPV-03", 60, 60, 0)), before) == [("CPV-03", 60, 21)]
    assert told(figures(("CPV-03", 60, 60, 0)), figures(("CPV-03", 60, 40, 20))) == []
    assert told(figures(("CPV-03", 60, 59, 1)), before) == []
    assert told(figures(("CPV-03", 0, 0, 0)), before) == [], "nobody was asked about: no cases says so"
    assert told(figures(("CPV-03", 60, 60, 0))) == [], "the first night"


def test_fault_090_the_sentence_says_both_nights_and_what_to_do():
    (doubt,) = doubts(figures(("CPV-03", 60, 60, 0)), figures(("CPV-03", 60, 30, 30)), CARDS, RULES)
    assert sentence(doubt, CARDS["CPV-03"], None) == (
        "CPV-03 (Bedroom seen): none of 60 misses it tonight, and 30 did last night. Ask whether that is so before you quote it. [CHK-90]"
    )


def test_fault_089_once_somebody_confirmed_its_month_the_sentence_says_who_and_when():
    (doubt,) = doubts(figures(("CPV-03", 12, 0, 12)), NONE, CARDS, RULES)
    assert "Check the rule" in sentence(doubt, CARDS["CPV-03"], confirmed_for("CPV-03", dt.date(2026, 12, 24), (WORD,)))
    said = sentence(doubt, CARDS["CPV-03"], confirmed_for("CPV-03", dt.date(2026, 11, 24), (WORD,)))
    assert said == "CPV-03 (Bedroom seen): all of 12 miss it. Confirmed for the month by Data Lead, 24 November 2026. [CHK-89]"


@pytest.mark.parametrize(("confirmed", "waits"), [((), ("CPV-03",)), ((WORD,), ())])
def test_fault_089_a_month_that_nobody_confirmed_is_not_counted_for_the_cabinet_and_no_other_month_is_touched(confirmed, waits):
    months = pd.concat(
        [figures(("CPV-03", 12, 0, 12), ("CPD-01", 9, 0, 9)).assign(month=month) for month in ("2026-10-01", "2026-11-01")],
        ignore_index=True,
    )
    marked, waiting = held_back(months, NOVEMBER, CARDS, RULES, confirmed)
    assert waiting == waits
    crashed = marked[marked["status"].eq("crashed")][["code", "month"]].to_numpy().tolist()
    assert crashed == ([["CPV-03", "2026-11-01"]] if waits else [])
    assert held_back(months.iloc[0:0], NOVEMBER, CARDS, RULES, ())[1] == ()


def test_fault_089_a_confirmation_is_of_a_month_and_signed(tmp_path):
    shipped = (CONFIG / "readiness.toml").read_text(encoding="utf-8")
    path = tmp_path / "readiness.toml"
    block = '[[confirmed]]\ncode = "CPV-03"\nmonth = {}\nbecause = "The bedroom box came in this month."\nsaid_by = "Data Lead"\n'
    path.write_text(shipped + block.format("2026-11-01") + "said_on = 2026-11-24\n", encoding="utf-8")
    assert Readiness.load(path).confirmed == (WORD,)
    for text in (block.format("2026-11-05") + "said_on = 2026-11-24\n", block.format("2026-11-01")):
        path.write_text(shipped + text, encoding="utf-8")
        with pytest.raises(ConfigProblem, match="readiness.toml"):
            Readiness.load(path)
