"""A night beside what was published: Kirklees 2016 on page one, and our own figure of the published year asked of tonight's tables."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import shutil

import pandas as pd
import pdfplumber
import pytest

from fscp_readiness.measures.benchmarks import Figure
from fscp_readiness.night import Nightly, Request
from fscp_readiness.night.reconciled import NOT_ASKED, NOT_HELD, WORKBOOK, of_their_years, reconciled
from fscp_readiness.settings.places import CHECKS, CONFIG
from fscp_readiness.standards import Calendar, discover
from fscp_readiness.synthetic import make_council
from fscp_readiness.tables import DTYPES, Tables, table

from .conftest import AS_AT
from .few_standards import few_standards

# The published figures as they were printed (year to March 2016) and the local ones of the inspection report of 25 November 2016.
PUBLISHED = (
    ("REF-02", 23.7, "numerator = 1355\ndenominator = 5716"),
    ("S47-01", 67.0, ""),
    ("CPD-02", 13.1, "numerator = 67\ndenominator = 511"),
)
LOCAL = {"REF-02": 390, "S47-01": 500, "CPD-02": 269}


@pytest.fixture(scope="module")
def kirklees_2016(tmp_path_factory):
    """A made-up council's night whose local figures are Kirklees's of 2016, of a thousand each, with the published ones in its config."""
    folder = tmp_path_factory.mktemp("kirklees-2016")
    config, source = folder / "config", folder / "source"
    shutil.copytree(CONFIG, config)
    with (config / "reconciliation.toml").open("a", encoding="utf-8") as written:
        for code, value, counts in PUBLISHED:
            written.write(f'\n[[published]]\ncode = "{code}"\nyear = 2016\nvalue = {value}\n{counts}\npublished_on = 2016-11-03\n')
            written.write('title = "Children in need, year ending 31 March 2016"\nsource = "Department for Education"\n')
    make_council("test", seed=31, as_at=AS_AT).write(source)
    with few_standards(*LOCAL, drawn=True):
        night = Nightly(Request(source=str(source), as_at=AS_AT, out=folder / "out", config=config, demo=True))
        with night.alone():
            for step in night.steps():
                step()
                if step == night.count:
                    mine = night.measures["scope"].eq("all") & night.measures["counting"].eq("period")
                    for code, met in LOCAL.items():
                        counted = {"met": met, "in_scope": 1_000, "not_recorded": 0, "value": met / 1_000}
                        night.measures.loc[mine & night.measures["code"].eq(code), list(counted)] = list(counted.values())
    return night


OURS = "in our records ({} of 1,000, 23 May 2026 to 23 November 2026)"
SAID = (
    f"50.0% {OURS.format(500)}, 67.0% published (year to 31 March 2016): 17.0 points apart, unlike periods.",
    f"39.0% {OURS.format(390)}, 23.7% published (1,355 of 5,716, year to 31 March 2016): 15.3 points apart, unlike periods.",
    f"26.9% {OURS.format(269)}, 13.1% published (67 of 511, year to 31 March 2016): 13.8 points apart, unlike periods.",
)


def words(text):
    return " ".join(text.split())


def test_kirklees_2016_is_flagged_on_page_one_of_the_morning_and_of_the_pack(kirklees_2016):
    folder = kirklees_2016.published().path / "leadership"
    html = words((folder / "morning.html").read_text(encoding="utf-8"))
    with pdfplumber.open(io.BytesIO((folder / "pack.pdf").read_bytes())) as pack:
        first, every = words(pack.pages[0].extract_text()), [words(each.extract_text()) for each in pack.pages]
    with pdfplumber.open(io.BytesIO((folder / "morning.pdf").read_bytes())) as morning:
        assert len(morning.pages) == 1
        paper = words(morning.pages[0].extract_text())
    for said in SAID:
        assert said in html and said in first
    assert SAID[0] in paper and "Nobody has signed for them. [RCN-01]" in paper
    assert "Nobody has signed for them. [RCN-01]" in first
    (page,) = [each for each in every if "3 of 3 headlines stand apart from what was published, unsigned" in each]
    assert page.count("Not signed for") == 3 and page.count("Our records do") == 3


def test_what_was_not_asked_tonight_is_said(kirklees_2016, monkeypatch):
    found = kirklees_2016.findings
    held = found.states["state"].mask(found.states["code"].eq("REF-02"), "held")
    monkeypatch.setattr(kirklees_2016, "findings", dataclasses.replace(found, states=found.states.assign(state=held)))
    assert reconciled(kirklees_2016).why_not["REF-02"] == NOT_ASKED


# --- our own figure of the published year

CATALOGUE, CALENDAR = discover(CHECKS), Calendar.read()
THEIRS = {"REF-03": Figure(0.05, "", 2026, 286.0, 5_716.0, dt.date(2026, 10, 29), "Children in need, year ending 31 March 2026")}
MONTHS = [f"2025-{month:02d}-15" for month in range(5, 13)] + ["2026-01-15", "2026-02-15"]


def referrals(days, **more):
    columns = {column.name: DTYPES[column.type] for column in table("referrals")}
    rows = [
        {"referral_id": f"R{n}", "child_id": f"C{n:06d}", "received_on": day, "no_further_action": n == 0} for n, day in enumerate(days)
    ]
    frame = pd.DataFrame(rows, columns=list(columns)).astype(columns)
    return Tables({"referrals": frame}, as_at=AS_AT, extracted_on=AS_AT, **more)


def test_the_year_has_its_first_and_last_day_and_no_other():
    days = ["2025-04-01", "2026-03-31", "2025-03-31", "2026-04-01", *MONTHS, "2026-09-01"]
    found, why_not = of_their_years(referrals(days), CATALOGUE, CALENDAR, THEIRS)
    mine = found["REF-03"]
    assert (mine.numerator, mine.denominator, mine.value) == (1, 12, 8.33)
    assert (mine.period_from, mine.period_to, why_not) == (dt.date(2025, 4, 1), dt.date(2026, 3, 31), {})


@pytest.mark.parametrize(
    ("days", "more", "why"),
    [
        (MONTHS, {"door": "annex_a"}, WORKBOOK),
        (MONTHS[2:], {}, NOT_HELD),  # nothing in the first quarter: perhaps it was never extracted
        (MONTHS[:-2], {}, NOT_HELD),
        ([], {}, NOT_HELD),
    ],
)
def test_a_year_that_the_source_may_not_hold_whole_is_not_counted(days, more, why):
    assert of_their_years(referrals(days, **more), CATALOGUE, CALENDAR, THEIRS) == ({}, {"REF-03": why})


def test_a_year_that_is_not_over_is_not_counted():
    theirs = {"REF-03": dataclasses.replace(THEIRS["REF-03"], year=2027)}
    assert of_their_years(referrals([*MONTHS, "2026-04-02", "2026-07-02", "2026-10-02"]), CATALOGUE, CALENDAR, theirs)[0] == {}
