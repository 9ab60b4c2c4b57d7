"""A night's questions beside the same verdicts in DuckDB's SQL: tables to findings and measures, as a ratio in one run.

Run ``python -m benchmarks.beside_duckdb [--size kirklees] [--times 3]``. Ours: every standard and rule under each of its countings, whose
each answer is, what falls due, zero tolerance, the suites of Great Expectations, and measures.csv. Theirs: the oracle's query of each code
(tests/oracle/queries), which gives the verdicts alone, with one thread and with two; the ratio is to the quicker. Both from the same tables
in memory; loading them into DuckDB is timed apart. Before anything is timed the two are laid side by side, code by code and row by row,
and must be equal. A query that does not end in 30 seconds and 4 GB is named and left out of DuckDB's side, and ours asks it all the same.
"""

from __future__ import annotations

import argparse
import dataclasses
import statistics
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from fscp_readiness.tables import Tables

from .machine import AS_AT, SEED, write

if TYPE_CHECKING:
    from fscp_readiness.findings.expectations import Ran, Wanted
    from tests.oracle.asking import Oracle

THREADS = (1, 2)
MEMORY, SECONDS = "4GB", 30
"""What one query may take. The queries are written to be read: at a hundred thousand rows some join every row with every other."""


def night(size: str) -> tuple[Tables, Tables, list[str]]:
    """A made-up night; the same with the recording faults that a night finds first; the codes that can be asked of it and have a query."""
    from fscp_readiness.extracts import read
    from fscp_readiness.findings import ask_all
    from fscp_readiness.findings.asking import Asking
    from fscp_readiness.findings.recording_faults import recording_faults
    from fscp_readiness.night.kept import with_kept
    from fscp_readiness.settings.council_tables import council_tables
    from fscp_readiness.settings.load import load_settings
    from fscp_readiness.standards import Calendar
    from fscp_readiness.synthetic import make_council
    from fscp_readiness.vocabulary import Answered, Counting
    from tests.oracle.asking import asked_codes, catalogue

    settings = load_settings()
    with tempfile.TemporaryDirectory() as folder:
        make_council(size, seed=SEED, as_at=AS_AT).write(Path(folder))
        extract = read(folder, settings.sources, as_at=AS_AT, extracted_on=AS_AT)
    tables = with_kept(extract.tables, extract.loads, None, council_tables(settings.folder))
    first = ask_all(tables, catalogue(), Calendar.read())
    asked = set(first.states[first.states["state"].eq(str(Answered.ASKED))]["code"])
    faults = [
        Asking(standard, Counting.LIVE, Answered.ASKED, first.answers[first.answers["code"].eq(standard.code)])
        for standard in catalogue().rules()
    ]
    return tables, tables.with_kept(recording_faults(faults)), [code for code in asked_codes() if code in asked]


def beyond(oracle: Oracle, codes: Sequence[str]) -> list[str]:
    """The codes whose query does not end within MEMORY and SECONDS: DuckDB gives no verdict, so there is nothing to lay beside ours."""
    oracle.db.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = ''; SET threads = 1")
    found = []
    for code in codes:
        late = threading.Timer(SECONDS, oracle.db.interrupt)
        late.start()
        try:
            oracle.answers(code)
        except (duckdb.OutOfMemoryException, duckdb.InterruptException):
            found.append(code)
        finally:
            late.cancel()
    return found


def side_by_side(oracle: Oracle, codes: Sequence[str]) -> int:
    """How many verdicts are equal. Raises SystemExit where any is not: no time then means anything."""
    from tests.oracle.asking import catalogue, compare

    verdicts, differ = 0, []
    for code in codes:
        counted, different = compare(catalogue()[code], oracle, SEED)
        verdicts += sum(counted.values())
        differ += [(code, who, *verdict) for _, who, verdict in different]
    if differ:
        print(*differ[:60], sep="\n")
        raise SystemExit(f"{len(differ)} verdicts differ, of {', '.join(sorted({each[0] for each in differ}))}: no time means anything.")
    return verdicts


def ours(tables: Tables) -> dict[str, float]:
    """Seconds of one round: of each part, in all, and of those inside Great Expectations."""
    from fscp_readiness.findings import ask_all
    from fscp_readiness.findings.door_suites import check_tables
    from fscp_readiness.findings.expectations import judge_answers, run
    from fscp_readiness.measures import count
    from fscp_readiness.measures.benchmarks import Benchmarks
    from fscp_readiness.settings.load import load_settings
    from fscp_readiness.standards import Calendar
    from tests.oracle.asking import catalogue

    settings, took = load_settings(), dict.fromkeys(("asking", "door_suites", "judging_the_answers", "counting", "great_expectations"), 0.0)
    published = Benchmarks.read(settings.folder / "benchmarks")

    def timed_run(frame: pd.DataFrame, wanted: Sequence[Wanted], *, places: bool = False) -> list[Ran]:
        began = perf_counter()
        ran = run(frame, wanted, places=places)
        took["great_expectations"] += perf_counter() - began
        return ran

    def timed(part: str, work: Callable[[], object]) -> None:
        began = perf_counter()
        work()
        took[part] = perf_counter() - began

    tables = dataclasses.replace(tables)  # nothing of the last round is remembered
    began = perf_counter()
    found = ask_all(tables, catalogue(), Calendar.read(), run=timed_run)
    took["asking"] = perf_counter() - began
    timed("door_suites", lambda: check_tables(tables, timed_run))
    timed("judging_the_answers", lambda: judge_answers(found.answers, found.states, {}, found.in_order, timed_run))
    timed(
        "counting",
        lambda: count(found.answers, found.states, catalogue(), settings.readiness, published, as_at=AS_AT, in_order=found.in_order),
    )
    return took | {"all": perf_counter() - began}


def theirs(oracle: Oracle, codes: Sequence[str], threads: int) -> dict[str, float]:
    """Seconds of one round: of each code, and in all."""
    oracle.db.execute(f"SET threads = {threads}")
    took = {}
    for code in codes:
        began = perf_counter()
        oracle.answers(code)
        took[code] = perf_counter() - began
    return took | {"all": sum(took.values())}


def measured(size: str, times: int) -> dict[str, object]:
    """Medians of ``times`` rounds after one that warms up, the ratio to DuckDB at its quicker, and Great Expectations' share of ours."""
    from tests.oracle.asking import Oracle

    tables, faulty, codes = night(size)
    began = perf_counter()
    oracle = Oracle(faulty)
    loading = perf_counter() - began
    left_out = beyond(oracle, codes)
    codes = [code for code in codes if code not in left_out]
    verdicts = side_by_side(oracle, codes)
    one = _medians(lambda: ours(tables), times)
    by_threads = {threads: _medians(lambda threads=threads: theirs(oracle, codes, threads), times) for threads in THREADS}
    other = min(each["all"] for each in by_threads.values())
    quick = min(sum(min(each[code], 1) for code in codes) for each in by_threads.values())
    slowest = sorted(codes, key=lambda code: -by_threads[1][code])[:8]
    return {
        "what": "every verdict of a night, and from it findings and measures, beside the verdicts in DuckDB", "size": size, "times": times,
        "rows": sum(len(frame) for frame in tables.frames.values()), "codes": len(codes), "verdicts_equal": verdicts,
        "not_answered_by_duckdb": left_out,
        "ratio": round(one["all"] / other, 2), "ratio_with_loading": round(one["all"] / (other + loading), 2),
        "ratio_were_no_query_slower_than_a_second": round(one["all"] / quick, 2),
        "great_expectations_share": round(one["great_expectations"] / one["all"], 3),
        "ours_seconds": _rounded(one),
        "duckdb_seconds": {f"threads_{threads}": round(each["all"], 2) for threads, each in by_threads.items()},
        "ratio_by_threads": {f"threads_{threads}": round(one["all"] / each["all"], 2) for threads, each in by_threads.items()},
        "loading_into_duckdb_seconds": round(loading, 2),
        "slowest_queries_seconds": _rounded({code: by_threads[1][code] for code in slowest}), "duckdb": version("duckdb"),
    }  # fmt: skip


def _medians(work: Callable[[], dict[str, float]], times: int) -> dict[str, float]:
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(times + 1):
        for part, seconds in work().items():
            taken[part].append(seconds)
    return {part: statistics.median(each[-times:]) for part, each in taken.items()}


def _rounded(seconds: dict[str, float]) -> dict[str, float]:
    return {part: round(each, 2) for part, each in seconds.items()}


if __name__ == "__main__":
    said = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    said.add_argument("--size", default="kirklees")
    said.add_argument("--times", type=int, default=3)
    given = said.parse_args()
    write(f"beside_duckdb_{given.size}", measured(given.size, given.times))
