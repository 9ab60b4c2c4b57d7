"""How many social work posts stand empty."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, workforce
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="WFC-02",
    name="Vacant social work posts",
    judgements=("SIF-KJ3", "IL-LEAD"),
    field="establishments.vacant",
    owner="Head of Workforce Development",
    wording="The share of social work posts, in full-time equivalents, that nobody permanent fills.",
    why="Posts that stand empty become other workers' caseloads, and agency workers' fees.",
    source="Department for Education, Children's social work workforce",
    source_class=SourceClass.DFE,
    record="establishments",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Count each team's vacant posts every month, and put right the hours of those in post.",
    findings=False,
    measures="rate",
    lower_is_better=True,
    seed=("5.14", "5.23"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Each team's last count of its vacant posts, and the social workers in post who are not from an agency."""
    permanent = workforce.posts(workforce.in_post(tables), tables)
    return workforce.together(workforce.vacancies(tables, asked), permanent)


def amount(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Vacant posts, over vacant posts and hours in post: vacancies / (vacancies + in post)."""
    return rows[["amount", "weight"]]


met = workforce.met


EXAMPLES = """
as at 2017-09-30

establishments
establishment_id | team_id | counted_on | vacant
E1               | East    | 2017-09-30 | 50
E2               | West    | 2017-06-30 | 23.2
E3               | East    | 2017-08-31 | 60
E4               | North   | 2017-09-30 |
E5               | South   | 2016-09-30 | 4
E7               | West    |            | 9
E6               | West    | 2017-10-01 | 9

staff
worker_id | role          | full_time_equivalent | agency | started_on | ended_on
W1        | Social Worker | 251.8                | no     | 2015-01-05 |
W2        | Social Worker | 53.5                 | yes    | 2017-01-05 |
W3        | Social Worker | 1                    |        | 2015-01-05 |
W4        | Social Worker | 1                    | no     | 2015-01-05 | #N/A

expect
record_id | outcome      | field                     | record_table      | because
E1        | met          |                           | ext_establishment | the team's last count; with E2 and W1 this is Kirklees, September 2017: 73.2 / 325.0 is 22.5%
E2        | met          |                           | ext_establishment | the team's last count, three months ago
E3        | out_of_scope |                           |                   | counted again since
E4        | not_recorded | establishments.vacant     | ext_establishment | the count does not say how many are vacant
E5        | out_of_scope |                           |                   | not counted for a year
E6        | out_of_scope |                           |                   | counted tomorrow
E7        | not_recorded | establishments.counted_on | ext_establishment | on no recorded day: it may be the last
W1        | met          |                           | ext_staff         | in post
W2        | out_of_scope |                           |                   | from an agency: the post is vacant
W3        | not_recorded | staff.agency              | ext_staff         | nobody recorded whether from an agency
W4        | not_recorded | staff.ended_on            | ext_staff         | left on a day that cannot be read
"""
