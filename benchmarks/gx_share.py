"""Great Expectations' share of a night: of its processor time, when all is done in one process; and what a night waits for it.

Run ``python -m benchmarks.gx_share [--size kirklees]``; it writes ``gx_share_<size>.json`` here. A night has its suites run by processes
beside it, so most of the share passes while something else is done; what is waited for is what the night's own thread stood still.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from unittest import mock

from .machine import AS_AT, SEED, write
from .watching import watched


def at_home(source: Path, out: Path) -> dict[str, float]:
    """A night in this process alone: processor seconds of all of it, of importing Great Expectations and of running its suites."""
    from fscp_readiness import apart
    from fscp_readiness.findings import expectations
    from fscp_readiness.night import Request, run

    asked = expectations.run
    suites, took = 0, 0.0

    def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - as expectations.run
        nonlocal suites, took
        began = process_time()
        try:
            return asked(*given, **named)
        finally:
            suites, took = suites + 1, took + process_time() - began

    began = process_time()
    expectations.ready()
    importing = process_time() - began
    with apart.here(), mock.patch.object(expectations, "run", timed):
        run(Request(source=str(source), as_at=AS_AT, out=out, demo=True))
    return {"suites": suites, "importing": importing, "running": took, "all": process_time()}


def waited_for(source: Path, out: Path) -> dict[str, float]:
    """A night as it is run: seconds from its start to its end, and those in which its own thread waited for a suite."""
    from fscp_readiness import apart
    from fscp_readiness.findings import suites
    from fscp_readiness.night import Request, run

    waited, mine = 0.0, threading.current_thread()

    @contextmanager
    def waiting() -> Iterator[None]:
        nonlocal waited
        began = perf_counter()
        yield
        waited += perf_counter() - began if threading.current_thread() is mine else 0.0

    def counted(work: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - as what it wraps
            with waiting():
                return work(*given, **named)

        return counting

    hired, later = suites.apart, apart.meanwhile
    began = perf_counter()
    with (
        mock.patch.object(suites, "apart", lambda *given: counted(hired(*given))),
        mock.patch.object(apart, "meanwhile", lambda work: counted(later(work))),
    ):
        run(Request(source=str(source), as_at=AS_AT, out=out, demo=True))
    return {"all": perf_counter() - began, "waited": waited}


def measured(size: str, folder: Path) -> dict[str, object]:
    """Both, each in a process of its own, of the same council."""
    from fscp_readiness.synthetic import make_council

    make_council(size, seed=SEED, as_at=AS_AT).write(folder / "source")
    (busy, alone), (stood, _) = (_told(name, folder) for name in ONE)
    return {
        "what": "Great Expectations in a night: its share of the processor time, and of the time that a night waits for it", "size": size,
        "suites": busy["suites"], "importing_processor_seconds": round(busy["importing"], 2),
        "running_processor_seconds": round(busy["running"], 2), "night_processor_seconds": round(busy["all"], 1),
        "share_of_processor": round((busy["importing"] + busy["running"]) / busy["all"], 3),
        "peak_mb_all_in_one_process": alone["peak_mb"],
        "night_seconds": round(stood["all"], 1), "waited_seconds": round(stood["waited"], 2),
        "share_waited": round(stood["waited"] / stood["all"], 3),
    }  # fmt: skip


def _told(name: str, folder: Path) -> tuple[dict[str, float], dict[str, float]]:
    said, took = watched("-m", "benchmarks.gx_share", "--one", name, "--folder", str(folder))
    return json.loads(said.splitlines()[-1]), took


ONE = {"at_home": at_home, "waited_for": waited_for}

if __name__ == "__main__":
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--size", default="kirklees")
    wanted.add_argument("--one", choices=ONE, help=argparse.SUPPRESS)
    wanted.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    said = wanted.parse_args()
    if said.one:
        print(json.dumps(ONE[said.one](said.folder / "source", said.folder / said.one)))
    else:
        with tempfile.TemporaryDirectory() as folder:
            write(f"gx_share_{said.size}", measured(said.size, Path(folder)))
