"""Numbers and dates as they are printed."""

import datetime as dt

import pandas as pd

from fscp_readiness.packs.leadership import wording


def test_a_share_that_is_not_all_never_prints_as_all() -> None:
    assert wording.percent(0.9996, part=2499, whole=2500) == "99.9%"
    assert wording.percent(0.0002, part=1, whole=5000) == "0.1%"
    assert wording.percent(1.0, part=5, whole=5) == "100.0%"
    assert wording.percent(0.8925) == "89.2%" or wording.percent(0.8925) == "89.3%"


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
