"""The timer's own waiting: no scheduler, no storm of tries, and never past the morning hour."""

from __future__ import annotations

import datetime as dt

import pytest

from fscp_readiness.cli import waiting
from fscp_readiness.settings.problems import ConfigProblem


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that goes on only by sleeping, from 02:30 London time."""
    passed: list[float] = []

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return dt.datetime(2026, 11, 24, 2, 30, tzinfo=waiting.LONDON) + dt.timedelta(seconds=sum(passed))

    class Time:
        sleep = staticmethod(passed.append)

    monkeypatch.setattr(waiting.dt, "datetime", Clock)
    monkeypatch.setattr(waiting, "time", Time)
    return passed


def test_fault_001_a_source_that_does_not_answer_is_tried_five_times_more_and_not_after_five(slept: list[float]):
    patient = waiting.until_hour("05:00")
    tries = 1
    while patient("SRC-01", tries):
        tries += 1
    assert slept == [60, 300, 900, 2700, 4800] and tries == 6


def test_an_hour_that_has_passed_is_tomorrows(slept: list[float]):
    patient = waiting.until_hour("02:00")
    assert patient("SRC-01", 1)


@pytest.mark.parametrize("text", ["5 o'clock", "25:00", "later"])
def test_what_is_no_hour_is_said(text: str):
    with pytest.raises(ConfigProblem, match="not an hour"):
        waiting.until_hour(text)


def test_fault_104_a_run_by_hand_waits_for_no_hour_and_says_at_once_what_stopped_it():
    from types import SimpleNamespace

    from fscp_readiness.extracts import SourceProblem
    from fscp_readiness.night.work import _read_patiently, at_once

    tries: list[str] = []

    def extract() -> None:
        tries.append("again")
        raise SourceProblem("SRC-01", "The database did not answer.")

    with pytest.raises(SourceProblem):
        _read_patiently(SimpleNamespace(extract=extract), at_once)
    assert len(tries) == 1


def test_yesterday_is_the_london_day_before(slept: list[float]):
    assert waiting.last_complete_day() == dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("utc", "yesterday"), [("2026-07-01T23:30", "2026-07-01"), ("2026-10-25T02:30", "2026-10-24"), ("2027-03-28T01:30", "2027-03-27")]
)
def test_yesterday_is_of_london_and_not_of_utc(monkeypatch: pytest.MonkeyPatch, utc: str, yesterday: str):
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC).astimezone(tz)

    monkeypatch.setattr(waiting.dt, "datetime", Clock)
    assert waiting.last_complete_day().isoformat() == yesterday
