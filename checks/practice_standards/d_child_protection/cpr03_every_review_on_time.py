"""Children on a plan for three months or more have had every review on time."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, doubts, months, populations, visits
from fscp_readiness.tables import Tables, looked_up, matched
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CPR-03",
    name="Plans with every review on time",
    wording="Children on a child protection plan for three months or more have had every review on time: the first in three months, each later one in six.",
    why="One missed review is a child whose plan nobody tested. This is England's figure: a single late review, however long ago, counts for the life of the plan.",
    source="Department for Education, Characteristics of children in need: child protection plans reviewed within the required timescales",
    source_class=SourceClass.GUIDANCE,
    record="cp_plans",
    counting=LIVE,
    target=TargetClass.STATUTORY_DFE,
    clock=months(3),
    values={"from_months": 3, "later_months": 6},
    what_to_do="If a review was held and is not recorded, record its date. If one is outstanding, hold it; CPR-01 lists it.",
    owner="Head of Service, Safeguarding and Quality Assurance",
    field="cp_reviews.held_on",
    findings=False,
    judgements=("SIF-KJ1", "IL-HP"),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open plans of this council that began three months ago or more, and those whose start is blank."""
    plans = populations.open_on(populations.cp_plans(tables), "ends_on")
    old_enough = clocks.add_months(pd.Series(asked.today, index=plans.index), -int(asked.values["from_months"]))
    return plans[~(plans["starts_on"] > old_enough)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """First review in three months, each later one within six of the one before, none outstanding late? Missing where a day is."""
    events = _reviews(rows, tables)
    undated = looked_up(rows["plan_id"], events[events["on"].isna()].groupby("plan_id").size()).fillna(0)
    missed = looked_up(rows["plan_id"], _missed(rows, events, asked)).fillna(0)
    answer = clocks.answers(rows).assign(met=missed.eq(0).astype("boolean"))
    doubts.cannot_tell(answer, (missed > 0) & (missed <= undated), Reason.UNREADABLE_VALUE, about.field)
    return doubts.cannot_tell(answer, rows["starts_on"].isna(), Reason.BLANK_FIELD, "cp_plans.started_on")


def _reviews(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Reviews held, and those whose day cannot be read (``on`` blank), with the plan each belongs to."""
    reviews = tables.cp_reviews
    there = reviews["held_on"].notna() | doubts.unreadable(reviews, tables, "cp_reviews", "held_on")
    return visits.joined_to(reviews[there].assign(on=lambda kept: kept["held_on"])[["child_id", "plan_id", "on"]], rows, "plan_id")


def _missed(rows: pd.DataFrame, events: pd.DataFrame, asked: Asked) -> pd.Series:
    """By plan: how many more reviews would have put each in time, had each been held on the last day it could be."""
    later = asked.with_clock(months(int(asked.values["later_months"])))
    starts = rows[["plan_id", "starts_on"]].drop_duplicates("plan_id")
    held = matched(events[events["on"].notna()], starts, on="plan_id")
    held = held[held["on"] > held["starts_on"]][["plan_id", "on"]].drop_duplicates()
    points = pd.concat([starts.rename(columns={"starts_on": "on"}).assign(first=True), held.assign(first=False)], ignore_index=True)
    points = points.sort_values(["plan_id", "on"], kind="stable")
    points["next"] = points.groupby("plan_id")["on"].shift(-1).fillna(asked.today)
    reach = points.assign(due_on=clocks.due(points["on"], later).mask(points["first"], clocks.due(points["on"], asked)))
    missed = pd.Series(dtype="int64")
    while not (reach := reach[reach["next"] > reach["due_on"]]).empty:
        missed = missed.add(reach.groupby("plan_id").size(), fill_value=0)
        reach = reach.assign(due_on=clocks.due(reach["due_on"], later))
    return missed


EXAMPLES = """
as at 2016-08-29

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2015-11-30 |            |
P2      | C2       | 2015-11-30 |            |
P3      | C3       | 2015-11-30 |            |
P4      | C4       | 2015-11-30 |            |
P5      | C5       | 2016-05-29 |            |
P6      | C6       | 2016-05-30 |            |
P7      | C7       | 2016-05-28 |            |
P8      | C8       |            |            |
P9      | C9       | 2015-11-30 | 2016-08-01 |
P10     | C10      | 2015-11-30 |            | yes
P11     | C11      | 2015-11-30 |            |
P12     | C12      | 2016-04-29 |            |
P13     | C13      | 2015-11-30 |            |
P14     | C14      | 2013-01-04 |            |
P15     | C15      | 2014-01-04 |            |

cp_reviews
review_id | child_id | plan_id | held_on
V1        | C1       | P1      | 2016-02-29
V2        | C2       | P2      | 2016-02-28
V3a       | C3       | P3      | 2016-03-01
V3b       | C3       | P3      | 2016-06-01
V4a       | C4       | P4      | 2016-02-01
V4b       | C4       | P4      | 2016-08-02
V8        | C8       | P8      | 2016-08-01
V11a      | C11      | P11     | 2016-02-01
V11b      | C11      | P11     | #N/A
V12       | C12      | P12     | 2016-04-29
V13a      | C13      | P13     | 2016-02-01
V13b      | C13      |         | 2016-07-01
V15       | C15      | P15     | #N/A
V14a      | C14      | P14     | 2013-04-04
V14b      | C14      | P14     | 2013-10-04
V14c      | C14      | P14     | 2014-04-04
V14d      | C14      | P14     | 2014-10-04
V14e      | C14      | P14     | 2015-04-04
V14f      | C14      | P14     | 2015-10-04
V14g      | C14      | P14     | 2016-04-04

expect
plan_id | outcome      | reason           | field               | because
P1      | met          |                  |                     | first on its last day, the second due today, a bank holiday
P2      | not_met      | outstanding      | cp_reviews.held_on  | the second was due yesterday
P3      | not_met      | outstanding      | cp_reviews.held_on  | the first was a day late: once late, the plan is not on time
P4      | not_met      | outstanding      | cp_reviews.held_on  | the second was a day late
P5      | met          |                  |                     | three months old today, and the first review is due today
P6      | out_of_scope |                  |                     | a day short of three months
P7      | not_met      | outstanding      | cp_reviews.held_on  | the first was due yesterday and was not held
P8      | not_recorded | blank_field      | cp_plans.started_on | no start to count from
P9      | out_of_scope |                  |                     | the plan has ended
P10     | out_of_scope |                  |                     | another council's plan
P11     | not_recorded | unreadable_value | cp_reviews.held_on  | the second is late or was held on a day that cannot be read
P12     | not_met      | outstanding      | cp_reviews.held_on  | a review on the day the plan began does not count: the first was due in three months
P13     | met          |                  |                     | a review that names no plan belongs to the child's plan by date
P14     | met          |                  |                     | every six months to the day, for three years
P15     | not_met      | outstanding      | cp_reviews.held_on  | one review on a day that cannot be read, and five were due
"""
