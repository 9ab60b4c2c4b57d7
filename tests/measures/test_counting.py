"""measures.csv: every row counts what it says, and what could not be asked is never nought."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fscp_readiness.measures import MEASURES, count, counting, written
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover
from fscp_readiness.vocabulary import Counting, Kind, TargetClass

NIGHT = dt.date(2026, 8, 31)
CPV = ("CPV-01", TargetClass.LOCAL_CHILD_PROTECTION_VISIT, {})


def whole(measures: pd.DataFrame, code: str = "CPV-01") -> pd.Series:
    return measures[measures["code"].eq(code) & measures["scope"].eq("all")].iloc[0]


@pytest.fixture
def counted(catalogue_of, answers_of, states_of, readiness, benchmarks):
    def made(lines, *cards, states=None):
        cards = cards or (CPV,)
        catalogue = catalogue_of(*cards)
        told = states or [(code, "live", "asked") for code, _, _ in cards]
        return count(answers_of(lines), states_of(*told), catalogue, readiness, benchmarks, NIGHT)

    return made


def test_the_columns_are_the_contract_s(counted):
    measures = counted([{"code": "CPV-01", "outcome": "met"}])
    assert list(measures.columns) == list(MEASURES)
    assert {name: str(kind) for name, kind in measures.dtypes.items()} == MEASURES


def test_shares_and_their_range(counted):
    row = whole(
        counted(
            [
                {"code": "CPV-01", "outcome": "met", "times": 90},
                {"code": "CPV-01", "outcome": "not_met", "times": 6},
                {"code": "CPV-01", "outcome": "not_recorded", "times": 4, "excepted": True},
                {"code": "CPV-01", "outcome": "met", "exempt": "unborn", "times": 7},
            ]
        )
    )
    assert row[["in_scope", "met", "not_met", "not_recorded", "exempt", "excepted"]].tolist() == [100, 90, 6, 4, 7, 4]
    assert row[["low", "high", "value", "target", "floor"]].tolist() == [0.9, 0.94, 0.9, 0.95, 0.85]
    assert (row["status"], row["unit"]) == ("close", "percent")
    assert pd.isna(row["period_from"])


def test_restricted_children_are_in_the_whole_and_in_nothing_smaller(counted):
    measures = counted(
        [
            {"code": "CPV-01", "outcome": "met", "times": 11, "age_band": "0"},
            {"code": "CPV-01", "outcome": "not_met", "times": 2, "age_band": "0", "restricted": True},
        ]
    )
    assert whole(measures)[["in_scope", "restricted"]].tolist() == [13, 2]
    parts = measures[measures["scope"].ne("all")]
    assert set(parts["scope"]) == {"service", "team", "age_band"}
    assert parts["in_scope"].tolist() == [11, 11, 11]
    assert parts["restricted"].tolist() == [0, 0, 0]


def test_fault_079_a_record_with_no_team_is_counted_in_a_team_that_says_so(counted):
    measures = counted([{"code": "CPV-01", "outcome": "met", "team_id": None}])
    assert measures[measures["scope"].eq("team")]["group"].tolist() == ["no team recorded"]


def test_a_blank_cut_is_in_no_group(counted):
    measures = counted(
        [{"code": "CPV-01", "outcome": "met", "ethnicity": None}, {"code": "CPV-01", "outcome": "met", "ethnicity": "white"}]
    )
    cut = measures[measures["scope"].eq("ethnicity")]
    assert cut[["group", "in_scope"]].to_numpy().tolist() == [["white", 1]]


@pytest.mark.parametrize("state", ["crashed", "not_assessable"])
def test_what_could_not_be_asked_has_its_row_with_counts_blank(counted, state):
    measures = counted([], states=[("CPV-01", "live", state)])
    assert len(measures) == 1
    row = measures.iloc[0]
    assert row["status"] == state
    assert row[["in_scope", "met", "not_met", "not_recorded", "exempt", "excepted", "restricted", "low", "high", "value"]].isna().all()
    assert row["target"] == 0.95


def test_fault_141_asked_of_nobody_is_no_cases_and_not_blank(counted):
    row = whole(counted([]))
    assert row[["in_scope", "met", "restricted"]].tolist() == [0, 0, 0]
    assert pd.isna(row["low"])
    assert row["status"] == "no_cases"


def test_held_keeps_its_counts_and_its_word(counted):
    measures = counted([{"code": "CPV-01", "outcome": "met", "times": 30}], states=[("CPV-01", "live", "held")])
    assert set(measures["status"]) == {"held"}
    assert whole(measures)["met"] == 30


def test_a_recording_rule_counts_rows_looked_at_and_has_no_target(counted):
    rule = ("C01", TargetClass.LOCAL, {"kind": Kind.RECORDING})
    row = whole(counted([{"code": "C01", "outcome": "met", "times": 40}, {"code": "C01", "outcome": "broken", "times": 2}], rule), "C01")
    assert row[["in_scope", "met", "not_met", "status"]].tolist() == [42, 40, 2, "context"]
    assert pd.isna(row["target"])


def test_a_mean_has_a_value_and_no_counts_but_how_many(counted):
    ado = ("ADO-01", TargetClass.CONTEXT, {"measures": "mean", "counting": (Counting.PERIOD,), "period_months": 36})
    lines = [{"code": "ADO-01", "counting": "period", "outcome": "met", "amount": days} for days in (400, 500, 603)]
    lines.append({"code": "ADO-01", "counting": "period", "outcome": "not_recorded"})
    row = whole(counted(lines, ado, states=[("ADO-01", "period", "asked")]), "ADO-01")
    assert row[["in_scope", "value", "unit", "status"]].tolist() == [3, 501.0, "days", "context"]
    assert row[["met", "not_met", "not_recorded", "low", "high"]].isna().all()
    assert row["period_from"] == pd.Timestamp("2023-08-31")


def test_children_per_full_time_worker_are_weighted_and_are_no_days(counted):
    cas = ("CAS-01.mean", TargetClass.CONTEXT, {"measures": "count"})
    lines = [
        {"code": "CAS-01.mean", "outcome": "met", "amount": 20, "weight": 1.0},
        {"code": "CAS-01.mean", "outcome": "met", "amount": 10, "weight": 0.5},
    ]
    row = whole(counted(lines, cas), "CAS-01.mean")
    assert row[["in_scope", "value", "unit"]].tolist() == [2, 20.0, "count"]


def test_the_period_begins_on_the_corresponding_day_clipped_to_the_month_s_end(counted):
    card = ("REC-01", TargetClass.LOCAL, {"counting": (Counting.PERIOD,)})
    row = whole(
        counted([{"code": "REC-01", "counting": "period", "outcome": "met"}], card, states=[("REC-01", "period", "asked")]), "REC-01"
    )
    assert row["period_from"] == pd.Timestamp("2026-02-28")


def test_live_and_period_are_never_mixed(counted):
    both = ("CPV-01", TargetClass.LOCAL, {"counting": (Counting.LIVE, Counting.PERIOD)})
    measures = counted(
        [{"code": "CPV-01", "outcome": "met", "times": 3}, {"code": "CPV-01", "counting": "period", "outcome": "not_met", "times": 5}],
        both,
        states=[("CPV-01", "live", "asked"), ("CPV-01", "period", "asked")],
    )
    rows = measures[measures["scope"].eq("all")][["counting", "met", "not_met"]]
    assert rows.to_numpy().tolist() == [["live", 3, 0], ["period", 0, 5]]


def test_the_same_answers_in_another_order_give_the_same_bytes(counted, catalogue_of, answers_of, states_of, readiness, benchmarks):
    lines = [
        {"code": "CPV-01", "outcome": o, "team_id": t, "times": n}
        for o, t, n in [("met", "T2", 5), ("not_met", "T1", 3), ("met", "T10", 2)]
    ]
    answers = answers_of(lines)
    catalogue, states = catalogue_of(CPV), states_of(("CPV-01", "live", "asked"))
    texts = [
        written(count(frame, states, catalogue, readiness, benchmarks, NIGHT)).to_csv(index=False)
        for frame in (answers, answers.sample(frac=1, random_state=7))
    ]
    assert texts[0] == texts[1]


def test_shares_are_written_with_four_places_and_blanks_as_blanks(counted):
    text = written(counted([{"code": "CPV-01", "outcome": "met", "times": 2}, {"code": "CPV-01", "outcome": "not_met"}]))
    row = text[text["scope"].eq("all")].iloc[0]
    assert row[["in_scope", "low", "high", "target", "as_at", "period_from"]].tolist() == [
        "3",
        "0.6667",
        "0.6667",
        "0.9500",
        "2026-08-31",
        "",
    ]


outcomes = st.lists(
    st.tuples(
        st.sampled_from(["met", "not_met", "not_recorded"]),
        st.booleans(),
        st.sampled_from(["T1", "T2", None]),
        st.sampled_from(["", "too young"]),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(rows=outcomes)
def test_in_scope_adds_up_and_teams_plus_restricted_make_the_whole(rows, catalogue_of, answers_of, states_of, readiness):
    lines = [{"code": "CPV-01", "outcome": o, "restricted": r, "team_id": t, "exempt": e} for o, r, t, e in rows]
    measures = count(answers_of(lines), states_of(("CPV-01", "live", "asked")), catalogue_of(CPV), readiness, None, NIGHT)
    assert (measures["in_scope"] == measures["met"] + measures["not_met"] + measures["not_recorded"]).all()
    row = whole(measures)
    teams = measures[measures["scope"].eq("team")]
    assert int(teams["in_scope"].sum()) + int(row["restricted"]) == int(row["in_scope"])
    assert ((measures["low"].fillna(0) <= measures["high"].fillna(0)) & (measures["high"].fillna(0) <= 1)).all()


def test_only_what_is_counted_in_days_is_said_to_be():
    """An average score of a questionnaire and children for each worker are no days, whatever the reader would make of '16 days'."""
    means = {standard.code: counting._unit(standard) for standard in discover(CHECKS) if counting._is_mean(standard)}
    assert {code for code, unit in means.items() if unit == "days"} == {
        "ADO-01", "ADO-02", "ADO-04", "ADO-04.entry", "ADO-04.placed", "DQR-02",
    }  # fmt: skip
    assert {code for code, unit in means.items() if unit == "count"} == {"CAS-01.mean", "LAH-05.mean"}
