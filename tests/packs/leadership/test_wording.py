"""Numbers and dates as they are printed."""

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.packs.leadership import wording


def test_a_share_that_is_not_all_never_prints_as_all() -> None:
    assert wording.percent(0.9996, part=2499, whole=2500) == "99.9%"
    assert wording.percent(0.0002, part=1, whole=5000) == "0.1%"
    assert wording.percent(1.0, part=5, whole=5) == "100.0%"
    assert wording.percent(0.8925) == "89.2%" or wording.percent(0.8925) == "89.3%"


@pytest.mark.parametrize(
    ("part", "whole", "published"),
    [
        (258, 293, "88.1%"),  # as England published Kirklees: plans reviewed in time, March 2024
        (3396, 4549, "74.7%"),  # assessments in 45 working days
        (587, 746, "78.7%"),  # conferences in 15
        (644, 3277, "19.7%"),  # re-referrals
        (173, 623, "27.8%"),  # second plans
        (653, 654, "99.8%"),  # N22: one child of 654 unallocated
        (1, 16, "6.3%"),  # halves go up
        (0, 423, "0.0%"),
    ],
)
def test_a_share_prints_as_its_counts_do_rounded_once(part: int, whole: int, published: str) -> None:
    """Measures keep four places. Rounding those again would print 88.0% for 258 of 293."""
    assert wording.percent(round(part / whole, 4), part=part, whole=whole) == published


def test_a_few_are_counted_in_children() -> None:
    """N22 and N23: what leaders read beside the percentage. What members read: tests/measures/disclosure/test_control.py."""
    assert wording.children(1) == "1 child"
    assert wording.n_of_n(3, 40) == "3 of 40"


def test_counts_agree_with_their_nouns() -> None:
    assert wording.children(1) == "1 child"
    assert wording.children(1204) == "1,204 children"


def test_dates_are_british_and_a_blank_is_none() -> None:
    assert wording.weekday(dt.date(2026, 11, 3)) == "Tuesday 3 November 2026"
    assert wording.date_of(pd.NaT) is None


def test_an_unborn_child_has_no_age() -> None:
    assert wording.age(pd.NA, True) == "unborn"
    assert wording.age(pd.NA, False) == "not recorded"
    assert wording.age(0, False) == "0"


def test_tables_are_named_as_readers_say_them() -> None:
    assert wording.record("cp_plans") == "Child protection plans"
    assert wording.record("section_47_enquiries") == "Section 47 enquiries"
