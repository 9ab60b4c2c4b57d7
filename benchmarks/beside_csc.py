"""Our rows per second beside those of ``csc-validator-be-903``, which asks the Department's SSDA903 rules, on its own kind of rows.

Run ``python -m benchmarks.beside_csc --library FOLDER [--size kirklees] [--times 3]``, after
``python -m pip install --target FOLDER csc-validator-be-903==0.1.17``: it wants an older pandas than ours, so it works in a process of its
own (``csc_rows.py``) and is in no lock of ours. Ours: every standard and rule about a record of care, asked of a made-up council, with
owners, restrictions, what falls due and the findings. Theirs: every rule of its newest whole year, asked of as many made-up SSDA903 rows.
A row is counted once however many rules read it, and rows of our other tables that those standards read (people, teams) are not counted.
The rules are not the same rules: how many each asked is printed, and the rows times rules a second beside the rows a second.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from .machine import AS_AT, HERE, SEED, write

LIBRARY = "csc-validator-be-903==0.1.17"


def ours(size: str, times: int) -> dict[str, float]:
    """Rows of care, how many standards and rules were asked of them, and median seconds of asking and of reading."""
    from fscp_readiness.extracts import read
    from fscp_readiness.findings import ask_all
    from fscp_readiness.settings.load import load_settings
    from fscp_readiness.settings.places import CHECKS
    from fscp_readiness.standards import Calendar, Catalogue, discover
    from fscp_readiness.synthetic import make_council
    from fscp_readiness.tables import children_in_care
    from fscp_readiness.vocabulary import Answered

    care = {"missing_episodes", *(table.name for table in children_in_care.TABLES)}
    every = discover(CHECKS)
    catalogue = Catalogue({each.code: each for each in every if each.about.record in care}, every.version)
    settings, calendar = load_settings(), Calendar.read()
    reading, asking, busy = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        make_council(size, seed=SEED, as_at=AS_AT).write(Path(folder))
        for _ in range(times + 1):
            began = perf_counter()
            tables = read(folder, settings.sources, as_at=AS_AT, extracted_on=AS_AT).tables
            reading.append(perf_counter() - began)
            began, idle = perf_counter(), process_time()
            found = ask_all(tables, catalogue, calendar)
            asking.append(perf_counter() - began)
            busy.append(process_time() - idle)
    asked = found.states[found.states["state"].eq(str(Answered.ASKED))]
    return {
        "rows": sum(len(frame) for name, frame in tables.frames.items() if name in care), "rules_run": asked["code"].nunique(),
        "seconds": statistics.median(asking[-times:]), "processor_seconds": statistics.median(busy[-times:]),
        "reading_the_whole_council_seconds": statistics.median(reading[-times:]),
    }  # fmt: skip


def theirs(library: Path, rows: int, times: int) -> dict[str, float]:
    """The same of the other library, in its own process. Raises SystemExit where the folder does not hold it."""
    if not (library / "lac_validator").is_dir():
        raise SystemExit(
            f"{library} does not hold csc-validator-be-903: python -m pip install --target FOLDER csc-validator-be-903==0.1.17"
        )
    own = {**os.environ, "PYTHONPATH": str(library), "PYTHONDONTWRITEBYTECODE": "1"}
    given = [sys.executable, str(HERE / "csc_rows.py"), str(rows), str(times), str(SEED)]
    said = subprocess.run(given, env=own, cwd=library, capture_output=True, text=True, check=True).stdout  # noqa: S603  our own Python, on a script of this folder
    result: dict[str, float] = json.loads(said.splitlines()[-1])  # its rules print as they go
    return result


def measured(library: Path, size: str, times: int) -> dict[str, object]:
    """Both, and the ratios."""
    one = ours(size, times)
    other = theirs(library, int(one["rows"]), times)
    mine, its = (each["rows"] / each["seconds"] for each in (one, other))
    work, its_work = (each["rows"] / each["processor_seconds"] for each in (one, other))
    return {
        "what": "rows of care a second, every rule about them asked once, beside csc-validator-be-903", "size": size, "times": times,
        "ours": {**_rounded(one), "rows_a_second": round(mine), "rows_times_rules_a_second": round(mine * one["rules_run"])},
        "csc": {**_rounded(other), "rows_a_second": round(its), "rows_times_rules_a_second": round(its * other["rules_run"])},
        "ratio": round(mine / its, 2), "ratio_by_processor_time": round(work / its_work, 2),
        "ratio_rows_times_rules": round(mine * one["rules_run"] / (its * other["rules_run"]), 2),
    }  # fmt: skip


def _rounded(figures: dict[str, float]) -> dict[str, object]:
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in figures.items()}


if __name__ == "__main__":
    said = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    said.add_argument("--library", type=Path, required=True)
    said.add_argument("--size", default="kirklees")
    said.add_argument("--times", type=int, default=3)
    given = said.parse_args()
    write(f"beside_csc_{given.size}", measured(given.library.resolve(), given.size, given.times))
