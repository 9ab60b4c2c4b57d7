"""Our own workbook, read back through the Annex A door, answers as the case system does wherever both can answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

import pandas as pd
import pytest

from fscp_readiness import extracts
from fscp_readiness.extracts.annex_a import ANNEX_A_ANSWERS
from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.night import question
from fscp_readiness.findings.restriction import about_restricted
from fscp_readiness.packs.inspection.annex_a import AnnexA, make_annex_a, write_annex_a
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar
from fscp_readiness.standards.catalogue import discover
from fscp_readiness.synthetic import make_council
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Answered, Counting

from .laying_out import LAYOUTS

AS_AT = dt.date(2016, 5, 23)
ASKED = [(code, counting) for code, countings in ANNEX_A_ANSWERS.items() for counting in sorted(countings)]
CATALOGUE = discover(CHECKS)
CALENDAR = Calendar.read()

EXACTLY = {"LAR-01", "LAH-01", "LAS-01", "CLV-05"}
"""Every child, and every answer, the same."""
LESS_SURE = {"CPV-01", "CPV-02", "CIN-02", "LAV-02", "CLV-06"}
"""The list is less sure: a last visit not alone may not count (contract.md), and home is not asked of whom nobody is in touch with."""
MORE_SURE = {"ALO-01", "CPV-01", "CIN-02", "LAV-02", "CLV-01", "ASM-01.dfe", "ASM-02"}
"""What cannot be read, is contradicted or was doubled in the case system is blank or single in a list: not recorded becomes an answer."""
FEWER = {
    "ALO-01": "open cases with no service, and second open cases of a child, are not on list 6",
    "CPR-01": "one plan a child; a first review before a second open plan is not the latest plan's",
    "CPV-01": "temporary plans and second open plans are not on list 7",
    "CPV-02": "temporary plans are not on list 7",
    "CIN-02": "second open cases are not on list 6",
    "S47-01": "enquiries begun before the window whose conference was in it",
    "ADO-01": "list 10 looks back one year, the standard three",
    "ADO-02": "list 10 looks back one year, the standard three",
    "REF-02": "referrals without a day that can be read",
}
MORE = {
    "ALO-01": "children on list 6 whose case the source does not hold as open",
    "CIN-02": "open cases with a status that is blank, or no plan that counts",
    "LAV-02": "a list does not say which placement is meant to last, or whose carers are kin",
    "REF-02": "a referral made while a case was open",
}
"""Why children are in one and not in the other."""


@dataclass(frozen=True)
class Trip:
    source: Tables
    back: Tables
    made: AnnexA
    refused: pd.DataFrame


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> Trip:
    folder, sources = tmp_path_factory.mktemp("council"), load_settings().sources
    make_council("demo", 7, AS_AT, "ordinary").write(folder / "source")
    source = extracts.read(str(folder / "source"), sources, as_at=AS_AT).tables
    made = make_annex_a(source, LAYOUTS["2024-01"], lists_allowed=True)
    write_annex_a(made, folder / "out")
    back = extracts.read(str(folder / "out" / "annex_a.xlsx"), sources, as_at=AS_AT)
    return Trip(source, back.tables, made, back.refused)


def answers(tables: Tables, code: str, counting: Counting, closed: Tables) -> pd.Series:
    """child -> its outcome; a child with more than one record, as each list may hold once, is 'several'."""
    standard = CATALOGUE[code]
    asking = ask(standard, tables, question(standard, tables, CALENDAR, counting))
    assert asking.state is Answered.ASKED, asking.because
    rows = asking.answers
    rows = rows[~about_restricted(rows["child_id"], closed) & rows["exempt"].fillna("").eq("") & rows["child_id"].notna()]
    by_child = rows.groupby("child_id")["outcome"]
    return by_child.first().mask(by_child.nunique() > 1, "several")


BothWays = dict[tuple[str, Counting], tuple[pd.Series, pd.Series]]


@pytest.fixture(scope="module")
def both_ways(trip: Trip) -> BothWays:
    return {
        (code, counting): (answers(trip.source, code, counting, trip.source), answers(trip.back, code, counting, trip.source))
        for code, counting in ASKED
    }


def test_the_door_takes_every_list_and_refuses_no_row(trip: Trip):
    assert {number for number, one in trip.made.lists.items() if len(one.frame)} == set(range(1, 12))
    assert set(trip.refused["done"]) <= {"value_refused"}
    assert set(trip.refused["column"]) <= {"Placement postcode"}  # a planted postcode that is none


@pytest.mark.parametrize(("code", "counting"), ASKED)
def test_the_same_answer_wherever_both_can_answer(both_ways: BothWays, code: str, counting: Counting):
    ours, theirs = both_ways[code, counting]
    both = ours.index.intersection(theirs.index)
    assert len(both) >= min(len(ours), len(theirs)) * 0.8 and len(both) >= 4
    pairs = Counter(zip(ours[both], theirs[both], strict=True))
    assert not pairs[("met", "not_met")] and not pairs[("not_met", "met")]
    different = {pair for pair in pairs if pair[0] != pair[1] and pair[0] != "several"}
    if code not in LESS_SURE:
        assert not {pair for pair in different if pair[1] == "not_recorded"}
    if code not in MORE_SURE:
        assert not {pair for pair in different if pair[0] == "not_recorded"}
    assert code in FEWER or not len(ours.index.difference(theirs.index))
    assert code in MORE or not len(theirs.index.difference(ours.index))
    if code in EXACTLY:
        pd.testing.assert_series_equal(ours, theirs)


def test_every_reason_for_a_difference_is_needed(both_ways: BothWays):
    """No code is excused that would not need it: each set is exactly the codes that differ so."""
    found: dict[str, set[str]] = {"less": set(), "more": set(), "fewer": set(), "added": set()}
    for (code, _), (ours, theirs) in both_ways.items():
        both = ours.index.intersection(theirs.index)
        changed = {(a, b) for a, b in zip(ours[both], theirs[both], strict=True) if a != b and a != "several"}
        found["less"] |= {code} if any(b == "not_recorded" for _, b in changed) else set()
        found["more"] |= {code} if any(a == "not_recorded" for a, _ in changed) else set()
        found["fewer"] |= {code} if len(ours.index.difference(theirs.index)) else set()
        found["added"] |= {code} if len(theirs.index.difference(ours.index)) else set()
    assert found == {"less": LESS_SURE, "more": MORE_SURE, "fewer": set(FEWER), "added": set(MORE)}
