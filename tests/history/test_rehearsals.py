"""Rehearsals remembered: the last one up to a night, in both databases, under the audit trail and in the night's name."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from fscp_readiness.history import open_store, remembered
from fscp_readiness.history.audit import verify
from fscp_readiness.history.nights import NO_HISTORY, hash_of
from fscp_readiness.history.rehearsals import CALL, REHEARSAL, Rehearsal, last_rehearsed, remember

DAY = dt.date(2016, 5, 20)
MADE = Rehearsal(
    day=DAY, kind=REHEARSAL, run="2016-05-19-0a1b2c3d", as_at=dt.date(2016, 5, 19), framework="sif-2013", seconds=11.2, asked=96, failed=2,
    gaps=41, fit=False, documents=30, ready=12, who="Ada Okafor", said_at="2016-05-20T10:00+01:00", zip_hash="f" * 64,
)  # fmt: skip


def later(days: int, **more: object) -> Rehearsal:
    return dataclasses.replace(MADE, day=DAY + dt.timedelta(days=days), **more)  # type: ignore[arg-type]


def test_the_last_one_up_to_the_night_is_told_and_a_later_one_is_not(state, opened, url, monkeypatch):
    monkeypatch.setattr("fscp_readiness.history.rehearsals.open_store", lambda state: open_store(state, url))
    store = opened()
    assert last_rehearsed(store, DAY) is None
    for made in (MADE, later(0, gaps=7), later(3, kind=CALL, fit=True), later(-1)):
        remember(state, made)
    assert last_rehearsed(store, DAY - dt.timedelta(days=2)) is None
    assert last_rehearsed(store, DAY + dt.timedelta(days=2)) == later(0, gaps=7)
    assert last_rehearsed(store, DAY + dt.timedelta(days=3)) == later(3, kind=CALL, fit=True)
    assert remembered(store, DAY).rehearsed == later(0, gaps=7)


def test_each_is_an_entry_of_the_trail_with_its_run_and_hash_and_no_child(state, opened, url, monkeypatch):
    monkeypatch.setattr("fscp_readiness.history.rehearsals.open_store", lambda state: open_store(state, url))
    remember(state, MADE)
    remember(state, later(1, kind=CALL))
    store = opened()
    trail = store.trail()
    assert [entry.event for entry in trail] == ["bundle_rehearsed", "bundle_made"] and verify(state.key, trail) == []
    assert trail[0].about == f"run {MADE.run}, bundle.zip {MADE.zip_hash}; failed 2 of 96, gaps 41" and trail[0].who == "Ada Okafor"


def test_nothing_of_it_is_kept_where_the_trail_cannot_be_written(state, monkeypatch):
    monkeypatch.setattr("fscp_readiness.history.rehearsals.write_entry", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        remember(state, MADE)
    assert last_rehearsed(open_store(state), DAY) is None


def test_what_the_pack_tells_of_it_is_in_the_night_s_name(opened):
    plain = remembered(opened(), DAY)
    assert plain.hash() == NO_HISTORY
    hashes = {plain.hash(), *(dataclasses.replace(plain, rehearsed=each).hash() for each in (MADE, later(0, seconds=11.3), later(1)))}
    assert len(hashes) == 4 and hash_of((), (), (), None) == NO_HISTORY


def test_a_snapshot_gives_it_back_as_it_was():
    assert Rehearsal.of(MADE.told()) == MADE and set(MADE.told()) == {each.name for each in dataclasses.fields(MADE)}
