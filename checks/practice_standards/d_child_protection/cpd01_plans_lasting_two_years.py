"""Few child protection plans last two years or more."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CPD-01",
    name="Plans open for two years or more",
    wording="Few child protection plans stay open for two years or more.",
    why="After two years the plan has not made the child safe, and nobody has decided on something else. Each such child should be known by name to a senior manager.",
    source="Department for Education, Characteristics of children in need: plans lasting two years or more",
    source_class=SourceClass.DFE,
    record="cp_plans",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    values={"days": 729},
    what_to_do="Review the plan with the conference chair: is it working, and if not, should the council go to court?",
    owner="Head of Service, Safeguarding and Quality Assurance",
    field="cp_plans.started_on",
    findings=False,
    lower_is_better=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.7",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open plans of this council."""
    return populations.open_on(populations.cp_plans(tables), "ends_on")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Has the plan been open for more than 729 days, counting the first and the last? Missing where its start is blank."""
    answer = clocks.answers(rows).assign(reason=str(Reason.NO_EVENT), field="cp_plans.started_on")
    days = (asked.today - rows["starts_on"]).dt.days + 1
    answer["met"] = (days > asked.values["days"]).astype("boolean").mask(rows["starts_on"].isna())
    answer.loc[rows["starts_on"].isna(), "reason"] = str(Reason.BLANK_FIELD)
    return answer


EXAMPLES = """
as at 2016-03-31

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2014-04-02 |            |
P2      | C2       | 2014-04-03 |            |
P3      | C3       | 2016-03-31 |            |
P4      | C4       |            |            |
P5      | C5       | 2012-01-01 | 2016-03-31 |
P6      | C6       | 2012-01-01 |            | yes
P7      | C7       | #N/A       |            |
P8      | C8       | 2012-01-01 | 2016-04-01 |

expect
plan_id | outcome      | reason           | because
P1      | met          |                  | N14: 730 days counting both ends: two years, and so counted
P2      | not_met      | no_event         | N14: 729 days counting both ends: not yet
P3      | not_met      | no_event         | began today
P4      | not_recorded | blank_field      | no start to count from
P5      | out_of_scope |                  | ended today
P6      | out_of_scope |                  | another council's temporary plan
P7      | not_recorded | unreadable_value | the start cannot be read
P8      | met          |                  | ends tomorrow, so open today, and long

as at 2016-03-01

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2014-03-01 |

expect
plan_id | outcome | because
P1      | met     | W31: 732 days, counting both ends
"""
