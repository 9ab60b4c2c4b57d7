"""The monthly flow: prepare the month before's Cabinet paper, wait until another person has approved it, issue it.

It runs from the first working day of the month on, every day (docs/how-to/cabinet-summary.md): run again, it goes on where the paper
stood, and once that is issued it does nothing. Nothing is issued that nobody approved. Nothing personal reaches Prefect: parameters are
folders and a month, states and logs hold codes and where the paper stands, never a name, a sentence or a count.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from flows import quiet  # isort: skip  # must come before prefect

from prefect import flow, get_run_logger, task  # isort: skip
from prefect.utilities.annotations import quote

from flows.boundary import code_of
from flows.folders import were_said
from flows.sudden_ends import server_ends_with_its_run
from fscp_readiness.history import AnotherRun
from fscp_readiness.night import cabinet
from fscp_readiness.settings.private import keep_private
from fscp_readiness.standards import Calendar
from fscp_readiness.vocabulary import ReleaseState

server_ends_with_its_run()

LONDON = ZoneInfo("Europe/London")
WHO = "the monthly run"
"""Whoever prepares and issues by the clock. It has no role, so it can approve nothing."""

NOT_YET = "not yet"
WAITS = [60.0, 300.0, 900.0, 900.0]
"""Seconds between tries while another run holds the state folder."""

Asked = Callable[[], cabinet.Request]


class StoppedForAReason(RuntimeError):
    """What a stopped month tells Prefect: a code, never a sentence with a name in it."""


def _will_pass(state: object) -> bool:
    return "(may pass)" in str(getattr(state, "message", ""))


@task(retries=len(WAITS), retry_delay_seconds=WAITS, retry_condition_fn=lambda task, run, state: _will_pass(state), persist_result=False)
def prepare(asked: Asked) -> str:
    """Make the paper, or see that it is made; gives where it stands."""
    return _coded(lambda: cabinet.prepare(asked()).entry.state)


@task(persist_result=False)
def wait_for_approval(asked: Asked, hours: float, minutes: float) -> str:
    """Look again every so many minutes, for so many hours, whether somebody has approved the paper; gives where it stands."""
    looks = int(hours * 60 / minutes)
    for look in range(looks + 1):
        stands = _stands(asked)
        if stands != ReleaseState.PREPARED or look == looks:
            break
        time.sleep(minutes * 60)
    return stands


@task(retries=len(WAITS), retry_delay_seconds=WAITS, retry_condition_fn=lambda task, run, state: _will_pass(state), persist_result=False)
def issue(asked: Asked) -> str:
    """Issue the paper that was approved; gives where it stands."""
    return _coded(lambda: cabinet.issue(asked()).entry.state)


@flow(name="monthly", persist_result=False)
def monthly(month: str = "auto", out: str = "out", config: str = "", state: str = "", hours: float = 8.0, minutes: float = 5.0) -> str:
    """One month's Cabinet paper. ``month``: YYYY-MM, or auto (the month before, from its first working day). Gives where it stands."""
    keep_private()
    were_said(out, state, config)
    logger = get_run_logger()
    of = month_before(_today(), Path(config) if config else None) if month == "auto" else dt.date.fromisoformat(f"{month}-01")
    if of is None:
        logger.info("It is before the first working day of the month: nothing is done.")
        return NOT_YET
    asked = cast(Asked, quote(lambda: _request(of, out, config, state)))  # quoted: Prefect hands it on unseen
    stands = prepare(asked)
    stands = wait_for_approval(asked, hours, minutes) if stands == ReleaseState.PREPARED else stands
    stands = issue(asked) if stands == ReleaseState.APPROVED else stands
    logger.info("The paper of %s is %s.", f"{of:%Y-%m}", stands)
    return str(stands)


def month_before(today: dt.date, config: Path | None = None) -> dt.date | None:
    """The first day of the month before, once this month's first working day in England has come; None before that."""
    from fscp_readiness.settings.places import CONFIG
    from fscp_readiness.standards.calendar import OVERRIDE

    last = today.replace(day=1) - dt.timedelta(days=1)
    first = Calendar.read(override=(config or CONFIG) / OVERRIDE).add_to(last, 1)
    return last.replace(day=1) if today >= first else None


def _request(month: dt.date, out: str, config: str, state: str) -> cabinet.Request:
    return cabinet.Request(
        month=month,
        out=Path(out),
        who=WHO,
        said_at=dt.datetime.now(LONDON).isoformat(timespec="minutes"),
        today=_today(),
        state=Path(state) if state else None,
        config=Path(config) if config else None,
    )


def _today() -> dt.date:
    return dt.datetime.now(LONDON).date()


def _stands(asked: Asked) -> str:
    """Where the paper stands; while another run holds the state folder, it stands where it stood."""
    try:
        paper = cabinet.stands(asked())
    except AnotherRun:
        return ReleaseState.PREPARED
    except Exception as problem:
        raise StoppedForAReason(code_of(problem)) from None
    return paper.state if paper else ReleaseState.PREPARED


def _coded(step: Callable[[], str]) -> str:
    """Do a step; let nothing out of it but a code."""
    try:
        return step()
    except AnotherRun:
        raise StoppedForAReason("STA-75 (may pass)") from None
    except Exception as problem:
        raise StoppedForAReason(code_of(problem)) from None


__all__ = ["monthly", "quiet"]

if __name__ == "__main__":
    monthly()
