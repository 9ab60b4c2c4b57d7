"""The time machine: after ten years nothing over age is left, nothing under a hold is lost, and killed half way it ends the same."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest
from sqlalchemy import text

from fscp_readiness.history import State, holds, open_store
from fscp_readiness.history.ageing import let_go, months_before
from fscp_readiness.history.audit import Event, Head, verify
from fscp_readiness.history.pseudonyms import MARK, pseudonym
from fscp_readiness.history.state import StateRefused
from fscp_readiness.settings.service import Retention
from tests.history.killing import boundaries, killed_at
from tests.history.nights import everything
from tests.history.ten_years import DAYS, LAST, lived

RULES = Retention()
SAID = f"{LAST}T06:00"


OLDEST = (
    ("measure", "as_at", 84),
    ("table_load", "as_at", 84),
    ("judgement", "as_at", 84),
    ("reading", "read_on", 72),
    ("acceptance", "as_at", 72),
    ("taken", "said_at", 12),
    ("audit", "said_at", 72),
)


@pytest.fixture(scope="module")
def ten_years(tmp_path_factory) -> State:
    from fscp_readiness.history import open_state

    state = open_state(tmp_path_factory.mktemp("ten") / "state")
    store = open_store(state)
    lived(state, store)
    store.close()
    return state


@pytest.fixture
def aged(ten_years, tmp_path):
    """A copy of the ten years, opened."""
    shutil.copytree(ten_years.folder, tmp_path / "state")
    state = State(tmp_path / "state", ten_years.key, False)
    store = open_store(state)
    yield state, store
    store.close()


def oldest(store, table, column):
    with store.reading() as connection:
        return connection.execute(text(f"SELECT min({column}) FROM {table} WHERE {column} <> ''")).scalar()


def test_nothing_over_age_remains_and_nothing_younger_went(aged):
    state, store = aged
    done = let_go(state, store, LAST, RULES, SAID)
    gone, named = months_before(LAST, 24).isoformat(), months_before(LAST, 6).isoformat()
    for table, column, months in OLDEST:
        first = next(day for day in DAYS if day >= months_before(LAST, months)).isoformat()
        assert oldest(store, table, column) == first, table
    with store.reading() as connection:
        flags = connection.execute(text("SELECT child_id, record_id, state, ended_on FROM flag_interval WHERE until_on IS NULL")).all()
        asked = connection.execute(text("SELECT child_id, reason, until FROM exception_signoff")).all()
    ends = [ended for *_, ended in flags if ended]
    assert min(ends) >= gone and len(ends) == sum(gone <= (day + dt.timedelta(weeks=4)).isoformat() <= LAST.isoformat() for day in DAYS)
    for child, record, _, ended in flags:
        assert (child.startswith(MARK) and record.startswith(MARK)) == bool(ended and ended < named), ended
    for child, reason, until in asked:
        assert until >= gone and child.startswith(MARK) == (until < named) == (reason == ""), until
    assert len(store.runs()) == len(DAYS), "the list of nights stays: it decides what a night is called"
    assert done["findings deleted"] == sum((day + dt.timedelta(weeks=4)).isoformat() < gone for day in DAYS)


def test_a_pseudonymised_row_keeps_all_but_its_ids(aged):
    state, store = aged
    before = {(row["flag"], row["from_on"]): dict(row) for row in rows(store)}
    let_go(state, store, LAST, RULES, SAID)
    changed = [(dict(row), before[row["flag"], row["from_on"]]) for row in rows(store) if row["child_id"].startswith(MARK)]
    assert changed
    for now, then in changed:
        ids = {name: pseudonym(state.key, kind, then[name]) for name, kind in (("child_id", "child"), ("record_id", "record"))}
        assert now == {**then, **ids}


def rows(store):
    with store.reading() as connection:
        return connection.execute(text("SELECT * FROM flag_interval")).mappings().all()


def test_fault_070_the_old_rows_of_an_adopted_child_go_on_schedule_and_lead_to_nobody(aged):
    """The old id vanished when the new record was made; nothing of it, its pseudonym neither, is in the new id's rows."""
    state, store = aged
    old = f"C{DAYS.index(next(day for day in DAYS if day > months_before(LAST, 12))):06}"
    let_go(state, store, LAST, RULES, SAID)
    held = repr(everything(store))
    assert old not in held and pseudonym(state.key, "child", old) in held
    let_go(state, store, LAST + dt.timedelta(days=800), RULES, f"{LAST + dt.timedelta(days=800)}T06:00")
    assert pseudonym(state.key, "child", old) not in repr(everything(store))


def test_done_again_it_does_nothing_and_says_so_once_a_day(aged):
    state, store = aged
    let_go(state, store, LAST, RULES, SAID)
    left = everything(store)
    assert let_go(state, store, LAST, RULES, SAID) == {} and everything(store) == left
    said = []
    for days in range(1, 8):
        later = LAST + dt.timedelta(days=days)
        if not let_go(state, store, later, RULES, f"{later}T06:00"):
            said.append(store.trail()[-1].about == f"for {later}: nothing was due")
    assert said and all(said)


@pytest.mark.parametrize("what", ["everything", "days", "child"])
def test_nothing_under_a_hold_is_lost(aged, what):
    state, store = aged
    number = 100
    words = {"everything": {}, "days": {"days_from": DAYS[90], "days_to": DAYS[110]}, "child": {"child_id": f"C{number:06}"}}[what]
    holds.place(state, store, "inquiry", "Legal Services", "An inquiry was announced", SAID, **words)
    before = everything(store)
    let_go(state, store, LAST, RULES, SAID)
    after = everything(store)
    about = [row for table in ("flag_interval", "exception_signoff") for row in before[table] if f"C{number:06}" in row]
    assert about and all(row in [*after["flag_interval"], *after["exception_signoff"]] for row in about)
    if what == "everything":
        assert {name: each for name, each in after.items() if name not in ("audit", "taken")} == \
            {name: each for name, each in before.items() if name not in ("audit", "taken")}  # fmt: skip
        assert set(before["audit"]) <= set(after["audit"])
    if what == "days":
        assert [row for row in before["measure"] if str(DAYS[90]) <= row[0] <= str(DAYS[110])] == \
            [row for row in after["measure"] if row[0] <= str(DAYS[110])]  # fmt: skip
    if what == "child":
        assert f"C{number + 1:06}" not in repr(after)


def test_the_trail_that_was_ended_is_whole_still_and_nobody_else_can_end_it(aged):
    state, store = aged
    last_of_old = next(entry for entry in reversed(store.trail()) if entry.said_at < months_before(LAST, 72).isoformat())
    let_go(state, store, LAST, RULES, SAID)
    trail = store.trail()
    assert trail[0].number == last_of_old.number + 1 and trail[0].previous == last_of_old.mac
    assert verify(state.key, trail, [Head(last_of_old.number, last_of_old.mac), Head(3, "older than what is kept")]) == []
    store.close()
    open_store(state).close()
    assert verify(state.key, trail[1:]), "one entry more taken away by somebody else is seen"
    without = [entry for entry in trail if entry.event != Event.TRAIL_ENDED]
    assert verify(state.key, without), "without the entry that ended it the beginning is missing"
    assert verify(state.key, trail, [Head(last_of_old.number, "0" * 64)]), "a pack that knows another end of what went is seen"
    with pytest.raises(Exception, match="append only"), open_store(state).writing() as connection:
        connection.execute(text("DELETE FROM audit"))


def test_it_is_ended_again_years_later(aged):
    state, store = aged
    let_go(state, store, LAST, RULES, SAID)
    later = LAST + dt.timedelta(days=400)
    let_go(state, store, later, RULES, f"{later}T06:00")
    assert verify(state.key, store.trail()) == [] and store.trail()[0].said_at >= months_before(later, 72).isoformat()


def test_both_engines_let_go_of_the_same(store, state):
    lived(state, store)
    done = let_go(state, store, LAST, RULES, SAID)
    assert (
        done["entries of the audit trail"] == sum(day < months_before(LAST, 72) for day in DAYS) and verify(state.key, store.trail()) == []
    )
    assert done["findings deleted"] and done["findings pseudonymised"] and done["exceptions deleted"]
    with pytest.raises(Exception, match="append only"), store.writing() as connection:
        connection.execute(text("DELETE FROM audit"))


def test_killed_at_any_moment_it_runs_again_cleanly(aged):
    state, store = aged
    store.close()

    def act():
        own = open_store(state)
        let_go(state, own, LAST, RULES, SAID)
        own.close()

    before = state.folder.with_name("before")
    shutil.copytree(state.folder, before)
    many = boundaries(act)
    done = open_store(state)
    expected = everything(done)
    done.close()
    for number in {0, 1, 2, many // 3, many // 2, many - 3, many - 2, many - 1}:
        shutil.rmtree(state.folder)
        shutil.copytree(before, state.folder)
        assert killed_at(number, act)
        act()
        own = open_store(state)
        assert everything(own) == expected, number
        own.close()


def test_a_damaged_trail_stops_it(aged):
    state, store = aged
    with store.engine.connect() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET who = 'another' WHERE number = 7")
        connection.commit()
    with pytest.raises(StateRefused, match="HIST-155"):
        open_store(state)
