"""England's published figures, counted again by the standards and the measures themselves (domain.md 5.3).

Inputs and answers are the Department for Education's: Children's social work workforce 2017 to 2025 (each at 30 September) and
Characteristics of children in need 2024 and 2025, as published for Kirklees (E08000034), Leeds (E08000035) and England.
"""

from __future__ import annotations

import datetime as dt

import pytest

from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.frames import OWNED_ANSWERS, STATES
from fscp_readiness.measures import count
from fscp_readiness.measures.counting import MEASURES
from fscp_readiness.standards import Asked, Calendar, corresponding_day
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.vocabulary import Counting

CALENDAR = Calendar.read()
EXPECT = "expect\nworker_id | outcome | because\nW1 | met | the answers are counted, not read one by one"

KIRKLEES_2017 = {"in_post": 251.8, "leavers": 49.4, "agency": 53.5, "vacant": 73.2, "case_holders": 144.5, "cases": 2573}
KIRKLEES_2018 = {"in_post": 270.8, "agency": 18}
KIRKLEES_2024 = {"in_post": 241.5, "leavers": 32.8, "agency": 0, "vacant": 23.5, "days_lost": 2262.5}
KIRKLEES_2025 = {"in_post": 256.5, "leavers": 27.2, "agency": 0, "vacant": 25.9, "days_lost": 2515, "case_holders": 137.1, "cases": 2303}
LEEDS_2025 = {"in_post": 660.4, "leavers": 46.2, "agency": 14, "vacant": 14, "days_lost": 6338.3}
ENGLAND_2025 = {"in_post": 36186.3, "leavers": 4276.3, "agency": 5415.9, "vacant": 5965.4, "days_lost": 322786.3}

PUBLISHED = [
    ("WFC-01", 2017, KIRKLEES_2017, 17.5),
    ("WFC-02", 2017, KIRKLEES_2017, 22.5),
    ("WFC-03", 2017, KIRKLEES_2017, 19.6),
    ("CAS-01.mean", 2017, KIRKLEES_2017, 17.8),
    ("WFC-01", 2018, KIRKLEES_2018, 6.2),
    ("WFC-01", 2024, KIRKLEES_2024, 0.0),
    ("WFC-02", 2024, KIRKLEES_2024, 8.9),
    ("WFC-03", 2024, KIRKLEES_2024, 13.6),
    ("WFC-04", 2024, KIRKLEES_2024, 3.7),  # a year with a 29 February: 254 working days
    ("WFC-02", 2025, KIRKLEES_2025, 9.2),
    ("WFC-03", 2025, KIRKLEES_2025, 10.6),
    ("WFC-04", 2025, KIRKLEES_2025, 3.9),
    ("CAS-01.mean", 2025, KIRKLEES_2025, 16.8),
    ("WFC-01", 2025, LEEDS_2025, 2.1),
    ("WFC-02", 2025, LEEDS_2025, 2.1),
    ("WFC-03", 2025, LEEDS_2025, 7.0),
    ("WFC-04", 2025, LEEDS_2025, 3.8),
    ("WFC-01", 2025, ENGLAND_2025, 13.0),
    ("WFC-02", 2025, ENGLAND_2025, 14.2),
    ("WFC-03", 2025, ENGLAND_2025, 11.8),
    ("WFC-04", 2025, ENGLAND_2025, 3.5),
]


def workforce(as_at: dt.date, held: dict[str, float]) -> str:
    """The tables of a council with these totals: one worker stands for all who are alike."""
    lines = [f"W1 | Social Worker | {held['in_post']} | no | 2010-01-04 |", f"W2 | Social Worker | {held['agency']} | yes | 2010-01-04 |"]
    lines += [f"W3 | Social Worker | {held['leavers']} | no | 2010-01-04 | {as_at.year}-03-01"] if "leavers" in held else []
    blocks = [["staff", "worker_id | role | full_time_equivalent | agency | started_on | ended_on", *lines]]
    if "vacant" in held:
        blocks.append(["establishments", "team_id | counted_on | vacant", f"East | {as_at} | {held['vacant']}"])
    if "days_lost" in held:
        blocks.append(["staff_absences", "worker_id | from_on | days_lost", f"W1 | {as_at.year}-05-01 | {held['days_lost']}"])
    return "\n\n".join(["\n".join(block) for block in blocks])


def caseload(as_at: dt.date, held: dict[str, float]) -> str:
    children = range(1, int(held["cases"]) + 1)
    blocks = [
        ["workers", "worker_id | full_time_equivalent", f"W1 | {held['case_holders']}"],
        ["referrals", "referral_id | child_id | received_on | no_further_action", *(f"R{n} | C{n} | 2016-01-04 | no" for n in children)],
        ["involvements", "worker_id | role | child_id | started_on", *(f"W1 | Social Worker | C{n} | 2016-01-05" for n in children)],
    ]
    return "\n\n".join(["\n".join(block) for block in blocks])


@pytest.mark.parametrize(("code", "year", "held", "published"), PUBLISHED)
def test_a_published_workforce_figure_comes_out_of_the_measure(code, year, held, published, real_catalogue, readiness, states_of):
    as_at = dt.date(year, 9, 30)
    standard = real_catalogue[code]
    text = caseload(as_at, held) if code == "CAS-01.mean" else workforce(as_at, held)
    tables = read_examples(f"as at {as_at}\n\n{text}\n\n{EXPECT}")[0].tables
    counting = standard.about.counting[0]
    question = Asked(as_at, counting, corresponding_day(as_at, -standard.about.period_months), CALENDAR, standard.about.clock)
    answers = ask(standard, tables, question, let_it_raise=True).answers
    owned = answers.assign(restricted=False, excepted=False).reindex(columns=list(OWNED_ANSWERS)).astype(OWNED_ANSWERS)
    measures = count(owned, states_of((code, str(counting), "asked")), real_catalogue, readiness, None, as_at)
    value = measures[measures["scope"].eq("all")]["value"].item()
    assert round(value if code == "CAS-01.mean" else 100 * value, 1) == published


SHARES = [
    ("REF-02", "period", 644, 3277, 19.7),  # Kirklees, year to March 2025: re-referrals within twelve months, of referrals
    ("REF-02", "period", 630, 3269, 19.3),
    ("REF-03", "period", 86, 3277, 2.6),  # referrals with no further action
    ("ASM-01.dfe", "period", 3396, 4549, 74.7),  # year to March 2024: bands "same day" to "41 to 45", of assessments completed
    ("S47-01", "period", 587, 746, 78.7),  # bands "0 to 10" and "11 to 15", of initial conferences
    ("CPR-03", "live", 258, 293, 88.1),  # of those on a plan at 31 March for three months
    ("CPD-02", "period", 173, 623, 27.8),  # of plans that began in the year
    ("CPD-01", "live", 0, 423, 0.0),  # of plans open at 31 March
]


@pytest.mark.parametrize(("code", "counting", "part", "whole", "published"), SHARES)
def test_a_published_share_comes_out_of_the_measure(
    code, counting, part, whole, published, answers_of, states_of, real_catalogue, readiness
):
    """England publishes no range, so its figure is a range that is nought wide. What is printed: tests/packs/leadership/test_wording.py."""
    kinds = (("met", part), ("not_met", whole - part))
    lines = [{"code": code, "counting": counting, "outcome": outcome, "times": n} for outcome, n in kinds]
    states = states_of((code, counting, "asked"))
    row = count(answers_of(lines), states, real_catalogue, readiness, None, dt.date(2026, 3, 31)).query("scope == 'all'").iloc[0]
    assert row[["met", "in_scope"]].tolist() == [part, whole]
    assert row["low"] == row["value"] == row["high"] == round(part / whole, 4)
    assert 100 * row["value"] == pytest.approx(published, abs=0.055)


def test_what_is_not_recorded_widens_a_published_share_and_never_raises_it(answers_of, states_of, real_catalogue, readiness):
    kinds = (("met", 587), ("not_met", 100), ("not_recorded", 59))
    lines = [{"code": "S47-01", "counting": "period", "outcome": outcome, "times": n} for outcome, n in kinds]
    row = count(answers_of(lines), states_of(("S47-01", "period", "asked")), real_catalogue, readiness, None, dt.date(2024, 3, 31)).iloc[0]
    assert [round(100 * row[name], 1) for name in ("low", "high")] == [78.7, 86.6]


def test_the_rate_of_children_in_care_as_published(benchmarks):
    """641 children of 99,822 is 64.2 for every ten thousand, and 64 is published."""
    rows = benchmarks.figures
    row = rows[rows["code"].eq("CLA.rate") & rows["area_code"].eq("E08000034") & rows["year"].eq(2025)].iloc[0]
    assert (row["numerator"], row["denominator"], row["value"]) == (641, 99822, 64)
    assert round(10_000 * row["numerator"] / row["denominator"]) == row["value"]


def test_every_measure_tested_here_has_the_columns_it_is_read_by():
    assert {"value", "low", "high", "met", "in_scope"} <= set(MEASURES) and set(STATES) >= {"code", "counting", "state"}
    assert {str(Counting.LIVE), str(Counting.PERIOD)} == {counting for _, counting, *_ in SHARES}
