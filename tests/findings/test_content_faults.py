"""Faults of what records say, asked of the standards as a night asks them: who is found, who is left out, and that nobody is lost."""

from __future__ import annotations

import pandas as pd
import pytest

from fscp_readiness.findings import ask_all
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, Catalogue, discover
from fscp_readiness.standards.examples import read_examples

EVERY = discover(CHECKS)
CALENDAR = Calendar.read()
ALWAYS = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-01-04  |

"""


def asked(text: str, *codes: str):
    anybody = "" if text.lstrip().startswith("people") else people("C1 | 2012-01-01 |", "C2 | 2012-01-01 |")
    tables = read_examples(ALWAYS + anybody + text)[0].tables
    return ask_all(tables, Catalogue({code: EVERY[code] for code in codes}, EVERY.version), CALENDAR, each_row=True)


def outcomes(text: str, code: str, key: str = "record_id") -> dict[str, str]:
    found = asked(text, code)
    state = found.states.set_index("code").loc[code]
    assert (state["state"] == "asked").all() if isinstance(state, pd.DataFrame) else state["state"] == "asked"
    answers = found.answers
    live = answers[answers["counting"].eq("live")]
    return dict(zip(live[key], live["outcome"], strict=True))


def people(*rows: str) -> str:
    return "people\nchild_id | born_on | expected_on\n" + "\n".join(rows) + "\n"


def test_fault_073_an_expected_day_long_past_or_impossible_is_found_and_a_sound_one_is_not():
    found = outcomes(people("C1 | | 2016-04-01", "C2 | | 2016-07-01", "C3 | | 2018-01-01"), "P03")
    assert found["C1"] == "broken", "28 days past and nobody was born"
    assert found["C2"] == "met"


def test_fault_074_a_birth_still_to_come_is_found():
    assert outcomes(people("C1 | 2016-06-01 |", "C2 | 2010-01-01 |"), "P03") == {"C1": "broken", "C2": "met"}


PLANS = """
cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-01-04 |
P2      | C2       | 2016-01-04 |

cp_visits
visit_id | child_id | plan_id | visited_on | child_seen
V1       | C1       | P1      | {day}      | yes
V2       | C2       | P2      | 2016-05-23 | yes
"""


def test_fault_074_a_visit_still_to_come_does_not_count_as_done():
    assert outcomes(PLANS.format(day="2016-05-30"), "CPV-01") == {"P1": "not_met", "P2": "met"}
    assert outcomes(PLANS.format(day="2016-05-20"), "CPV-01") == {"P1": "met", "P2": "met"}


def test_fault_076_an_end_before_its_start_is_counted_in_no_duration():
    found = asked(
        """
cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-03-01 | 2016-02-01
P2      | C2       | 2016-02-01 | 2016-03-01
""",
        "CPD-04",
    )
    answers = found.answers.set_index("record_id")
    assert answers.loc["P2", "outcome"] == "met"
    assert tuple(answers.loc["P1", ["outcome", "reason"]]) == ("not_recorded", "conflict"), "a plan of minus 29 days is no short plan"


def test_fault_083_twins_are_two_children():
    twins = """
people
child_id | surname | forename | born_on    | sex | upn | nhs_number
C1       | Alder   | Ash      | 2012-03-04 | F   |     |
C2       | Alder   | Bay      | 2012-03-04 | F   |     |

addresses
address_id | child_id | postcode | from_on
A1         | C1       | ZZ9 9ZZ  | 2012-03-04
A2         | C2       | ZZ9 9ZZ  | 2012-03-04
"""
    assert set(asked(twins, "P01", "P10").rows["record_id"]) == set()
    assert asked(twins.replace("C2       | Alder", "C1       | Alder"), "P01").rows["record_id"].tolist() != []


def test_fault_084_a_care_leaver_of_twenty_is_no_adult_on_a_childs_record_and_is_in_the_leavers_cohort():
    leavers = """
people
child_id | born_on
C1       | 2012-03-04
C2       | 2012-03-04
C3       | 1996-03-04

care_leavers
care_leaver_id | child_id | personal_adviser
L1             | C3       | W1
"""
    found = asked(leavers, "P09", "CLV-01")
    assert found.rows["child_id"].tolist() == [] and set(found.answers["child_id"]) == {"C1", "C2", "C3"}


def test_fault_085_a_sex_nobody_expected_keeps_its_child_in_the_denominator():
    text = "people\nchild_id | born_on | sex\nC1 | 2010-01-01 | #N/A\nC2 | 2010-01-01 | F\n" + PLANS.format(day="2016-05-20")
    assert outcomes(text, "CPV-01") == {"P1": "met", "P2": "met"}


@pytest.mark.parametrize(("worker", "found_by"), [("W1", "ALO-03"), ("", "ALO-01")])
def test_fault_079_a_leaver_still_allocated_or_nobody_at_all_is_found_under_no_team_recorded(worker: str, found_by: str):
    text = f"""
involvements
involvement_id | worker_id | role          | team_id | child_id | started_on | ended_on
I1             | {worker}  | Social Worker |         | C1       | 2016-03-02 |
I2             | W2        | Social Worker | T1      | C2       | 2016-03-02 |

workers
worker_id | worker_name | full_time_equivalent
W1        | A           | 1
W2        | B           | 1

staff
worker_id | started_on | ended_on
W1        | 2014-01-01 | 2016-05-01
W2        | 2014-01-01 |
"""
    found = asked(text, "ALO-01", "ALO-03")
    assert {"C1", "C2"} == set(found.answers[found.answers["code"].eq("ALO-01")]["child_id"]), "nobody is dropped"
    row = found.rows[found.rows["child_id"].eq("C1")].iloc[0]
    assert (row["code"], row["outcome"], row["team"]) == (found_by, "not_met", "no team recorded")


def test_fault_080_one_worker_whose_name_is_spelt_three_ways_carries_all_their_children():
    involved = "\n".join(f"I{n} | W1 | Social Worker | T1 | C{n} | 2016-03-02 |" for n in (1, 2))
    text = f"""
involvements
involvement_id | worker_id | role | team_id | child_id | started_on | ended_on
{involved}

workers
worker_id | worker_name | full_time_equivalent
W1        | Ann Alder   | 1
W1        | ALDER, Ann  | 1
"""
    found = asked(text, "ALO-01")
    live = found.answers[found.answers["code"].eq("ALO-01") & found.answers["counting"].eq("live")]
    assert live["worker_id"].tolist() == ["W1", "W1"]
