"""Every table held is checked against its own declaration, and what could not be checked never looks checked."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.findings.door_suites import CHECKED, NATIVE_TYPES, check_tables, suite_of
from fscp_readiness.tables import ALL, DTYPES, Tables, Type, empty, table

AS_AT = dt.date(2016, 5, 24)


def checked(unreadable=None, **frames):
    return check_tables(Tables(frames=frames, as_at=AS_AT, extracted_on=AS_AT, unreadable=unreadable or {}))


def rows_of(name, count, **columns):
    declared = empty(table(name))
    rows = pd.DataFrame(columns, index=range(count))
    for column in declared:
        rows[column] = pd.Series(rows[column] if column in rows else pd.NA, index=rows.index).astype(declared[column].dtype)
    return rows


def line(result, column, expectation):
    (found,) = result[result["column"].eq(column) & result["expectation"].eq(expectation)].to_dict("records")
    return found["checked"], found["failed"], found["state"]


def test_required_unique_coded_and_ranged_columns_are_counted_by_record():
    people = rows_of("people", 4, child_id=["C1", "C1", None, "C2"], sex=["F", "Z", None, "M"])
    scores = rows_of("sdq_scores", 3, sdq_id=["S1", "S2", "S3"], child_id=["C1", "C1", "C1"], score=[40, 41, None])
    result = checked(people=people, sdq_scores=scores)
    assert list(result.columns) == list(CHECKED)
    of_people = result[result["table"].eq("people")]
    assert line(of_people, "child_id", "expect_column_values_to_not_be_null") == (4, 1, "failed")
    assert line(of_people, "child_id", "expect_column_values_to_be_unique") == (3, 2, "failed")
    assert line(of_people, "sex", "expect_column_values_to_be_in_set") == (3, 1, "failed")
    assert line(result, "score", "expect_column_values_to_be_between") == (2, 1, "failed")


def test_a_value_the_reader_refused_fails_its_code_list():
    people = rows_of("people", 2, child_id=["C1", "C2"], sex=["F", None])
    result = checked({("people", "sex"): frozenset({"C2"})}, people=people)
    assert line(result, "sex", "expect_column_values_to_be_in_set") == (2, 1, "failed")


def test_fault_132_a_table_with_no_rows_passes_nothing():
    result = checked(people=empty(table("people")))
    by_record = result[~result["expectation"].isin(["expect_table_columns_to_match_set", "expect_column_values_to_be_of_type"])]
    assert set(by_record["state"]) == {"nothing_to_check"}
    assert int(result["checked"].sum()) == 0


def test_a_column_that_is_not_there_fails_the_table_and_is_not_checked_itself():
    result = checked(people=rows_of("people", 1, child_id=["C1"], sex=["F"]).drop(columns="sex"))
    assert line(result, "", "expect_table_columns_to_match_set") == (0, 0, "failed")
    assert "sex" not in set(result["column"])


def test_a_whole_table_passes_when_every_declared_column_is_there():
    assert line(checked(people=rows_of("people", 1, child_id=["C1"])), "", "expect_table_columns_to_match_set")[2] == "passed"


def test_a_column_of_the_wrong_type_fails():
    people = rows_of("people", 1, child_id=["C1"]).assign(born_on=pd.Series(["2010-01-01"], dtype="string"))
    assert line(checked(people=people), "born_on", "expect_column_values_to_be_of_type") == (0, 0, "failed")


@pytest.mark.parametrize("kind", list(Type))
def test_every_declared_type_is_what_great_expectations_calls_it(kind):
    column = next(column for declared in ALL for column in declared if column.type is kind)
    owner = next(declared for declared in ALL if column in declared.columns)
    result = checked(**{owner.name: empty(owner)})
    assert line(result, column.name, "expect_column_values_to_be_of_type")[2] == "passed"
    assert kind in NATIVE_TYPES and kind in DTYPES


def test_every_declared_table_can_be_checked_and_nothing_crashes():
    result = checked(**{declared.name: rows_of(declared.name, 2) for declared in ALL})
    assert set(result["table"]) == {declared.name for declared in ALL}
    assert "crashed" not in set(result["state"])


def test_every_rule_of_a_declaration_is_in_its_suite():
    for declared in ALL:
        suite = suite_of(declared, frozenset(column.name for column in declared))
        named = {(wanted.type, wanted.arguments.get("column")) for wanted in suite}
        for column in declared:
            assert ("expect_column_values_to_be_of_type", column.name) in named
            assert (("expect_column_values_to_not_be_null", column.name) in named) is column.required
            assert (("expect_column_values_to_be_unique", column.name) in named) is column.unique
            assert (("expect_column_values_to_be_in_set", column.name) in named) is bool(column.codes)
            ranged = column.minimum is not None or column.maximum is not None
            assert (("expect_column_values_to_be_between", column.name) in named) is ranged
