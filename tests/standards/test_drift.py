"""Signs of drift: the same questions as the standards they come from, their words on the worklist, and the same numbers."""

from __future__ import annotations

import dataclasses

import pytest

from fscp_readiness.findings import ask_all
from fscp_readiness.findings.night import question
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, discover, drift
from fscp_readiness.standards.cards import as_agreed
from fscp_readiness.standards.catalogue import Catalogue
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.vocabulary import Counting

CALENDAR = Calendar.read()
PEOPLE = (
    "as at 2016-05-24\n\npeople\nchild_id | born_on\nC3 | 2008-01-01\n\nexpect\nchild_id | outcome | because\nC3 | met | not asked here\n"
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return discover(CHECKS)


def test_each_sign_is_told_once_in_words_of_its_own(catalogue: Catalogue) -> None:
    standard = catalogue["DRF-01"]
    tables = standard.examples[0].tables
    rows = drift.reasons(tables, question(standard, tables, CALENDAR, Counting.LIVE))
    assert not rows.duplicated(["referral_id", "reason"]).any() and set(rows["reason"]) <= set(drift.ORDER)
    assert rows[rows["referral_id"].eq("R12")]["reason"].tolist() == [drift.ORDER[1], drift.ORDER[5]]
    unsure = rows[rows["referral_id"].eq("R6")]
    assert not unsure["sure"].any() and set(unsure["field"]) == {"cp_plans.started_on"}


def test_the_signs_stand_before_what_to_do_on_the_worklist(catalogue: Catalogue) -> None:
    standard = catalogue["DRF-01"]
    tables = standard.examples[0].tables.with_kept({"people": read_examples(PEOPLE)[0].tables.people})
    rows = ask_all(tables, Catalogue({"DRF-01": standard}, ""), CALENDAR).rows.set_index("record_id")
    said = rows["what_to_do"]["R3"]
    assert said == f"Nothing has happened for the child lately; {drift.ORDER[4]}. {standard.about.what_to_do}"
    assert rows["what_to_do"]["R10"] == standard.about.what_to_do, "no sign is sure, so none is named"


def test_the_numbers_are_those_of_the_standards_the_signs_come_from(catalogue: Catalogue) -> None:
    agreed = as_agreed(catalogue, load_settings().service)
    values = agreed["DRF-01"].about.values

    def days(code: str) -> int:
        clock = agreed[code].about.clock
        assert clock is not None
        return clock.n

    assert values["days_without_activity"] == days("REC-02") and values["days_without_oversight"] == days("MGT-01")
    assert values["days_on_a_plan"] == agreed["REC-02"].about.values["days_on_a_plan"]
    assert values["core_group_days"] == days("CPP-02") and values["need_review_days"] == days("CIN-03")
    assert (
        values["workers"] == agreed["ALO-05"].about.values["workers"] and values["worker_months"] == agreed["ALO-05"].about.values["months"]
    )
    assert dataclasses.asdict(agreed["CPR-02"].about)["clock"]["n"] == 6 and days("LAR-03") == 6 and days("LAR-02") == days("CPR-01") == 3
    assert days("LAR-01") == 20 and days("CPP-01") == 10
