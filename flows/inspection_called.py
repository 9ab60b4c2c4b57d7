"""The flow for the day that Ofsted calls, and for rehearsing it: everything handed over, made from the newest whole night.

Nothing personal reaches Prefect: parameters are folders, a day and a framework; states, logs and the artifact hold counts and codes. The
case system is asked nothing. A rehearsal makes all of it, times it and leaves none of it (docs/how-to/when-ofsted-calls.md).
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
from prefect.artifacts import create_table_artifact
from prefect.utilities.annotations import quote

from flows.boundary import code_of
from flows.folders import were_said
from flows.sudden_ends import server_ends_with_its_run
from fscp_readiness.history import AnotherRun
from fscp_readiness.history.rehearsals import Signed
from fscp_readiness.night import inspection
from fscp_readiness.settings.private import keep_private

server_ends_with_its_run()

LONDON = ZoneInfo("Europe/London")
WHO = "the flow inspection_called"
WAITS = [60.0, 300.0, 900.0]
"""Seconds between tries while another run holds the state folder."""

FIT, NOT_FIT = "may be handed over", "may not be handed over as it stands"

Counts = dict[str, int]
Asked = Callable[[], inspection.HandedOver]


class StoppedForAReason(RuntimeError):
    """What a stopped bundle tells Prefect: a code, never a sentence with a value in it."""


def _will_pass(state: object) -> bool:
    return "(may pass)" in str(getattr(state, "message", ""))


@task(retries=len(WAITS), retry_delay_seconds=WAITS, retry_condition_fn=lambda task, run, state: _will_pass(state), persist_result=False)
def make(asked: Asked) -> Counts:
    """Make the bundle, or rehearse it; gives how it went, in numbers."""
    try:
        return _counted(asked())
    except AnotherRun:
        raise StoppedForAReason("STA-75 (may pass)") from None
    except Exception as problem:
        raise StoppedForAReason(code_of(problem)) from None


@flow(name="inspection_called", persist_result=False)
def inspection_called(
    called: str = "auto", out: str = "out", config: str = "", state: str = "", framework: str = "", rehearse: bool = False
) -> str:
    """What is handed over. ``called``: the day as YYYY-MM-DD, or auto (today in London). Gives whether Annex A may be handed over."""
    keep_private()
    were_said(out, state, config)
    day = _today() if called == "auto" else dt.date.fromisoformat(called)
    counts = make(cast(Asked, quote(lambda: _made(day, out, config, state, framework, rehearse))))  # quoted: Prefect hands it on unseen
    get_run_logger().info("%s of %s: %s", "Rehearsal" if rehearse else "Call", day, counts)
    table = [{"what": what, "number": number} for what, number in counts.items()]
    create_table_artifact(table, key="rehearsal" if rehearse else "inspection-called", description=f"{day}: counts, no child")
    return FIT if counts["may be handed over"] else NOT_FIT


def _made(day: dt.date, out: str, config: str, state: str, framework: str, rehearse: bool) -> inspection.HandedOver:
    signed = Signed(WHO, dt.datetime.now(LONDON).isoformat(timespec="minutes"))
    asked = inspection.Called(
        day, Path(out), Path(state) if state else None, Path(config) if config else None, framework, signed=signed
    )  # fmt: skip
    return inspection.rehearse(asked, time.perf_counter) if rehearse else inspection.when_called(asked, time.perf_counter)


def _counted(done: inspection.HandedOver) -> Counts:
    parts = done.bundle.parts
    return {
        "may be handed over": int(parts.fit),
        "seconds": round(done.seconds),
        "lists": len(parts.annex_a.lists),
        "checks asked": len(parts.checks),
        "checks failed": len(parts.failed),
        "gaps": len(parts.annex_a.gaps),
        "documents": len(parts.documents),
        "documents ready": sum(each.ready for each in parts.documents),
        "remembered": int(not done.not_remembered),
    }


def _today() -> dt.date:
    return dt.datetime.now(LONDON).date()


__all__ = ["inspection_called", "quiet"]

if __name__ == "__main__":
    inspection_called()
