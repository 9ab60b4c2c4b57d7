"""No child has another council's temporary plan here while on a plan of this council."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import Tables, matched
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="C04",
    name="Not our plan and another council's at once",
    wording="No child has another council's temporary plan on record here while on a plan of this council.",
    why="One of the two councils is answerable for the child. If the record says both, each may think it is the other.",
    source="Standard Safeguarding Dataset 1.4.5, Annex A list 7 query",
    source_class=SourceClass.DFE,
    record="cp_plans",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Find out which council's plan is in force and end the other; if the plan is ours, take the flag off it.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    field="cp_plans.other_council",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Other councils' temporary plans, open or ended."""
    rows = tables.cp_plans
    return rows[rows["other_council"].fillna(False).astype(bool)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Was the child on no plan of this council at any time while it lasted? The day one ends and the other begins is no overlap."""
    own = populations.cp_plans(tables)[["child_id", "starts_on", "ends_on"]].dropna(subset="child_id")
    pairs = matched(rows[["plan_id", "child_id", "started_on", "ended_on"]], own, on="child_id")
    both = ~(pairs["ends_on"] <= pairs["started_on"]) & ~(pairs["starts_on"] >= pairs["ended_on"])
    return ~rows["plan_id"].isin(pairs[both]["plan_id"])


EXAMPLES = """
as at 2016-05-24

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1a     | C1       | 2016-01-04 |            | yes
P1b     | C1       | 2016-03-01 |            | no
P2a     | C2       | 2016-01-04 | 2016-03-01 | yes
P2b     | C2       | 2016-03-01 |            | no
P3      | C3       | 2016-01-04 |            | yes
P4a     | C4       | 2016-01-04 | 2016-03-02 | yes
P4b     | C4       | 2016-03-01 | 2016-04-01 |
P5a     | C5       | 2016-03-01 |            | yes
P5b     | C5       | 2015-01-05 | 2016-03-01 | no
P6      | C6       | 2016-05-25 |            | yes

expect
plan_id | outcome      | because
P1a     | broken       | a plan of this council is open beside it
P1b     | out_of_scope | our own plan
P2a     | met          | ended the day ours began
P2b     | out_of_scope | our own plan
P3      | met          | the only plan
P4a     | broken       | ours began the day before it ended; a blank flag is taken as ours
P5a     | met          | ours ended the day it began
P6      | out_of_scope | begins tomorrow
"""
