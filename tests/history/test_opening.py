"""How a night finds its history: whole, put back by itself, or begun anew; never quietly."""

from __future__ import annotations

import dataclasses

import pytest

from fscp_readiness.history import StateRefused, open_state
from fscp_readiness.history.audit import Event, Head
from fscp_readiness.history.opening import open_history
from fscp_readiness.history.safekeeping import backup
from fscp_readiness.history.store import FILE, Run, no_lives, open_store

from .test_store import MONDAY, TUESDAY, measures


@pytest.fixture
def state(tmp_path):
    return open_state(tmp_path / "state")


def live(state, as_at):
    store = open_store(state)
    store.keep(Run(as_at, f"{as_at}-run"), {}, no_lives(), measures(), {})
    head = store.write_down(state.key, as_at.isoformat(), Event.PACK_MADE, "nightly", "one")
    store.close()
    return head


def opened(state, *heads):
    store, told = open_history(state, "2026-11-25", "nightly", heads)
    nights = store.runs()["as_at"].tolist()
    store.close()
    return nights, told


def test_a_whole_history_is_opened_without_a_word(state):
    assert opened(state) == ([], ())
    head = live(state, MONDAY)
    assert opened(state, head) == (["2026-11-23"], ())


def test_fault_115_a_damaged_history_is_put_back_from_the_newest_backup_and_that_is_said(state):
    live(state, MONDAY)
    backup(state, MONDAY)
    head = live(state, TUESDAY)
    (state.folder / FILE).write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    for beside in ("-wal", "-shm"):
        (state.folder / f"{FILE}{beside}").unlink(missing_ok=True)
    nights, told = opened(state, head)
    assert nights == ["2026-11-23"] and "HIST-115" in told[0] and "2026-11-23" in told[0]
    assert opened(state, head) == (["2026-11-23"], ()), "the next night finds it whole"


def test_fault_116_a_history_whose_end_is_missing_is_put_back_and_what_is_lost_is_in_the_trail(state):
    live(state, MONDAY)
    backup(state, MONDAY)
    head = live(state, TUESDAY)
    store = open_store(state, anchors=None)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
        connection.exec_driver_sql("DELETE FROM audit WHERE number = 2")
    store.close()
    nights, told = opened(state, head)
    assert nights == ["2026-11-23"] and "HIST-116" in told[0]


def test_without_a_backup_a_damaged_history_stops_the_night(state):
    live(state, MONDAY)
    (state.folder / FILE).write_bytes(b"\xff" * 9000)
    with pytest.raises(StateRefused):
        opened(state)


def test_an_empty_state_beside_packs_that_know_more_begins_anew_and_says_so_once(state):
    nights, told = opened(state, Head(3, "ab" * 32))
    assert nights == [] and "begins anew" in told[0] and "HIST-118" in told[0]
    live(state, MONDAY)
    assert opened(state, Head(3, "ab" * 32)) == (["2026-11-23"], ())


def test_fault_126_another_key_opens_nothing(state):
    live(state, MONDAY)
    with pytest.raises(StateRefused, match="HIST-126"):
        opened(dataclasses.replace(state, key=b"another key, thirty-two bytes lo"))
