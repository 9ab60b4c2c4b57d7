"""The last review of every child protection plan was quorate."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, reviews
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CPR-04",
    name="Child protection reviews that were quorate",
    wording="The last review of every child protection plan was quorate.",
    why="A review without the people who know the child decides on half the facts, and its decision binds the child for six months.",
    source="Local standard; Standard Safeguarding Dataset, review quorate",
    source_class=SourceClass.LOCAL,
    record="cp_reviews",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Ask the chair whether the review must be held again. If it was quorate, record that.",
    owner="Head of Service, Safeguarding and Quality Assurance",
    field="cp_reviews.quorate",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.6",),
)

QUORATE = {"Y": True, "YES": True, "1": True, "TRUE": True, "N": False, "NO": False, "0": False, "FALSE": False}


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """The last review held of each open plan of this council."""
    return reviews.last_of_open_plans(tables)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it quorate? Missing where that is blank, or says neither yes nor no."""
    answer = clocks.answers(rows).assign(reason=str(Reason.BLANK_FIELD))
    said = rows["quorate"].str.strip().str.upper()
    answer["met"] = said.map(QUORATE).astype("boolean")
    answer.loc[answer["met"].eq(False).fillna(False), "reason"] = str(Reason.OUTSTANDING)
    answer.loc[answer["met"].isna() & said.notna(), "reason"] = str(Reason.UNREADABLE_VALUE)
    return answer


EXAMPLES = """
as at 2016-05-24

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2015-11-30 |            |
P2      | C2       | 2015-11-30 |            |
P3      | C3       | 2015-11-30 |            |
P4      | C4       | 2015-11-30 |            |
P5      | C5       | 2015-11-30 | 2016-05-01 |
P6      | C6       | 2015-11-30 |            | yes
P7      | C7       | 2015-11-30 |            |
P8      | C8       | 2015-11-30 |            |

cp_reviews
review_id | child_id | plan_id | held_on    | quorate
V1a       | C1       | P1      | 2016-02-01 | N
V1b       | C1       | P1      | 2016-05-24 | Y
V1c       | C1       | P1      | 2016-05-25 | N
V2a       | C2       | P2      | 2016-02-01 | Y
V2b       | C2       |         | 2016-05-01 | no
V3        | C3       | P3      | 2016-02-01 |
V4        | C4       | P4      | 2016-02-01 | #N/A
V5        | C5       | P5      | 2016-02-01 | N
V6        | C6       | P6      | 2016-02-01 | N
V7        | C7       | P7      |            | N
V8        | C8       | P8      | 2016-02-01 | perhaps

expect
review_id | outcome      | reason           | field              | because
V1b       | met          |                  |                    | the last one, held today, was quorate; the next is tomorrow
V2b       | not_met      | outstanding      | cp_reviews.quorate | the last one was not, and names no plan: the child's by date
V3        | not_recorded | blank_field      | cp_reviews.quorate | nobody recorded it
V4        | not_recorded | unreadable_value | cp_reviews.quorate | it cannot be read
V5        | out_of_scope |                  |                    | the plan has ended
V6        | out_of_scope |                  |                    | another council's temporary plan
V7        | out_of_scope |                  |                    | not held yet
V8        | not_recorded | unreadable_value | cp_reviews.quorate | neither yes nor no
"""
