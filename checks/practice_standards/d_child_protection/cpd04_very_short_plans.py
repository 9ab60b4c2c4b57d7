"""Few child protection plans end within three months."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, clocks, months, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CPD-04",
    name="Plans that ended within three months",
    wording="Few child protection plans end within three months of their start.",
    why="A plan that ends before its first review may not have been needed, or may have ended before the child was safe. Each is worth reading.",
    source="Local standard: plans that end before a first review",
    source_class=SourceClass.LOCAL,
    record="cp_plans",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    values={"months": 3},
    what_to_do="Read the plan with the conference chair: was the threshold right, and was the child safe when it ended?",
    owner="Head of Service, Safeguarding and Quality Assurance",
    field="cp_plans.ended_on",
    findings=False,
    lower_is_better=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
    assumed="three months as the point before which a plan that ends is looked at",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Plans of this council that ended in the period, and those that ended on a day that cannot be read."""
    plans = populations.cp_plans(tables)
    unread = plans["plan_id"].isin(tables.unreadable_keys("cp_plans", "ended_on"))
    rows = plans.assign(event_on=plans["ends_on"].mask(unread, asked.today), unread=unread)
    return rows[rows["event_on"].between(asked.since, asked.today)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Did it end before three months were over? Missing where either day is not known, or it ended before it began."""
    answer = clocks.answers(rows).assign(reason=str(Reason.NO_EVENT))
    short = rows["ends_on"] < clocks.due(rows["starts_on"], asked, months(int(asked.values["months"])))
    backwards = (rows["ends_on"] < rows["starts_on"]) & ~rows["unread"]
    answer["met"] = short.astype("boolean").mask(rows["starts_on"].isna() | rows["unread"] | backwards)
    answer.loc[backwards, ["reason", "field"]] = [str(Reason.CONFLICT), "cp_plans.ended_on"]
    answer.loc[rows["starts_on"].isna(), ["reason", "field"]] = [str(Reason.BLANK_FIELD), "cp_plans.started_on"]
    answer.loc[rows["unread"], ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), "cp_plans.ended_on"]
    return answer


EXAMPLES = """
as at 2016-05-24
counting period

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2016-02-24 | 2016-05-23 |
P2      | C2       | 2016-02-24 | 2016-05-24 |
P3      | C3       | 2016-02-24 |            |
P4      | C4       | 2015-10-01 | 2015-11-24 |
P5      | C5       | 2015-10-01 | 2015-11-23 |
P6      | C6       |            | 2016-03-01 |
P7      | C7       | 2016-02-24 | 2016-03-01 | yes
P8      | C8       | 2016-02-24 | #N/A       |
P9      | C9       | 2016-02-24 | 2016-05-25 |
P10     | C10      | 2016-02-24 | 2016-02-23 |

expect
plan_id | outcome      | reason           | because
P1      | met          |                  | one day short of three months
P2      | not_met      | no_event         | three months to the day
P3      | out_of_scope |                  | still open
P4      | met          |                  | ended on the first day of the period
P5      | out_of_scope |                  | ended the day before
P6      | not_recorded | blank_field      | no start to count from
P7      | out_of_scope |                  | another council's temporary plan
P8      | not_recorded | unreadable_value | the day it ended cannot be read
P9      | out_of_scope |                  | ends tomorrow
P10     | not_recorded | conflict         | it ended the day before it began: one of the two days is wrong
"""
