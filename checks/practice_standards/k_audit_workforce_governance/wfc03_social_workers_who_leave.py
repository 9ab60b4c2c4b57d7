"""How many social workers leave in a year."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, workforce
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="WFC-03",
    name="Turnover of social workers",
    seed=("5.14", "5.23"),
    wording="Social workers who left in the last twelve months, in full-time equivalents, for every one in post.",
    why="Each worker who leaves takes with them what they know of fifteen or twenty children.",
    source="Department for Education, Children's social work workforce",
    source_class=SourceClass.DFE,
    record="staff",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    what_to_do="Record the day a worker leaves, and put right the hours of those in post, in the workforce system.",
    owner="Head of Workforce Development",
    field="staff.ended_on",
    findings=False,
    measures="rate",
    lower_is_better=True,
    judgements=("SIF-KJ3", "IL-LEAD"),
    period_months=12,
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Social workers who left in the twelve months, and those in post; agency workers in neither."""
    permanent = workforce.posts(workforce.in_post(tables), tables)
    return workforce.together(workforce.leavers(tables, asked), permanent)


def amount(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Hours of those who left, over the hours of those in post: leavers / in post."""
    return rows[["amount", "weight"]]


met = workforce.met


EXAMPLES = """
as at 2017-09-30
counting period

staff
worker_id | role             | full_time_equivalent | agency | started_on | ended_on
W1        | Social Worker    | 251.8                | no     | 2015-01-05 |
W2        | Social Worker    | 40                   | no     | 2015-01-05 | 2016-09-30
W3        | Social Worker    | 9.4                  | no     | 2015-01-05 | 2017-09-30
W4        | Social Worker    | 1                    | no     | 2015-01-05 | 2016-09-29
W5        | Social Worker    | 1                    | yes    | 2015-01-05 | 2017-03-01
W6        | Social Worker    |                      | no     | 2015-01-05 | 2017-03-01
W7        | Personal Adviser | 1                    | no     | 2015-01-05 | 2017-03-01
W8        | Social Worker    | 1                    | no     | 2015-01-05 | 2017-10-01
W9        | Social Worker    | 1                    |        | 2015-01-05 | 2017-03-01

expect
worker_id | outcome      | field                      | because
W1        | met          |                            | in post; with W2 and W3 this is Kirklees, September 2017: 49.4 / 251.8 is 19.6%
W2        | met          |                            | left on the first day of the twelve months
W3        | met          |                            | left on the last day
W4        | out_of_scope |                            | left before the twelve months
W5        | out_of_scope |                            | from an agency
W6        | not_recorded | staff.full_time_equivalent | left, and the hours are blank
W7        | out_of_scope |                            | not a social worker
W8        | met          |                            | leaves tomorrow, so in post
W9        | not_recorded | staff.agency               | nobody recorded whether from an agency
"""
