"""Children adopted lately waited few days, on average, between the decision to place them for adoption and a match."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, adoption
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="ADO-04",
    name="Days from the decision to a match",
    wording="Children adopted lately waited few days, on average, between the decision to place them for adoption and a match.",
    why="A decision without a family is a promise. England's children waited ten months for a match in 2025. A target here would reward leaving the hardest to place.",
    source="Department for Education, Children looked after in England including adoptions: average time between stages",
    source_class=SourceClass.DFE,
    record="permanences",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    what_to_do="Ask family finding where the longest waits for a match arose, and record the dates that are blank.",
    owner="Head of Service, Adoption",
    field="permanences.matched_on",
    judgements=("SIF-GJ1", "IL-CIC"),
    findings=False,
    measures="mean",
    lower_is_better=True,
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children whose adoption order was made in the period, both ends in; other orders only where the kind of order is not named."""
    return adoption.steps(adoption.adopted(tables, asked), tables, "decided_on", "matched_on")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Are both the decision and the match dated, in order? Missing where they are not."""
    return adoption.days_known(rows)


def amount(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Days from decision to match; a child whose days cannot be worked out carries no weight."""
    return adoption.amount_of_days(rows)


EXAMPLES = """
as at 2016-08-31
counting period

permanences
permanence_id | child_id | decided_on | matched_on | placed_on  | order_on   | order_type
A1            | C1       | 2015-06-01 | 2015-09-30 | 2015-11-01 | 2016-08-31 | Adoption
A2            | C2       | 2015-06-01 | 2015-06-01 | 2015-07-01 | 2016-02-29 |
A3            | C3       | 2015-06-01 | 2015-09-30 | 2015-11-01 | 2016-02-28 | Adoption
A4            | C4       | 2015-06-01 | 2015-09-30 | 2015-11-01 | 2016-08-01 | Special Guardianship
A5            | C5       |            | 2015-09-30 | 2015-11-01 | 2016-08-01 | Adoption
A6            | C6       | 2015-06-01 | #N/A       | 2015-11-01 | 2016-08-01 | Adoption
A7            | C7       | 2015-06-01 | 2015-05-31 | 2015-11-01 | 2016-08-01 | Adoption
A8            | C8       | 2015-06-01 | 2015-09-30 | 2015-11-01 |            |
A9            | C9       | 2015-06-01 |            | 2015-11-01 | 2016-08-01 | Adoption

expect
permanence_id | outcome      | reason           | field                  | because
A1            | met          |                  |                        | 121 days, ordered today
A2            | met          |                  |                        | no days at all; W45: ordered on the first day of the six months, and no kind of order is given
A3            | out_of_scope |                  |                        | ordered the day before the six months began
A4            | out_of_scope |                  |                        | another kind of order
A5            | not_recorded | blank_field      | permanences.decided_on | no decision is recorded
A6            | not_recorded | unreadable_value | permanences.matched_on | matched on a day that cannot be read
A7            | not_recorded | conflict         | permanences.matched_on | matched before the decision
A8            | out_of_scope |                  |                        | not adopted yet: those still waiting are another standard's
A9            | not_recorded | blank_field      | permanences.matched_on | no match is recorded
"""
