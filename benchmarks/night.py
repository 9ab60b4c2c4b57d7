"""A night of a council of Kirklees' size: cold, then once more with nothing changed, and the next day's from the same rows.

Run ``python -m benchmarks.night [--size kirklees]``; it writes ``<size>_night.json`` and ``unchanged_night.json`` here. The council is made
first and not measured. Each night is the program's own command in a process that has imported nothing; its phases are told by a night in a
process of this script. Great Expectations' share is gx_share.py's to say.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from .machine import AS_AT, SEED, write
from .watching import peak_mb, watched


def told(source: Path, out: Path) -> dict[str, list[dict[str, object]]]:
    """One night in this process: each phase's seconds, this process's own processor seconds, and its memory so far."""
    from fscp_readiness.night import Request, run

    phases: list[dict[str, object]] = []
    last = perf_counter()

    def heard(phase: str, count: int) -> None:
        nonlocal last
        now = perf_counter()
        phases.append(
            {"phase": phase, "count": count, "seconds": round(now - last, 1), "processor": round(process_time(), 1), "peak_mb": peak_mb()}
        )
        last = now

    run(Request(source=str(source), as_at=AS_AT, out=out, demo=True), heard)
    return {"phases": phases}


def measured(size: str, folder: Path) -> tuple[dict[str, object], dict[str, object]]:
    """A night cold and its phases; and what a second run of it takes, and the next day's night of the same rows."""
    from fscp_readiness.synthetic import make_council

    source, out = folder / "source", folder / "out"
    make_council(size, seed=SEED, as_at=AS_AT).write(source)
    rows = sum(sum(1 for _ in path.open("rb")) - 1 for path in source.glob("*.csv"))
    _, cold = watched(*_command(source, out, AS_AT))
    _, same = watched(*_command(source, out, AS_AT))
    _, later = watched(*_command(source, out, AS_AT + dt.timedelta(days=1)))
    said, _ = watched("-m", "benchmarks.night", "--one", str(source), "--out", str(folder / "told"))
    night = {
        "what": "a night, cold: the command from its start to its end", "size": size, "rows": rows, "night_seconds": cold["seconds"],
        "peak_mb": cold["peak_mb"], "together_mb": cold["together_mb"], **json.loads(said.splitlines()[-1]),
    }  # fmt: skip
    unchanged = {
        "what": "a night that is published already; and the next day's of the same rows, whose clocks have moved on a day", "size": size,
        **same, "next_day_seconds": later["seconds"], "next_day_ratio": round(later["seconds"] / cold["seconds"], 2),
    }  # fmt: skip
    return night, unchanged


def _command(source: Path, out: Path, as_at: dt.date) -> tuple[str, ...]:
    return "-m", "fscp_readiness.cli", "nightly", "--source", str(source), "--out", str(out), "--as-at", as_at.isoformat()


if __name__ == "__main__":
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    wanted.add_argument("--size", default="kirklees")
    wanted.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    wanted.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    said = wanted.parse_args()
    if said.one:
        print(json.dumps(told(said.one, said.out)))
    else:
        with tempfile.TemporaryDirectory() as folder:
            night, unchanged = measured(said.size, Path(folder))
        write(f"{said.size}_night", night)
        if said.size == "kirklees":
            write("unchanged_night", unchanged)
