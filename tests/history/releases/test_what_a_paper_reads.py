"""What a Cabinet paper reads of the kept nights: the last published one of a month, and its judgement words."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.history import Run
from fscp_readiness.history.store import MEASURE_COLUMNS, JudgedAs, no_lives


@pytest.fixture
def store(opened):
    return opened()


def keep(store, as_at: dt.date, met: int, published: bool) -> None:
    row = dict.fromkeys(MEASURE_COLUMNS) | {"code": "CPV-01", "counting": "live", "scope": "all", "group": "", "met": met}
    frame = pd.DataFrame([row], columns=list(MEASURE_COLUMNS))
    store.keep(Run(as_at, f"{as_at}-00000001", framework="ilacs-2026"), {}, no_lives(), frame, {}, [JudgedAs("IL-HP", f"word {met}", 0)])
    if published:
        store.published(as_at, f"{as_at}-00000001", "hash")


def test_a_night_whose_pack_does_not_stand_is_no_last_good_night(store):
    keep(store, dt.date(2026, 10, 29), 29, published=True)
    keep(store, dt.date(2026, 10, 31), 31, published=False)
    after = dt.date(2026, 11, 1)
    assert store.months(after, published=True)["met"].tolist() == [29]
    assert store.months(after)["met"].tolist() == [31], "a trend reads every kept night, as before"


def test_words_are_those_of_the_night_that_is_asked_about(store):
    keep(store, dt.date(2026, 10, 29), 29, published=True)
    keep(store, dt.date(2026, 10, 31), 31, published=True)
    assert store.words(dt.date(2026, 10, 29)) == [("ilacs-2026", "IL-HP", "word 29")]
    assert store.words(dt.date(2026, 10, 30)) == []
