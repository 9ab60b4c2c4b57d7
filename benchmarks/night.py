"""A Kirklees-size night, measured by hand: seconds and peak memory of each phase, written to benchmarks/kirklees_night.json.

Run ``make benchmark``, or ``/usr/bin/time -v .venv/bin/python benchmarks/night.py`` for the operating system's own figures. The council is
made first and not measured. Figures differ by a third from one run to the next on a shared machine.
"""

from __future__ import annotations

import datetime as dt
import json
import platform
import resource
import shutil
import sys
from pathlib import Path
from time import perf_counter

from machine import machine

ROOT = Path(__file__).resolve().parent.parent
AS_AT, SEED = dt.date(2026, 11, 23), 20161125


def peak_mb() -> int:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 1024 * 1024)


def measured(size: str, folder: Path) -> dict[str, object]:
    """One night of a council of that size, in a folder that is emptied first."""
    from fscp_readiness.night import Request, run
    from fscp_readiness.synthetic import make_council

    shutil.rmtree(folder, ignore_errors=True)
    started = perf_counter()
    make_council(size, seed=SEED, as_at=AS_AT).write(folder / "source")
    made = perf_counter() - started
    rows = sum(sum(1 for _ in path.open("rb")) - 1 for path in (folder / "source").glob("*.csv"))
    phases: list[dict[str, object]] = []
    last = started = perf_counter()

    def told(phase: str, count: int) -> None:
        nonlocal last
        now = perf_counter()
        phases.append({"phase": phase, "count": count, "seconds": round(now - last, 1), "peak_mb": peak_mb()})
        last = now

    run(Request(source=str(folder / "source"), as_at=AS_AT, out=folder / "out", demo=True), told)
    return {
        "size": size, "as_at": AS_AT.isoformat(), "rows": rows, "making_the_council_seconds": round(made, 1),
        "night_seconds": round(perf_counter() - started, 1), "peak_mb": peak_mb(), "python": platform.python_version(), "phases": phases,
    }  # fmt: skip


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "kirklees"
    result = measured(chosen, ROOT / "build" / f"benchmark-{chosen}")
    result["machine"] = machine()
    (ROOT / "benchmarks" / f"{chosen}_night.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))
