"""Every open child is discussed in supervision: monthly on a plan or in care, every two months otherwise."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, months, oversight, populations, supervision
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="SUP-02",
    name="Children discussed in supervision",
    wording="Every open child is discussed in supervision: at least monthly on a child protection plan or in care, every two months otherwise.",
    why="Supervision is where somebody asks what has changed for this child. A child nobody has asked about is where drift begins.",
    source="Local standard; Kirklees Cabinet report, 24 May 2016, 3.5 and 5.12",
    source_class=SourceClass.LOCAL,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=months(1),
    values={"months_for_other_children": 2},
    what_to_do="Discuss the child in supervision this week. If that has been done, record the day on the child's file.",
    owner="Principal Social Worker",
    field="supervisions.held_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("5.12", "3.5"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes, once the child has been discussed or a discussion has fallen due."""
    others = months(int(asked.values["months_for_other_children"]))
    closely = oversight.on_a_plan(tables).union(pd.Index(populations.in_care(tables)["child_id"].dropna())).unique()
    discussions = supervision.held(tables, "case")
    return oversight.open_episodes_with(tables, discussions, asked, others=others, closely=closely)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child discussed inside the interval? Missing where a date, or what the supervision was of, leaves us unable to tell."""
    return oversight.within(rows, asked)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-01-04  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  |
R5          | C5       | 2016-03-23  |
R6          | C6       | 2016-03-24  |
R7          | C7       | 2016-01-04  |
R8          | C8       | 2016-01-04  |
R9          | C9       |             |
R10         | C10      | 2016-01-04  | 2016-05-20
R11         | C11      | 2016-01-04  |
R12         | C12      | 2016-05-01  |
R13         | C13      |             |
R14         | C14      | 2016-01-04  |
R15         | C15      | 2016-01-04  |

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2016-02-01 |            |
P2      | C2       | 2016-02-01 |            |
P4      | C4       | 2016-02-01 | 2016-05-01 |
P15     | C15      | 2016-02-01 |            | yes

care_episodes
episode_id | care_id | child_id | started_on
E3         | L3      | C3       | 2016-02-01

supervisions
supervision_id | supervision_kind | child_id | held_on
S1             | case             | C1       | 2016-04-24
S2             | case             | C2       | 2016-04-23
S3             | case             | C3       | 2016-04-20
S4             | case             | C4       | 2016-04-20
S7a            | case             | C7       | 2016-03-01
S7b            | worker           | C7       | 2016-05-20
S8a            | case             | C8       | 2016-03-01
S8b            |                  | C8       | 2016-05-20
S9             | case             | C9       | 2016-05-20
S11a           | case             | C11      | 2016-03-01
S11b           | case             | C11      |
S12            | case             | C12      | 2016-04-01
S13            | case             | C13      | 2016-01-04
S14            | case             | C14      | 2016-05-25
S15            | case             | C15      | 2016-04-20

expect
referral_id | outcome      | due_on     | reason      | because
R1          | met          | 2016-05-24 |             | on a plan, a month ago exactly
R2          | not_met      | 2016-05-23 | outstanding | on a plan, one day over a month
R3          | not_met      | 2016-05-20 | outstanding | in care, over a month ago
R4          | met          | 2016-06-20 |             | the plan has ended, so two months are allowed
R5          | not_met      | 2016-05-23 | outstanding | never discussed, two months and a day since the referral
R6          | out_of_scope |            |             | never discussed, and due today is not late
R7          | not_met      | 2016-05-01 | outstanding | the worker was supervised, and this child was not discussed
R8          | not_recorded | 2016-05-01 | blank_field | a supervision four days ago does not say of what
R9          | not_recorded | 2016-07-20 | blank_field | the day the episode began is blank: the discussion may be an earlier episode's
R10         | out_of_scope |            |             | closed
R11         | not_recorded | 2016-05-01 | blank_field | a discussion with no date could be a recent one
R12         | out_of_scope |            |             | a discussion before the referral is another episode's, and none is due
R13         | not_recorded | 2016-03-04 | blank_field | the same of an old discussion
R14         | not_met      | 2016-03-04 | outstanding | a discussion tomorrow has not happened
R15         | not_met      | 2016-05-20 | outstanding | another council's plan is a plan: monthly
"""
