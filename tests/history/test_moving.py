"""The history moved to PostgreSQL: all of it or nothing, and until it is there the file is the history."""

from __future__ import annotations

import shutil

import pytest
from sqlalchemy import text

from fscp_readiness.history import engines, moving, open_state, open_store
from fscp_readiness.history.moving import move
from fscp_readiness.history.state import State, StateRefused
from tests.history.killing import boundaries, killed_at
from tests.history.nights import everything, kept

SAID = ("2026-12-01T09:00", "the data team")


@pytest.fixture
def lived(state):
    store = open_store(state)
    for number in range(3):
        kept(store, state, number, flags=2, measures=2)
    store.close()
    return state


def held(state, url=""):
    store = open_store(state, url)
    try:
        return everything(store), repr(store)
    finally:
        store.close()


def rows_but_the_last_entry(tables):
    return {name: rows[:-1] if name == "audit" else rows for name, rows in tables.items()}


def empty(url):
    engine = engines.postgresql(url)
    try:
        with engine.connect() as connection:
            count = connection.execute(text("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")).scalar()
    finally:
        engine.dispose()
    return count == 0


def test_everything_is_there_and_used_from_then_on_and_the_address_is_written_nowhere(lived, database, monkeypatch):
    before, _ = held(lived)
    done = move(lived, database, *SAID)
    assert done.rows["run"] == 3 and done.rows["audit"] == 3
    monkeypatch.setenv("FSCP_STORE_URL", database)
    after, which = held(lived)
    assert which == "Store(postgresql)" and rows_but_the_last_entry(after) == before
    store = open_store(lived)
    assert store.trail()[-1].event == "moved"
    kept(store, lived, 3)
    store.close()
    held(lived)
    assert {path.name for path in lived.folder.iterdir()} == {"history.sqlite.moved", "key.json", "store.json", "lock"}
    host = database.partition("host=")[2]
    assert not [path for path in lived.folder.iterdir() if host.encode() in path.read_bytes() or b"readiness@" in path.read_bytes()]


def test_once_moved_the_history_is_not_opened_without_its_address_or_in_another_database(lived, databases, monkeypatch):
    ours, other, empty_one = databases(), databases(), databases()
    move(lived, ours, *SAID)
    with pytest.raises(StateRefused, match="HIST-04"):
        open_store(lived)
    open_store(lived, other).close()
    for wrong in (other, empty_one):
        monkeypatch.setenv("FSCP_STORE_URL", wrong)
        with pytest.raises(StateRefused, match="HIST-06"):
            open_store(lived)
    assert empty(empty_one)
    with pytest.raises(StateRefused, match="HIST-07"):
        move(lived, empty_one, *SAID)
    (lived.folder / "store.json").write_text("{}")
    with pytest.raises(StateRefused, match="HIST-05"):
        open_store(lived)


def test_a_database_that_holds_another_history_is_left_as_it_is(lived, tmp_path, database):
    other = open_state(tmp_path / "other")
    store = open_store(other, database)
    kept(store, other, 0)
    before = everything(store)
    store.close()
    with pytest.raises(StateRefused, match="HIST-08"):
        move(lived, database, *SAID)
    assert held(other, database)[0] == before and held(lived)[1] == "Store(sqlite)"


def test_a_row_that_does_not_arrive_is_missed_and_nothing_is_left_there(lived, database, monkeypatch):
    copy = moving.copy_all

    def loses_one(source, target, which):
        copy(source, target, which)
        target.execute(text("UPDATE measure SET value = value + 1e-16 WHERE group_name = 'team 1' AND as_at = '2026-11-24'"))

    monkeypatch.setattr(moving, "copy_all", loses_one)
    with pytest.raises(StateRefused, match=r"measure.*HIST-09"):
        move(lived, database, *SAID)
    assert empty(database) and held(lived)[1] == "Store(sqlite)"


def test_killed_at_any_step_the_file_is_still_the_history_and_the_same_command_finishes(lived, tmp_path, databases, monkeypatch):
    before, _ = held(lived)
    finished_there = 0
    shutil.copytree(lived.folder, tmp_path / "counted")
    counted = State(tmp_path / "counted", lived.key, False)
    url = databases()
    total = boundaries(lambda: move(counted, url, *SAID))
    for number in sorted({*range(0, total, 3), *range(total - 8, total)}):
        folder, url = tmp_path / f"state {number}", databases()
        shutil.copytree(lived.folder, folder)
        state = State(folder, lived.key, False)
        assert killed_at(number, lambda state=state, url=url: move(state, url, *SAID))
        monkeypatch.delenv("FSCP_STORE_URL", raising=False)
        if (folder / "store.json").exists():
            finished_there += 1
        else:
            assert held(state) == (before, "Store(sqlite)")
            move(state, url, *SAID)
        monkeypatch.setenv("FSCP_STORE_URL", url)
        after, which = held(state)
        assert which == "Store(postgresql)" and rows_but_the_last_entry(after) == before
        shutil.rmtree(folder)
    assert total > 30 and finished_there


def test_a_history_that_grew_after_a_move_that_was_stopped_is_not_taken_for_the_one_that_was_copied(lived, database, monkeypatch):
    def stops(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(moving, "switch", stops)
        move(lived, database, *SAID)
    store = open_store(lived)
    kept(store, lived, 3)
    store.close()
    with pytest.raises(StateRefused, match="HIST-08"):
        move(lived, database, *SAID)
