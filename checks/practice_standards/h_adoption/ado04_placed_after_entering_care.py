"""Children adopted lately waited few days, on average, between entering care and being placed with their new family."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, adoption
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="ADO-04.placed",
    name="Days from entering care to placement",
    wording="Children adopted lately waited few days, on average, between entering care and being placed with their new family.",
    why="A young child's sense of time is short. England's children waited a year and seven months in 2025. A target here would reward leaving the hardest to place.",
    source="Department for Education, Children looked after in England including adoptions: average time between stages",
    source_class=SourceClass.DFE,
    record="permanences",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    what_to_do="Look at the whole road of those who waited longest, step by step, and record the dates that are blank.",
    owner="Head of Service, Adoption",
    field="permanences.placed_on",
    findings=False,
    measures="mean",
    lower_is_better=True,
    judgements=("SIF-GJ1", "IL-CIC"),
    second_of="ADO-04",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children adopted in the period, by the day of the order, both ends in; another kind of order only where it is not named."""
    return adoption.steps(adoption.adopted(tables, asked), tables, "entered_care_on", "placed_on")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Are the day care began and the day of placement dated, in order? Missing where they are not."""
    return adoption.days_known(rows)


def amount(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Days from entering care to placement; a child whose days cannot be worked out carries no weight."""
    return adoption.amount_of_days(rows)


EXAMPLES = """
as at 2016-08-31
counting period

care_episodes
episode_id | care_id | child_id | started_on | entered_care_on | ended_on
E1         | L1      | C1       | 2014-06-02 | 2014-06-01      | 2016-08-01
E2         | L3      | C3       | 2015-11-02 | 2015-11-02      | 2016-08-01

permanences
permanence_id | care_id | child_id | placed_on  | order_on
A1            | L1      | C1       | 2015-11-01 | 2016-08-31
A2            |         | C1       | 2015-11-01 | 2016-08-01
A3            | L3      | C3       | 2015-11-01 | 2016-08-01
A4            | L1      | C1       |            | 2016-08-01
A5            | L1      | C1       | 2015-11-01 | 2016-09-01

expect
permanence_id | outcome      | reason      | field                 | because
A1            | met          |             |                       | 518 days, ordered today
A2            | met          |             |                       | no period of care is named: the child's last one before the placement is taken
A3            | not_recorded | conflict    | permanences.placed_on | placed before the child entered care
A4            | not_recorded | blank_field | permanences.placed_on | no placement is recorded
A5            | out_of_scope |             |                       | ordered tomorrow
"""
