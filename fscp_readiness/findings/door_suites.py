"""Table by table, at the door: Great Expectations suites built from the declarations in ``tables/`` and run on every table held.

What a column must be is on the column: its type, whether it is required or unique, its codes, its range. Nothing is written twice.
Whether keys exist elsewhere is rule Q01's, which can say whose row it is.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from fscp_readiness.tables import Column, Table, Tables, Type, table

from .expectations import Ran, SuiteEnded, Wanted, with_unreadable_shown
from .expectations import run as run_here
from .suites import Run

CHECKED: Final = {
    "table": "string",
    "column": "string",
    "expectation": "string",
    "checked": "Int64",
    "failed": "Int64",
    "state": "string",
}
"""One row per expectation. checked and failed count records, and are 0 for expectations about a whole table or column (it is there, it
has its type). state: passed, failed, nothing_to_check (no row holds a value: that is not a pass) or crashed."""

NATIVE_TYPES: Final = {
    Type.ID: "str",
    Type.TEXT: "str",
    Type.CODE: "str",
    Type.DATE: "datetime64",
    Type.TIME: "datetime64",
    Type.FLAG: "bool",
    Type.INTEGER: "int64",
    Type.NUMBER: "float64",
}


ABOUT_COLUMNS: Final = frozenset({"expect_table_columns_to_match_set", "expect_column_values_to_be_of_type"})
"""Expectations about the table and its columns, which look at no record."""


def suite_of(declared: Table, held: frozenset[str]) -> list[Wanted]:
    """The expectations of one table as its declaration gives them; of columns the source lacks only that they should be there."""
    named = [column.name for column in declared if column.source or column.annex_a or column.name in held]
    whole = Wanted("expect_table_columns_to_match_set", {"column_set": named, "exact_match": False})
    return [whole, *(wanted for column in declared if column.name in held for wanted in _of_column(column))]


def check_tables(tables: Tables, run: Run = run_here) -> pd.DataFrame:
    """Run every held table's suite. Gives a frame of CHECKED, sorted by table, in the order of the columns as declared.

    run  what runs a suite, where that is not this process (suites.apart); one that ends without an answer crashed in every line
    """
    lines = [line for name in sorted(tables.frames) for line in _check(tables, table(name), run)]
    return pd.DataFrame(lines, columns=list(CHECKED)).astype(CHECKED)


def _check(tables: Tables, declared: Table, run: Run) -> list[dict[str, object]]:
    frame = tables.everything(declared.name)
    suite = suite_of(declared, frozenset(frame.columns))
    about_columns = [wanted for wanted in suite if wanted.type in ABOUT_COLUMNS]
    about_records = [wanted for wanted in suite if wanted.type not in ABOUT_COLUMNS]
    coded = [column.name for column in declared if column.codes and column.name in frame]
    needed = list(dict.fromkeys(str(wanted.arguments["column"]) for wanted in about_records))
    shown = frame[needed].copy()
    shown[coded] = with_unreadable_shown(tables, declared.name, coded)
    ran = [*_ran(run, frame.iloc[:0], about_columns), *_ran(run, shown, about_records)]
    order = {column.name: place for place, column in enumerate(declared)}
    ran.sort(key=lambda one: order.get(str(one.wanted.arguments.get("column")), -1))
    return [_line(declared.name, one) for one in ran]


def _ran(run: Run, frame: pd.DataFrame, suite: list[Wanted]) -> list[Ran]:
    try:
        return run(frame, suite)
    except SuiteEnded:
        return [Ran(one, True, False, None, None) for one in suite]


def _of_column(column: Column) -> list[Wanted]:
    name = {"column": column.name}
    wanted = [Wanted("expect_column_values_to_be_of_type", {**name, "type_": NATIVE_TYPES[column.type]})]
    if column.required:
        wanted.append(Wanted("expect_column_values_to_not_be_null", name))
    if column.unique:
        wanted.append(Wanted("expect_column_values_to_be_unique", name))
    if column.codes:
        wanted.append(Wanted("expect_column_values_to_be_in_set", {**name, "value_set": list(column.codes)}))
    if column.minimum is not None or column.maximum is not None:
        wanted.append(Wanted("expect_column_values_to_be_between", {**name, "min_value": column.minimum, "max_value": column.maximum}))
    return wanted


def _line(name: str, ran: Ran) -> dict[str, object]:
    if ran.crashed:
        state = "crashed"
    elif ran.checked == 0:
        state = "nothing_to_check"
    else:
        state = "passed" if ran.success else "failed"
    return {
        "table": name, "column": ran.wanted.arguments.get("column", ""), "expectation": ran.wanted.type,
        "checked": ran.checked or 0, "failed": ran.failed or 0, "state": state,
    }  # fmt: skip
