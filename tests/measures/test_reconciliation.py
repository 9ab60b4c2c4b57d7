"""Our figures beside the published ones: Kirklees 2016 as it was printed, what signing does, and what is never compared."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.measures.counting import MEASURES
from fscp_readiness.measures.reconciliation import Ours, Standing, for_page_one, ours_from, reconcile
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.reconciliation import FILE, PublishedFigure, ReconciliationRules, Signed

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
    told = for_page_one(lines)
    assert [sentence.split(":")[0] for sentence in told] == ["Initial conferences on time", "Repeat referrals", "Repeat plans"]
    for sentence, ours, theirs, apart in zip(
        told, ("50.0%", "39.0%", "26.9%"), ("67.0%", "23.7%", "13.1%"), ("17.0", "15.3", "13.8"), strict=True
    ):
        assert f"our records say {ours} (12 March 2016 to 12 September 2016)" in sentence
        assert f"Department for Education says {theirs} (Characteristics of children in need, year ending 31 March 2016)" in sentence
        assert f"{apart} percentage points apart, and nobody has signed for it" in sentence
        assert "not of the same period" in sentence and "Performance and Intelligence Manager" in sentence


def test_page_one_says_the_greatest_in_full_and_names_every_other():
    lines = reconcile(LOCAL_2016, None, RULES_2016, "", INSPECTED)
    assert len(for_page_one(lines)) == 3
    told = for_page_one(lines, most=1)
    assert told[0] == for_page_one(lines)[0]
    assert told[1:] == ("2 more figures stand apart from the published return, unsigned: Repeat referrals, Repeat plans. [REC-01]",)
    assert for_page_one(lines, most=2)[-1].startswith("1 more figure stands apart")


def test_before_it_was_published_there_is_nothing_to_stand_beside():
    assert reconcile(LOCAL_2016, None, RULES_2016, "", dt.date(2016, 11, 2)) == ()


def test_signing_takes_it_off_page_one_and_keeps_who_when_and_why():
    lines = reconcile(LOCAL_2016, None, sign(RULES_2016), "", INSPECTED)
    signed = next(line for line in lines if line.code == "REF-02")
    assert signed.standing is Standing.SIGNED
    assert "Counted with open cases. Signed by A post, 31 March 2016." in signed.sentence
    assert len(for_page_one(lines)) == 2


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
    found = {mine.code: mine for mine in ours_from(frame, {"REF-02": "Repeat referrals"})}
    assert found["REF-02"] == Ours("REF-02", 39.0, dt.date(2016, 9, 12), dt.date(2016, 3, 12), 39, 100, 3, "Repeat referrals")
    assert found["CAS-01.mean"].value == 17.8 and found["LAS-01"].value is None
    assert set(found) == {"REF-02", "CAS-01.mean", "LAS-01"}
