"""How much of social work is done by agency workers."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, workforce
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="WFC-01",
    name="Agency social workers",
    wording="The share of social work posts, in full-time equivalents, that agency workers fill.",
    why="A child who meets a new worker every few months tells the story again and again. In 2016 a quarter of social workers were from an agency.",
    source="Department for Education, Children's social work workforce",
    source_class=SourceClass.DFE,
    record="staff",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Put right the hours of a worker, and whether the worker is from an agency, in the workforce system.",
    owner="Head of Workforce Development",
    field="staff.agency",
    findings=False,
    measures="rate",
    lower_is_better=True,
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("5.14", "5.23"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Social workers in post, from an agency or not."""
    rows = workforce.in_post(tables)
    parts = workforce.posts(rows, tables, agency_too=True)
    return parts.assign(amount=parts["weight"].where(rows["agency"].fillna(False).astype(bool), parts["amount"]))


def amount(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Hours of agency workers, over the hours of all: agency / (agency + in post)."""
    return rows[["amount", "weight"]]


met = workforce.met


EXAMPLES = """
as at 2017-09-30

staff
worker_id | role            | full_time_equivalent | agency | started_on | ended_on
W1        | Social Worker   | 251.8                | no     | 2015-01-05 |
W2        | Social Worker   | 53.5                 | yes    | 2017-01-05 |
W3        | Social Worker   | 1                    |        | 2015-01-05 |
W4        | Social Worker   |                      | yes    | 2015-01-05 |
W5        | Social Worker   | 1                    | yes    | 2015-01-05 | 2017-09-30
W6        | Personal Adviser | 1                   | no     | 2015-01-05 |
W7        | Team Manager    | 0                    | no     | 2015-01-05 |
W8        |                 | 0                    | no     | 2015-01-05 |
W9        | Social Worker   | 1                    | yes    | 2017-10-01 |

expect
worker_id | outcome      | reason           | field                      | because
W1        | met          |                  |                            | in post; with W2 this is Kirklees, September 2017: 53.5 / 305.3 is 17.5%
W2        | met          |                  |                            | from an agency
W3        | not_recorded | blank_field      | staff.agency               | nobody recorded whether from an agency
W4        | not_recorded | blank_field      | staff.full_time_equivalent | hours are blank
W5        | out_of_scope |                  |                            | left on the day
W6        | out_of_scope |                  |                            | not a social worker
W7        | met          |                  |                            | leads social workers; no hours add nothing
W8        | met          |                  |                            | a blank role moves nobody out
W9        | out_of_scope |                  |                            | starts tomorrow
"""
