"""A session ends when it is idle, when it is old, and when it is ended; its name says nothing."""

from __future__ import annotations

import datetime as dt

from fscp_readiness.history.exceptions import Person
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app import sessions
from fscp_readiness.worklist_app.sessions import Sessions
from tests.worklist_app.visiting import MORNING

PERSON = Person("officer", "Amira Shah", Role.DATA_OFFICER, None)
IDLE, MOST = dt.timedelta(minutes=15), dt.timedelta(hours=8)


def later(**by: float) -> dt.datetime:
    return MORNING + dt.timedelta(**by)


def test_it_goes_on_while_it_is_used_and_ends_after_fifteen_idle_minutes() -> None:
    held = Sessions(IDLE, MOST)
    token = held.begin(PERSON, MORNING)
    assert held.find(token, later(minutes=14)) is not None
    assert held.find(token, later(minutes=28)) is not None
    assert held.find(token, later(minutes=43)) is None
    assert held.find(token, later(minutes=43)) is None and len(held) == 0


def test_it_ends_after_eight_hours_however_busy() -> None:
    held = Sessions(IDLE, MOST)
    token = held.begin(PERSON, MORNING)
    for minutes in range(0, 8 * 60, 10):
        assert held.find(token, later(minutes=minutes)) is not None
    assert held.find(token, later(hours=8)) is None


def test_ending_ends_it_and_no_other() -> None:
    held = Sessions(IDLE, MOST)
    one, other = held.begin(PERSON, MORNING), held.begin(PERSON, MORNING)
    held.end(one)
    assert held.find(one, MORNING) is None and held.find(other, MORNING) is not None


def test_names_differ_and_are_not_kept_as_they_are() -> None:
    held = Sessions(IDLE, MOST)
    tokens = {held.begin(PERSON, MORNING) for _ in range(50)}
    assert len(tokens) == 50 and all(len(token) >= 43 for token in tokens)
    assert not tokens & set(held._held)


def test_a_wrong_or_strange_name_finds_nothing() -> None:
    held = Sessions(IDLE, MOST)
    held.begin(PERSON, MORNING)
    for token in ("", "x", "\udce9", "é" * 5000):
        assert held.find(token, MORNING) is None


def test_a_form_is_known_by_its_own_sessions_token_alone() -> None:
    held = Sessions(IDLE, MOST)
    one, other = (held.find(held.begin(PERSON, MORNING), MORNING) for _ in range(2))
    assert one is not None and other is not None
    assert one.knows(one.csrf) and not one.knows(other.csrf) and not one.knows("") and not one.knows("\udce9")


def test_there_are_no_more_than_so_many(monkeypatch) -> None:
    monkeypatch.setattr(sessions, "MOST", 3)
    held = Sessions(IDLE, MOST)
    tokens = [held.begin(PERSON, later(seconds=second)) for second in range(4)]
    assert len(held) == 3
    assert held.find(tokens[0], later(seconds=5)) is None and held.find(tokens[3], later(seconds=5)) is not None
