"""What is remembered of the nights, and that a second run of a night finds the history as the first did."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fscp_readiness.history import Night, StateRefused, open_state, read_nights, remember
from fscp_readiness.history.nights import FILE


def night(day: int, run: str = "") -> Night:
    tables = {"ssd_person": 50, "ssd_cin_episodes": 40}
    return Night(dt.date(2016, 5, day), run or f"2016-05-{day}-00000000", "source", "2016-05-23", tables)


def test_nothing_is_remembered_before_the_first_night(tmp_path: Path) -> None:
    nights = read_nights(open_state(tmp_path))
    assert nights.last is None and nights.before(dt.date(2016, 5, 23)) is None
    assert nights.hash_before(dt.date(2016, 5, 23)) == "no history"


def test_a_night_is_remembered_as_it_was(tmp_path: Path) -> None:
    state = open_state(tmp_path)
    assert remember(state, night(23))
    assert read_nights(state).last == night(23)
    assert not remember(state, night(23)), "the same night again changes nothing"


def test_the_history_before_a_night_is_the_same_once_later_nights_are_known(tmp_path: Path) -> None:
    state = open_state(tmp_path)
    remember(state, night(22))
    first = read_nights(state).hash_before(dt.date(2016, 5, 23))
    remember(state, night(23))
    remember(state, night(24))
    assert read_nights(state).hash_before(dt.date(2016, 5, 23)) == first != read_nights(state).hash_before(dt.date(2016, 5, 24))
    assert read_nights(state).before(dt.date(2016, 5, 24)) == night(23)


def test_an_earlier_night_is_not_remembered_unless_back_filled(tmp_path: Path) -> None:
    state = open_state(tmp_path)
    remember(state, night(24))
    assert not remember(state, night(22)) and read_nights(state).held == (night(24),)
    assert remember(state, night(22), back_fill=True) and read_nights(state).held == (night(22), night(24))


def test_another_run_of_the_same_night_takes_its_place(tmp_path: Path) -> None:
    state = open_state(tmp_path)
    remember(state, night(23))
    assert remember(state, night(23, "2016-05-23-11111111"))
    assert [each.run for each in read_nights(state).held] == ["2016-05-23-11111111"]


@pytest.mark.parametrize("held", ["", "{", '[{"as_at": "yesterday"}]', "[7]", '[{"unknown": 1}]'])
def test_a_damaged_memory_is_said_and_never_begun_again(tmp_path: Path, held: str) -> None:
    state = open_state(tmp_path)
    (tmp_path / FILE).write_text(held)
    with pytest.raises(StateRefused, match="STA-04"):
        read_nights(state)
