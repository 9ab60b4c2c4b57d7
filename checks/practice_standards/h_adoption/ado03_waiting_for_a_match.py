"""No child with a placement order waits longer than 121 days to be matched with a family."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, adoption, calendar_days, clocks, doubts
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="ADO-03",
    name="Children waiting over 121 days for a match",
    wording="No child with a placement order waits longer than 121 days for a match to be decided.",
    why="The child has lost one family and has not yet got another. Those who wait longest are brothers and sisters, older and disabled children.",
    source="Local standard, after the Department for Education's adoption scorecard threshold of 121 days (2013 to 2016)",
    source_class=SourceClass.LOCAL,
    record="permanences",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=calendar_days(121),
    what_to_do="Look at the family finding for this child, brothers and sisters together; or, if a match was decided, record the day.",
    owner="Head of Service, Adoption",
    field="permanences.matched_on",
    judgements=("SIF-GJ1", "IL-CIC"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children with a placement order and neither matched nor placed, whose plan is still adoption; from the day of the order."""
    rows = adoption.waiting(tables)
    unread = doubts.unreadable(rows, tables, "permanences", "placement_order_on")
    rows = rows[(rows["placement_order_on"].notna() | unread) & rows["matched_on"].isna() & rows["placed_on"].isna()]
    return rows.assign(due_on=clocks.due(rows["placement_order_on"], asked))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is the child still within the days? Missing where the order, the match or an ending cannot be read and that decides it."""
    answer = clocks.answers(rows)
    answer["met"] = (~clocks.past(rows["due_on"], asked.today, asked)).astype("boolean")
    for column in ("matched_on", "placed_on"):
        unread = doubts.unreadable(rows, tables, "permanences", column)
        doubts.unless_met(answer, unread, Reason.UNREADABLE_VALUE, f"permanences.{column}")
    doubts.unless_met(answer, rows["maybe_over"], Reason.BLANK_FIELD, "permanences.reversed_on")
    return doubts.cannot_tell(answer, rows["due_on"].isna(), Reason.UNREADABLE_VALUE, "permanences.placement_order_on")


EXAMPLES = """
as at 2016-05-24

permanences
permanence_id | child_id | decided_on | placement_order_on | matched_on | placed_on  | reversed_on | reversal_reason | order_on
A1            | C1       | 2015-12-01 | 2016-01-24         |            |            |             |                 |
A2            | C2       | 2015-12-01 | 2016-01-23         |            |            |             |                 |
A3            | C3       | 2015-12-01 | 2016-01-04         | 2016-05-24 |            |             |                 |
A4            | C4       | 2015-12-01 | 2016-01-04         | 2016-05-25 |            |             |                 |
A5            | C5       | 2015-12-01 | 2016-01-04         |            | 2016-05-01 |             |                 |
A6            | C6       | 2015-12-01 | 2016-01-04         |            |            | 2016-05-01  | RD3             |
A7            | C7       | 2015-12-01 | 2016-01-04         |            |            |             |                 | 2016-05-01
A8            | C8       | 2015-12-01 |                    |            |            |             |                 |
A9            | C9       |            | 2016-01-04         |            |            |             |                 |
A10           | C10      | 2015-12-01 | #N/A               |            |            |             |                 |
A11           | C11      | 2015-12-01 | 2016-01-04         | #N/A       |            |             |                 |
A12           | C12      | 2015-12-01 | 2016-05-04         | #N/A       |            |             |                 |
A13           | C13      | 2015-12-01 | 2016-01-04         |            |            |             | RD1             |
A14           | C14      | 2015-12-01 | 2016-01-04         |            |            | #N/A        |                 |
A15           | C15      | 2015-12-01 | 2016-01-04         |            | #N/A       |             |                 |
A16           | C16      |            |                    |            |            |             |                 |
A17           | C17      | 2015-12-01 | 2016-01-04         |            |            |             | #N/A            |
A18           | C18      | 2015-12-01 | 2016-01-04         |            |            | 2016-05-25  | RD1             |

expect
permanence_id | outcome      | due_on     | reason           | field                          | because
A1            | met          | 2016-05-24 |                  |                                | the 121st day is today
A2            | not_met      | 2016-05-23 | outstanding      | permanences.matched_on         | the 122nd day
A3            | out_of_scope |            |                  |                                | matched today
A4            | not_met      | 2016-05-04 | outstanding      | permanences.matched_on         | to be matched tomorrow, so waiting tonight
A5            | out_of_scope |            |                  |                                | living with the family: that the match has no day is another rule's
A6            | out_of_scope |            |                  |                                | no longer to be placed
A7            | out_of_scope |            |                  |                                | an order has been made
A8            | out_of_scope |            |                  |                                | no placement order yet
A9            | not_met      | 2016-05-04 | outstanding      | permanences.matched_on         | the decision's day is blank, and the order is there
A10           | not_recorded |            | unreadable_value | permanences.placement_order_on | ordered on a day that cannot be read
A11           | not_recorded | 2016-05-04 | unreadable_value | permanences.matched_on         | matched, on a day that cannot be read
A12           | met          | 2016-09-02 |                  |                                | within the days, matched or not
A13           | not_recorded | 2016-05-04 | blank_field      | permanences.reversed_on        | a reason why no longer to be placed, on no recorded day
A14           | not_recorded | 2016-05-04 | unreadable_value | permanences.reversed_on        | the day of the reversal cannot be read
A15           | not_recorded | 2016-05-04 | unreadable_value | permanences.placed_on          | placed, on a day that cannot be read
A16           | out_of_scope |            |                  |                                | no step of adoption on the record
A17           | not_recorded | 2016-05-04 | blank_field      | permanences.reversed_on        | there is a reason, and it cannot be read
A18           | not_met      | 2016-05-04 | outstanding      | permanences.matched_on         | to be reversed tomorrow, with the reason there already: waiting tonight
"""
