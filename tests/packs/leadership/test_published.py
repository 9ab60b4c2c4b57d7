"""Our figures beside what was published: what page one must say, and what each row of the page says of both sides."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io

import page
import pdfplumber
import pikepdf
import pytest

from fscp_readiness.measures.benchmarks import Benchmarks, Figure
from fscp_readiness.measures.ranking import place_of
from fscp_readiness.measures.reconciliation import Ours, Reconciled, reconcile
from fscp_readiness.packs import leadership
from fscp_readiness.packs.leadership.published import published_page
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.reconciliation import ReconciliationRules

from .nights import AS_AT, a_night

YEAR = (dt.date(2025, 4, 1), dt.date(2026, 3, 31))
SIX_MONTHS = (dt.date(2026, 5, 23), AS_AT)
RULES = ReconciliationRules.load(CONFIG / "reconciliation.toml").model_dump()
DFE = {"year": 2026, "published_on": dt.date(2026, 10, 29), "title": "Children in need, year ending 31 March 2026", "source": "DfE"}


def ours(code, value, part, whole, name, period=SIX_MONTHS, **more):
    return Ours(code, value, period[1], period[0], part, whole, name=name, wording=f"{name}, as our card says.", **more)


MINE = (
    ours("REF-02", 39.0, 390, 1_000, "Repeat referrals"),
    ours("S47-01", 50.0, 120, 240, "Initial conferences on time", not_recorded=50),
    ours("CPD-02", 26.9, 32, 119, "Repeat plans"),
    ours("REF-03", 6.0, 60, 1_000, "Referrals closed at once"),
    ours("ASM-01.dfe", 70.0, 700, 1_000, "Assessments in time"),
    ours("WFC-04", 3.1, None, 201, "Days lost"),
)
PUBLISHED = (
    {**DFE, "code": "REF-02", "value": 23.7, "numerator": 1_355, "denominator": 5_716},
    {**DFE, "code": "S47-01", "value": 67.0},
    {**DFE, "code": "CPD-02", "value": 13.1, "numerator": 67, "denominator": 511},
    {**DFE, "code": "REF-03", "value": 5.0, "numerator": 286, "denominator": 5_716},
    {**DFE, "code": "ASM-01.dfe", "value": 90.0, "numerator": 3_600, "denominator": 4_000},
    {**DFE, "code": "WFC-04", "symbol": "c"},
)
SIGNED = {"code": "ASM-01.dfe", "year": 2026, "difference": 20.0, "reason": "The load of April lost days", "by": "A post", "on": YEAR[1]}
THEN = {"REF-02": ours("REF-02", 24.0, 1_368, 5_700, "Repeat referrals", YEAR)}


def found(then=None, **rules):
    own = ReconciliationRules.model_validate({**RULES, "published": PUBLISHED, "signed": (SIGNED,), **rules})
    lines = reconcile(MINE, None, own, "", AS_AT, then)
    nobody = (("CP.rate", "Children on a plan, for each 10,000 children", Figure(42.8, year=2026, title=DFE["title"], source="DfE. Open")),)
    return Reconciled("", lines, {"S47-01": "Our records do not hold all of that year."}, nobody, ("CPV-01",))


def test_page_one_of_both_papers_says_the_three_greatest():
    night = dataclasses.replace(a_night(2, bad=False, slim=True), reconciled=found())
    for said in (leadership.build_morning(night).published, leadership.build_pack(night).glance.published):
        assert [words.split(":")[0] for words in said[:3]] == ["Initial conferences on time", "Repeat referrals", "Repeat plans"]
        assert said[-1] == "Nobody has signed for them. [RCN-01]"
    html = leadership.render_morning_html(leadership.build_morning(night))
    assert "39.0% in our records (390 of 1,000, 23 May 2026 to 23 November 2026), 23.7% published (1,355 of 5,716" in html


def test_the_paper_says_one_and_counts_the_others_before_a_ninth_child_goes():
    view = leadership.build_morning(dataclasses.replace(a_night(1, slim=True), reconciled=found()))
    assert len(view.first) > 8
    listed = [len(view.first)]
    while len(view.published) > 2:
        view = view.shorter()
        listed.append(len(view.first))
    assert view.published[-1] == "2 more stand apart. Nobody has signed for them. [RCN-01]" and listed[-1] == 8


def test_where_nothing_stands_apart_page_one_says_nothing_of_it():
    night = dataclasses.replace(a_night(2, bad=False, slim=True), reconciled=Reconciled())
    assert leadership.build_morning(night).published == () == leadership.build_pack(night).glance.published
    assert "Beside what was published" not in leadership.render_morning_html(leadership.build_morning(night))


def row(code, **more):
    return next(each for each in published_page(found(**more)).rows if each.code == code)


def test_each_row_says_both_definitions_both_periods_both_cases_and_the_difference():
    mine = row("REF-02", then=THEN)
    assert mine.definition == "Repeat referrals, as our card says." and "Children in need, year ending" in mine.their_definition
    assert (mine.tonight.value, mine.tonight.of, mine.tonight.period) == ("39.0%", "390 of 1,000", "23 May 2026 to 23 November 2026")
    assert (mine.then.value, mine.then.of, mine.then.period) == ("24.0%", "1,368 of 5,700", "Year to 31 March 2026")
    assert (mine.published.value, mine.published.of, mine.published.period) == ("23.7%", "1,355 of 5,716", "Year to 31 March 2026")
    assert (mine.points, mine.counts, mine.tag.word) == ("+0.3 points", "+13 counted, −16 in all", "Agrees")


@pytest.mark.parametrize(
    ("code", "points", "counts", "reason", "word"),
    [
        ("S47-01", "−17.0 points", "Not of the same period", "What is not recorded could make up the difference.", "Not signed for"),
        (
            "ASM-01.dfe",
            "−20.0 points",
            "Not of the same period",
            "The load of April lost days. A post, 31 March 2026, for 20.",
            "Signed for",
        ),
        ("WFC-04", "–", "", "Published as [c], kept back, because so few children are in it.", "Cannot compare"),
        ("REF-03", "+1.0 points", "Not of the same period", "Within the 2 agreed.", "Agrees"),
    ],
)
def test_what_stands_between_and_who_signed(code, points, counts, reason, word):
    mine = row(code)
    assert (mine.points, mine.counts, mine.tag.word) == (points, counts, word)
    assert mine.reason.startswith(reason)


def test_no_figure_of_that_year_says_why_and_a_kept_back_one_keeps_its_symbol():
    assert row("S47-01").then.value == "Our records do not hold all of that year."
    assert (row("WFC-04").published.value, row("WFC-04").published.of) == ("[c]", "Cases not published")


def test_under_ten_there_is_no_percentage():
    few = dataclasses.replace(MINE[0], numerator=3, denominator=9, value=33.3)
    own = ReconciliationRules.model_validate({**RULES, "published": PUBLISHED})
    (mine,) = published_page(Reconciled("", reconcile([few], None, own, "", AS_AT))).rows
    assert (mine.tonight.value, mine.tonight.of, mine.tag.word) == ("3 of 9", "Too few for a percentage", "Cannot compare")


def test_the_heading_counts_the_rows_and_what_has_no_published_figure_is_said():
    view = published_page(found())
    assert view.heading == "3 of 6 headlines stand apart from what was published, unsigned"
    assert [each.tag.word for each in view.rows].count("Not signed for") == 3
    assert view.nobody == (("Children on a plan, for each 10,000 children (CP.rate)", "42.8 per 10,000", f"{DFE['title']}. DfE"),)
    assert view.nowhere == "1 core measure has no figure published for councils to lay beside it: CPV-01."


def test_without_an_area_code_the_page_says_that_nothing_is_beside():
    view = published_page(Reconciled())
    assert view.heading == "No figure of ours can be laid beside a published one" and "area code" in view.note
    assert published_page(None) is None


@pytest.fixture(scope="module")
def kirklees():
    benchmarks = Benchmarks.read(CONFIG / "benchmarks")
    codes = ("REF-02", "LAS-01", "CPD-01", "CP.rate", "CPD-02")
    return tuple((place_of(benchmarks, code, AS_AT, "E08000034"), benchmarks.lookup(code, AS_AT, "E08000034")) for code in codes)


def test_a_place_is_a_rank_and_a_quarter_or_the_reason_there_is_none(kirklees):
    rows = {each.code: each for each in published_page(Reconciled("E08000034", places=kirklees)).places}
    assert (rows["REF-02"].figure, rows["REF-02"].rank, rows["REF-02"].quarter) == (
        "19.7%",
        "69th best of 153, with 3 others",
        "Second quarter",
    )
    assert rows["LAS-01"].quarter == "19 councils share this figure, over the edge of a quarter"
    assert (rows["CPD-01"].figure, rows["CPD-01"].rank, rows["CPD-01"].quarter) == ("[c]", "No figure: [c]", "–")
    assert rows["CP.rate"].figure == "42.8" and rows["CP.rate"].quarter == "Neither end is better in itself"
    assert rows["REF-02"].neighbours.endswith("% (mean of 10, 2025)")


def test_the_pack_with_the_page_is_pdf_ua_and_page_one_stays_one_page(kirklees):
    night = dataclasses.replace(a_night(1), reconciled=dataclasses.replace(found(), places=kirklees))
    view = leadership.build_pack(night)
    made = leadership.render_pack_pdf(view)
    report = page.validate_pdf_bytes(made, profile="ua1")
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]
    morning = pikepdf.open(io.BytesIO(leadership.render_morning_pdf(leadership.build_morning(night))))
    assert len(morning.pages) == 1
    with pdfplumber.open(io.BytesIO(made)) as pack:
        first = " ".join(pack.pages[0].extract_text().split())
    assert "Repeat plans: 26.9%" in first and "source tables fresh" in first
