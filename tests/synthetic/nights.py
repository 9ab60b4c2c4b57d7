"""Reading a made-up council as a night would, and asking every standard what is outstanding."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd

from fscp_readiness import extracts
from fscp_readiness.findings.asking import Asking, ask
from fscp_readiness.findings.expectations import ask_expectations
from fscp_readiness.findings.night import question
from fscp_readiness.history import Night, Remembered
from fscp_readiness.night.kept import with_kept
from fscp_readiness.settings.council_tables import council_tables
from fscp_readiness.settings.load import load_settings
from fscp_readiness.standards import Calendar
from fscp_readiness.standards.catalogue import Catalogue, Standard, discover
from fscp_readiness.synthetic import Council, make_council
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Answered, Counting, Outcome

AS_AT = dt.date(2016, 5, 23)
CHECKS = Path(__file__).resolve().parents[2] / "checks"
LISTED = (str(Outcome.NOT_MET), str(Outcome.NOT_RECORDED), str(Outcome.BROKEN))

Line = tuple[str, str, str, str, str, str]
"""code, record_table, record_id, child_id, outcome, reason."""


@cache
def council(size: str, seed: int, as_at: dt.date = AS_AT, day: str = "ordinary") -> Council:
    return make_council(size, seed, as_at, day)


@cache
def catalogue() -> Catalogue:
    return discover(CHECKS)


def listed_standards() -> list[Standard]:
    """Those whose answers make rows of findings.csv."""
    return [standard for standard in catalogue() if Counting.LIVE in standard.about.counting and standard.about.findings]


def read(made: Council, folder: Path) -> extracts.Extract:
    """Through the front door: written as CSV and read back. The night before, every table held as many rows."""
    made.write(folder)
    settings = load_settings()
    extract = extracts.read(str(folder), settings.sources, as_at=made.as_at)
    rows = dict(zip(extract.loads["table"], extract.loads["rows_read"], strict=True))
    before = Night(made.as_at - dt.timedelta(days=1), "the night before", tables={str(name): int(count) for name, count in rows.items()})
    return dataclasses.replace(
        extract, tables=with_kept(extract.tables, extract.loads, Remembered(nights=(before,)), council_tables(settings.folder))
    )


def live_findings(tables: Tables, codes: frozenset[str] = frozenset()) -> Counter[Line]:
    """What every standard that makes findings (or those of ``codes``) finds outstanding. Fails where one could not be asked."""
    found: Counter[Line] = Counter()
    calendar = Calendar.read()
    for standard in listed_standards():
        if codes and standard.code not in codes:
            continue
        asked = question(standard, tables, calendar, Counting.LIVE)
        asking: Asking = ask_expectations(standard, tables, asked) if standard.expectations else ask(standard, tables, asked)
        assert asking.state is Answered.ASKED, f"{standard.code}: {asking.because}"
        rows = asking.answers
        rows = rows[rows["outcome"].isin(LISTED) & rows["exempt"].fillna("").eq("")]
        if standard.is_rule:
            rows = rows[rows["outcome"].eq(str(Outcome.BROKEN))]
        found.update(_lines(rows))
    return found


def ledger_lines(made: Council) -> Counter[Line]:
    return Counter(_lines(made.ledger))


def _lines(rows: pd.DataFrame) -> list[Line]:
    columns = ("code", "record_table", "record_id", "child_id", "outcome", "reason")
    return list(zip(*(rows[name].fillna("").astype(str) for name in columns), strict=True))
