"""How many of social workers' working days are lost to absence."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, workforce
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="WFC-04",
    name="Days lost to absence",
    judgements=("SIF-KJ3", "IL-LEAD"),
    counting=PERIOD,
    owner="Head of Workforce Development",
    wording="The share of social workers' working days in the last twelve months that absence took.",
    why="Absence leaves children unvisited and colleagues stretched, and a team that is often ill is telling its managers something.",
    source="Department for Education, Children's social work workforce",
    source_class=SourceClass.DFE,
    record="staff_absences",
    target=TargetClass.CONTEXT,
    what_to_do="Record the first day of each absence and the days lost, and put right the hours of those in post.",
    field="staff_absences.days_lost",
    findings=False,
    measures="rate",
    lower_is_better=True,
    seed=("5.14", "5.23"),
    period_months=12,
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Absences of social workers that began in the twelve months, and the social workers in post; agency workers in neither."""
    permanent = workforce.posts(workforce.in_post(tables), tables)
    permanent = permanent.assign(weight=permanent["weight"] * workforce.working_days_of(asked))
    return workforce.together(workforce.absences(tables, asked), permanent)


def amount(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Days lost, over hours in post times the working days of a year: 253, or 254 in a leap year."""
    return rows[["amount", "weight"]]


met = workforce.met


EXAMPLES = """
as at 2017-09-30
counting period

staff
worker_id | role             | full_time_equivalent | agency | started_on | ended_on
W1        | Social Worker    | 1                    | no     | 2015-01-05 |
W2        | Social Worker    | 1                    | no     | 2015-01-05 | 2017-03-01
W3        | Social Worker    | 1                    | yes    | 2015-01-05 |
W4        | Personal Adviser | 1                    | no     | 2015-01-05 |
W5        | Social Worker    | 1                    |        | 2015-01-05 | 2017-09-01

staff_absences
absence_id | worker_id | from_on    | to_on      | days_lost
A1         | W1        | 2016-09-30 | 2016-10-04 | 3
A2         | W2        | 2017-02-01 | 2017-02-03 | 3
A3         | W1        | 2016-09-29 | 2016-10-04 | 4
A4         | W3        | 2017-02-01 | 2017-02-03 | 3
A5         | W4        | 2017-02-01 | 2017-02-03 | 3
A6         | W1        | 2017-05-01 |            |
A7         | W1        |            |            | 2
A8         |           | 2017-05-01 |            | 2
A9         | W5        | 2017-05-01 |            | 2
A10        | W1        |            | 2016-09-29 | 2

expect
record_id | outcome      | field                    | because
W1        | met          |                          | in post: 253 working days to lose
W2        | out_of_scope |                          | left
W3        | out_of_scope |                          | from an agency
W4        | out_of_scope |                          | not a social worker
A1        | met          |                          | began on the first day of the twelve months
A2        | met          |                          | the worker has left since; the days were lost all the same
A3        | out_of_scope |                          | began before the twelve months
A4        | out_of_scope |                          | from an agency
A5        | out_of_scope |                          | not a social worker
A6        | not_recorded | staff_absences.days_lost | days lost are blank
A7        | not_recorded | staff_absences.from_on   | may have begun in the twelve months
A8        | not_recorded | staff_absences.worker_id | may be one of them
A9        | not_recorded | staff.agency             | may be from an agency
A10       | out_of_scope |                          | ended before the twelve months, so it began before them
W5        | out_of_scope |                          | left
"""
