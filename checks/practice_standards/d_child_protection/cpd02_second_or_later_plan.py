"""Few child protection plans that begin are the child's second or later."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, clocks, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CPD-02",
    name="Second or later child protection plans",
    wording="Few child protection plans that begin are the child's second or later in this council, however long ago the earlier one was.",
    why="A child who comes back onto a plan was not kept safe by the first, or was let go too soon.",
    source="Department for Education, Characteristics of children in need: second or subsequent child protection plans",
    source_class=SourceClass.DFE,
    record="cp_plans",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    what_to_do="Read the earlier plan beside the new one: why did it end, and what has come back?",
    owner="Head of Service, Safeguarding and Quality Assurance",
    field="cp_plans.started_on",
    findings=False,
    lower_is_better=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("5.24",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Plans of this council that began in the period; one whose start is blank, if it was open in it."""
    plans = populations.cp_plans(tables)
    rows = plans.assign(event_on=plans["starts_on"].fillna(plans["ends_on"]).fillna(asked.today))
    return rows[rows["event_on"].between(asked.since, asked.today)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Did the child have an earlier plan? Missing where a plan without a start may have been the earlier one."""
    answer = clocks.answers(rows).assign(reason=str(Reason.NO_EVENT))
    earlier = populations.earlier_plans(tables, rows)
    answer["met"] = rows["plan_id"].isin(earlier[earlier["sure"]]["plan_id"]).astype("boolean")
    unsure = rows["plan_id"].isin(earlier[~earlier["sure"]]["plan_id"]) & ~answer["met"].astype(bool)
    answer.loc[unsure, "met"] = pd.NA
    answer.loc[unsure, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "cp_plans.started_on"]
    return answer


EXAMPLES = """
as at 2016-05-24
counting period

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1a     | C1       | 2008-01-01 | 2009-01-01 |
P1b     | C1       | 2011-01-01 | 2012-01-01 | yes
P1      | C1       | 2016-03-01 |            |
P2      | C2       | 2016-03-01 |            |
P3a     | C3       | 2015-01-01 | 2015-06-01 | yes
P3      | C3       | 2016-03-01 |            |
P4a     | C4       |            | 2015-06-01 |
P4      | C4       | 2016-03-01 |            |
P5a     | C5       |            |            |
P5      | C5       | 2016-03-01 |            |
P6      | C6       | 2015-11-24 | 2016-01-01 |
P7      | C7       | 2015-11-23 | 2016-01-01 |
P8      | C8       | 2016-03-01 |            |
P8b     | C8       | 2016-05-01 |            |
P9      | C9       |            | 2016-02-01 |
P9b     | C9       | 2016-03-01 |            |
P10     | C10      |            | 2016-03-01 |
P10b    | C10      | 2016-03-01 |            |

expect
plan_id | outcome      | reason      | because
P1      | met          |             | N13: a plan here that ended in 2009; the other council's is not counted
P2      | not_met      | no_event    | the first
P3      | not_met      | no_event    | the earlier one was another council's
P4      | met          |             | the earlier one has no start, but ended before this began
P5      | not_recorded | blank_field | another plan has no start: it may be the earlier one
P5a     | not_recorded | blank_field | no start, and open in the period
P6      | not_met      | no_event    | began on the first day of the period
P7      | out_of_scope |             | began the day before
P8      | not_met      | no_event    | the first of two
P8b     | met          |             | the second, beside the first
P9      | not_met      | no_event    | no start, and the other began after it had ended: it was the first
P9b     | met          |             | the second
P10     | not_met      | no_event    | the other began on the day it ended, so not before it
P10b    | met          |             | the second
"""
