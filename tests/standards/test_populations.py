"""Who is counted, in the populations themselves and in the standards of the front door, assessment, section 47, plans and need."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.examples import question
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Asked, Calendar, discover, populations
from fscp_readiness.standards.examples import SHIPPED_ROLES, Example, read_examples
from fscp_readiness.tables import DATES, DTYPES, TableAbsent, Tables, table
from fscp_readiness.vocabulary import Answered, Counting

CATALOGUE = discover(CHECKS)
OURS = (
    "REF-01", "REF-02", "ALO-01", "CAS-01", "CAS-01.mean", "ASM-01", "ASM-01.dfe", "ASM-02", "S47-01", "CPP-01", "CPR-01", "CPR-03",
    "CPV-01", "CPV-02", "CPD-01", "CIN-02",
)  # fmt: skip
CALENDAR = Calendar.read()
TODAY = dt.date(2016, 5, 24)


def read(text: str) -> Tables:
    return read_examples(f"as at {TODAY}\n\n{text}\n\nexpect\nplan_id | outcome | because\nP1 | met | not asked here\n")[0].tables


def asked(code: str, counting: Counting, as_at: dt.date = TODAY, **values: float) -> Asked:
    about = CATALOGUE[code].about
    since = (pd.Timestamp(as_at) - pd.DateOffset(months=6)).date()
    return Asked(as_at, counting, since, CALENDAR, about.clock, {**about.values, **values})


def workbook(**frames: pd.DataFrame) -> Tables:
    """Tables as the Annex A door fills them: only the columns given."""
    typed = {}
    for name, frame in frames.items():
        typed[name] = pd.DataFrame({column: frame[column].astype(DTYPES[table(name).column(column).type]) for column in frame})
    return Tables(typed, TODAY, TODAY, {}, dict.fromkeys(frames, "list_0"), "annex_a", SHIPPED_ROLES)


def outcomes(code: str, tables: Tables, counting: Counting = Counting.LIVE, **values: float) -> dict[str, str]:
    asking = ask(CATALOGUE[code], tables, asked(code, counting, **values), let_it_raise=True)
    said = asking.answers["outcome"].mask(asking.answers["exempt"].notna(), "exempt")
    return dict(zip(asking.answers["record_id"], said, strict=True))


def test_a_referral_that_came_to_nothing_is_no_open_case():
    """N08: assessed, closed with no further action. It is not among children in need, whatever its assessment is called."""
    tables = read(
        """
referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-03-01  | yes               |
R2          | C2       | 2016-03-01  | yes               | 2016-04-01
R3          | C3       | 2016-03-01  | no                |

assessments
assessment_id | child_id | referral_id | started_on | authorised_on | no_further_action
A1            | C1       | R1          | 2016-03-01 | 2016-04-01    | yes
A2            | C2       | R2          | 2016-03-01 | 2016-04-01    | yes
A3            | C3       | R3          | 2016-03-01 | 2016-04-01    | no

cin_plans
plan_id | child_id | referral_id | started_on

care_episodes
episode_id | care_id | child_id | started_on

cp_plans
plan_id | child_id | started_on
"""
    )
    assert populations.open_episodes(tables)["referral_id"].tolist() == ["R3"]
    found = populations.children_in_need(tables, since=pd.Timestamp("2015-11-24"), live=True)
    assert found["referral_id"].tolist() == ["R3"]


def test_a_child_on_a_plan_and_in_care_is_in_both():
    """N05: both lists, and both sets of visits."""
    tables = read(
        """
cp_plans
plan_id | child_id | started_on
P1      | C1       | 2016-01-04

care_episodes
episode_id | care_id | child_id | started_on
E1         | L1      | C1       | 2016-01-04

placements
placement_id | care_id | child_id | started_on
Q1           | L1      | C1       | 2016-01-04

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen
V1       | P1      | C1       | 2016-05-23 | yes

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V2       | L1      | C1       | 2016-01-08 | yes
"""
    )
    assert populations.children_on_plan(tables).tolist() == populations.children_in_care(tables).tolist() == ["C1"]
    assert (outcomes("CPV-01", tables), outcomes("LAV-02", tables)) == ({"P1": "met"}, {"Q1": "not_met"})


# --- populations ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2012-05-24", "2016-05-24", 4),
        ("2012-05-25", "2016-05-24", 3),
        ("2012-02-29", "2016-02-28", 3),
        ("2012-02-29", "2016-02-29", 4),
        ("2012-02-29", "2015-02-28", 2),
        ("2012-02-29", "2015-03-01", 3),
        ("2016-05-24", "2016-05-24", 0),
    ],
)
def test_fault_077_age_is_that_of_the_last_birthday(born, on, age):
    assert populations.age_in_years(pd.Series([pd.Timestamp(born)]).astype(DATES), pd.Timestamp(on)).iloc[0] == age


def test_age_without_a_date_of_birth_is_unknown():
    assert populations.age_in_years(pd.Series([pd.NaT]).astype(DATES), pd.Timestamp(TODAY)).isna().all()


def test_fault_073_unborn_is_an_expected_date_or_a_birth_ahead():
    held = read(
        "people\nchild_id | born_on | expected_on\nC1 | 2010-01-01 |\nC2 | | 2016-08-01\nC3 | 2016-06-01 |\nC4 | |\n"
        "C5 | 2016-05-24 | 2016-06-01"
    )
    assert set(populations.unborn(held)) == {"C2", "C3"}


def test_a_period_of_care_whose_first_slice_has_no_start_has_none():
    held = read(
        "care_episodes\nepisode_id | care_id | child_id | started_on | ended_on\n"
        "E1 | L1 | C1 | | 2016-02-01\nE2 | L1 | C1 | 2016-02-01 |\nE3 | L2 | C2 | 2016-01-01 | 2016-02-01\nE4 | L2 | C2 | | \n"
        "E5 | | C3 | 2016-03-01 |\nE6 | L4 | C4 | 2016-01-01 |\nE7 | L4 | C4 | |"
    )
    periods = populations.periods_of_care(held).set_index("care_id")
    assert pd.isna(periods.loc["L1", "starts_on"]) and pd.isna(periods.loc["L4", "starts_on"])
    assert periods.loc["L2", "starts_on"] == pd.Timestamp("2016-01-01")
    assert periods.loc["E5", "starts_on"] == pd.Timestamp("2016-03-01")


def test_a_period_of_care_is_open_while_any_slice_is_and_keeps_the_last_referral_named():
    held = read(
        "care_episodes\nepisode_id | care_id | child_id | started_on | ended_on | referral_id\n"
        "E1 | L1 | C1 | 2016-01-01 | 2016-02-01 | R1\nE2 | L1 | C1 | 2016-02-01 | | R2\nE3 | L2 | C2 | 2016-01-01 | 2016-02-01 | R3\n"
        "E4 | L2 | C2 | 2016-02-01 | 2016-03-01 |\nE5 | L3 | C3 | 2016-02-01 | 2016-02-20 | R5\nE6 | L3 | C3 | 2016-01-01 | 2016-02-01 | R5"
    )
    periods = populations.periods_of_care(held).set_index("care_id")
    assert periods.loc["L3", ["starts_on", "ends_on"]].tolist() == [pd.Timestamp("2016-01-01"), pd.Timestamp("2016-02-20")]
    assert pd.isna(periods.loc["L1", "ends_on"]) and periods.loc["L2", "ends_on"] == pd.Timestamp("2016-03-01")
    assert periods["referral_id"].to_dict() == {"L1": "R2", "L2": "R3", "L3": "R5"}


def test_a_short_break_is_what_the_status_of_the_last_day_says():
    held = read(
        "care_episodes\nepisode_id | care_id | child_id | started_on | ended_on\nE1 | L1 | C1 | 2016-01-01 |\n"
        "E2 | L2 | C2 | 2016-01-01 | 2016-02-01\nE3 | L3 | C3 | 2016-01-01 |\nE4 | L4 | C4 | 2016-01-01 | 2016-02-01\n"
        "E5 | L5 | C5 | 2016-01-01 | 2016-02-01\n"
        "E6 | L6 | C6 | 2016-01-01 |\nE7 | L7 | C7 | 2016-01-01 |\n\n"
        "legal_statuses\nlegal_status_id | child_id | legal_status | started_on | ended_on\n"
        "S1 | C1 | V3 | 2016-01-01 | 2016-05-24\nS2 | C2 | V3 | 2016-01-01 | 2016-02-01\nS3 | C3 | V4 | 2016-01-01 |\n"
        "S4 | C4 | V1 | 2016-02-01 |\nS5 | C5 | V3 | 2016-01-01 | 2016-01-15\nS6a | C6 | C2 | 2016-01-01 |\n"
        "S6b | C6 | V3 | 2016-01-10 |\nS7a | C7 | V3 | |\nS7b | C7 | C2 | 2016-01-10 |"
    )
    said = populations.periods_of_care(held).set_index("care_id")["short_break"].to_dict()
    assert said == {"L1": False, "L2": True, "L3": True, "L4": True, "L5": False, "L6": True, "L7": False}, (
        "a status that ended is over for a child still in care, and held on the last day of one, as does one that began on it"
    )


def test_two_plans_that_began_on_one_day_came_neither_before_the_other():
    held = read(
        "cp_plans\nplan_id | child_id | started_on | ended_on\nP1 | C1 | 2016-01-04 |\nP2 | C1 | 2016-01-04 |\n"
        "P3 | C2 | 2016-01-04 | 2016-02-01\nP4 | C2 | 2016-02-01 |"
    )
    found = populations.earlier_plans(held, populations.cp_plans(held))
    assert found[["plan_id", "other_id", "sure"]].to_numpy().tolist() == [["P4", "P3", True]]


def test_in_need_lasts_to_the_last_plan_or_the_closing_whichever_is_first_and_a_day_that_ends_the_window_is_in_it():
    held = read(
        "referrals\nreferral_id | child_id | received_on | closed_on\nR1 | C1 | 2016-01-04 |\nR2 | C2 | 2016-01-04 | 2016-03-01\n"
        "R3 | C3 | 2016-01-04 | 2016-02-01\n\n"
        "cin_plans\nplan_id | referral_id | child_id | started_on | ended_on\nN1 | R1 | C1 | 2016-01-11 | 2016-02-01\n"
        "N2 | R1 | C1 | 2016-02-01 | 2016-04-01\nN3 | R2 | C2 | 2016-01-11 | 2016-04-01\nN4 | R3 | C3 | 2016-01-11 |\n\n"
        "assessments\nassessment_id | referral_id | child_id | started_on | authorised_on | no_further_action\n"
        "A9 | R9 | C9 | 2016-01-04 | |"
    )
    rows = populations.children_in_need(held, since=pd.Timestamp("2016-02-01"), live=False).set_index("referral_id")
    ends = {name: day.date().isoformat() for name, day in rows["ends_on"].items()}
    assert ends == {"R1": "2016-04-01", "R2": "2016-03-01", "R3": "2016-02-01"}
    assert rows["spell_id"].tolist() == ["0", "1", "2"]


def test_in_need_lasts_while_any_plan_does():
    held = read(
        "referrals\nreferral_id | child_id | received_on | closed_on\nR1 | C1 | 2016-01-04 |\n\n"
        "cin_plans\nplan_id | referral_id | child_id | started_on | ended_on\nN1 | R1 | C1 | 2016-01-11 | 2016-02-10\n"
        "N2 | R1 | C1 | 2016-01-20 |\n\n"
        "assessments\nassessment_id | referral_id | child_id | started_on | authorised_on | no_further_action\n"
        "A9 | R9 | C9 | 2016-01-04 | |"
    )
    assert populations.children_in_need(held, since=pd.Timestamp("2016-01-01"), live=False)["ends_on"].isna().tolist() == [True]


def test_a_plan_that_names_no_referral_is_of_the_child_s_episode_of_its_days():
    held = read(
        "referrals\nreferral_id | child_id | received_on | closed_on\nR1 | C1 | 2016-01-04 | 2016-02-01\nR2 | C1 | 2016-03-01 |\n\n"
        "cin_plans\nplan_id | referral_id | child_id | started_on | ended_on\nN1 | | C1 | 2016-01-11 | 2016-01-20\n"
        "N2 | | C1 | 2016-03-05 |\n\n"
        "assessments\nassessment_id | referral_id | child_id | started_on | authorised_on | no_further_action\n"
        "A9 | R9 | C9 | 2016-01-04 | |"
    )
    rows = populations.children_in_need(held, since=pd.Timestamp("2016-01-01"), live=False).set_index("referral_id")
    assert rows["starts_on"].to_dict() == {"R1": pd.Timestamp("2016-01-11"), "R2": pd.Timestamp("2016-03-05")}
    assert rows.loc["R1", "ends_on"] == pd.Timestamp("2016-01-20") and pd.isna(rows.loc["R2", "ends_on"])


def test_nobody_is_unborn_for_want_of_a_column_of_expected_days():
    people = pd.DataFrame({"child_id": ["C1", "C2"], "born_on": pd.to_datetime([None, "2016-06-01"], format="%Y-%m-%d").astype(DATES)})
    held = Tables({"people": people.astype({"child_id": "string"})}, TODAY, TODAY)
    assert set(populations.unborn(held)) == {"C2"}


def test_in_need_has_no_start_where_one_of_its_plans_has_none():
    held = read(
        "referrals\nreferral_id | child_id | received_on | closed_on\nR1 | C1 | 2016-01-04 |\nR2 | C2 | 2016-01-04 |\n\n"
        "cin_plans\nplan_id | referral_id | child_id | started_on | ended_on\nN1 | R1 | C1 | 2016-01-11 |\nN2 | R1 | C1 | |\n"
        "N3 | R2 | C2 | 2016-01-11 |\nN4 | R2 | C2 | 2016-01-18 |\n\n"
        "assessments\nassessment_id | referral_id | child_id | started_on | authorised_on | no_further_action\n"
        "A9 | R9 | C9 | 2016-01-04 | |"
    )
    rows = populations.children_in_need(held, since=pd.Timestamp("2016-02-01"), live=True).set_index("referral_id")
    assert pd.isna(rows.loc["R1", "starts_on"]) and rows.loc["R2", "starts_on"] == pd.Timestamp("2016-01-11")


@pytest.mark.parametrize(("teams", "team"), [(("East", "West", "West"), "West"), (("West", "East", "North", "East"), "East")])
def test_a_worker_s_team_is_the_one_of_most_of_their_children(teams, team):
    children = [f"C{n}" for n in range(len(teams))]
    held = read(
        "referrals\nreferral_id | child_id | received_on | closed_on\n"
        + "".join(f"R{child} | {child} | 2016-01-01 |\n" for child in children)
        + "\nworkers\nworker_id | full_time_equivalent\nW1 | 1\n\n"
        "involvements\ninvolvement_id | worker_id | role | team_id | child_id | started_on | ended_on\n"
        + "".join(f"I{child} | W1 | Social Worker | {of} | {child} | 2016-01-01 |\n" for child, of in zip(children, teams, strict=True))
    )
    assert populations.caseloads(held)["team_id"].tolist() == [team]


def test_in_need_begins_with_the_first_assessment_and_lasts_with_the_episode_where_one_found_need():
    held = read(
        "referrals\nreferral_id | child_id | received_on | closed_on\nR1 | C1 | 2016-01-04 |\nR2 | C2 | 2016-01-04 |\n\n"
        "cin_plans\nplan_id | referral_id | child_id | started_on | ended_on\nN2 | R2 | C2 | 2016-01-25 | 2016-02-01\n\n"
        "assessments\nassessment_id | referral_id | child_id | started_on | authorised_on | no_further_action\n"
        "A1 | R1 | C1 | 2016-01-04 | 2016-01-20 | no\nA2 | R1 | C1 | 2016-02-01 | 2016-02-20 | no\n"
        "A3 | R2 | C2 | 2016-01-04 | 2016-01-20 | no"
    )
    rows = populations.children_in_need(held, since=pd.Timestamp("2016-01-01"), live=False).set_index("referral_id")
    assert rows["starts_on"].to_dict() == {"R1": pd.Timestamp("2016-01-20"), "R2": pd.Timestamp("2016-01-25")}
    assert rows["ends_on"].isna().all(), "an assessment found need: the plan's end is not the end of it"


def test_of_a_time_without_a_start_what_was_over_when_it_was_received_says_nothing():
    held = read(
        "referrals\nreferral_id | child_id | received_on | closed_on\nR1 | C1 | 2016-02-01 |\nR2 | C2 | 2016-02-01 |\n\n"
        "cp_plans\nplan_id | child_id | started_on | ended_on\nP1 | C1 | 2016-01-01 | 2016-02-01\nP2 | C2 | 2016-03-01 | 2016-04-01\n\n"
        "cin_plans\nplan_id | referral_id | child_id | started_on | ended_on\nN1 | R1 | C1 | |\nN2 | R2 | C2 | |\n\n"
        "assessments\nassessment_id | referral_id | child_id | started_on | authorised_on | no_further_action\n"
        "A9 | R9 | C9 | 2016-01-04 | |"
    )
    rows = populations.children_in_need(held, since=pd.Timestamp("2016-01-01"), live=False)
    assert rows[rows["referral_id"].eq("R1")]["starts_on"].isna().tolist() == [True]
    assert rows[rows["referral_id"].eq("R2")]["starts_on"].tolist()[1:] == [pd.Timestamp("2016-04-01")]


def test_of_two_allocations_one_without_a_start_is_not_the_later():
    held = read(
        "involvements\ninvolvement_id | worker_id | role | team_id | child_id | started_on | ended_on\n"
        "I2 | W1 | Social Worker | East | C1 | |\nI1 | W2 | Social Worker | East | C1 | 2016-01-01 |"
    )
    assert populations.allocated_workers(held)["worker_id"].tolist() == ["W2"]


def test_need_cannot_be_told_from_a_source_of_ours_whose_assessments_name_no_referral():
    held = read(
        "referrals\nreferral_id | child_id | received_on | closed_on\nR1 | C1 | 2016-01-04 |\n\n"
        "cin_plans\nplan_id | referral_id | child_id | started_on | ended_on\nN1 | R1 | C1 | 2016-01-11 |\n\n"
        "assessments\nassessment_id | child_id | started_on | authorised_on | no_further_action\nA1 | C1 | 2016-01-04 | |"
    )
    frames = {**held.frames, "assessments": held.frames["assessments"].drop(columns="referral_id", errors="ignore")}
    with pytest.raises(KeyError, match="referral_id"):
        populations.children_in_need(Tables(frames, TODAY, TODAY), since=pd.Timestamp("2016-01-01"), live=True)


def test_caseloads_count_each_open_child_once_with_the_later_worker():
    held = read(
        "referrals\nreferral_id | child_id | received_on | closed_on\n"
        "R1 | C1 | 2016-01-01 |\nR1b | C1 | 2016-02-01 |\nR2 | C2 | 2016-01-01 |\n\n"
        "workers\nworker_id | full_time_equivalent\nW1 | 1\nW2 | 0.5\n\n"
        "involvements\ninvolvement_id | worker_id | role | team_id | child_id | started_on | ended_on\n"
        "I1 | W1 | Social Worker | East | C1 | 2016-01-01 |\nI2 | W2 | Social Worker | West | C1 | 2016-03-01 |\n"
        "I3 | W2 | Social Worker | East | C2 | 2016-03-01 |\nI4 | W1 | Social Worker | East | C3 | 2016-03-01 |"
    )
    rows = populations.caseloads(held)
    assert rows[["worker_id", "children", "full_time_equivalent", "team_id"]].to_dict("list") == {
        "worker_id": ["W2"], "children": [2], "full_time_equivalent": [0.5], "team_id": ["East"],
    }  # fmt: skip


@pytest.mark.parametrize(("children", "outcome"), [(18, "met"), (19, "not_met")])
def test_the_caseload_limit_is_the_last_number_in_time(children, outcome):
    ids = [f"C{n:03}" for n in range(children)]
    held = Tables(
        {
            "referrals": pd.DataFrame({"referral_id": ids, "child_id": ids, "received_on": pd.Timestamp("2016-01-01"),
                                       "closed_on": pd.Series(pd.NaT, index=range(children))})
                         .astype({"received_on": DATES, "closed_on": DATES}),
            "workers": pd.DataFrame({"worker_id": ["W1"], "full_time_equivalent": pd.array([1], dtype="Float64")}),
            "involvements": pd.DataFrame({"involvement_id": ids, "worker_id": "W1", "role": "Social Worker", "team_id": "East",
                                          "child_id": ids, "started_on": pd.Timestamp("2016-01-01"),
                                          "ended_on": pd.Series(pd.NaT, index=range(children))})
                            .astype({"started_on": DATES, "ended_on": DATES}),
        }, TODAY, TODAY, allocated_roles=SHIPPED_ROLES,
    )  # fmt: skip
    assert outcomes("CAS-01", held) == {"W1": outcome}
    assert outcomes("CAS-01", held, limit=children) == {"W1": "met"}


def test_the_mean_caseload_is_children_over_full_time_posts():
    asking = ask(CATALOGUE["CAS-01.mean"], CATALOGUE["CAS-01.mean"].examples[0].tables, asked("CAS-01.mean", Counting.LIVE))
    answers = asking.answers.set_index("record_id")
    assert (answers.loc["W1", "amount"], answers.loc["W1", "weight"]) == (1, 0.8)
    assert answers.loc["W2", ["amount", "weight"]].isna().all()


# --- children in need over time, against an oracle that looks at each day ------------------------------------------------------


def spells_by_day(start: dt.date, stop: dt.date | None, cuts: list[tuple[dt.date, dt.date | None]]) -> list[tuple[dt.date, dt.date | None]]:
    """The pieces of start to stop outside the cuts. A cut holds its first day to the day before its last."""
    horizon = dt.date(2016, 3, 1)
    free = []
    day = start
    while day < (stop or horizon):
        if not any(a <= day < (b or horizon) for a, b in cuts):
            free.append(day)
        day += dt.timedelta(days=1)
    out: list[tuple[dt.date, dt.date | None]] = []
    for day in free:
        after = day + dt.timedelta(days=1)
        if out and out[-1][1] == day:
            out[-1] = (out[-1][0], after)
        else:
            out.append((day, after))
    return [(a, None if b == horizon and stop is None else b) for a, b in out]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**9))
def test_times_in_need_are_what_is_left_of_an_episode_each_day(seed):
    chance = random.Random(seed)
    first = dt.date(2016, 1, 1)

    def day() -> dt.date:
        return first + dt.timedelta(days=chance.randrange(40))

    def span() -> tuple[dt.date, dt.date | None]:
        start = day()
        return start, (None if chance.random() < 0.2 else start + dt.timedelta(days=chance.randrange(20)))

    referrals, plans, cuts = [], [], []
    wanted = {}
    for n in range(40):
        child, (start, stop) = f"C{n}", span()
        mine = [span() for _ in range(chance.randrange(4))]
        referrals.append((f"R{n}", child, first - dt.timedelta(days=30), stop))
        plans.append((f"N{n}", f"R{n}", child, start, stop))
        cuts += [(f"P{n}-{i}", child, a, b) for i, (a, b) in enumerate(mine)]
        wanted[f"R{n}"] = spells_by_day(start, stop, mine)
    frames = {
        "referrals": pd.DataFrame(referrals, columns=["referral_id", "child_id", "received_on", "closed_on"]),
        "cin_plans": pd.DataFrame(plans, columns=["plan_id", "referral_id", "child_id", "started_on", "ended_on"]),
        "cp_plans": pd.DataFrame(cuts, columns=["plan_id", "child_id", "started_on", "ended_on"]),
    }
    typed = {name: frame.astype({c: DTYPES[table(name).column(c).type] for c in frame}) for name, frame in frames.items()}
    tables = Tables(typed, TODAY, TODAY, door="annex_a")
    for live in (False, True):
        rows = populations.children_in_need(tables, since=pd.Timestamp("2015-01-01"), live=live)
        got: dict[str, list[tuple[dt.date, dt.date | None]]] = {}
        for row in rows.to_dict("records"):
            ends = None if pd.isna(row["ends_on"]) else row["ends_on"].date()
            got.setdefault(row["referral_id"], []).append((row["starts_on"].date(), ends))
        expect = {name: [s for s in spells if not live or s[1] is None] for name, spells in wanted.items()}
        assert got == {name: spells for name, spells in expect.items() if spells}


# --- Annex A -------------------------------------------------------------------------------------------------------------------


def test_annex_a_counts_each_childs_latest_referral():
    counts = pd.DataFrame(
        {
            "referral_id": ["C1/a", "C1/b", "C2/a", "C3/a", "C4/a", "C2/b"],
            "child_id": ["C1", "C1", "C2", "C3", "C4", "C2"],
            "received_on": pd.to_datetime(["2016-02-01", "2016-05-01", "2016-05-01", "2016-05-01", "2015-11-23", None], format="%Y-%m-%d"),
            "earlier_in_12_months": [1, 1, 0, None, 3, 1],
        }
    )
    held = workbook(referral_counts=counts)
    assert outcomes("REF-02", held, Counting.PERIOD) == {"C1/b": "met", "C2/a": "not_met", "C3/a": "not_recorded"}
    answers = ask(CATALOGUE["REF-02"], held, asked("REF-02", Counting.PERIOD)).answers
    assert set(answers["record_table"]) == {"list_0"}


def test_annex_a_knows_seen_alone_from_list_7():
    children = ["C1", "C2", "C3", "C4"]
    old = pd.to_datetime(["2016-01-01"] * 4, format="%Y-%m-%d")
    held = workbook(
        people=pd.DataFrame({"child_id": children, "born_on": pd.to_datetime(["2006-01-01"] * 3 + ["2014-01-01"], format="%Y-%m-%d")}),
        cp_plans=pd.DataFrame({"plan_id": children, "child_id": children, "started_on": old, "ended_on": [None] * 4}),
        cp_visits=pd.DataFrame(
            {"visit_id": children, "child_id": children, "plan_id": children,
             "visited_on": pd.to_datetime(["2016-05-20"] * 4, format="%Y-%m-%d"),
             "child_seen": [True, None, None, None], "seen_alone": [True, False, None, False]}
        ),
    )  # fmt: skip
    assert outcomes("CPV-02", held) == {"C1": "met", "C2": "not_met", "C3": "not_recorded", "C4": "exempt"}
    held = dataclasses.replace(held, frames={**held.frames, "cp_visits": held.frames["cp_visits"].drop(columns="child_seen")})
    assert outcomes("CPV-02", held) == {"C1": "met", "C2": "not_met", "C3": "not_recorded", "C4": "exempt"}


def test_annex_a_counts_conferences_of_list_5_and_cannot_say_what_is_open():
    ids = ["C1/1", "C2/1", "C3/1", "C4/1"]
    started = pd.to_datetime(["2016-03-08", "2016-03-08", "2016-03-08", "2016-05-20"], format="%Y-%m-%d")
    held = workbook(
        section_47_enquiries=pd.DataFrame({"enquiry_id": ids, "child_id": ["C1", "C2", "C3", "C4"], "started_on": started,
                                           "no_further_action": [False, True, None, None]}),
        initial_conferences=pd.DataFrame({"conference_id": ids[:1], "enquiry_id": ids[:1], "child_id": ["C1"], "transfer_in": [False],
                                          "held_on": pd.to_datetime(["2016-03-31"], format="%Y-%m-%d")}),
        cp_plans=pd.DataFrame({"plan_id": ["C1"], "child_id": ["C1"], "started_on": pd.to_datetime(["2016-03-31"], format="%Y-%m-%d"),
                               "ended_on": [None]}),
        referrals=pd.DataFrame({"referral_id": ["C1"], "child_id": ["C1"], "received_on": [None], "closed_on": [None]}),
    )  # fmt: skip
    assert outcomes("S47-01", held, Counting.PERIOD) == {"C1/1": "met", "C3/1": "not_met"}
    assert ask(CATALOGUE["S47-01"], held, asked("S47-01", Counting.LIVE)).state is Answered.NOT_ASSESSABLE


def test_annex_a_knows_children_in_need_from_list_6():
    start = pd.to_datetime(["2016-01-04"] * 3, format="%Y-%m-%d")
    held = workbook(
        referrals=pd.DataFrame({"referral_id": ["C1", "C2", "C3"], "child_id": ["C1", "C2", "C3"], "received_on": start,
                                "closed_on": [None] * 3}),
        cin_plans=pd.DataFrame({"plan_id": ["C1", "C2"], "referral_id": ["C1", "C2"], "child_id": ["C1", "C2"], "started_on": start[:2],
                                "ended_on": [None] * 2}),
        cin_visits=pd.DataFrame({"visit_id": ["C1"], "child_id": ["C1"], "child_seen": [True],
                                 "visited_on": pd.to_datetime(["2016-05-20"], format="%Y-%m-%d")}),
    )  # fmt: skip
    assert outcomes("CIN-02", held) == {"C1": "met", "C2": "not_met"}


# --- what a source may lack ----------------------------------------------------------------------------------------------------


def variants(example: Example) -> list[tuple[str, Tables]]:
    held = example.tables
    out = [("everything empty", dataclasses.replace(held, frames={n: f.iloc[0:0] for n, f in held.frames.items()}))]
    out += [
        (f"{name} empty", dataclasses.replace(held, frames={**held.frames, name: frame.iloc[0:0]})) for name, frame in held.frames.items()
    ]
    return out


@pytest.mark.parametrize("code", OURS)
def test_a_table_without_rows_is_no_crash(code):
    standard = CATALOGUE[code]
    for example in standard.examples[:1]:
        for counting in standard.about.counting:
            for name, tables in variants(example):
                answers = ask(
                    standard, tables, dataclasses.replace(question(standard, example), counting=counting), let_it_raise=True
                ).answers
                assert name != "everything empty" or answers.empty


@pytest.mark.parametrize("code", OURS)
def test_a_source_without_the_table_cannot_be_asked(code):
    standard = CATALOGUE[code]
    example = standard.examples[0]
    asking = ask(standard, Tables({}, TODAY, TODAY, allocated_roles=SHIPPED_ROLES), question(standard, example))
    assert asking.state is Answered.NOT_ASSESSABLE
    assert asking.because


@pytest.mark.parametrize("code", OURS)
def test_a_record_named_twice_is_not_answered(code):
    standard, example = CATALOGUE[code], CATALOGUE[code].examples[0]
    record = standard.about.record
    frame = example.tables.frames[record]
    twice = dataclasses.replace(example.tables, frames={**example.tables.frames, record: pd.concat([frame, frame], ignore_index=True)})
    answers = ask(standard, twice, question(standard, example), let_it_raise=True).answers
    known = answers[answers["record_id"].isin(frame[standard.record_key])]
    assert not known.empty
    assert set(known["outcome"]) == {"not_recorded"}


@pytest.mark.parametrize("code", OURS)
def test_a_blank_flag_moves_no_child_out(code):
    """Every flag of every table blanked: whoever was in scope still is.

    One is left: a plan not known to be another council's is this council's, so its child is asked about as on a plan, not as in need.
    """
    standard = CATALOGUE[code]
    for example in standard.examples:
        frames = {}
        for name, frame in example.tables.frames.items():
            flags = [c.name for c in table(name) if DTYPES[c.type] == "boolean" and c.name != "other_council"]
            frames[name] = frame.assign(**{flag: pd.Series(pd.NA, index=frame.index, dtype="boolean") for flag in flags})
        asked_of = question(standard, example)
        before = ask(standard, example.tables, asked_of, let_it_raise=True).answers
        after = ask(standard, dataclasses.replace(example.tables, frames=frames), asked_of, let_it_raise=True).answers
        gone = set(before[before["exempt"].isna()]["record_id"]) - set(after[after["exempt"].isna()]["record_id"])
        assert not gone, f"{code} example {example.number}: {sorted(gone)}"


# --- the cohorts of open episodes ------------------------------------------------------------------------------------------------

COHORTS = """
referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-01-04  | no                |
R4          | C4       | 2016-01-04  | no                |
R5          | C5       | 2016-01-04  | no                |
R6          | C6       | 2016-01-04  | no                |
R7          | C7       | 2016-01-04  | no                |
R8          | C8       | 2016-01-04  |                   |
R9          | C9       | 2016-01-04  | no                |
R10         | C10      | 2016-01-04  | no                |
R11         | C11      | 2016-01-04  | no                |
R12         | C12      | 2016-01-04  | no                |
R13         | C13      | 2016-01-04  | no                |
R14         | C14      | 2016-01-04  | no                | 2016-05-01
R15         | C15      |             | no                |
R16         | C16      | 2016-01-04  | yes               |

assessments
assessment_id | referral_id | child_id | started_on | authorised_on | no_further_action
A1            | R1          | C1       | 2016-01-05 |               |
A2            |             | C2       | 2016-01-05 | 2016-02-01    | no
A8            | R8          | C8       | 2016-01-05 | 2016-05-09    | yes
A9            | R9          | C9       | 2016-01-05 | 2016-05-09    |
A11           | R11         | C11      | 2016-01-05 | #N/A          | no
A13           | R99         | C13      | 2016-01-05 |               |

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N3      | R3          | C3       | 2016-02-01 |
N4      | R4          | C4       | 2016-02-01 |
N10     | R10         | C10      | 2016-02-01 | 2016-05-16
N12     | R12         | C12      | 2016-02-01 | #N/A

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P4      | C4       | 2016-03-01 |            |
P5      | C5       | 2016-03-01 |            | yes
P10     | C10      | 2016-01-20 | 2016-02-01 |

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E6         | L6      | C6       | 2016-03-01 |
E3         | L3      | C3       | 2016-03-01 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S3              | C3       | V4           | 2016-03-01

care_leavers
care_leaver_id | child_id
K7             | C7
"""


def test_each_open_episode_is_counted_in_one_cohort_or_found_in_none():
    rows = populations.cohorts_of(read(COHORTS)).set_index("referral_id")
    assert rows["cohort"].dropna().to_dict() == {
        "R1": "assessment", "R2": "child in need", "R3": "short break", "R4": "child protection", "R5": "child protection",
        "R6": "in care", "R7": "care leaver", "R11": "child in need",
    }  # fmt: skip
    assert set(rows[rows["cohort"].isna() & ~rows["perhaps"]].index) == {"R8", "R10", "R13", "R15"}


def test_a_blank_or_unreadable_value_that_would_put_an_episode_in_a_cohort_leaves_a_doubt():
    rows = populations.cohorts_of(read(COHORTS)).set_index("referral_id")
    doubts = rows[rows["perhaps"]][["reason", "field"]]
    assert doubts.loc["R9"].tolist() == ["blank_field", "assessments.no_further_action"]
    assert doubts.loc["R12"].tolist() == ["unreadable_value", "cin_plans.ended_on"]
    assert len(doubts) == 2


def test_an_episode_is_in_no_cohort_since_the_last_thing_of_it_ended():
    since = populations.cohorts_of(read(COHORTS)).set_index("referral_id")["since"]
    assert since[["R8", "R10", "R13"]].dt.date.tolist() == [dt.date(2016, 5, 9), dt.date(2016, 5, 16), dt.date(2016, 1, 4)]
    assert pd.isna(since["R15"])


def test_no_cohort_is_told_where_a_table_that_makes_one_is_absent():
    whole = read(COHORTS)
    for name in ("referrals", "assessments", "cin_plans", "cp_plans", "care_episodes", "care_leavers"):
        fewer = dataclasses.replace(whole, frames={key: frame for key, frame in whole.frames.items() if key != name})
        with pytest.raises(TableAbsent):
            populations.cohorts_of(fewer)
