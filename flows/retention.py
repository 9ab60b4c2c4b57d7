"""The retention flow: what is over age goes, and once a week a backup is opened to see that one can be.

It runs after the nightly, and may run at any other time: while a run holds the state folder it waits, and done again it does nothing.
Nothing personal reaches Prefect: parameters are folders and a date, states, logs and the artifact hold counts and codes.
"""

from __future__ import annotations

import datetime as dt
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
from fscp_readiness.night.retention import Retained, retain
from fscp_readiness.settings.private import keep_private

server_ends_with_its_run()

LONDON = ZoneInfo("Europe/London")
WAITS = [60.0, 300.0, 900.0]
"""Seconds between tries while another run holds the state folder."""

KEPT_TO = "kept to the schedule"
Asked = Callable[[], Retained]


class StoppedForAReason(RuntimeError):
    """What a stopped retention tells Prefect: a code, never a sentence with a value in it."""


def _will_pass(state: object) -> bool:
    return "(may pass)" in str(getattr(state, "message", ""))


@task(retries=len(WAITS), retry_delay_seconds=WAITS, retry_condition_fn=lambda task, run, state: _will_pass(state), persist_result=False)
def let_go(asked: Asked) -> dict[str, int | bool]:
    """Let go of what is over age; gives how much of each kind."""
    try:
        done = asked()
    except AnotherRun:
        raise StoppedForAReason("STA-75 (may pass)") from None
    except Exception as problem:
        raise StoppedForAReason(code_of(problem)) from None
    return {**done.gone, "drilled": bool(done.drilled), "drill failed": done.drill_failed}


@flow(name="retention", persist_result=False)
def retention(as_at: str = "auto", out: str = "out", config: str = "", state: str = "") -> str:
    """What is over age goes. ``as_at``: the day to go by as YYYY-MM-DD, or auto (yesterday in London). Fails where no backup opens."""
    keep_private()
    were_said(out, state, config)
    now = dt.datetime.now(LONDON)
    day = now.date() - dt.timedelta(days=1) if as_at == "auto" else dt.date.fromisoformat(as_at)
    folders = (Path(state) if state else None, Path(config) if config else None)
    counts = let_go(cast(Asked, quote(lambda: retain(Path(out), day, now.isoformat(timespec="minutes"), *folders))))  # quoted: unseen
    get_run_logger().info("Retention for %s: %s", day, counts)
    table = [{"what": what, "number": int(number)} for what, number in counts.items()]
    create_table_artifact(table, key="retention", description=f"{day}: counts, no child")
    if counts["drill failed"]:
        raise StoppedForAReason("BAK-04")
    return KEPT_TO


__all__ = ["quiet", "retention"]

if __name__ == "__main__":
    retention()
