"""The oracle: one DuckDB query a code, asked of the same tables as the standard, and the two answers laid side by side."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import duckdb
import holidays
import pandas as pd

from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.expectations import ask_expectations
from fscp_readiness.findings.night import question
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar
from fscp_readiness.standards.catalogue import Catalogue, Standard, discover
from fscp_readiness.tables import DATES, Tables, table
from fscp_readiness.tables.declare import Type
from fscp_readiness.tables.snapshot import empty
from fscp_readiness.vocabulary import Answered, Kind, Outcome

HERE = Path(__file__).parent
QUERIES = HERE / "queries"

Verdict = tuple[str, str, str, str]
"""counting, record_id, outcome, due_on (ISO, or "" where the query gives none)."""


@cache
def catalogue() -> Catalogue:
    return discover(CHECKS)


@cache
def _workdays() -> pd.DataFrame:
    """Working days of England from the ``holidays`` library: not the calendar the standards use."""
    first, last = dt.date(1985, 1, 1), dt.date(2032, 12, 31)
    closed = holidays.country_holidays("GB", subdiv="ENG", years=range(2010, 2029))
    days = pd.date_range(first, last, freq="D")
    works = [day.weekday() < 5 and day.date() not in closed for day in days]
    return pd.DataFrame({"d": days, "n": pd.Series(works).cumsum()})


class Oracle:
    """One night in DuckDB. ``verdicts(code)`` runs queries/<code>.sql. A column that the source lacks is there, and blank."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.db = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
        self.db.execute("SET threads = 1")
        self.db.execute("SET enable_progress_bar = false")
        since = (pd.Timestamp(tables.as_at) + pd.DateOffset(months=-6)).date()
        self.db.execute("CREATE TABLE asked (as_at DATE, extracted_on DATE, since DATE)")
        self.db.execute("INSERT INTO asked VALUES (?, ?, ?)", [tables.as_at, tables.extracted_on, since])
        self._load("workdays_frame", _workdays())
        self.db.execute("CREATE TABLE workdays AS SELECT CAST(d AS DATE) AS d, CAST(n AS INTEGER) AS passed FROM workdays_frame")
        for name, said in (("unreadable", tables.unreadable), ("placeholders", tables.placeholders)):
            rows = [(t, c, key) for (t, c), keys in sorted(said.items()) for key in sorted(keys)]
            self.db.execute(f"CREATE TABLE {name} (tbl VARCHAR, col VARCHAR, key VARCHAR)")
            if rows:
                self.db.executemany(f"INSERT INTO {name} VALUES (?, ?, ?)", rows)
        self.db.execute("CREATE TABLE twice (tbl VARCHAR, key VARCHAR)")
        self.db.execute("CREATE TABLE called (tbl VARCHAR, source VARCHAR)")
        for name, frame in tables.frames.items():
            self.db.execute("INSERT INTO called VALUES (?, ?)", [name, tables.output_name(name)])
            lacking = [column.name for column in table(name) if column.name not in frame]
            self._night(name, pd.concat([frame, empty(table(name)).reindex(frame.index)[lacking]], axis=1))
        self.db.execute((HERE / "shared.sql").read_text(encoding="utf-8"))

    def _load(self, name: str, frame: pd.DataFrame) -> None:
        self.db.register(f"{name}_view", frame)
        self.db.execute(f'CREATE TABLE "{name}" AS SELECT * FROM {name}_view')
        self.db.unregister(f"{name}_view")

    def _night(self, name: str, frame: pd.DataFrame) -> None:
        """The table as read, and as it stood at the end of as_at (contract.md, 'Time, live and period')."""
        declared = table(name)
        plain = frame.astype({c: "object" for c in frame.columns if str(frame[c].dtype) in ("boolean", "Int64", "Float64", "string")})
        self._load(f"{name}_loaded", plain.where(plain.notna(), None))
        kinds = {Type.DATE: "DATE", Type.TIME: "TIMESTAMP", Type.FLAG: "BOOLEAN", Type.INTEGER: "INTEGER", Type.NUMBER: "DOUBLE"}
        cast = ", ".join(f'CAST("{c.name}" AS {kinds.get(c.type, "VARCHAR")}) AS "{c.name}"' for c in declared if c.name in frame.columns)
        self.db.execute(f'CREATE TABLE "{name}_raw" AS SELECT {cast} FROM "{name}_loaded"')
        key = declared.key
        self.db.execute(f'INSERT INTO twice SELECT ?, "{key}" FROM "{name}_raw" GROUP BY "{key}" HAVING count("{key}") > 1', [name])
        seen = []
        for column in declared:
            if column.name not in frame.columns:
                continue
            dated = column.type in (Type.DATE, Type.TIME) and not column.planned and not column.own_date
            told = f'"{column.name}"'
            seen.append(
                f"CASE WHEN CAST({told} AS DATE) > (SELECT as_at FROM asked) THEN NULL ELSE {told} END AS {told}" if dated else told
            )
        own = declared.own_date
        there = f'WHERE "{own}" IS NULL OR CAST("{own}" AS DATE) <= (SELECT as_at FROM asked)' if own and own in frame.columns else ""
        self.db.execute(f'CREATE TABLE "{name}" AS SELECT {", ".join(seen)} FROM "{name}_raw" {there}')

    def answers(self, code: str) -> pd.DataFrame:
        """The query's rows; of a record that the source holds twice one a counting, not recorded, with no day due (faults.md 66).

        A rule is broken or kept by a row, not by a record, so its rows stand. A query that asks of several tables names the one of each row
        (record_table); any other asks of the one that contract.md names ('What one row is'). Raises duckdb.Error where the query is wrong.
        """
        rows, about = self.db.execute(query_of(code)).df(), catalogue()[code].about
        if about.kind is Kind.RECORDING:
            return rows
        where = rows["record_table"] if "record_table" in rows else pd.Series(about.record, index=rows.index)
        refused = pd.Series(list(zip(where, rows["record_id"], strict=True)), index=rows.index, dtype=object).isin(self._twice)
        if not refused.any():
            return rows
        rows = rows.assign(outcome=rows["outcome"].mask(refused, str(Outcome.NOT_RECORDED)))
        if "due_on" in rows:
            rows["due_on"] = rows["due_on"].mask(refused)
        return rows[~(refused & pd.DataFrame({"t": where, "c": rows["counting"], "r": rows["record_id"]}).duplicated())]

    @cached_property
    def _twice(self) -> set[tuple[str, str]]:
        return set(self.db.execute("SELECT tbl, key FROM twice").fetchall())

    def verdicts(self, code: str) -> Counter[Verdict]:
        """What the oracle answers. Raises duckdb.Error where the query is wrong."""
        rows = self.answers(code)
        due = rows["due_on"] if "due_on" in rows else pd.Series(None, index=rows.index)
        days = due.astype(DATES).dt.strftime("%Y-%m-%d").fillna("")
        return Counter(zip(rows["counting"], rows["record_id"].fillna(""), rows["outcome"], days, strict=True))


def path_of(code: str) -> Path:
    return QUERIES / f"{code.lower().replace('-', '').replace('.', '_')}.sql"


def query_of(code: str) -> str:
    return path_of(code).read_text(encoding="utf-8")


def standards_verdicts(standard: Standard, tables: Tables) -> Counter[Verdict]:
    """What the standard answers, live and period, in the oracle's words: a row about a whole table is named by the table.

    Raises where the standard cannot be asked or crashes.
    """
    found: Counter[Verdict] = Counter()
    for counting in standard.about.counting:
        asked = question(standard, tables, Calendar.read(), counting)
        result = ask_expectations(standard, tables, asked) if standard.expectations else ask(standard, tables, asked, let_it_raise=True)
        assert result.state is Answered.ASKED, result.because
        rows = result.answers
        outcome = rows["outcome"].mask(rows["exempt"].fillna("").ne(""), "exempt")
        days = rows["due_on"].dt.strftime("%Y-%m-%d").fillna("")
        records = rows["record_id"].fillna("").astype(str)
        records = records.mask(records.eq(""), rows["record_table"].fillna("").astype(str))
        found.update(zip([str(counting)] * len(rows), records, outcome.astype(str), days, strict=True))
    return found


@dataclass
class Compared:
    """One code over many worlds: verdicts by counting and outcome, and what differs."""

    code: str
    outcomes: Counter[tuple[str, str]]
    differ: list[tuple[int, str, Verdict]]


def without_due(verdicts: Counter[Verdict]) -> Counter[Verdict]:
    kept: Counter[Verdict] = Counter()
    for (counting, record, outcome, _), number in verdicts.items():
        kept[counting, record, outcome, ""] += number
    return kept


def compare(standard: Standard, oracle: Oracle, seed: int) -> tuple[Counter[tuple[str, str]], list[tuple[int, str, Verdict]]]:
    """Outcomes counted, and each verdict that one has and the other has not. Due days are compared where the query gives any."""
    theirs, ours = oracle.verdicts(standard.code), standards_verdicts(standard, oracle.tables)
    if not any(due for _, _, _, due in theirs):
        ours = without_due(ours)
    counted = Counter((counting, outcome) for (counting, _, outcome, _), n in ours.items() for _ in range(n))
    differ = [(seed, "standard only", each) for each in (ours - theirs).elements()]
    return counted, differ + [(seed, "oracle only", each) for each in (theirs - ours).elements()]


def asked_codes() -> Iterator[str]:
    """Every code that has a query."""
    for standard in catalogue():
        if path_of(standard.code).exists():
            yield standard.code
