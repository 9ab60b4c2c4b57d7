"""No child has two child protection plans at once, nor a child in need plan beside a child protection plan."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, SourceClass, TargetClass

about = About(
    code="C01",
    name="One plan at a time",
    wording="No child has two child protection plans at once, nor a child in need plan open beside a child protection plan.",
    why="Two plans double-count the child in every figure and in Annex A, and nobody can say which plan is being followed.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="cp_plans",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="End the plan that should have ended, on the day it should have ended.",
    kind=Kind.RECORDING,
    owner="Data Quality Lead",
    field="cp_plans.ended_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Child protection plans that are open or have ever been, and open child in need plans."""
    plans = populations.cp_plans_with_temporary(tables)[["plan_id", "child_id", "starts_on", "ends_on"]].assign(
        record_table=tables.output_name("cp_plans"), protection=True, field="cp_plans.ended_on"
    )
    if not tables.holds("cin_plans"):
        return plans
    cin = populations.open_on(tables.cin_plans, "ended_on")
    cin = cin.assign(starts_on=cin["started_on"], ends_on=cin["ended_on"])[["plan_id", "child_id", "starts_on", "ends_on"]]
    return pd.concat(
        [plans, cin.assign(record_table=tables.output_name("cin_plans"), protection=False, field="cin_plans.ended_on")], ignore_index=True
    )


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is this the only plan of its child at the time? Of two that overlap the later is the one that breaks the rule."""
    plans = rows[rows["protection"]].sort_values(["child_id", "starts_on", "plan_id"], na_position="first")
    ends = plans["ends_on"].fillna(pd.Timestamp.max.floor("s"))
    latest_end_before = ends.groupby(plans["child_id"]).cummax().groupby(plans["child_id"]).shift(1)
    overlaps = (plans["starts_on"].fillna(pd.Timestamp.min.ceil("s")) < latest_end_before).reindex(rows.index, fill_value=False)
    on_plan = plans[plans["ends_on"].isna()]["child_id"].dropna()
    beside = ~rows["protection"] & rows["child_id"].isin(on_plan)
    return ~(overlaps.astype(bool) | beside)


EXAMPLES = """
as at 2016-05-24

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-01-01 |
P2      | C1       | 2016-03-01 |
P3      | C2       | 2016-01-01 | 2016-03-01
P4      | C2       | 2016-03-01 |
P5      | C3       | 2016-01-01 |
P6      | C4       | 2016-01-01 | 2016-03-05
P7      | C4       | 2016-03-01 | 2016-04-01

cin_plans
plan_id | child_id | started_on | ended_on
N3      | C3       | 2016-02-01 |
N4      | C4       | 2016-04-01 |

expect
plan_id | outcome | because
P1      | met     | the earlier of two open plans
P2      | broken  | the later of two open plans
P3      | met     | ended the day the next began
P4      | met     | began the day the last ended
P5      | met     | the child protection plan is right; the other should have ended
N3      | broken  | a child in need plan open beside a child protection plan
N4      | met     | the child protection plans had ended
P6      | met     | the earlier of two that overlapped
P7      | broken  | began before the earlier one ended
"""
