"""Checks A4 and A6 by example: windows to the day, the end of a month, two events of one day; and words that look like formulas."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

import openpyxl
import pytest

from fscp_readiness.packs.inspection.annex_a import AnnexA, Verdict, check, make_annex_a, workbook
from fscp_readiness.packs.inspection.annex_a.counting_again import conferences_before, earlier
from fscp_readiness.standards.examples import read_examples

from .laying_out import LAYOUTS, laid_out, tables

CHILD = "people\nchild_id | born_on\nC1 | 2006-01-01\n\n"
REFERRALS = CHILD + "referrals\nreferral_id | child_id | received_on\n"
ENQUIRIES = CHILD + "section_47_enquiries\nenquiry_id | child_id | started_on | ended_on | no_further_action\n"
HELD = "\ninitial_conferences\nconference_id | child_id | enquiry_id | held_on | led_to_plan\n"


def as_at(day: dt.date, text: str) -> AnnexA:
    whole = f"as at {day}\n\n{text}\n\nexpect\nplan_id | outcome | because\nP1 | met | not asked here\n"
    return make_annex_a(read_examples(whole)[0].tables, LAYOUTS["2024-01"], lists_allowed=True)


def changed(made: AnnexA, number: int, heading: str, value: object) -> bytes:
    """The workbook with the first row of a list saying something else under a heading."""
    book = openpyxl.load_workbook(BytesIO(workbook(made)))
    sheet = book[made.lists[number].layout.sheet]
    sheet.cell(row=2, column=[cell.value for cell in sheet[1]].index(heading) + 1).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def verdict(name: str, number: int, made: AnnexA, content: bytes = b"") -> set[Verdict]:
    return {one.verdict for one in check(content or workbook(made), made) if (one.check, one.number) == (name, number)}


@pytest.mark.parametrize(
    ("before", "count"),
    [
        ("2015-02-28", 1),  # twelve months back from 29 February is the 28th, and it counts
        ("2015-02-27", 0),
        ("2016-02-29", 1),  # of two on a day one is the latest, and the other counts
    ],
)
def test_a6_twelve_months_to_the_29th_of_february(before: str, count: int):
    text = REFERRALS + f"R1 | C1 | {before}\nR2 | C1 | 2016-02-29\n"
    made = laid_out(text)
    assert set(made.lists[3].frame["earlier_in_12_months"]) == {count}
    assert earlier(tables(text), "referrals", "received_on") == {"C1": count}
    assert verdict("A6", 3, made) == {Verdict.PASSED}
    wrong = changed(made, 3, "Number of Referrals in Last 12 Months", count + 1)
    assert verdict("A6", 3, made, wrong) == {Verdict.FAILED}


def test_a6_counts_to_the_childs_latest_referral_and_not_to_the_row_s_own():
    made = laid_out(REFERRALS + "R1 | C1 | 2016-01-12\nR2 | C1 | 2016-03-02\nR3 | C1 | 2016-05-20\n")
    own = changed(made, 3, "Number of Referrals in Last 12 Months", 0)  # what the first row would say of itself
    assert verdict("A6", 3, made, own) == {Verdict.FAILED}


def test_a6_a_conference_on_the_day_of_the_latest_enquiry_is_its_own_and_does_not_count():
    text = ENQUIRIES + "S1 | C1 | 2016-05-20 | | no\n" + HELD + "I1 | C1 | S1 | 2016-05-20 | yes\nI2 | C1 | | 2015-05-20 | no\n"
    made = laid_out(text)
    assert list(made.lists[5].frame["conferences_in_12_months"]) == [1]  # the one a year before, to the day
    assert conferences_before(tables(text)) == {"C1": {1, 2}}
    assert verdict("A6", 5, made) == {Verdict.PASSED}
    assert Verdict.FAILED in verdict("A6", 5, made, changed(made, 5, "Number of ICPCs in the last 12 months", 3))


CONTACTS = CHILD + "contacts\ncontact_id | child_id | contacted_on | source\nK1 | C1 | 2016-05-01 | 6\n"


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2015-11-24", Verdict.PASSED), ("2015-11-23", Verdict.FAILED), ("2016-05-24", Verdict.PASSED), ("2016-05-25", Verdict.FAILED)],
)
def test_a4_both_ends_of_the_window_are_in(day: str, expected: Verdict):
    made = laid_out(CONTACTS)
    content = changed(made, 1, "Date of Contact", dt.datetime.fromisoformat(day))
    assert verdict("A4", 1, made, content) == {expected}


@pytest.mark.parametrize(("day", "expected"), [("2016-02-29", Verdict.PASSED), ("2016-02-28", Verdict.FAILED)])
def test_a4_six_months_back_from_the_end_of_august_is_the_end_of_february(day: str, expected: Verdict):
    made = as_at(dt.date(2016, 8, 31), CONTACTS)
    content = changed(made, 1, "Date of Contact", dt.datetime.fromisoformat(day))
    assert verdict("A4", 1, made, content) == {expected}


def test_a4_what_is_still_going_on_may_be_as_old_as_it_is_and_what_ended_may_not():
    plans = CHILD + "cp_plans\nplan_id | child_id | started_on | ended_on\nP1 | C1 | 2009-01-05 |\n"
    made = laid_out(plans)
    assert verdict("A4", 7, made) == {Verdict.PASSED}
    ended = {
        day: verdict("A4", 7, made, changed(made, 7, "Child Protection Plan End Date", dt.datetime(2015, 11, day))) for day in (23, 24)
    }
    assert ended == {23: {Verdict.FAILED}, 24: {Verdict.PASSED}}


def test_a4_an_assessment_begun_long_ago_is_in_while_open_or_when_authorised_in_the_window():
    done = CHILD + "assessments\nassessment_id | child_id | started_on | authorised_on\nA1 | C1 | 2015-01-05 | 2015-11-24\n"
    made = laid_out(done)
    assert verdict("A4", 4, made) == {Verdict.PASSED}
    the_day_before = changed(made, 4, "Continuous Assessment Date of Authorisation", dt.datetime(2015, 11, 23))
    assert verdict("A4", 4, made, the_day_before) == {Verdict.FAILED}
    assert verdict("A4", 4, made, changed(made, 4, "Continuous Assessment Date of Authorisation", None)) == {Verdict.PASSED}


def test_a4_the_day_a_child_is_expected_may_lie_ahead_and_no_other_may():
    unborn = "people\nchild_id | born_on | expected_on\nC1 | | 2016-07-01\n\n" + CONTACTS.partition("\n\n")[2]
    made = laid_out(unborn)
    assert list(made.lists[1].frame["age"]) == [-1] and verdict("A4", 1, made) == {Verdict.PASSED}


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org")', "http://example.org", "{=1}")


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_of_the_workbook_is_a_formula_or_a_link_whatever_its_words_look_like(words: str):
    made = laid_out(
        CHILD + f"early_help_episodes\nearly_help_id | child_id | started_on | ended_on | organisation\nH1 | C1 | 2016-01-04 | | {words}\n"
    )
    content = workbook(made, marking=words)
    with zipfile.ZipFile(BytesIO(content)) as held:
        sheets = [held.read(name) for name in held.namelist() if name.startswith("xl/worksheets/")]
        assert not any(b"<f>" in sheet or b"<f " in sheet or b"<hyperlink" in sheet for sheet in sheets)
    sheet = openpyxl.load_workbook(BytesIO(content))["List_2"]
    found = {heading.value: cell for heading, cell in zip(sheet[1], sheet[2], strict=True)}["Organisation completing assessment"]
    assert (found.value, found.data_type) == (words, "s")
    assert verdict("A5", 2, made) == {Verdict.PASSED}
