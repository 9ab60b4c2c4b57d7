"""Care proceedings end with a final order within 26 weeks of being issued."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, arrangements, calendar_days, clocks
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="PLO-02",
    name="Care proceedings ended in 26 weeks",
    wording="Every child's care proceedings end with a final order within 26 weeks (182 days) of being issued.",
    why="Until the court decides, a child does not know where they will grow up. Half a year is a long time to be three.",
    source="Children Act 1989, section 32, as amended in 2014",
    source_class=SourceClass.STATUTE,
    record="proceedings",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=calendar_days(182),
    what_to_do="Ask the lawyer what holds the case up and when it will be heard; or, if the order was made, record its day.",
    owner="Head of Service, Children in Care",
    field="proceedings.final_order_on",
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("3.7",),
    assumed="The 26 weeks: the Act was not read, nor are extensions that the court allows left out.",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Care proceedings of each child, once a final order has been made or 26 weeks have passed since they were issued."""
    return clocks.once(arrangements.from_to(tables, "proceedings", "issued_on", "final_order_on"), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it made in time? Missing where the day of issue is blank, that of the order cannot be read, or they are out of order."""
    return clocks.once_met(rows, asked, in_order=True)


EXAMPLES = """
as at 2016-05-24

proceedings
proceedings_id | child_id | issued_on  | final_order_on
P1             | C1       | 2015-11-24 |
P2             | C2       | 2015-11-23 |
P3             | C3       | 2015-01-05 | 2016-03-01
P4             | C4       |            |
P5             | C5       | 2015-06-01 | #N/A
P6             | C6       | 2015-06-01 | 2015-05-01

expect
proceedings_id | outcome      | due_on     | reason           | because
P1             | out_of_scope |            |                  | due today is not late
P2             | not_met      | 2016-05-23 | outstanding      | a day over 26 weeks
P3             | met          | 2015-07-06 |                  | ended late, so nothing is outstanding
P4             | not_recorded |            | blank_field      | the day of issue is blank
P5             | not_recorded | 2015-11-30 | unreadable_value | ended on a day that cannot be read
P6             | not_recorded | 2015-11-30 | conflict         | ended before they were issued

as at 2016-05-24
counting period

proceedings
proceedings_id | child_id | issued_on  | final_order_on
P1             | C1       | 2015-11-02 | 2016-05-02
P2             | C2       | 2015-11-02 | 2016-05-03
P3             | C3       | 2015-11-02 |
P4             | C4       | 2015-05-01 | 2015-09-01
P5             | C5       | 2016-05-01 |
P6             | C6       | 2015-11-02 | 2015-05-01

expect
proceedings_id | outcome      | due_on     | because
P1             | met          | 2016-05-02 | 182 days to the day
P2             | not_met      | 2016-05-02 | a day late
P3             | not_met      | 2016-05-02 | late and outstanding
P4             | out_of_scope |            | ended before the six months
P5             | out_of_scope |            | neither due nor done
P6             | not_recorded | 2016-05-02 | ended before they were issued: that day, outside the six months, does not place them
"""
