"""The trail as it lies in the database, tampered with by somebody who may write there and has no key."""

from __future__ import annotations

import dataclasses
import random

import pytest
from sqlalchemy import text

from fscp_readiness.history import open_store
from fscp_readiness.history.audit import Entry, Event, Head, sealed, verify
from fscp_readiness.history.state import StateRefused
from fscp_readiness.history.store import entries
from fscp_readiness.history.trail import check_trail, published_heads
from tests.history.nights import manifest

LENGTH, TRIES = 40, 100
WORDS = ("said_at", "event", "who", "about", "previous", "mac")


@pytest.fixture(scope="module")
def trail(tmp_path_factory):
    """A trail of forty entries in a store, the heads that forty packs hold, and the key; its guards (triggers) taken away."""
    from fscp_readiness.history import open_state

    folder = tmp_path_factory.mktemp("trail")
    state = open_state(folder / "state")
    store = open_store(state)
    for number in range(LENGTH):
        head = store.write_down(state.key, f"2026-11-{1 + number % 30:02}T02:30", Event.PACK_MADE, "nightly", f"night {number}")
        manifest(folder / "out", f"run-{number:02}", head)
    with store.writing() as connection:
        for name in ("audit_no_update", "audit_no_delete"):
            connection.execute(text(f"DROP TRIGGER {name}"))
    yield store, published_heads(folder / "out")[0], state.key
    store.close()


def tampered(store, change):
    """The trail as it would be read after a change that is taken back again."""
    with store.engine.connect() as connection:
        change(connection)
        found = entries(connection)
        connection.rollback()
    return found


def edit(connection, lots):
    word, number = lots.choice(WORDS), lots.randrange(1, LENGTH + 1)
    connection.execute(text(f"UPDATE audit SET {word} = {word} || :more WHERE number = :number"), {"more": "x", "number": number})


def delete(connection, lots):
    connection.execute(text("DELETE FROM audit WHERE number = :number"), {"number": lots.randrange(1, LENGTH + 1)})


def delete_and_number_again(connection, lots):
    number = lots.randrange(1, LENGTH)
    connection.execute(text("DELETE FROM audit WHERE number = :number"), {"number": number})
    for after in range(number + 1, LENGTH + 1):
        connection.execute(text("UPDATE audit SET number = number - 1 WHERE number = :number"), {"number": after})


def swap(connection, lots):
    one, other = lots.sample(range(1, LENGTH + 1), 2)
    for was, becomes in ((one, -1), (other, one), (-1, other)):
        connection.execute(text("UPDATE audit SET number = :becomes WHERE number = :was"), {"was": was, "becomes": becomes})


def truncate(connection, lots):
    connection.execute(text("DELETE FROM audit WHERE number > :left"), {"left": lots.randrange(LENGTH)})


def seal_again_without_the_key(connection, lots):
    """Everything from one entry on, changed and sealed again under a key of the tamperer's own."""
    there, first, key = entries(connection), lots.randrange(LENGTH), lots.randbytes(32)
    head = Head(first, there[first - 1].mac if first else "")
    for entry in there[first:]:
        new = sealed(key, head, entry.said_at, Event(entry.event), entry.who, entry.about + " changed")
        connection.execute(
            text("UPDATE audit SET about = :about, previous = :previous, mac = :mac WHERE number = :number"), dataclasses.asdict(new)
        )
        head = Head(new.number, new.mac)


@pytest.mark.parametrize("way", [edit, delete, delete_and_number_again, swap, truncate, seal_again_without_the_key])
def test_fault_155_a_hundred_random_ways_to_tamper_are_all_found(trail, way):
    store, heads, key = trail
    lots = random.Random(155)
    assert verify(key, store.trail(), heads) == [] and len(heads) == LENGTH
    for _ in range(TRIES):
        found = tampered(store, lambda connection: way(connection, lots))
        assert verify(key, found, heads), way.__name__
        with pytest.raises(StateRefused, match="HIST-116" if way is truncate else "HIST-(116|126|155)"):
            check_trail(found, key, heads)
    assert verify(key, store.trail(), heads) == []


def test_fault_155_a_cut_end_is_found_only_because_the_packs_know_it(trail):
    store, heads, key = trail
    found = tampered(store, lambda connection: truncate(connection, random.Random(1)))
    assert verify(key, found) == [] and verify(key, found, heads)


def test_fault_155_a_trail_written_again_by_whoever_has_the_key_is_found_by_the_packs(trail):
    store, heads, key = trail
    head, again = Head(0, ""), list[Entry]()
    for entry in store.trail():
        again.append(sealed(key, head, entry.said_at, Event(entry.event), entry.who, entry.about.replace("night 20", "night 21")))
        head = Head(again[-1].number, again[-1].mac)
    with pytest.raises(StateRefused, match="HIST-116"):
        check_trail(again, key, heads)


def test_a_store_that_was_tampered_with_is_refused_at_its_opening(state):
    store = open_store(state)
    store.write_down(state.key, "2026-11-23", Event.RUN, "nightly", "one")
    with store.writing() as connection:
        connection.execute(text("DROP TRIGGER audit_no_update"))
        connection.execute(text("UPDATE audit SET who = 'another'"))
        connection.execute(text("INSERT INTO audit SELECT 2, said_at, event, who, about, mac, mac FROM audit"))
    store.close()
    with pytest.raises(StateRefused, match="HIST-1[25]"):
        open_store(state)
    open_store(state, anchors=None).close()
