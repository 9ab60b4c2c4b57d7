"""A child that is forgotten leaves no row and no byte, does not come back, and is held back where a hold needs it."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from sqlalchemy import text

from fscp_readiness.history import StateRefused, engines, forgetting, holds, open_store
from fscp_readiness.history.audit import Event
from fscp_readiness.history.forgetting import forgotten_among, numbers_forgotten
from fscp_readiness.history.pseudonyms import pseudonym
from fscp_readiness.history.store import next_number
from tests.history.killing import boundaries, killed_at
from tests.history.nights import CANARY, FIRST, everything, kept

WHO, WHY, AT = "Records Manager", "The record was made for the wrong person", "2026-12-01T09:00"


def lived(store, state):
    """Two nights with the canary's flags and one of another child's, an exception about each and a row in hand."""
    for number in range(2):
        kept(store, state, number, flags=3, measures=1)
    with store.writing() as connection:
        row = connection.execute(text("SELECT * FROM flag_interval ORDER BY flag LIMIT 1")).mappings().one()
        for flag, child in (("other", "C000999"), ("list", CANARY.lower())):
            named = {**row, "flag": flag, "child_id": child, "record_id": f"{child}/2026-11-01"}
            connection.execute(text(f"INSERT INTO flag_interval VALUES ({', '.join(':' + name for name in named)})"), named)
        names = [column["name"] for column in _columns(store)]
        for number, child in enumerate((CANARY, "C000999", CANARY), start=1):
            told = {name: 0 if name in ("number", "agreed") else "" for name in names}
            flag = row["flag"] if child == CANARY else "other"
            told |= {"number": number, "flag": flag, "child_id": child, "record_id": "P1", "state": "refused"}
            told["reason"] = f"words about {child}"
            connection.execute(text(f"INSERT INTO exception_signoff VALUES ({', '.join(':' + name for name in names)})"), told)
        connection.execute(text("INSERT INTO taken VALUES (:flag, 'w', 'A Worker', '2026-11-30')"), {"flag": row["flag"]})


def _columns(store):
    from sqlalchemy import inspect

    return inspect(store.engine).get_columns("exception_signoff")


def forget(state, store, child=CANARY):
    return forgetting.forget(state, store, child, "expunged", WHO, AT)


def test_every_row_goes_the_other_child_s_stay_and_the_trail_says_so_without_the_id(store, state):
    lived(store, state)
    done = forget(state, store)
    left = everything(store)
    assert done.rows == {"flag_interval": 7, "exception_signoff": 2, "taken": 1}
    assert CANARY.lower() not in repr(left).lower() and "C000999" in repr(left["flag_interval"]) and len(left["exception_signoff"]) == 1
    last = store.trail()[-1]
    assert last.event == Event.FORGOTTEN and "flag_interval 7" in last.about and last.about.startswith("tombstone ")


def test_a_number_that_is_gone_is_given_to_nobody_else(store, state):
    lived(store, state)
    forget(state, store)
    with store.reading() as connection:
        assert next_number(connection, "exception_signoff") == 4


def test_no_byte_of_the_id_is_left_in_the_file_or_in_its_log(state):
    store = open_store(state)
    lived(store, state)
    assert any(CANARY.encode() in path.read_bytes() for path in state.folder.glob("history.sqlite*")), "the test sees what it looks for"
    forget(state, store)
    for path in sorted(state.folder.rglob("*")):
        if path.is_file():
            assert path.read_bytes().lower().count(CANARY.lower().encode()) == 0, path.name
    store.close()


def test_while_another_program_reads_the_log_may_hold_it_and_that_is_said(state, monkeypatch):
    monkeypatch.setattr(engines, "_PRAGMAS", (*engines._PRAGMAS, "busy_timeout = 200"))  # waits a fifth of a second, and not ten
    store, other = open_store(state), open_store(state)
    lived(store, state)
    with other.engine.connect() as reader:
        reader.execute(text("SELECT count(*) FROM flag_interval")).scalar()
        with pytest.raises(Exception, match="FGT-04|locked"):
            forget(state, store)
    assert forget(state, store).rows == {}, "the rows went; what was left was the log"
    store.close()
    other.close()


def test_forgotten_again_nothing_is_added(store, state):
    lived(store, state)
    first, trail = forget(state, store), len(store.trail())
    again = forget(state, store)
    assert again.number == first.number and again.rows == {} and len(store.trail()) == trail and numbers_forgotten(store) == (1,)


def test_rows_that_are_pseudonyms_already_go_too(store, state):
    lived(store, state)
    with store.writing() as connection:
        words = {"child": pseudonym(state.key, "child", CANARY), "was": CANARY}
        connection.execute(text("UPDATE flag_interval SET child_id = :child WHERE child_id = :was"), words)
    assert forget(state, store).rows["flag_interval"] == 7


def test_it_does_not_come_back_and_nobody_else_is_taken_for_it(store, state):
    forget(state, store)
    assert forgotten_among(store, state.key, [CANARY, CANARY.lower(), "C000999", "C"]) == {CANARY, CANARY.lower()}
    assert forgotten_among(store, b"o" * 32, [CANARY]) == frozenset(), "without the key a tombstone says nothing"


def test_under_a_hold_nothing_is_forgotten_and_the_sentence_says_what_to_do(store, state):
    holds.place(state, store, "claim", "Legal Services", "A claim was received", AT, child_id=CANARY)
    with pytest.raises(StateRefused, match="FGT-03") as refused:
        forgetting.check_may_forget(store, CANARY, "expunged", WHO, WHY, FIRST)
    assert "hold lift" in str(refused.value) and CANARY not in str(refused.value)
    forgetting.check_may_forget(store, "C000999", "expunged", WHO, WHY, FIRST)


@pytest.mark.parametrize(
    ("child", "because", "who", "why", "code"),
    [
        (" ", "merged", WHO, WHY, "FGT-01"),
        ("C1", "bored", WHO, WHY, "FGT-01"),
        ("C1", "merged", "", WHY, "FGT-02"),
        ("C1", "merged", WHO, "x", "FGT-02"),
    ],
)
def test_a_word_without_a_name_or_a_reason_forgets_nobody(store, child, because, who, why, code):
    with pytest.raises(StateRefused, match=code):
        forgetting.check_may_forget(store, child, because, who, why, dt.date(2026, 12, 1))


def test_killed_at_any_moment_it_is_all_or_nothing_and_the_same_command_finishes_it(state):
    store = open_store(state)
    lived(store, state)
    store.close()

    def act():
        own = open_store(state)
        forget(state, own)
        own.close()

    import shutil

    kept_folder = state.folder.with_name("before")
    shutil.copytree(state.folder, kept_folder)
    for number in range(0, boundaries_of(state, kept_folder, act), 3):
        shutil.rmtree(state.folder)
        shutil.copytree(kept_folder, state.folder)
        killed_at(number, act)
        own = open_store(state)
        rows = len(pd.DataFrame(everything(own)["flag_interval"]))
        assert (rows, len(numbers_forgotten(own))) in ((8, 0), (1, 1)), number
        forget(state, own)
        assert len(everything(own)["flag_interval"]) == 1 and own.trail()[-1].event == Event.FORGOTTEN
        own.close()


def boundaries_of(state, kept_folder, act):
    import shutil

    many = boundaries(act)
    shutil.rmtree(state.folder)
    shutil.copytree(kept_folder, state.folder)
    return many
