"""A source that is last night's, byte for byte, is said."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from fscp_readiness.history import Night, Remembered
from fscp_readiness.night import Nightly


@pytest.mark.parametrize(("source_hash", "said"), [("a", True), ("b", False)])
def test_fault_010_yesterday_s_data_again_is_said_with_the_night_it_is_of(source_hash, said):
    before = Night(dt.date(2026, 11, 22), "run", source_hash="a")
    night = SimpleNamespace(remembered=Remembered(nights=(before,)), extract_=SimpleNamespace(source_hash=source_hash))
    told = Nightly.nothing_new(night)
    assert bool(told) is said
    assert not said or "No new data since 22 November 2026" in told[0]


def test_on_the_first_night_nothing_is_old():
    assert Nightly.nothing_new(SimpleNamespace(remembered=Remembered(), extract_=SimpleNamespace(source_hash="a"))) == ()
