"""Reading the EXAMPLES of a standard: small text tables that are documentation and test at once.

    as at 2016-05-24
    counting period                 (optional; live when not said)
    extracted on 2016-05-25         (optional; as at when not said)
    clock 10 working_days inclusive (optional; the standard's own when not said)

    cp_plans
    plan_id | child_id | started_on
    P1      | C1       | 2016-03-01

    expect
    plan_id | outcome | due_on     | because
    P1      | met     | 2016-05-24 | seen exactly ten working days ago

A block is a table's English name, a line of column names, and rows; blank means blank and ``#N/A`` means unreadable. A table that
is named with no rows is there and empty. Several examples may follow one another, each beginning with ``as at``.
In ``expect``: outcome is met, not_met, not_recorded, broken, exempt or out_of_scope; ``reason``, ``field``, ``due_on`` and
``record_table`` are checked where given; ``because`` is required on every line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

import pandas as pd

from fscp_readiness.tables import DTYPES, Table, Tables, Type, table
from fscp_readiness.vocabulary import Counting

from .about import Clock, ClockKind

UNREADABLE = "#N/A"
OUTCOMES = ("met", "not_met", "not_recorded", "broken", "exempt", "out_of_scope")
SHIPPED_ROLES = frozenset({"allocated worker", "allocated case worker", "allocated social worker", "social worker", "lead practitioner"})


class ExampleError(ValueError):
    """An example that cannot be read: says which line and what to write instead."""


@dataclass(frozen=True)
class Example:
    """One example: the tables, the question and what is expected."""

    number: int
    as_at: dt.date
    counting: Counting
    tables: Tables
    expect: list[dict[str, str]]
    shown: dict[str, list[list[str]]] = field(default_factory=dict)
    """Every block as written: table name -> header row and rows, for the catalogue page."""
    clock: Clock | None = None
    extracted_on: dt.date | None = None


def read_examples(text: str) -> list[Example]:
    """Parse EXAMPLES. Raises ExampleError with the line number and a sentence."""
    chunks: list[list[tuple[int, str]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().lower().startswith("as at "):
            chunks.append([])
        if line.strip() and not chunks:
            raise ExampleError(f"line {number}: an example begins with 'as at YYYY-MM-DD'")
        if chunks:
            chunks[-1].append((number, line.strip()))
    return [_read_one(index, chunk) for index, chunk in enumerate(chunks, start=1)]


def _read_one(index: int, lines: list[tuple[int, str]]) -> Example:
    as_at = _day(lines[0][1][len("as at ") :], lines[0][0])
    counting, clock, extracted_on = Counting.LIVE, None, None
    blocks: dict[str, list[list[str]]] = {}
    began: dict[str, int] = {}
    expect: list[dict[str, str]] = []
    for block in _blocks(lines[1:]):
        number, first = block[0]
        word = first.split(" ")[0]
        if word == "counting":
            counting = _word(Counting, first.split(" ", 1)[1].strip(), number)
        elif first.startswith("extracted on "):
            extracted_on = _day(first[len("extracted on ") :], number)
        elif word == "clock":
            parts = first.split()
            clock = Clock(_word(ClockKind, parts[2], number), int(parts[1]), parts[3] if len(parts) > 3 else "after")
        else:
            rows = [[cell.strip() for cell in line.split("|")] for _, line in block[1:]]
            for (line_number, _), row in zip(block[1:], rows, strict=True):
                if len(row) != len(rows[0]):
                    raise ExampleError(f"line {line_number}: {len(row)} cells under {len(rows[0])} headings")
            if first == "expect":
                expect = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
                _check_expect(expect, number)
            blocks[first], began[first] = rows, number
    frames, unreadable = {}, {}
    for name, rows in blocks.items():
        if name != "expect":
            try:
                frames[name], bad = _frame(table(name), rows)
            except (KeyError, ValueError) as problem:
                raise ExampleError(f"line {began[name]}, table {name}: {problem.args[0]}") from None
            unreadable.update(bad)
    tables = Tables(frames=frames, as_at=as_at, extracted_on=extracted_on or as_at, unreadable=unreadable, allocated_roles=SHIPPED_ROLES)
    return Example(index, as_at, counting, tables, expect, blocks, clock, extracted_on)


def _blocks(lines: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    block: list[tuple[int, str]] = []
    for number, line in lines:
        if not line and block:
            yield block
            block = []
        elif line and not block and line.split(" ")[0] in ("counting", "clock", "extracted"):
            yield [(number, line)]
        elif line:
            block.append((number, line))
    if block:
        yield block


def _check_expect(expect: list[dict[str, str]], number: int) -> None:
    for row in expect:
        if not row.get("because"):
            raise ExampleError(f"line {number}: every line of 'expect' says because")
        if row.get("outcome") not in OUTCOMES:
            raise ExampleError(f"line {number}: outcome {row.get('outcome')!r} is not one of {', '.join(OUTCOMES)}")


def _frame(declared: Table, rows: list[list[str]]) -> tuple[pd.DataFrame, dict[tuple[str, str], frozenset[str]]]:
    header = rows[0] if rows else [column.name for column in declared]
    bad: dict[tuple[str, str], frozenset[str]] = {}
    data: dict[str, pd.Series] = {}
    for position, name in enumerate(header):
        column = declared.column(name)
        values: list[str | None] = [row[position] or None for row in rows[1:]]
        if UNREADABLE in values and declared.key in header:
            keys = [row[header.index(declared.key)] for row in rows[1:]]
            bad[(declared.name, name)] = frozenset(key for key, value in zip(keys, values, strict=True) if value == UNREADABLE)
            values = [None if value == UNREADABLE else value for value in values]
        data[name] = _typed(values, column.type)
    frame = pd.DataFrame(data)
    if declared.key not in frame:
        frame[declared.key] = pd.Series([f"{declared.name}-{n}" for n in range(1, len(rows))] if rows else [], dtype="string")
    for column in declared:
        if column.name not in frame:
            frame[column.name] = pd.Series(pd.NA, index=frame.index).astype(DTYPES[column.type])
    return frame, bad


def _typed(values: list[str | None], kind: Type) -> pd.Series:
    if kind is Type.FLAG:
        return pd.Series([None if v is None else v.lower() in ("yes", "y", "true", "1") for v in values], dtype="boolean")
    if kind in (Type.DATE, Type.TIME):
        return pd.Series([pd.NaT if v is None else _time(v) for v in values], dtype=DTYPES[kind])
    if kind in (Type.INTEGER, Type.NUMBER):
        return pd.Series([None if v is None else float(v) for v in values], dtype="Float64").astype(DTYPES[kind])
    return pd.Series(values, dtype=DTYPES[kind])


def _time(text: str) -> pd.Timestamp:
    try:
        return pd.Timestamp(dt.datetime.fromisoformat(text))
    except ValueError:
        raise ValueError(f"{text!r} is no date written YYYY-MM-DD (or YYYY-MM-DD HH:MM); for one that cannot be read write #N/A") from None


W = TypeVar("W", bound=StrEnum)


def _word(words: type[W], text: str, number: int) -> W:
    try:
        return words(text)
    except ValueError:
        raise ExampleError(f"line {number}: {text!r} is not one of {', '.join(words)}") from None


def _day(text: str, number: int) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise ExampleError(f"line {number}: {text!r} is not a date written YYYY-MM-DD") from None
