"""A night of one council, of ten times and of a hundred times its rows: time and peak memory, as ratios to the first in the same run.

Run ``python -m benchmarks.scale [--size demo] [--times 1 10 100]``. The council is made once and its rows are written again under other ids
(child, family, worker, team), so nobody of one copy is anybody of another. Each night has a process of its own. A night that is too big is
refused with a sentence before anything is read ([limits] of config/service.toml), and that is written down in place of a time.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import tempfile
from pathlib import Path
from time import perf_counter

from .machine import AS_AT, SEED, write
from .watching import peak_mb, watched

OWN = ("_id", "_surname", "_team", "_identifier", "_identifier_value", "_personal_advisor")
"""What columns that say who or which end in: these differ from copy to copy."""
NOT_OWN = ("_role_id",)


def copied(source: Path, folder: Path, times: int) -> int:
    """The folder's tables with every row ``times`` times, each time under other ids. Gives the number of rows."""
    folder.mkdir(parents=True)
    written = 0
    for path in sorted(source.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        own = [name.endswith(OWN) and not name.endswith(NOT_OWN) for name in head]
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            for copy in range(times):
                end = f"X{copy}" if copy else ""
                writer.writerows([value + end if mine and value else value for value, mine in zip(row, own, strict=True)] for row in rows)
        written += times * len(rows)
    return written


def night(source: Path, out: Path) -> dict[str, object]:
    """One night in this process: seconds and the most memory, its own and that of the largest process that drew for it."""
    from fscp_readiness.apart import hands
    from fscp_readiness.extracts import SourceProblem
    from fscp_readiness.night import Request, run

    began = perf_counter()
    counts: dict[str, int] = {}
    try:
        run(Request(source=str(source), as_at=AS_AT, out=out, demo=True), counts.__setitem__)
    except SourceProblem as refused:
        return {"refused": refused.code, "sentence": refused.sentence, "seconds": round(perf_counter() - began, 1), "peak_mb": peak_mb()}
    took = round(perf_counter() - began, 1)
    hands._let_go()  # what a process took is known once it has ended
    return {"seconds": took, "peak_mb": peak_mb(), "largest_child_mb": peak_mb(children=True), **counts}


def measured(size: str, times: list[int], folder: Path) -> dict[str, object]:
    """A night at each of ``times``, the first of which is what the others are measured against."""
    from fscp_readiness.synthetic import make_council

    make_council(size, seed=SEED, as_at=AS_AT).write(folder / "source")
    nights: list[dict[str, object]] = []
    for each in times:
        source = folder / f"source-{each}"
        rows = copied(folder / "source", source, each)
        megabytes = round(sum(path.stat().st_size for path in source.iterdir()) / 2**20, 1)
        try:
            said, took = watched("-m", "benchmarks.scale", "--one", str(source), "--out", str(folder / f"out-{each}"))
            told = {**json.loads(said.splitlines()[-1]), "together_mb": took["together_mb"]}
        except subprocess.CalledProcessError as ended:
            told = {"killed": ended.returncode}
        nights.append({"times": each, "rows": rows, "source_mb": megabytes, **told} | _ratios(told, nights))
        for path in source.iterdir():
            path.unlink()
    return {"what": "a night of so many times the rows, as ratios to the first of the run", "size": size, "nights": nights}


def _ratios(told: dict[str, float], before: list[dict[str, float]]) -> dict[str, float]:
    """What it took beside the first night of the run."""
    if not before or "peak_mb" not in told or "refused" in told:
        return {}
    return {f"{name}_ratio": round(told[name] / before[0][name], 2) for name in ("seconds", "peak_mb", "together_mb")}


if __name__ == "__main__":
    said = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    said.add_argument("--size", default="demo")
    said.add_argument("--times", type=int, nargs="+", default=[1, 10, 100])
    said.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    said.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    given = said.parse_args()
    if given.one:
        print(json.dumps(night(given.one, given.out)))
    else:
        with tempfile.TemporaryDirectory() as folder:
            write(f"scale_{given.size}", measured(given.size, given.times, Path(folder)))
