"""Answers of two case systems side by side: each once, tied by the map, and what only one side has is a difference."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from fscp_readiness.extracts.identifier_map import checked
from fscp_readiness.measures.two_systems import beside, lay_side_by_side
from fscp_readiness.tables import Tables

IDS = checked(
    [(2, "ssd_cp_plans", "P1", "1"), (3, "ssd_cp_plans", "P2", "2"), (4, "ssd_cp_plans", "1", "9"), (5, "ssd_person", "*", "*")], "map"
)
ASKED = {("CPV-01", "live"): ("asked", "asked", "")}


def answers(*rows, code="CPV-01", counting="live"):
    """rows: (record, outcome) and what else there is."""
    plain = {"code": code, "counting": counting, "record_table": "ssd_cp_plans", "field": "", "exempt": None}
    made = [
        {**plain, "due_on": pd.NaT, "restricted": False, "record_id": record, "child_id": f"C-{record}", "outcome": outcome, **more}
        for record, outcome, *rest in rows
        for more in (rest or [{}])
    ]
    frame = pd.DataFrame(made).astype({"due_on": "datetime64[s]", "restricted": "boolean"})
    return frame.astype({name: "string" for name in frame if name not in ("due_on", "restricted")})


def laid(before, after, states=ASKED, rules=frozenset()):
    lines, differences, sealed = lay_side_by_side(before, after, states, IDS, rules)
    return lines[0], differences, sealed


def test_the_same_answer_under_the_new_id_is_the_same():
    line, differences, _ = laid(answers(("P1", "met"), ("P2", "not_met")), answers(("1", "met"), ("2", "not_met")))
    assert (line.asked, line.differ, line.before, line.after) == (2, 0, line.after, line.before) and differences.empty
    assert (line.before.in_scope, line.before.met, line.before.not_met) == (2, 1, 1)


def test_fault_063_an_answer_that_differs_is_told_with_both_ids():
    line, differences, _ = laid(answers(("P1", "met"), ("P2", "not_met")), answers(("1", "not_recorded"), ("2", "not_met")))
    assert (line.asked, line.differ, line.after.not_recorded) == (2, 1, 1)
    (row,) = differences.to_dict("records")
    assert (row["id_before"], row["id_after"], row["before"], row["after"]) == ("P1", "1", "met", "not_recorded")


def test_an_id_of_the_old_system_that_is_another_records_in_the_new_joins_nobody():
    line, differences, _ = laid(answers(("1", "met")), answers(("1", "met")))
    assert (line.asked, line.differ) == (2, 2)
    assert sorted(map(tuple, differences[["before", "after"]].to_numpy())) == [("", "met"), ("met", "")]


def test_a_record_that_one_system_alone_holds_differs_and_one_without_a_line_does_too():
    line, differences, _ = laid(answers(("P1", "met"), ("P7", "met")), answers(("1", "met")))
    assert (line.asked, line.differ) == (2, 1) and differences["id_before"].tolist() == ["P7"]


def test_an_id_without_a_line_is_not_the_same_because_both_systems_use_it():
    line, differences, _ = laid(answers(("7", "met")), answers(("7", "met")))
    assert (line.asked, line.differ) == (2, 2) and len(differences) == 2


def test_exempt_is_an_answer_and_in_no_count():
    line, differences, _ = laid(answers(("P1", "met", {"exempt": "unborn"})), answers(("1", "met")))
    assert (line.before.in_scope, line.after.in_scope, line.differ) == (0, 1, 1) and differences["before"].tolist() == ["exempt"]


def test_a_restricted_childs_difference_is_sealed_whichever_side_says_so():
    for side in (True, False):
        before, after = answers(("P1", "met", {"restricted": side})), answers(("1", "not_met", {"restricted": not side}))
        line, differences, sealed = laid(before, after)
        assert (line.differ, line.restricted, len(differences), len(sealed)) == (1, 1, 0, 1)


def test_in_a_period_one_record_is_asked_once_for_each_day_it_fell_due():
    days = [pd.Timestamp(2026, 10, 1), pd.Timestamp(2026, 11, 1)]
    before = answers(*[("P1", "met", {"due_on": day}) for day in days], counting="period")
    after = answers(("1", "met", {"due_on": days[0]}), ("1", "not_met", {"due_on": days[1]}), counting="period")
    line, _, _ = laid(before, after, {("CPV-01", "period"): ("asked", "asked", "")})
    assert (line.asked, line.differ) == (2, 1)


def test_what_one_side_could_not_be_asked_is_no_difference_and_no_agreement():
    states = {("CPV-01", "live"): ("asked", "not_assessable", "After: The source holds no table ssd_cp_visits.")}
    line, differences, _ = laid(answers(("P1", "met")), answers(("1", "met")).iloc[:0], states)
    assert (line.asked, line.differ, line.cannot, len(differences)) == (0, 0, states["CPV-01", "live"][2], 0)


def test_each_table_says_how_many_rows_are_in_both_and_which_columns_one_side_leaves_blank():
    def tables(**columns):
        return Tables({"cp_plans": pd.DataFrame(columns).astype("string")}, dt.date(2026, 11, 23), dt.date(2026, 11, 23))

    (line,) = beside(
        tables(plan_id=["P1", "P2", "P3"], latest_category=["NEG", None, None]),
        tables(plan_id=["1", "9"], latest_category=[None, None]),
        IDS,
    )
    assert (line.source, line.before, line.after, line.both) == ("ssd_cp_plans", 3, 2, 1)
    assert line.blank_after == ("cppl_cp_plan_latest_category",) and line.blank_before == ()
