"""A night's questions beside the same verdicts in DuckDB's SQL: tables to findings and measures, as a ratio in one run.

Run ``python -m benchmarks.beside_duckdb [--size kirklees] [--times 3]``. Ours: every standard and rule under each of its countings, whose
each answer is, what falls due, zero tolerance, the suites of Great Expectations, and measures.csv. Theirs: the oracle's query of each code
(tests/oracle/queries), which gives the verdicts alone. Both from the same tables in memory; loading them into DuckDB is timed apart.
Before anything is timed the two are laid side by side, code by code and row by row, and must be equal.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import platform
import statistics
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

import pandas as pd

from fscp_readiness.tables import Tables, table
from fscp_readiness.tables.snapshot import empty

from .machine import machine

AS_AT, SEED = dt.date(2026, 11, 23), 20161125


def measured(size: str, times: int) -> dict[str, object]:
    """Medians of ``times`` rounds after one that warms up, and the ratio."""
    from fscp_readiness.extracts import read
    from fscp_readiness.findings import ask_all
    from fscp_readiness.findings.asking import Asking
    from fscp_readiness.findings.door_suites import check_tables
    from fscp_readiness.findings.expectations import judge_answers
    from fscp_readiness.findings.recording_faults import recording_faults
    from fscp_readiness.measures import count
    from fscp_readiness.measures.benchmarks import Benchmarks
    from fscp_readiness.night.kept import with_kept
    from fscp_readiness.settings.council_tables import council_tables
    from fscp_readiness.settings.load import load_settings
    from fscp_readiness.standards import Calendar
    from fscp_readiness.synthetic import make_council
    from fscp_readiness.vocabulary import Answered, Counting
    from tests.oracle.asking import Oracle, asked_codes, catalogue, compare, query_of

    settings = load_settings()
    with tempfile.TemporaryDirectory() as folder:
        make_council(size, seed=SEED, as_at=AS_AT).write(Path(folder))
        extract = read(folder, settings.sources, as_at=AS_AT, extracted_on=AS_AT)
    tables = with_kept(extract.tables, extract.loads, None, council_tables(settings.folder))
    first = ask_all(tables, catalogue(), Calendar.read())
    asked = first.states[first.states["state"].eq(str(Answered.ASKED))]
    faults = [
        Asking(standard, Counting.LIVE, Answered.ASKED, first.answers[first.answers["code"].eq(standard.code)])
        for standard in catalogue().rules()
    ]
    tables = tables.with_kept(recording_faults(faults))
    published = Benchmarks.read(settings.folder / "benchmarks")
    codes = [code for code in asked_codes() if code in set(asked["code"])]
    began = perf_counter()
    oracle = Oracle(_with_every_column(tables))
    loading = perf_counter() - began
    oracle.tables = tables
    verdicts, differ = 0, []
    for code in codes:
        counted, different = compare(catalogue()[code], oracle, SEED)
        verdicts += sum(counted.values())
        differ += [(code, *each) for each in different]
    if differ:
        print(*differ[:60], sep="\n")
        raise SystemExit(f"{len(differ)} verdicts differ, so no time means anything: {sorted(set(differ))}")

    def ours() -> None:
        fresh = tables.with_kept({})
        fresh.__dict__.clear()
        fresh.__dict__.update({name: tables.__dict__[name] for name in tables.__dataclass_fields__})
        found = ask_all(fresh, catalogue(), Calendar.read())
        check_tables(fresh)
        judge_answers(found.answers, found.states, {}, found.in_order)
        count(found.answers, found.states, catalogue(), settings.readiness, published, as_at=AS_AT, in_order=found.in_order)

    def theirs() -> None:
        for code in codes:
            oracle.db.execute(query_of(code)).df()

    one, other = _median(ours, times), _median(theirs, times)
    return {
        "what": "every verdict of a night, and from it findings and measures, beside the verdicts in DuckDB", "size": size,
        "rows": sum(len(frame) for frame in tables.frames.values()), "codes": len(codes), "verdicts_equal": verdicts,
        "ours_seconds": round(one, 1), "duckdb_seconds": round(other, 1), "loading_into_duckdb_seconds": round(loading, 1),
        "ratio": round(one / other, 2), "ratio_with_loading": round(one / (other + loading), 2), "duckdb_threads": 1,
        "python": platform.python_version(), "duckdb": version("duckdb"), "pandas": version("pandas"),
    }  # fmt: skip


def _with_every_column(tables: Tables) -> Tables:
    """The tables with the columns that the source lacks, blank: a query names a column whether or not it is there."""
    frames = {}
    for name, frame in tables.frames.items():
        lacking = [column.name for column in table(name) if column.name not in frame]
        frames[name] = pd.concat([frame, empty(table(name)).reindex(frame.index)[lacking]], axis=1)
    return dataclasses.replace(tables, frames=frames)


def _median(work: Callable[[], None], times: int) -> float:
    took = []
    for _ in range(times + 1):
        began = perf_counter()
        work()
        took.append(perf_counter() - began)
    return statistics.median(took[1:])


if __name__ == "__main__":
    said = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    said.add_argument("--size", default="kirklees")
    said.add_argument("--times", type=int, default=3)
    given = said.parse_args()
    result = {**measured(given.size, given.times), "machine": machine()}
    (Path(__file__).resolve().parent / f"beside_duckdb_{given.size}.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))
