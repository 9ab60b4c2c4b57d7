"""Adopted children wait little between the court's placement order and being matched with a family."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, adoption
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="ADO-02",
    name="Days from placement order to match",
    wording="Children adopted in the last three years waited few days, on average, between the placement order and the decision on a match.",
    why="Once the court has agreed, every week without a family is the council's own delay. A target here would reward leaving the hardest to place.",
    source="Department for Education, adoption scorecard, indicator A2",
    source_class=SourceClass.DFE,
    record="permanences",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    what_to_do="Look at where the longest waits arose, and record the dates that are blank.",
    owner="Head of Service, Adoption",
    field="permanences.matched_on",
    findings=False,
    measures="mean",
    lower_is_better=True,
    judgements=("SIF-GJ1", "IL-CIC"),
    period_months=36,
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children whose adoption order was made in the three years to the day, both ends in; other orders only where the order is named."""
    rows = adoption.steps(adoption.adopted(tables, asked), tables, "placement_order_on", "matched_on")
    return rows.assign(to_on=rows["to_on"].mask(rows["to_on"] < rows["from_on"], rows["from_on"]))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Can the days be worked out? Missing where either date is blank."""
    return adoption.days_known(rows)


def amount(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Days from order to match, 0 where the match came first; a child whose days cannot be worked out carries no weight."""
    return adoption.amount_of_days(rows)


EXAMPLES = """
as at 2016-08-31
counting period

permanences
permanence_id | child_id | placement_order_on | matched_on | order_on   | order_type
A1            | C1       | 2015-06-01         | 2015-09-30 | 2016-08-31 | Adoption
A2            | C2       | 2015-06-01         | 2015-05-20 | 2013-08-31 |
A3            | C3       | 2015-06-01         | 2015-09-30 | 2013-08-30 | Adoption
A4            | C4       | 2015-06-01         | 2015-09-30 | 2016-08-01 | Child Arrangements Order/ Residence Order
A5            | C5       |                    | 2015-09-30 | 2016-08-01 | Adoption
A6            | C6       | 2015-06-01         |            | 2016-08-01 | Adoption
A7            | C7       | 2015-06-01         | 2015-09-30 |            |

expect
permanence_id | outcome      | reason      | because
A1            | met          |             | 121 days, ordered today
A2            | met          |             | matched before the order, so no days at all; ordered on the first day of the three years
A3            | out_of_scope |             | ordered the day before the three years began
A4            | out_of_scope |             | another kind of order
A5            | not_recorded | blank_field | no placement order is recorded
A6            | not_recorded | blank_field | no match is recorded
A7            | out_of_scope |             | not adopted yet: those still waiting are another standard's
"""
