"""Adopted children wait little between entering care and moving in with their adoptive family."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, adoption
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="ADO-01",
    name="Days from entering care to the adoptive home",
    wording="Children adopted in the last three years waited few days, on average, between entering care and moving in with their family.",
    why="A young child's sense of time is short: months of waiting are a large part of a life. A target here would reward leaving the hardest to place.",
    source="Department for Education, adoption scorecard, indicator A1",
    source_class=SourceClass.DFE,
    record="permanences",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    values={"fostering_for_adoption_counts_as_moving_in": 0},
    what_to_do="Look at where the longest waits arose, and record the dates that are blank.",
    owner="Head of Service, Adoption",
    field="permanences.placed_on",
    findings=False,
    measures="mean",
    lower_is_better=True,
    judgements=("SIF-GJ1", "SIF-KJ2", "IL-CIC"),
    period_months=36,
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children whose adoption order was made in the three years to the day, both ends in; other orders only where the order is named."""
    rows = adoption.adopted(tables, asked)
    fostering = asked.values["fostering_for_adoption_counts_as_moving_in"] and "fostering_for_adoption_placed_on" in rows
    rows = adoption.steps(rows, tables, "entered_care_on", "placed_on")
    return rows.assign(to_on=rows["fostering_for_adoption_placed_on"].fillna(rows["to_on"])) if fostering else rows


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Can the days be worked out? Missing where either date is blank or the child moved in before entering care."""
    return adoption.days_known(rows)


def amount(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Days from entering care to moving in; a child whose days cannot be worked out carries no weight."""
    return adoption.amount_of_days(rows)


EXAMPLES = """
as at 2016-08-31
counting period

care_episodes
episode_id | care_id | child_id | started_on | entered_care_on | ended_on
E1a        | L1      | C1       | 2015-06-01 | 2015-03-10      | 2016-08-01
E1b        | L1      | C1       | 2015-03-10 | 2015-03-10      | 2015-06-01
E2         | L2      | C2       | 2014-01-06 |                 | 2016-08-01
E3         | L3      | C3       | 2014-01-06 |                 | 2016-08-01
E4         | L4      | C4       | 2014-01-06 |                 | 2016-08-01
E5a        | L5      | C5       | 2012-01-02 |                 | 2012-06-01
E5b        | L6      | C5       | 2014-01-06 |                 | 2016-08-01
E12a       | L12     | C12      |            |                 | 2014-03-01
E12b       | L12     | C12      | 2014-03-01 |                 | 2016-08-01

permanences
permanence_id | care_id | child_id | placed_on  | order_on   | order_type
A1            | L1      | C1       | 2016-05-09 | 2016-08-01 | Adoption
A2            | L2      | C2       | 2014-12-01 | 2013-08-31 |
A3            | L3      | C3       | 2014-12-01 | 2013-08-30 | Adoption
A4            | L4      | C4       | 2014-12-01 | 2016-08-01 | Special Guardianship
A5            |         | C5       | 2014-12-01 | 2016-08-31 | Adoption
A6            | L3      | C3       |            | 2016-08-01 | Adoption
A7            | L4      | C4       | 2013-12-01 | 2016-08-01 | Adoption
A8            | L2      | C2       | 2014-12-01 |            |
A9            | L2      | C2       | 2014-12-01 | 2016-09-01 | Adoption
A10           | L99     | C99      | 2014-12-01 | 2016-08-01 | Adoption
A11           | L98     | C5       | 2014-12-01 | 2016-08-01 | Adoption
A12           | L12     | C12      | 2014-12-01 | 2016-08-01 | Adoption

expect
permanence_id | outcome      | reason      | because
A1            | met          |             | W41: 426 days, counted from the first day in care
A2            | met          |             | ordered on the first day of the three years; no kind of order is given, so it counts
A3            | out_of_scope |             | ordered the day before the three years began
A4            | out_of_scope |             | a special guardianship order
A5            | met          |             | no period of care is named: the child's last one is taken
A6            | not_recorded | blank_field | the day the child moved in is blank
A7            | not_recorded | conflict    | moved in before entering care
A8            | out_of_scope |             | no order yet
A9            | out_of_scope |             | ordered tomorrow
A10           | not_recorded | blank_field | no period of care on record
A11           | not_recorded | blank_field | the period of care that is named is not on record; another of the child's is not taken for it
A12           | not_recorded | blank_field | the first slice of the period has no first day: the second does not begin it

as at 2016-08-31
counting period

permanences
permanence_id | child_id | entered_care_on | placed_on  | order_on
C1            | C1       | 2015-03-10      | 2016-05-09 | 2016-08-01

expect
permanence_id | outcome | because
C1            | met     | a workbook gives the day the child entered care
"""
