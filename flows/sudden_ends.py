"""What a run that ended without a word leaves to the scheduler: no server of its own, and no run that is running for ever."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flows import quiet  # isort: skip  # must come before prefect

from prefect import runtime  # isort: skip
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowFilter, FlowFilterName, FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import StateType
from prefect.settings import PREFECT_API_URL
from prefect.states import Crashed

from fscp_readiness.history import disk

HOLDER = "flow-run"
IN_PEACE = dt.timedelta(minutes=1)
THROUGH = Path(__file__).with_name("ends_with_its_run.py")


class EndsWithItsRun(subprocess.Popen[Any]):
    """A Python module run in a process that ends when this one does."""

    def __init__(self, args: list[str], env: Mapping[str, str]) -> None:
        python, *module = args
        reading, _ = os.pipe()  # the other end is ours alone, and stays open as long as we are there
        try:
            super().__init__([python, os.fspath(THROUGH), *module], env=env, stdin=reading)
        finally:
            os.close(reading)


def server_ends_with_its_run() -> None:
    """From now on a temporary server of Prefect's ends with the run that started it, also with one that is killed.

    Where a server's address is set none is started, and the seconds that importing one takes are saved.
    """
    if PREFECT_API_URL.value():
        return
    from prefect.server.api import server

    setattr(server, "subprocess", SimpleNamespace(Popen=EndsWithItsRun, TimeoutExpired=subprocess.TimeoutExpired))  # noqa: B010


def close_runs_left_open(flow: str, same: Mapping[str, object], state: Path, now: dt.datetime) -> int:
    """Say of earlier runs that are still called running that they crashed; gives how many. Hold the state folder's lock: none is at work.

    One that has just begun may be about to find the lock taken, and to say so itself: unless it is the one that held the lock before, it
    is left in peace for a minute, and closed by a later run if it never did.
    same   parameters by which a run of this very folder is known
    state  the state folder, which remembers the run that holds its lock
    now    the time, with its zone
    """
    held = state / HOLDER
    before = held.read_text(encoding="utf-8") if held.exists() else ""
    disk.write_whole(held, str(runtime.flow_run.id).encode())
    lately = now - IN_PEACE
    running = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING])))
    closed = 0
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_filter=FlowFilter(name=FlowFilterName(any_=[flow])), flow_run_filter=running):
            theirs = all(run.parameters.get(name) == value for name, value in same.items())
            began = run.start_time is None or run.start_time < lately
            if theirs and str(run.id) != str(runtime.flow_run.id) and (str(run.id) == before or began):
                client.set_flow_run_state(run.id, Crashed(message="It ended without a word; a later run found it so."), force=True)
                closed += 1
    return closed


__all__ = ["close_runs_left_open", "quiet", "server_ends_with_its_run"]
