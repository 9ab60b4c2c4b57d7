"""Children adopted lately waited few days, on average, between entering care and the decision to place them for adoption."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, adoption
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="ADO-04.entry",
    name="Days from entering care to the decision",
    wording="Children adopted lately waited few days, on average, between entering care and the decision to place them for adoption.",
    why="Until somebody decides, nobody looks for a family. England's children waited nine months in 2025. A target here would hurry a decision that must be right.",
    source="Department for Education, Children looked after in England including adoptions: average time between stages",
    source_class=SourceClass.DFE,
    record="permanences",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    what_to_do="Ask where the longest waits for a decision arose, in court or here, and record the dates that are blank.",
    owner="Head of Service, Adoption",
    field="permanences.decided_on",
    second_of="ADO-04",
    findings=False,
    measures="mean",
    lower_is_better=True,
    judgements=("SIF-GJ1", "IL-CIC"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children whose adoption order was made in the period, both ends in; other orders only where the kind of order is not named."""
    return adoption.steps(adoption.adopted(tables, asked), tables, "entered_care_on", "decided_on")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Are the day care began and the decision dated, in order? Missing where they are not."""
    return adoption.days_known(rows)


def amount(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Days from entering care to the decision; a child whose days cannot be worked out carries no weight."""
    return adoption.amount_of_days(rows)


EXAMPLES = """
as at 2016-08-31
counting period

care_episodes
episode_id | care_id | child_id | started_on | entered_care_on | ended_on
E1         | L1      | C1       | 2014-06-02 | 2014-06-01      | 2016-08-01
E2         | L3      | C3       | 2015-06-02 | 2015-06-02      | 2016-08-01

permanences
permanence_id | care_id | child_id | decided_on | placed_on  | order_on
A1            | L1      | C1       | 2015-02-26 | 2015-11-01 | 2016-08-01
A2            | L2      | C2       | 2015-02-26 | 2015-11-01 | 2016-08-01
A3            | L3      | C3       | 2015-06-01 | 2015-11-01 | 2016-08-01
A4            | L1      | C1       |            | 2015-11-01 | 2016-08-01
A5            | L1      | C1       | 2015-02-26 | 2015-11-01 | 2016-02-28

expect
permanence_id | outcome      | reason      | field                         | because
A1            | met          |             |                               | 270 days, counted from the day the child entered care
A2            | not_recorded | blank_field | care_episodes.entered_care_on | no period of care on record
A3            | not_recorded | conflict    | permanences.decided_on        | decided before the child entered care
A4            | not_recorded | blank_field | permanences.decided_on        | no decision is recorded
A5            | out_of_scope |             |                               | ordered before the six months
"""
