"""No initial child protection conference is dated on a weekend or a bank holiday."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="S02",
    name="Conferences on working days",
    wording="No initial child protection conference is dated on a weekend or a bank holiday.",
    why="Conferences are held when schools, doctors and police can come. Another day is most often a slip of the finger, and moves every clock.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="initial_conferences",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Look at the invitation or the minutes and put the day right; if it was held that day, nothing is wrong.",
    kind=Kind.RECORDING,
    severity=Severity.QUERY,
    owner="Data Quality Lead",
    field="initial_conferences.held_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Conferences held."""
    rows = tables.initial_conferences
    return rows[rows["held_on"].notna()]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Was it a working day?"""
    return asked.calendar.is_working(rows["held_on"])


EXAMPLES = """
as at 2016-05-24

initial_conferences
conference_id | child_id | held_on
M1            | C1       | 2016-05-20
M2            | C2       | 2016-05-21
M3            | C3       | 2016-05-22
M4            | C4       | 2016-05-02
M5            | C5       | 2016-03-25
M6            | C6       | 2016-05-28
M7            | C7       |

expect
conference_id | outcome      | because
M1            | met          | a Friday
M2            | broken       | a Saturday
M3            | broken       | a Sunday
M4            | broken       | the early May bank holiday
M5            | broken       | Good Friday
M6            | out_of_scope | not held yet
M7            | out_of_scope | no date
"""
