"""A hold covers what it says and nothing else, for as long as it says, and the trail never holds the child's id."""

from __future__ import annotations

import datetime as dt

import pytest

from fscp_readiness.history import StateRefused, holds
from fscp_readiness.history.audit import Event
from tests.history.nights import FIRST

WORDS = ("Legal Services", "A claim was received this week", "2026-12-01T09:00")
DAY = dt.timedelta(days=1)


def test_each_kind_of_hold_covers_its_own(store, state):
    child = holds.place(state, store, "claim", *WORDS, child_id="C000123")
    days = holds.place(state, store, "inquiry", *WORDS, days_from=FIRST, days_to=FIRST + DAY)
    covered = holds.held(store, FIRST)
    assert (child.covers, days.covers) == ("one child", f"the days from {FIRST} to {FIRST + DAY}")
    assert covered.children == {"C000123"} and not covered.everything
    assert [covered.day(FIRST + n * DAY) for n in (-1, 0, 1, 2)] == [False, True, True, False]
    assert [each.number for each in covered.of(" c000123 ")] == [1, 2] and [each.number for each in covered.of("C9")] == [2]
    holds.place(state, store, "inspection", *WORDS)
    assert holds.held(store, FIRST).everything and holds.held(store, FIRST).day(dt.date(1999, 1, 1))


def test_a_hold_ends_when_it_is_lifted_or_its_last_day_has_passed(store, state):
    holds.place(state, store, "claim", *WORDS, until=FIRST)
    holds.place(state, store, "claim", *WORDS)
    assert [len(holds.held(store, FIRST + n * DAY).holds) for n in (0, 1)] == [2, 1]
    holds.lift(state, store, 2, "Legal Services", "2026-12-02T09:00")
    assert len(holds.held(store, FIRST).holds) == 1 and len(holds.listed(store)) == 2
    with pytest.raises(StateRefused, match="HLD-04"):
        holds.lift(state, store, 2, "Legal Services", "2026-12-02T09:00")


def test_the_trail_says_what_was_done_and_never_whose(store, state):
    hold = holds.place(state, store, "claim", *WORDS, child_id="C000123CANARY")
    holds.lift(state, store, hold.number, "Legal Services", "2026-12-02T09:00")
    assert [entry.event for entry in store.trail()] == [Event.HOLD_PLACED, Event.HOLD_LIFTED]
    assert "CANARY" not in repr(store.trail()) and "CANARY" not in repr(hold)


@pytest.mark.parametrize(
    ("kind", "who", "why", "more", "code"),
    [
        ("party", *WORDS[:2], {}, "HLD-01"),
        ("claim", " ", WORDS[1], {}, "HLD-02"),
        ("claim", WORDS[0], "because", {}, "HLD-02"),
        ("claim", *WORDS[:2], {"child_id": "C1", "days_from": FIRST}, "HLD-03"),
        ("claim", *WORDS[:2], {"days_from": FIRST, "days_to": FIRST - DAY}, "HLD-03"),
    ],
)
def test_a_hold_that_does_not_say_what_it_must_is_refused_and_nothing_is_written(store, state, kind, who, why, more, code):
    with pytest.raises(StateRefused, match=code):
        holds.place(state, store, kind, who, why, WORDS[2], **more)
    assert not holds.listed(store) and not store.trail()


def test_the_runs_of_held_days_are_known_so_that_their_snapshots_stay(store, state):
    runs = [f"{FIRST + number * DAY}-00000000" for number in range(3)]
    assert holds.runs_held(store, runs, FIRST) == set()
    holds.place(state, store, "inquiry", *WORDS, days_from=FIRST, days_to=FIRST)
    assert holds.runs_held(store, runs, FIRST) == {runs[0]}
