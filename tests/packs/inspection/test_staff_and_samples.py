"""Who holds whom, and which cases are proposed: small tables in text."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from fscp_readiness.findings.frames import OWNED_ANSWERS, ZERO_TOLERANCE
from fscp_readiness.packs.inspection.audited import audits_of_the_year
from fscp_readiness.packs.inspection.lacks import why_not
from fscp_readiness.packs.inspection.samples import propose
from fscp_readiness.packs.inspection.staff import staff_list
from fscp_readiness.settings.inspection import Samples
from fscp_readiness.tables import Tables

from .annex_a.laying_out import tables

CHILDREN = [f"C{n}" for n in range(1, 13)]


def written(restricted: str = "C12") -> str:
    plans = "\n".join(f"P{n} | C{n} | {'2016-05-01' if n <= 4 else '2014-05-01'}" for n in range(1, 13))
    cases = "\n".join(f"R{n} | C{n} | 2014-04-01" for n in range(1, 14))
    held = "\n".join(f"I{n} | {'W1' if n <= 8 else 'W2'} | Social Worker | T1 | C{n} | 2016-05-02" for n in range(1, 13))
    return f"""
cp_plans
plan_id | child_id | started_on
{plans}

referrals
referral_id | child_id | received_on
{cases}

involvements
involvement_id | worker_id | role | team_id | child_id | started_on
{held}

workers
worker_id | worker_name | full_time_equivalent
W1 | Ann Made-Up | 0.5
W2 | Bo Made-Up |
W3 | Cy Made-Up | 1

teams
team_id | team_name
T1 | East

staff
worker_id | role | full_time_equivalent | agency | ended_on | team_id
W1 | Social Worker | 0.5 | yes | | T1
W3 | Social Worker | 1 | no | | T1
W4 | Social Worker | 1 | no | 2016-01-01 | T1

audits
audit_id | child_id | audited_on | self_grade
A1 | C1 | 2016-05-20 | good
A2 | C12 | 2016-05-20 | good
A3 | C2 | 2015-05-23 | good
A4 | C2 | 2015-05-24 | good

audit_actions
action_id | audit_id | action_due_on | done_on
X1 | A1 | 2016-05-23 |
X2 | A1 | 2016-05-24 |
X3 | A1 | 2016-05-01 | 2016-05-20

restricted_records
child_id | restricted_from | restricted_to
{restricted} | 2016-01-01 |
"""


def test_caseloads_leave_restricted_children_out_and_count_them_apart():
    made = staff_list(tables(written()))
    rows = made.frame.set_index("worker_id")
    assert list(rows.index) == ["W1", "W2", "W3"] and rows["team"].eq("East").all()
    assert rows["children"].to_dict() == {"W1": 8, "W2": 3, "W3": 0}
    assert rows.loc["W1", "children_for_a_full_time_post"] == 16 and pd.isna(rows.loc["W2", "children_for_a_full_time_post"])
    assert rows.loc["W1", ["worker_name", "team", "agency"]].tolist() == ["Ann Made-Up", "East", "yes"]
    assert made.left_out == 1 and made.unallocated == 1
    assert staff_list(tables(written("C13"))).unallocated == 0


def test_without_a_workforce_list_that_is_said():
    text = written().split("staff\nworker_id")[0] + "audits" + written().split("\naudits", 1)[1]
    made = staff_list(tables(text))
    assert set(made.frame["worker_id"]) == {"W1", "W2"} and "no workforce list" in made.said[0]


def late(*actions: str) -> pd.DataFrame:
    """Answers of AUD-04: these actions are past their day, and another is done."""
    rows = [{"code": "AUD-04", "counting": "live", "record_id": each, "outcome": "not_met"} for each in actions]
    done = {"code": "AUD-04", "counting": "live", "record_id": "X3", "outcome": "met"}
    return pd.DataFrame([*rows, done], columns=list(OWNED_ANSWERS)).astype(OWNED_ANSWERS)


def test_audits_of_twelve_months_with_what_they_asked_for():
    made = audits_of_the_year(tables(written()), late("X1"))
    assert made.frame["audit_id"].tolist() == ["A1", "A4"] and made.left_out == 1
    assert made.frame.loc[0, ["actions", "actions_done", "actions_overdue"]].tolist() == [3, 1, 1]
    assert made.frame.loc[1, ["actions", "actions_done", "actions_overdue"]].tolist() == [0, 0, 0]


def found(*children: str, **more: object) -> pd.DataFrame:
    rows = [{"code": "CPV-01", "counting": "live", "child_id": child, "outcome": "not_met", "exempt": "", **more} for child in children]
    return pd.DataFrame(rows, columns=list(OWNED_ANSWERS)).astype(OWNED_ANSWERS)


def zero(*children: str) -> pd.DataFrame:
    return pd.DataFrame([{"condition": 1, "child_id": child} for child in children], columns=list(ZERO_TOLERANCE)).astype(ZERO_TOLERANCE)


def drawn(
    answers: pd.DataFrame, zeros: pd.DataFrame, seed: str = "run 2016-05-25", lot: int = 2, risk: int = 2, area: str = "Child protection"
):
    rule = Samples(random_of_each_band=lot, by_risk_of_each_area=risk, recent_months=6)
    made = propose(tables(written()), answers, zeros, rule, seed)
    return made, made.frame[made.frame["area"].eq(area)]


def test_the_lot_takes_from_each_band_and_never_a_restricted_child():
    made, rows = drawn(found(), zero(), lot=12, risk=0)
    assert set(rows[rows["recency"].eq("recent")]["child_id"]) == {"C1", "C2", "C3", "C4"}
    assert set(rows[rows["recency"].eq("earlier")]["child_id"]) == set(CHILDREN[4:-1])
    assert made.left_out["Child protection"] == 1 and made.drawn_from["Child protection"] == 11
    _, few = drawn(found(), zero())
    assert few["recency"].value_counts().to_dict() == {"recent": 2, "earlier": 2}
    assert "C12" not in set(drawn(found("C12"), zero("C12"), lot=0, risk=12)[0].frame["child_id"])


def test_the_same_seed_draws_the_same_and_another_draws_others():
    same = [tuple(drawn(found(), zero())[1]["child_id"]) for _ in range(2)]
    assert same[0] == same[1]
    others = {tuple(drawn(found(), zero(), seed=f"run 2016-06-{day:02}")[1]["child_id"]) for day in range(1, 9)}
    assert len(others) > 3


def test_by_risk_zero_tolerance_comes_first_then_how_much_is_outstanding():
    answers = pd.concat([found("C1", "C1", "C2", "C3", "C3", "C3"), found("C4", counting="period"), found("C5", exempt="unborn")])
    _, rows = drawn(answers, zero("C2", "C2"), lot=0, risk=9)
    assert rows["child_id"].tolist() == ["C2", "C3", "C1"]
    assert rows["why"].tolist()[:2] == [
        "1 zero-tolerance condition; 1 answer not met or not recorded", "3 answers not met or not recorded",
    ]  # fmt: skip
    assert drawn(answers, zero("C2"), lot=0, risk=1)[1]["child_id"].tolist() == ["C2"]


def test_nobody_is_proposed_twice_in_one_area():
    _, rows = drawn(found(*CHILDREN), zero(), lot=2, risk=9)
    assert rows["child_id"].is_unique and len(rows) == 11


@pytest.mark.parametrize("area", ["Children in care", "Care leavers"])
def test_an_area_that_the_source_lacks_is_said(area):
    made, rows = drawn(found(), zero(), area=area)
    assert rows.empty and any(note.startswith(area) for note in made.said)


def without(name: str, column: str = "") -> Tables:
    """The same night from a source that lacks a table, or a column of it."""
    whole = tables(written())
    frames = {key: frame for key, frame in whole.frames.items() if column or key != name}
    if column:
        frames[name] = frames[name].drop(columns=column)
    return dataclasses.replace(whole, frames=frames)


def test_what_the_source_lacks_is_said_and_the_rest_is_made():
    lacking = without("involvements", "role")
    assert staff_list(lacking).frame.empty and "invo_professional_role_id of ssd_involvements" in staff_list(lacking).said[0]
    made = propose(lacking, found(), zero(), Samples(), "seed")
    assert made.drawn_from["Child protection"] == 11 and any("No team stands beside a child" in said for said in made.said)
    assert "holds no table ssd_involvements" in staff_list(without("involvements")).said[0]
    assert any(said.startswith("Child protection: none is proposed. The source holds no column")
               for said in propose(without("cp_plans", "ended_on"), found(), zero(), Samples(), "seed").said)  # fmt: skip
    audits = audits_of_the_year(without("audits", "audited_on"), late())
    assert audits.frame.empty and "audited_on of ext_audit: no audit is listed" in audits.said[0]
    assert audits_of_the_year(without("audit_actions"), late()).frame["actions"].isna().all()


def test_a_mistake_of_ours_is_not_taken_for_something_that_the_source_lacks():
    with pytest.raises(KeyError, match="no_such"):
        why_not(KeyError("no_such"), tables(written()))
