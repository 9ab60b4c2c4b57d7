"""No child protection review is dated on or before the day its plan began, nor ahead."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="C03",
    name="Reviews dated inside their plan",
    wording="No child protection review is dated on or before the day its plan began, nor later than the day of the extract.",
    why="A review with a wrong date makes a plan look reviewed that nobody has looked at.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="cp_reviews",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Put the date of the review right; a review that is only planned has a due date and no date yet.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    field="cp_reviews.held_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every review with a date, those dated ahead among them; each with the day its plan began, or the child's first plan did."""
    rows = tables.everything("cp_reviews")
    plans = tables.cp_plans
    own = looked_up(rows["plan_id"], plans.drop_duplicates("plan_id").set_index("plan_id")["started_on"])
    first = looked_up(rows["child_id"], plans.groupby("child_id")["started_on"].min())
    return rows.assign(plan_from=own.where(rows["plan_id"].isin(plans["plan_id"]), first))[rows["held_on"].notna()]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is it later than the start of the plan, and not ahead? With no start there is nothing to compare with."""
    ahead = rows["held_on"] >= pd.Timestamp(asked.extracted_on or asked.as_at) + pd.Timedelta(days=1)
    return ~(ahead | (rows["held_on"] <= rows["plan_from"]))


EXAMPLES = """
as at 2016-05-24
extracted on 2016-05-25

cp_plans
plan_id | child_id | started_on
P1      | C1       | 2016-01-04
P2      | C2       | 2014-01-06
P2b     | C2       | 2016-01-04
P3      | C3       |

cp_reviews
review_id | child_id | plan_id | held_on
V1        | C1       | P1      | 2016-01-05
V2        | C1       | P1      | 2016-01-04
V3        | C1       | P1      | 2016-05-25
V4        | C1       | P1      | 2016-05-26
V5        | C2       |         | 2015-12-01
V6        | C2       |         | 2014-01-06
V7        | C2       | P2b     | 2015-12-01
V8        | C3       | P3      | 2010-01-01
V9        | C1       | P1      |

expect
review_id | outcome      | because
V1        | met          | the day after the plan began
V2        | broken       | the day the plan began: that was the conference
V3        | met          | the day of the extract: not there yet, and no fault
V4        | broken       | later than the day of the extract
V5        | met          | names no plan, and is later than the child's first
V6        | broken       | names no plan, and none had begun before it
V7        | broken       | before the plan it names
V8        | met          | nobody knows when the plan began
V9        | out_of_scope | no date: planned only
"""
