"""A region: many generated councils, a full night each, with one Dask worker and with two, on workers kept warm.

    python -m benchmarks.region [--councils 33] [--size test] [--workers 1,2] [--folder build/region]

It needs fscp-readiness[region]. The councils are made first and not measured. Each number of workers has a cluster of its own, on which one
council's night is run first and not measured (imports, and the children that draw); then the flow itself is timed, the regional pack in it.
Printed, and written to benchmarks/region.json: wall seconds, parallel efficiency, what the scheduler costs a council, memory a worker.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

from .machine import AS_AT, SEED, write

ROOT = Path(__file__).resolve().parent.parent


def made(folder: Path, size: str, councils: int) -> None:
    """The councils' sources; those that lie there already stay."""
    from fscp_readiness.synthetic import make_council

    for number in range(councils + 1):
        source = folder / "sources" / f"{size}-{number:03d}"
        if not source.exists():
            make_council(size, seed=SEED + number, as_at=AS_AT).write(source)


def region_file(folder: Path, size: str, councils: range, workers: int) -> Path:
    """A region of these councils, whose folders are empty."""
    here = folder / f"workers-{workers}-from-{councils.start}"
    shutil.rmtree(here, ignore_errors=True)
    here.mkdir(parents=True)
    text = f'owner = "x"\nreview_by = 2027-04-01\nname = "Generated"\nout = "region"\nworkers = {max(workers, 2)}\n'
    for number in councils:
        source = json.dumps(str((folder / "sources" / f"{size}-{number:03d}").resolve()))
        text += f'[[councils]]\nname = "Council {number:03d}"\nsource = {source}\nout = "{number:03d}"\n'
    if len(councils) == 1:  # a region has at least two: the other has no source, and ends at once
        text += '[[councils]]\nname = "Nobody"\nsource = "nowhere"\nout = "nobody"\n'
    (here / "region.toml").write_text(text, encoding="utf-8")
    return here / "region.toml"


def measured(folder: Path, size: str, councils: int, workers: int) -> dict[str, Any]:
    """One region on a cluster of so many workers, warm."""
    from unittest import mock

    from flows import clusters, region

    told: list[dict[str, Any]] = []
    ended = region._ended

    def heard(lines: Any, run: str) -> Any:  # noqa: ANN401
        told[:] = lines
        return ended(lines, run)

    with (
        region.one_server(),
        clusters.cluster_of(workers) as runner,
        clusters.kept(runner),
        mock.patch.object(region, "_ended", heard),
    ):
        for warm in range(workers):
            region.region(str(region_file(folder, size, range(councils, councils + 1), workers * 10 + warm)), AS_AT.isoformat(),
                          return_state=True)  # fmt: skip
        file = region_file(folder, size, range(councils), workers)
        begun = perf_counter()
        region.region(str(file), AS_AT.isoformat(), return_state=True)
        wall = perf_counter() - begun
    nights = [each["seconds"] for each in told]
    return {
        "workers": workers, "councils": len(told), "failed": sum(bool(each["code"]) for each in told), "wall_seconds": round(wall, 1),
        "night_seconds_median": round(statistics.median(nights), 2), "night_seconds_total": round(sum(nights), 1),
        "overhead_seconds_a_council": round((wall * workers - sum(nights)) / len(nights), 2),
        "peak_mb_of_a_worker": max(each["peak_mb"] for each in told),
    }  # fmt: skip


def main() -> None:
    """All of it."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--councils", type=int, default=33)
    wanted.add_argument("--size", default="test")
    wanted.add_argument("--workers", default="1,2")
    wanted.add_argument("--folder", type=Path, default=ROOT / "build" / "region")
    said = wanted.parse_args()
    os.environ.setdefault("PREFECT_HOME", str(said.folder.resolve() / "prefect"))
    made(said.folder, said.size, said.councils)
    runs = [measured(said.folder, said.size, said.councils, int(each)) for each in said.workers.split(",")]
    first = runs[0]
    for each in runs:
        alone = first["wall_seconds"] * first["workers"]
        each["parallel_efficiency"] = round(alone / (each["wall_seconds"] * each["workers"]), 2)
    versions = {name: version(name) for name in ("prefect", "prefect-dask", "dask", "distributed")}
    write("region", {"size": said.size, "as_at": AS_AT.isoformat(), **versions, "runs": runs})


if __name__ == "__main__":
    main()
