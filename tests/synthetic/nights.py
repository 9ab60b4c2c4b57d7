"""Reading a made-up council as a night would, and asking every standard what is outstanding."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd

from fscp_readiness import extracts
from fscp_readiness.findings.asking import Asking, ask
from fscp_readiness.findings.expectations import ask_expectations
from fscp_readiness.findings.night import question
from fscp_readiness.settings.load import load_settings
from fscp_readiness.standards import Calendar
from fscp_readiness.standards.catalogue import Catalogue, discover
from fscp_readiness.synthetic import Council, make_council
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Answered, Counting, Outcome

AS_AT = dt.date(2016, 5, 23)
CHECKS = Path(__file__).resolve().parents[2] / "checks"
LISTED = (str(Outcome.NOT_MET), str(Outcome.NOT_RECORDED), str(Outcome.BROKEN))

Line = tuple[str, str, str, str, str, str]
"""code, record_table, record_id, child_id, outcome, reason."""


@cache
def council(size: str, seed: int, as_at: dt.date = AS_AT) -> Council:
    return make_council(size, seed, as_at)


@cache
def catalogue() -> Catalogue:
    return discover(CHECKS)


def read(made: Council, folder: Path) -> extracts.Extract:
    """Through the front door: written as CSV and read back."""
    made.write(folder)
    return extracts.read(str(folder), load_settings().sources, as_at=made.as_at)


def live_findings(tables: Tables, codes: frozenset[str] = frozenset()) -> Counter[Line]:
    """What every standard that makes findings (or those of ``codes``) finds outstanding. Fails where one could not be asked."""
    found: Counter[Line] = Counter()
    calendar = Calendar.read()
    for standard in catalogue():
        if Counting.LIVE not in standard.about.counting or not standard.about.findings or (codes and standard.code not in codes):
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
