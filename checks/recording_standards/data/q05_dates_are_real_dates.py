"""Every date is a real date, and no column of dates has its days and months changed round."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, real_dates
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="Q05",
    name="Dates are real dates",
    wording="Every date can be read, none is a placeholder such as 1 January 1900, and no column has its days and months changed round.",
    why="A clock that starts on a date nobody can read never runs out. A day and month changed round make a late visit early.",
    source="Local standard",
    source_class=SourceClass.LOCAL,
    record="people",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    values={"fewest": 30, "days": 6, "share": 0.2},
    what_to_do="Put the date right in the case system; where a whole column is named, put right how it is extracted.",
    owner="Data Quality Lead",
    judgements=("SIF-KJ3", "IL-LEAD"),
    assumed="a column of 30 dates or more, on six days of the month or more, under a fifth of the different ones after the 12th, is taken to be changed round",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every row that holds a date, one line for each date at fault; and every column changed round, as a line about its table."""
    values = asked.values
    return real_dates.dated_rows(tables, fewest=int(values["fewest"]), days=int(values["days"]), share=values["share"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is there no date of this row at fault?"""
    return rows["fault"].eq("")


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | died_on
C1       | 2010-01-01 |
C2       | 1900-01-01 |
C3       | #N/A       | 9999-12-31
C4       |            |
C5       | 2030-01-01 |

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-02-01 |
P2      | C2       | 2016-02-01 | #N/A

expect
record_id | outcome      | field             | because
C1        | met          |                   | a real date
C2        | broken       | people.born_on    | a placeholder
C3        | broken       | people.born_on    | cannot be read
C3        | broken       | people.died_on    | the year 9999
C4        | out_of_scope |                   | holds no date
C5        | met          |                   | lies ahead, which other rules ask about
P1        | met          |                   | a real date
P2        | broken       | cp_plans.ended_on | cannot be read

as at 2016-05-24

supervisions
supervision_id | held_on
S1             | 2016-01-02
S2             | 2016-01-03
S3             | 2016-01-04
S4             | 2016-01-05
S5             | 2016-01-06
S6             | 2016-01-07
S7             | 2016-01-08
S8             | 2016-02-02
S9             | 2016-02-03
S10            | 2016-02-04
S11            | 2016-02-05
S12            | 2016-02-06
S13            | 2016-02-07
S14            | 2016-02-08
S15            | 2016-03-02
S16            | 2016-03-03
S17            | 2016-03-04
S18            | 2016-03-05
S19            | 2016-03-06
S20            | 2016-03-07
S21            | 2016-03-08
S22            | 2016-04-02
S23            | 2016-04-03
S24            | 2016-04-04
S25            | 2016-04-05
S26            | 2016-04-06
S27            | 2016-04-07
S28            | 2016-04-08
S29            | 2016-05-02
S30            | 2016-05-13

expect
record_id | outcome | field                | because
          | broken  | supervisions.held_on | thirty dates on eight days of the month, and one after the 12th: days and months are changed round
S1        | met     |                      | the date itself can be read
S2        | met     |                      | the date itself can be read
S3        | met     |                      | the date itself can be read
S4        | met     |                      | the date itself can be read
S5        | met     |                      | the date itself can be read
S6        | met     |                      | the date itself can be read
S7        | met     |                      | the date itself can be read
S8        | met     |                      | the date itself can be read
S9        | met     |                      | the date itself can be read
S10       | met     |                      | the date itself can be read
S11       | met     |                      | the date itself can be read
S12       | met     |                      | the date itself can be read
S13       | met     |                      | the date itself can be read
S14       | met     |                      | the date itself can be read
S15       | met     |                      | the date itself can be read
S16       | met     |                      | the date itself can be read
S17       | met     |                      | the date itself can be read
S18       | met     |                      | the date itself can be read
S19       | met     |                      | the date itself can be read
S20       | met     |                      | the date itself can be read
S21       | met     |                      | the date itself can be read
S22       | met     |                      | the date itself can be read
S23       | met     |                      | the date itself can be read
S24       | met     |                      | the date itself can be read
S25       | met     |                      | the date itself can be read
S26       | met     |                      | the date itself can be read
S27       | met     |                      | the date itself can be read
S28       | met     |                      | the date itself can be read
S29       | met     |                      | the date itself can be read
S30       | met     |                      | the date itself can be read
"""
