"""The machine's clock is believed, or it is not: the same for a scheduled flow and for a timer's command."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fscp_readiness.night import Request, work
from fscp_readiness.night.clock import ClockDoubted, believe_the_clock

AS_AT = dt.date(2026, 11, 23)


class _Kept:
    """A night as far as the clock is asked about: the last one kept, and the day of this one."""

    def __init__(self, last: dt.date | None, as_at: dt.date, by_the_clock: bool = True):
        self.last, self.request = last, Request("", as_at, Path("out"), by_the_clock=by_the_clock)

    def last_kept(self) -> dt.date | None:
        return self.last


@pytest.mark.parametrize("days", [-1, 63, 365])
def test_fault_095_a_clock_that_went_back_or_far_ahead_is_not_believed(days: int):
    with pytest.raises(ClockDoubted, match="TIME-95") as doubted:
        believe_the_clock(_Kept(AS_AT, AS_AT + dt.timedelta(days=days)))
    assert doubted.value.exit_code == 2
    assert doubted.value.since == AS_AT + dt.timedelta(days=1), "the stale page must not stand until a day a year ahead"


@pytest.mark.parametrize("days", [0, 1, 30, 62])
def test_fault_102_thirty_days_off_and_the_same_night_again_are_believed(days: int):
    believe_the_clock(_Kept(AS_AT, AS_AT + dt.timedelta(days=days)))


def test_a_day_that_a_person_names_is_not_the_clock_s_to_doubt():
    believe_the_clock(_Kept(AS_AT, AS_AT - dt.timedelta(days=300), by_the_clock=False))
    believe_the_clock(_Kept(None, AS_AT))


def test_fault_095_a_whole_night_asks_about_the_clock_before_it_reads_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []
    monkeypatch.setattr(work.Nightly, "last_kept", lambda night: AS_AT + dt.timedelta(days=1))
    monkeypatch.setattr(work.Nightly, "extract", lambda night: read.append("the source"))
    with pytest.raises(ClockDoubted, match="TIME-95"):
        work.run(Request("", AS_AT, tmp_path / "out", by_the_clock=True))
    assert read == []
