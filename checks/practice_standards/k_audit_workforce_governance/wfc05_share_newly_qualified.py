"""How many social workers in post are newly qualified."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, workforce
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="WFC-05.share",
    name="Social workers who are newly qualified",
    wording="The share of social workers in post, by head, who are in their first year.",
    why="A service where every third worker is new needs more managers, and more time for them, than one where nobody is.",
    source="Kirklees Cabinet report, 24 May 2016, 5.18",
    source_class=SourceClass.SEED,
    record="staff",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record in the workforce system whether the worker is newly qualified.",
    owner="Principal Social Worker",
    field="staff.newly_qualified",
    findings=False,
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("5.18",),
    second_of="WFC-05",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Social workers in post, from an agency or not."""
    return workforce.in_post(tables).drop(columns="started_on").assign(record_id=lambda rows: rows["worker_id"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Newly qualified? Missing where nobody has recorded it, or the day the worker left cannot be read."""
    answer = clocks.answers(rows)
    answer["met"] = rows["newly_qualified"].astype("boolean")
    answer.loc[answer["met"].isna(), "reason"] = str(Reason.BLANK_FIELD)
    gone = rows["worker_id"].isin(tables.unreadable_keys("staff", "ended_on"))
    answer.loc[gone, "met"] = pd.NA
    answer.loc[gone, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "staff.ended_on"]
    return answer


EXAMPLES = """
as at 2016-05-24

staff
worker_id | role             | newly_qualified | started_on | ended_on
W1        | Social Worker    | yes             | 2015-09-01 |
W2        | Social Worker    | no              | 2010-09-01 |
W3        | Social Worker    |                 | 2010-09-01 |
W4        | Social Worker    | yes             | 2015-09-01 | 2016-05-24
W6        | Social Worker    | no              | 2010-09-01 | #N/A
W5        | Personal Adviser | no              | 2010-09-01 |

expect
worker_id | outcome      | reason           | because
W1        | met          |                  | counted
W2        | not_met      | outstanding      | qualified for longer
W3        | not_recorded | blank_field      | nobody recorded it
W4        | out_of_scope |                  | left on the day
W5        | out_of_scope |                  | not a social worker
W6        | not_recorded | unreadable_value | left on a day that cannot be read
"""
