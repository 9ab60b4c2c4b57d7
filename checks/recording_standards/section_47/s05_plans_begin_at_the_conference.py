"""Every child protection plan begins on the day of the conference that decided on it."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.standards.conferences import plans_with_conferences
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="S05",
    name="Plans begin on the day of the conference",
    wording="Every child protection plan begins on the day of the initial conference that decided on it.",
    why="The first review and the first core group are counted from that day. If the two differ, nobody knows which clock is right.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="cp_plans",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Put the wrong one of the two dates right.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    field="cp_plans.started_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Plans whose conference is on record, where both have a date; of several the last held."""
    pairs = plans_with_conferences(tables).dropna(subset=["started_on", "held_on"])
    return pairs.sort_values(["plan_id", "held_on"], kind="stable").drop_duplicates("plan_id", keep="last")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is it the same day?"""
    return rows["started_on"] == rows["held_on"]


EXAMPLES = """
as at 2016-05-24

initial_conferences
conference_id | child_id | plan_id | held_on
M1            | C1       |         | 2016-02-01
M2            | C2       | P2      | 2016-02-01
M3            | C3       |         |
M5a           | C5       |         | 2016-02-01
M5b           | C5       | P5      |
M6            | C6       |         | 2016-02-01

cp_plans
plan_id | child_id | conference_id | started_on
P1      | C1       | M1            | 2016-02-01
P2      | C2       |               | 2016-02-02
P3      | C3       | M3            | 2016-02-01
P4      | C4       |               | 2016-02-01
P5      | C5       | M5a           | 2016-02-02
P6      | C6       |               | 2016-02-01

expect
plan_id | outcome      | because
P1      | met          | the same day
P2      | broken       | the day after
P3      | out_of_scope | the conference has no date
P4      | out_of_scope | no conference: another rule's
P5      | broken       | another conference, not held yet, names the plan too: the one held still counts
P6      | met          | no name joins it to one; the child's own was held that day
"""
