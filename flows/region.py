"""The night of many councils, each apart: one task a council, on a Dask cluster; then the pack that compares them.

Prefect and Dask are handed the council's name and its folders, never its records: a task gives back a run's name, a code, or counts that
disclosure control let out (fscp_readiness/night/region.py). A council that fails has its own line with its code, and the others go on.
With ``workers = 1`` and no scheduler all is done in this process, and Dask need not be installed.
"""

from __future__ import annotations

import datetime as dt
import resource
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from flows import quiet  # isort: skip  # must come before prefect

from prefect import flow, get_run_logger, task  # isort: skip
from prefect.client.schemas.objects import State
from prefect.server.api.server import SubprocessASGIServer
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Completed, Failed

from flows.boundary import code_of
from flows.clusters import ENDED, runner_for
from flows.nightly import LONDON
from flows.sudden_ends import server_ends_with_its_run
from fscp_readiness.night.region import one_night, publish_region
from fscp_readiness.packs.region import Given, Line
from fscp_readiness.settings.private import keep_private
from fscp_readiness.settings.region import Council, Region

server_ends_with_its_run()

Plain = dict[str, Any]
"""What a task gives back: council, run, code, given, seconds, peak_mb, worker. Text, numbers and lists only."""


@task(persist_result=False, task_run_name="night")
def council_night(council: Council, compared_by: Path, as_at: dt.date, by_the_clock: bool) -> Plain:
    """One council's night, where its data is. It never raises: what stopped it is told as a code."""
    keep_private()
    begun, run, code, given = perf_counter(), "", "", None
    try:
        line = one_night(council, compared_by, as_at, dt.datetime.now(LONDON), by_the_clock)
        run, code, given = line.run, line.code, line.given
    except Exception as problem:
        code = code_of(problem)
    plain = given.as_plain() if given else None
    seconds = round(perf_counter() - begun, 3)
    return {"council": council.name, "run": run, "code": code, "given": plain, "seconds": seconds, "peak_mb": _peak_mb()}


@flow(name="region", persist_result=False, flow_run_name="region")
def region(file: str, as_at: str = "auto") -> State[Any]:
    """The night of every council of a region's file, and the regional pack. ``as_at``: YYYY-MM-DD, or auto (yesterday in London).

    Completed with the pack's run only where every council has one; else failed, with a code a council, and the regional pack made all the
    same from those that have.
    """
    keep_private()
    asked, on = Region.load(Path(file)), _day(as_at)
    logger = get_run_logger()
    with runner_for(asked) as runner:

        def begun(council: Council) -> Any:  # noqa: ANN401 - each runner has futures of its own
            where = {"council": council, "compared_by": asked.compared_by, "as_at": on, "by_the_clock": as_at == "auto"}
            return runner.submit(council_night, where)

        waiting = [begun(each) for each in asked.councils]
        told = [_of(council, future) for council, future in zip(asked.councils, waiting, strict=True)]
        for number, council in enumerate(asked.councils):
            if told[number]["code"] == ENDED:  # it may only have waited at the worker that another's night ended: once more, alone
                told[number] = _of(council, begun(council))
    for each in told:
        logger.info("%s: %s", each["council"], each["code"] or each["run"])
    published = publish_region(asked, [_line(each) for each in told], on)
    return _ended(told, published.run)


def _of(council: Council, future: Any) -> Plain:  # noqa: ANN401 - each runner has futures of its own
    """What became of one council's task, however it ended: a worker that was killed says nothing, and is a code too."""
    future.wait()
    state = future.state
    held = state.result(raise_on_failure=False) if state.is_completed() else None
    return held if isinstance(held, dict) else _line_of_none(council.name)


def _line_of_none(council: str) -> Plain:
    return {"council": council, "run": "", "code": ENDED, "given": None, "seconds": 0.0, "peak_mb": 0}


def _line(told: Plain) -> Line:
    return Line(told["council"], told["run"], told["code"], Given.from_plain(told["given"]) if told["given"] else None)


def _ended(told: Sequence[Plain], run: str) -> State[Any]:
    amiss = [f"{each['council']} {each['code']}" for each in told if each["code"]]
    if amiss:
        return Failed(message=f"{len(amiss)} of {len(told)} councils need somebody: {', '.join(amiss)}. The regional pack {run} says so.")
    return Completed(message=f"{len(told)} of {len(told)} councils have a pack, and the region its own.", data=run)


def _day(as_at: str) -> dt.date:
    return dt.datetime.now(LONDON).date() - dt.timedelta(days=1) if as_at == "auto" else dt.date.fromisoformat(as_at)


def _peak_mb() -> int:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 1024 * 1024)


@contextmanager
def one_server() -> Iterator[None]:
    """Where no Prefect server is: one temporary one for this process and every worker, and not one each."""
    if PREFECT_API_URL.value():
        yield
        return
    server = SubprocessASGIServer()
    server.start()
    try:
        with temporary_settings(updates={PREFECT_API_URL: server.api_url}):
            yield
    finally:
        server.stop()


__all__ = ["council_night", "one_server", "quiet", "region"]

if __name__ == "__main__":
    with one_server():
        ended = region(*sys.argv[1:3], return_state=True)
    sys.exit(0 if ended.is_completed() else 1)
