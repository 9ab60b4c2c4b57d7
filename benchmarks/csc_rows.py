"""csc-validator-be-903 at work on made-up SSDA903 rows, in a process of its own: it needs an older pandas than ours.

``beside_csc.py`` starts it with that library's folder first on the path. Nothing of ours is imported. The rows are written here by rule,
for children who do not exist, under the column names that the library's own ``config.py`` declares. One JSON object goes to stdout.
"""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import io
import json
import logging
import random
import statistics
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from time import perf_counter, process_time
from typing import Any

YEAR_FROM, YEAR_TO = dt.date(2025, 4, 1), dt.date(2026, 3, 31)
RULES = "lac2025_26"
COUNCIL = "E08000034"
POSTCODES = ("HD1 2TT", "HD3 4AA", "WF17 5DD", "HD8 8EL", "WF13 1HX")
Rows = dict[str, list[tuple[Any, ...]]]


def rows_of(wanted: int, seed: int) -> Rows:
    """Tables of about so many rows altogether: children one after the other until there are enough."""
    chance, tables, made, number = random.Random(seed), _empty(), 0, 0  # noqa: S311  made-up rows
    while made < wanted:
        number += 1
        for table, row in _child(f"C{number:06d}", chance):
            tables[table].append(row)
            made += 1
    return tables


def _empty() -> Rows:
    config = importlib.import_module("lac_validator.config")
    return {table: [] for table in config.column_names}


def _child(child: str, chance: random.Random) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """One child's year: who they are, where they lived, reviews, health, sometimes missing, sometimes leaving or adopted."""
    born = YEAR_TO - dt.timedelta(days=chance.randrange(200, 6_500))
    age, sex, dob = (YEAR_TO - born).days // 365, chance.choice("MF"), _day(born)
    begun = max(born + dt.timedelta(days=3), YEAR_FROM - dt.timedelta(days=chance.randrange(-300, 900)))
    yield "Header", (child, sex, dob, chance.choice(("WBRI", "APKN", "MWBC", "BAFR")), f"A{chance.randrange(10**12):012d}", "", "")
    for place in range(chance.randrange(1, 4)):
        first = begun + dt.timedelta(days=70 * place)
        if first <= YEAR_TO:
            last = place == 2 and chance.random() < 0.5
            ended = _day(first + dt.timedelta(days=60)) if last else ""
            yield (
                "Episodes",
                (
                    child, _day(first), "P" if place else "S", chance.choice(("C2", "V2", "E1")), "N1",
                    chance.choice(("U1", "U4", "K2", "P1")), chance.choice(("PR1", "PR4")),
                    ended, "E4A" if last else "", "CARPL" if place and not last else "",
                    chance.choice(POSTCODES), chance.choice(POSTCODES), "SC123456",
                ),
            )  # fmt: skip
            yield "SWEpisodes", (child, dob, f"SW{chance.randrange(200):04d}", _day(first), ended, "MANAGE")
    for month in (2, 8):
        yield "Reviews", (child, dob, _day(YEAR_FROM + dt.timedelta(days=30 * month)), "PN0" if age < 4 else "PN1")
    yield "OC2", (child, dob, 14 if 4 <= age <= 16 else "", "", 0, 1, 1, 1, 1, 0, "", "")
    if chance.random() < 0.2:
        gone = YEAR_FROM + dt.timedelta(days=chance.randrange(350))
        yield "Missing", (child, dob, chance.choice("MA"), _day(gone), _day(gone + dt.timedelta(days=2)))
    if chance.random() < 0.05:
        yield "UASC", (child, sex, dob, _day(born + dt.timedelta(days=6_574)))
    if age >= 17:
        yield "OC3", (child, dob, "YES", "F1", "B1")
    if chance.random() < 0.05:
        placed = YEAR_FROM + dt.timedelta(days=120)
        yield "PlacedAdoption", (child, dob, _day(placed), "", "")
        yield "AD1", (child, dob, _day(placed), _day(placed), 0, 2, "MF", "L11")
    if chance.random() < 0.05:
        yield "PrevPerm", (child, dob, "Z1", "", "")


def _day(day: dt.date) -> str:
    return day.strftime("%d/%m/%Y")


def files_of(tables: Rows) -> list[dict[str, Any]]:
    """The tables as the library is handed them: CSV files in memory."""
    config = importlib.import_module("lac_validator.config")
    files = []
    for table, rows in tables.items():
        if rows:
            text = io.StringIO()
            writer = csv.writer(text)
            writer.writerow(config.column_names[table])
            writer.writerows(rows)
            files.append({"name": f"{table}.csv", "description": "This year", "file_content": text.getvalue().encode()})
    return files


def medians(work: Callable[[], float], times: int) -> float:
    """The median of what ``work`` gives, over ``times`` rounds after one that warms up."""
    return statistics.median([work() for _ in range(times + 1)][1:])


def measured(wanted: int, times: int, seed: int) -> dict[str, object]:
    """Rows, rules, and the median seconds of one pass of every rule, reading timed apart."""
    validator = importlib.import_module("lac_validator.lac_validator")
    registry = importlib.import_module(f"lac_validator.rules.{RULES}").registry
    logging.disable(logging.CRITICAL)
    tables = rows_of(wanted, seed)
    files = files_of(tables)
    whole: list[float] = []
    busy: list[float] = []
    last: list[Any] = []

    class Timed(validator.LacValidator):  # type: ignore[misc, name-defined]  # a class that is found when it runs
        def validate(self, selected_rules: list[str] | None = None) -> None:
            began, idle = perf_counter(), process_time()
            super().validate(selected_rules)
            self.took = perf_counter() - began
            busy.append(process_time() - idle)

    def asked() -> float:
        began = perf_counter()
        last[:] = [Timed({"collectionYear": str(YEAR_TO.year), "localAuthority": COUNCIL}, files, registry)]
        whole.append(perf_counter() - began)
        return float(last[0].took)

    seconds = medians(asked, times)
    return {
        "rows": sum(len(rows) for rows in tables.values()), "tables": {table: len(rows) for table, rows in tables.items() if rows},
        "children": len(tables["Header"]), "rules_run": len(last[0].dones), "rules_skipped": len(last[0].skips),
        "rules_failed": len(last[0].fails), "seconds": seconds, "processor_seconds": statistics.median(busy[1:]),
        "with_reading_seconds": statistics.median(whole[1:]),
        "version": version("csc-validator-be-903"), "pandas": version("pandas"),
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measured(*(int(each) for each in sys.argv[1:4]))))
