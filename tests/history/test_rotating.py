"""After the key is changed the history is the same under other names, the old key opens nothing, and stopped anywhere it is finished."""

from __future__ import annotations

import dataclasses
import shutil

import pandas as pd
import pytest
from sqlalchemy import text

from fscp_readiness.history import Loaded, Run, StateRefused, flag, forgetting, open_state, open_store, rotating
from fscp_readiness.history.ageing import let_go
from fscp_readiness.history.audit import Event, former_key, known_keys, verify
from fscp_readiness.history.lives import LIVES
from fscp_readiness.history.pseudonyms import pseudonym
from fscp_readiness.history.snapshots import Snapshot, read_snapshot, write_snapshot
from fscp_readiness.settings.service import Retention
from tests.history.killing import boundaries, killed_at
from tests.history.nights import FIRST, everything
from tests.history.ten_years import LAST

NEW = b"n" * 32
SAID = ("2026-12-01T09:00", "A. Name, IT")
RUN = f"{FIRST}-0a1b2c3d"


@pytest.fixture
def named(store, state):
    """A night with flags as a night makes them: one plain, one of a field, one of an id held twice; an exception and a row in hand."""
    record = {"code": "CPV-01", "record_table": "ssd_cp_plans", "record_id": "P1", "child_id": "C000123", "field": "cppl_x"}
    episodes = ["", "cppl_x", "cppl_x#2"]
    rows = [
        {**record, "flag": flag(state.key, "CPV-01", "ssd_cp_plans", "P1", each), "spell": 1, "kind": "practice", "severity": "high",
         "service": "S", "team": "East", "first_seen": FIRST, "last_seen": FIRST, "state": "open"}
        for each in episodes
    ]  # fmt: skip
    lives = pd.DataFrame(rows, columns=list(LIVES)).astype(LIVES)
    measures = pd.DataFrame(columns=["code", "counting", "scope", "group", "in_scope", "met", "not_met", "not_recorded", "excepted", "low",
                                     "high", "value", "target", "floor", "unit", "status"])  # fmt: skip
    store.keep(Run(FIRST, RUN), {"ssd_cp_plans": Loaded(1, "fresh", FIRST.isoformat())}, lives, measures, {})
    store.write_down(state.key, *SAID[:1], Event.RUN, "nightly", "a night")
    with store.writing() as connection:
        from tests.history.ten_years import _put

        _put(connection, "exception_signoff", number=1, **{**record, "flag": rows[1]["flag"]}, fingerprint="0000aaaa", state="agreed")
        connection.execute(text("INSERT INTO taken VALUES (:flag, 'w', 'A Worker', '2026-11-30')"), {"flag": rows[0]["flag"]})
    write_snapshot(state, RUN, Snapshot({}, {"run": RUN}, {}))
    return episodes


def rotated(state, store, looks=None):
    return rotating.rotate(state, looks or {}, *SAID, key=NEW)


def flags_in(store):
    with store.reading() as connection:
        return connection.execute(text("SELECT flag, first_seen, child_id FROM flag_interval ORDER BY flag")).all()


@pytest.fixture
def here(state, monkeypatch, url):
    """The store of this test is the state folder's, whichever engine keeps it."""
    if url:
        monkeypatch.setattr(rotating, "open_store", lambda each, anchors: open_store(each, url, anchors=anchors))
    return url


def test_every_flag_has_the_name_the_new_key_gives_it_and_its_first_day(named, state, store, here):
    old = flags_in(store)
    done = rotated(state, store, {flag(state.key, "CPV-01", "ssd_cp_plans", "P1", "cppl_x"): ("0000aaaa", "1111bbbb")})
    new = flags_in(store)
    assert {each for each, *_ in new} == {flag(NEW, "CPV-01", "ssd_cp_plans", "P1", each) for each in named}
    assert not {each for each, *_ in new} & {each for each, *_ in old} and [row[1:] for row in new] == [row[1:] for row in old]
    with store.reading() as connection:
        asked = connection.execute(text("SELECT flag, fingerprint, state, record_id FROM exception_signoff")).one()
        taken = connection.execute(text("SELECT flag FROM taken")).scalar()
    assert asked == (flag(NEW, "CPV-01", "ssd_cp_plans", "P1", "cppl_x"), "1111bbbb", "agreed", "P1")
    assert taken == flag(NEW, "CPV-01", "ssd_cp_plans", "P1", "") and (done.flags, done.exceptions, done.snapshots) == (3, 1, 1)


def test_the_trail_is_verified_with_the_new_key_alone_and_the_old_one_opens_nothing(named, state, store, here):
    before = store.trail()
    done = rotated(state, store)
    trail = store.trail()
    assert trail[: len(before)] == before and verify(NEW, trail) == [] and known_keys(NEW, trail) == (NEW, state.key)
    assert former_key(NEW, trail[-1]) == state.key and former_key(state.key, trail[-1]) is None and state.key.hex() not in str(trail)
    assert verify(state.key, trail)
    forged = [dataclasses.replace(trail[0], about="another night"), *trail[1:]]
    assert verify(NEW, forged), "an entry of before is changed"
    with pytest.raises(StateRefused, match="HIST-126|SNP"):
        read_snapshot(state, RUN)
    assert read_snapshot(done.state, RUN).told["rotated"] is True and open_state(state.folder).key == NEW
    with pytest.raises(StateRefused, match="KEY-04"):
        store.write_down(state.key, *SAID[:1], Event.RUN, "worklists", "a program started before")


def test_a_tombstone_and_a_pseudonym_of_before_are_known_still(named, state, store, here):
    forgetting.forget(state, store, "C000777", "erased", "R", SAID[0])
    with store.writing() as connection:
        words = {"child": pseudonym(state.key, "child", "C000123")}
        connection.execute(text("UPDATE flag_interval SET child_id = :child"), words)
    done = rotated(state, store)
    assert forgetting.forgotten_among(store, NEW, ["C000777", "C000123"]) == {"C000777"}
    assert forgetting.forget(done.state, store, "C000123", "erased", "R", SAID[0]).rows["flag_interval"] == 3


def test_it_may_be_changed_again_and_the_trail_ended_without_losing_the_key_that_a_tombstone_needs(state):
    store = open_store(state)
    store.write_down(state.key, "2017-01-01T09:00", Event.RUN, "nightly", "a night")
    forgetting.forget(state, store, "C000777", "erased", "R", "2018-01-01T09:00")
    first = rotating.rotate(state, {}, "2019-01-01T09:00", "IT", key=NEW)
    second = rotating.rotate(first.state, {}, "2020-01-01T09:00", "IT", key=b"m" * 32)
    let_go(second.state, store, LAST, Retention(), f"{LAST}T06:00")
    trail = store.trail()
    assert trail[0].number == 3 and verify(b"m" * 32, trail) == [] and known_keys(b"m" * 32, trail) == (b"m" * 32, NEW, state.key)
    assert forgetting.forgotten_among(store, b"m" * 32, ["C000777"]) == {"C000777"}
    store.close()


def test_fault_126_killed_at_any_moment_the_same_command_finishes_it(tmp_path):
    state = open_state(tmp_path / "state")
    store = open_store(state)
    store.write_down(state.key, SAID[0], Event.RUN, "nightly", "a night")
    store.close()
    write_snapshot(state, RUN, Snapshot({}, {"run": RUN}, {}))
    before = tmp_path / "before"
    shutil.copytree(state.folder, before)

    def act():
        rotating.rotate(open_state(state.folder), {}, *SAID, key=NEW)

    many = boundaries(act)
    for number in range(many):
        shutil.rmtree(state.folder)
        shutil.copytree(before, state.folder)
        assert killed_at(number, act)
        own = open_state(state.folder)
        if own.key == state.key:
            try:
                open_store(own).close()
            except StateRefused as refused:
                assert refused.code == "KEY-01", number
            act()
        after = open_state(state.folder)
        assert after.key == NEW and read_snapshot(after, RUN).told["rotated"] is True, number
        own_store = open_store(after)
        assert [entry.event for entry in own_store.trail()] == [Event.RUN, Event.KEY_ROTATED], number
        assert everything(own_store)["audit"]
        own_store.close()


def test_the_demo_s_key_is_never_changed(tmp_path):
    with pytest.raises(StateRefused, match="KEY-02"):
        rotating.rotate(open_state(tmp_path / "state", demo=True), {}, *SAID)
