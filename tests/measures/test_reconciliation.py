"""Our figures beside the published ones: Kirklees 2016 as it was printed, what signing does, and what is never compared."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.measures.counting import MEASURES
from fscp_readiness.measures.reconciliation import Ours, Standing, counted_from, for_page_one, ours_from, reconcile
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.reconciliation import FILE, PublishedFigure, ReconciliationRules, Signed
from fscp_readiness.standards import About
from fscp_readiness.standards.about import PERIOD
from fscp_readiness.vocabulary import SourceClass, TargetClass

KIRKLEES = "E08000034"
INSPECTED = dt.date(2016, 11, 25)
SHIPPED = ReconciliationRules.load(CONFIG / FILE)
YEAR = (dt.date(2015, 4, 1), dt.date(2016, 3, 31))


def published(code, value, numerator=None, denominator=None, symbol="", year=2016, on=dt.date(2016, 11, 3)):
    return PublishedFigure(
        code=code,
        year=year,
        value=value,
        symbol=symbol,
        numerator=numerator,
        denominator=denominator,
        published_on=on,
        title=f"Characteristics of children in need, year ending 31 March {year}",
        source="Department for Education",
    )


# Department for Education, year to March 2016: c1 (1,355 of 5,716 referrals), c4 and the Interactive Tool (67.0), d3 (67 of 511 plans).
RULES_2016 = SHIPPED.model_copy(
    update={
        "published": (published("REF-02", 23.7, 1355, 5716), published("S47-01", 67.0), published("CPD-02", 13.1, 67, 511)),
    }
)
# As printed in the inspection report of 25 November 2016, local and unvalidated.
LOCAL_2016 = (
    Ours("REF-02", 39.0, dt.date(2016, 9, 12), dt.date(2016, 3, 12), name="Repeat referrals"),
    Ours("S47-01", 50.0, dt.date(2016, 9, 12), dt.date(2016, 3, 12), name="Initial conferences on time"),
    Ours("CPD-02", 26.9, dt.date(2016, 9, 12), dt.date(2016, 3, 12), name="Repeat plans"),
)


def sign(rules, **what):
    given = {"code": "REF-02", "year": 2016, "difference": 15.3, "reason": "Counted with open cases", "by": "A post", "on": YEAR[1]}
    return rules.model_copy(update={"signed": (Signed(**{**given, **what}),)})


def test_kirklees_2016_all_three_are_flagged_greatest_first():
    lines = reconcile(LOCAL_2016, None, RULES_2016, "", INSPECTED)
    assert {line.code: (line.standing, line.difference) for line in lines} == {
        "REF-02": (Standing.UNSIGNED, 15.3),
        "S47-01": (Standing.UNSIGNED, -17.0),
        "CPD-02": (Standing.UNSIGNED, 13.8),
    }
    for line, ours, theirs, apart in zip(
        lines, ("26.9%", "39.0%", "50.0%"), ("13.1%", "23.7%", "67.0%"), ("13.8", "15.3", "17.0"), strict=True
    ):
        assert f"our records say {ours} (12 March 2016 to 12 September 2016)" in line.sentence
        assert f"Department for Education says {theirs} (Characteristics of children in need, year ending 31 March 2016)" in line.sentence
        assert f"{apart} percentage points apart, and nobody has signed for it" in line.sentence
        assert "not of the same period" in line.sentence and "Performance and Intelligence Manager" in line.sentence
        assert line.sentence.endswith("[RCN-01]")


def test_page_one_says_each_short_greatest_first_with_cases_and_periods():
    assert for_page_one(reconcile(LOCAL_2016, None, RULES_2016, "", INSPECTED)) == (
        "Initial conferences on time: 50.0% in our records (12 March 2016 to 12 September 2016), 67.0% published (year to 31 March 2016): "
        "17.0 points apart, unlike periods.",
        "Repeat referrals: 39.0% in our records (12 March 2016 to 12 September 2016), 23.7% published (1,355 of 5,716, year to 31 March "
        "2016): 15.3 points apart, unlike periods.",
        "Repeat plans: 26.9% in our records (12 March 2016 to 12 September 2016), 13.1% published (67 of 511, year to 31 March 2016): "
        "13.8 points apart, unlike periods.",
        "Nobody has signed for them. [RCN-01]",
    )


def test_page_one_counts_those_it_does_not_say():
    lines = reconcile(LOCAL_2016, None, RULES_2016, "", INSPECTED)
    assert [len(for_page_one(lines, most=most)) for most in (1, 2, 3)] == [2, 3, 4]
    assert for_page_one(lines, most=1)[-1] == "2 more stand apart. Nobody has signed for them. [RCN-01]"
    assert for_page_one(lines, most=2)[-1] == "1 more stands apart. Nobody has signed for them. [RCN-01]"
    assert for_page_one(lines[:1])[-1] == "Nobody has signed for it. [RCN-01]"
    assert for_page_one(()) == ()


OF_THEIR_YEAR = Ours("REF-02", 24.0, YEAR[1], YEAR[0], 1_368, 5_700, name="Repeat referrals")


def test_our_own_figure_of_the_published_year_is_what_is_compared():
    (line,) = reconcile(LOCAL_2016[:1], None, RULES_2016, "", INSPECTED, {"REF-02": OF_THEIR_YEAR})
    assert (line.standing, line.difference, line.same_period) == (Standing.AGREES, 0.3, True)
    assert (line.ours.value, line.compared.value) == (39.0, 24.0)
    assert (line.numerator_difference, line.denominator_difference) == (13, -16)
    apart = dataclasses.replace(OF_THEIR_YEAR, value=39.0)
    (line,) = reconcile([dataclasses.replace(LOCAL_2016[0], value=23.7)], None, RULES_2016, "", INSPECTED, {"REF-02": apart})
    assert line.standing is Standing.UNSIGNED
    assert line.short == (
        "Repeat referrals: 39.0% in our records (1,368 of 5,700), 23.7% published (1,355 of 5,716), year to 31 March 2016: "
        "15.3 points apart."
    )


def test_a_year_without_cases_of_ours_leaves_tonights_figure():
    nothing = Ours("REF-02", None, YEAR[1], YEAR[0], 0, 0)
    (line,) = reconcile(LOCAL_2016[:1], None, RULES_2016, "", INSPECTED, {"REF-02": nothing})
    assert line.compared is line.ours and line.standing is Standing.UNSIGNED


@pytest.mark.parametrize(("ours", "theirs", "because"), [(9, 5_716, "ours is of 9"), (10, 9, "theirs is of 9"), (10, 5_716, "")])
def test_under_ten_cases_nothing_is_compared(ours, theirs, because):
    rules = SHIPPED.model_copy(update={"published": (published("REF-02", 23.7, 1, theirs),)})
    (line,) = reconcile([Ours("REF-02", 66.7, YEAR[1], YEAR[0], 6, ours)], None, rules, "", INSPECTED)
    assert line.because.startswith(because) and (line.standing is Standing.CANNOT_COMPARE) == bool(because)


CARD = About(
    "REF-02",
    "Repeat referrals",
    "Few children are referred again.",
    "",
    "",
    SourceClass.DFE,
    "referrals",
    PERIOD,
    TargetClass.CONTEXT,
    "",
    "",
)


def test_what_is_counted_is_the_cards_wording_unless_config_says_otherwise():
    mine = dataclasses.replace(LOCAL_2016[0], wording=CARD.wording)
    assert reconcile([mine], None, RULES_2016, "", INSPECTED)[0].definition == CARD.wording
    own = ReconciliationRules.model_validate({**RULES_2016.model_dump(), "measures": {"REF-02": {"definition": "Open cases only"}}})
    assert reconcile([mine], None, own, "", INSPECTED)[0].definition == "Open cases only"


def answers(rows):
    frame = pd.DataFrame(rows, columns=["outcome", "exempt", "amount", "weight"])
    return frame.astype({"outcome": "string", "exempt": "string", "amount": "Float64", "weight": "Float64"})


def test_a_figure_of_our_own_is_counted_as_the_nights_measures_are():
    rows = (
        [("met", "", None, None)] * 3
        + [("not_met", "", None, None)] * 6
        + [("not_recorded", "", None, None), ("met", "exempt", None, None)]
    )
    assert counted_from(answers(rows), CARD, *YEAR) == Ours(
        "REF-02", 30.0, YEAR[1], YEAR[0], 3, 10, 1, "Repeat referrals", "Few children are referred again."
    )
    assert counted_from(answers([]), CARD, *YEAR).value is None
    mean = dataclasses.replace(CARD, code="CAS-01.mean", measures="mean")
    found = counted_from(
        answers([("met", "", 17, 1.0), ("met", "", 8, 0.5), ("met", "", None, 1.0), ("met", "x", 90, 1.0)]), mean, None, YEAR[1]
    )
    assert (found.value, found.numerator, found.denominator) == (16.6667, None, 2)


def test_before_it_was_published_there_is_nothing_to_stand_beside():
    assert reconcile(LOCAL_2016, None, RULES_2016, "", dt.date(2016, 11, 2)) == ()


def test_signing_takes_it_off_page_one_and_keeps_who_when_and_why():
    lines = reconcile(LOCAL_2016, None, sign(RULES_2016), "", INSPECTED)
    signed = next(line for line in lines if line.code == "REF-02")
    assert signed.standing is Standing.SIGNED
    assert "Counted with open cases. Signed by A post, 31 March 2016." in signed.sentence
    assert not any("Repeat referrals" in said for said in for_page_one(lines)) and len(for_page_one(lines)) == 3


@pytest.mark.parametrize(
    ("what", "standing"),
    [
        ({"difference": 13.3}, Standing.SIGNED),  # grown by the tolerance, and no more
        ({"difference": 13.2}, Standing.UNSIGNED),  # grown by more than was signed for
        ({"year": 2015}, Standing.UNSIGNED),  # last year's signature is not this year's
        ({"on": INSPECTED + dt.timedelta(days=1)}, Standing.UNSIGNED),  # not signed yet
        ({"code": "CPD-02"}, Standing.UNSIGNED),
    ],
)
def test_a_signature_covers_one_year_and_its_own_size(what, standing):
    lines = reconcile(LOCAL_2016[:1], None, sign(RULES_2016, **what), "", INSPECTED)
    assert [line.standing for line in lines] == [standing]
    if "difference" in what and standing is Standing.UNSIGNED:
        assert "The difference signed for was 13.2." in lines[0].sentence


@pytest.mark.parametrize(("value", "standing"), [(25.7, Standing.AGREES), (21.7, Standing.AGREES), (25.71, Standing.UNSIGNED)])
def test_the_tolerance_itself_still_agrees(value, standing):
    mine = Ours("REF-02", value, YEAR[1], YEAR[0])
    assert [line.standing for line in reconcile([mine], None, RULES_2016, "", INSPECTED)] == [standing]


def test_counts_are_compared_only_where_the_days_are_the_same():
    same = Ours("REF-02", 25.0, YEAR[1], YEAR[0], 1400, 5600)
    line = reconcile([same], None, RULES_2016, "", INSPECTED)[0]
    assert (line.same_period, line.numerator_difference, line.denominator_difference) == (True, 45, -116)
    other = dataclasses.replace(same, period_from=dt.date(2015, 10, 1))
    line = reconcile([other], None, RULES_2016, "", INSPECTED)[0]
    assert (line.same_period, line.numerator_difference, line.denominator_difference) == (False, None, None)


def test_a_figure_kept_back_keeps_its_symbol_and_is_compared_with_nothing():
    rules = SHIPPED.model_copy(update={"published": (published("REF-02", None, symbol="c"),)})
    line = reconcile(LOCAL_2016[:1], None, rules, "", INSPECTED)[0]
    assert (line.standing, line.difference, line.their_value) == (Standing.CANNOT_COMPARE, None, None)
    assert "[c], kept back" in line.sentence and for_page_one([line]) == ()


def test_no_figure_of_ours_is_not_nought():
    line = reconcile([Ours("REF-02", None, YEAR[1], YEAR[0])], None, RULES_2016, "", INSPECTED)[0]
    assert line.standing is Standing.CANNOT_COMPARE and "we have no figure of our own" in line.sentence


def test_what_our_records_do_not_say_is_named_where_it_could_be_the_whole_difference():
    mine = Ours("S47-01", 50.0, YEAR[1], YEAR[0], 50, 100, not_recorded=15)
    assert "15 records do not say" in reconcile([mine], None, RULES_2016, "", INSPECTED)[0].sentence
    one = dataclasses.replace(mine, numerator=9, denominator=18, not_recorded=3, value=50.0)
    assert "3 records do not say" in reconcile([one], None, RULES_2016, "", INSPECTED)[0].sentence
    alone = dataclasses.replace(mine, value=64.0, not_recorded=1)
    assert "1 record does not say" in reconcile([alone], None, RULES_2016, "", INSPECTED)[0].sentence
    fewer = dataclasses.replace(mine, not_recorded=14)
    assert "do not say" not in reconcile([fewer], None, RULES_2016, "", INSPECTED)[0].sentence


def test_a_measure_may_have_a_tolerance_and_an_owner_of_its_own():
    own = ReconciliationRules.model_validate({**RULES_2016.model_dump(), "measures": {"REF-02": {"tolerance": 16.0, "owner": "A post"}}})
    lines = {line.code: line for line in reconcile(LOCAL_2016, None, own, "", INSPECTED)}
    assert (lines["REF-02"].standing, lines["REF-02"].owner) == (Standing.AGREES, "A post")
    assert lines["CPD-02"].standing is Standing.UNSIGNED


def test_the_published_figure_of_the_council_is_the_latest_by_that_day(benchmarks):
    mine = Ours("REF-02", 19.3, dt.date(2024, 3, 31), dt.date(2023, 4, 1), 630, 3269)
    line = reconcile([mine], benchmarks, SHIPPED, KIRKLEES, dt.date(2025, 3, 1))[0]
    assert (line.theirs.year, line.difference, line.numerator_difference, line.denominator_difference) == (2024, 0.0, 0, 0)
    line = reconcile([mine], benchmarks, SHIPPED, KIRKLEES, dt.date(2026, 11, 24))[0]
    assert (line.theirs.year, line.same_period, line.numerator_difference) == (2025, False, None)
    assert "; Department for Education says 19.7% (Children in need, year ending 31 March 2025)" in line.sentence
    assert reconcile([mine], benchmarks, SHIPPED, "", dt.date(2026, 11, 24)) == ()


def test_the_workforce_return_is_of_the_thirtieth_of_september(benchmarks):
    for day, same in ((dt.date(2024, 9, 30), True), (dt.date(2024, 3, 31), False)):
        mine = Ours("CAS-01.mean", 19.2, day)
        line = reconcile([mine], benchmarks, SHIPPED, KIRKLEES, dt.date(2025, 6, 1))[0]
        assert (line.theirs.year, line.unit, line.difference, line.same_period) == (2024, "count", 0.0, same)


def test_a_later_return_goes_before_a_figure_written_in_by_hand(benchmarks):
    line = reconcile(LOCAL_2016[:1], benchmarks, RULES_2016, KIRKLEES, dt.date(2026, 11, 24))[0]
    assert line.theirs.year == 2025


def test_our_headlines_are_the_whole_service_in_the_counting_that_england_uses():
    blank = dict.fromkeys(MEASURES, pd.NA)
    rows = [
        {**blank, "code": "REF-02", "counting": "period", "scope": "all", "met": 39, "in_scope": 100, "not_recorded": 3, "value": 0.39},
        {**blank, "code": "REF-02", "counting": "period", "scope": "team", "met": 1, "in_scope": 2, "value": 0.5},
        {**blank, "code": "S47-01", "counting": "live", "scope": "all", "met": 1, "in_scope": 2, "value": 0.5},
        {**blank, "code": "CAS-01.mean", "counting": "live", "scope": "all", "in_scope": 40, "value": 17.8},
        {**blank, "code": "CPV-01", "counting": "period", "scope": "all", "met": 1, "in_scope": 2, "value": 0.5},
        {**blank, "code": "LAS-01", "counting": "live", "scope": "all"},
    ]
    frame = pd.DataFrame(rows).assign(as_at=pd.Timestamp(2016, 9, 12), period_from=pd.Timestamp(2016, 3, 12)).astype(MEASURES)
    found = {mine.code: mine for mine in ours_from(frame, {"REF-02": CARD})}
    assert found["REF-02"] == Ours("REF-02", 39.0, dt.date(2016, 9, 12), dt.date(2016, 3, 12), 39, 100, 3, CARD.name, CARD.wording)
    assert found["CAS-01.mean"].value == 17.8 and found["LAS-01"].value is None
    assert set(found) == {"REF-02", "CAS-01.mean", "LAS-01"}
