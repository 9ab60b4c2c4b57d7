"""Every decision that a child should no longer be placed for adoption has its reason recorded."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, corresponding_day, doubts
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="ADO-05",
    name="Reversed adoption decisions with a reason",
    wording="Every decision of the last twelve months that a child should no longer be placed for adoption has its reason recorded.",
    why="A child was told there would be a family. Whoever changed that plan owes the child, and those who come after, the reason.",
    source="Ofsted Annex A list 10: reason why child no longer placed for adoption (RD1 to RD4)",
    source_class=SourceClass.OFSTED,
    record="permanences",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"months": 12},
    what_to_do="Record the reason code the decision gave, and check that the child's care plan says what happens now.",
    owner="Head of Service, Adoption",
    field="permanences.reversal_reason",
    judgements=("SIF-GJ1", "IL-CIC"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Decisions reversed in the twelve months to the day, both ends in (Annex A list 10); those reversed on no known day stay in."""
    rows = tables.permanences
    no_day = rows["reversal_reason"].notna() | doubts.unreadable(rows, tables, "permanences", "reversal_reason")
    no_day |= doubts.unreadable(rows, tables, "permanences", "reversed_on")
    no_day &= rows["reversed_on"].isna() & ~doubts.dated_ahead(rows, tables, "permanences", "reversed_on")
    since = pd.Timestamp(corresponding_day(asked.as_at, -int(asked.values["months"])))
    return rows[(rows["reversed_on"] >= since).fillna(False).astype(bool) | no_day]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is there a reason? A blank is not met; missing where it cannot be read, or a reversal without one may be older."""
    answer = clocks.answers(rows)
    answer["met"] = rows["reversal_reason"].notna().astype("boolean")
    answer["reason"] = str(Reason.BLANK_FIELD)
    unread = doubts.unreadable(rows, tables, "permanences", "reversal_reason")
    doubts.cannot_tell(answer, unread, Reason.UNREADABLE_VALUE, "permanences.reversal_reason")
    return doubts.unless_met(answer, rows["reversed_on"].isna(), Reason.UNREADABLE_VALUE, "permanences.reversed_on")


EXAMPLES = """
as at 2016-05-24

permanences
permanence_id | child_id | decided_on | reversed_on | reversal_reason
A1            | C1       | 2015-12-01 | 2016-05-24  | RD3
A2            | C2       | 2015-12-01 | 2016-05-24  |
A3            | C3       | 2014-12-01 | 2015-05-24  |
A4            | C4       | 2014-12-01 | 2015-05-23  |
A5            | C5       | 2015-12-01 |             |
A6            | C6       | 2015-12-01 | 2016-05-25  |
A7            | C7       | 2015-12-01 |             | RD1
A8            | C8       | 2015-12-01 | #N/A        |
A9            | C9       | 2015-12-01 | 2016-05-01  | #N/A
A10           | C10      | 2015-12-01 | #N/A        | RD4
A11           | C11      | 2015-12-01 | 2016-05-25  | RD1
A12           | C12      | 2015-12-01 | 2016-05-25  | #N/A

expect
permanence_id | outcome      | reason           | field                       | because
A1            | met          |                  |                             | reversed today, with its reason
A2            | not_met      | blank_field      | permanences.reversal_reason | reversed today, and nobody has said why
A3            | not_met      | blank_field      | permanences.reversal_reason | on the first day of the twelve months
A4            | out_of_scope |                  |                             | the day before the twelve months
A5            | out_of_scope |                  |                             | not reversed
A6            | out_of_scope |                  |                             | to be reversed tomorrow
A7            | met          |                  |                             | the reason is there, and the day is blank: that is another rule's
A8            | not_recorded | unreadable_value | permanences.reversed_on     | no reason, and the day cannot be read: it may be an old one
A9            | not_recorded | unreadable_value | permanences.reversal_reason | there is a reason, and it cannot be read
A10           | met          |                  |                             | the reason is there, and the day cannot be read
A11           | out_of_scope |                  |                             | to be reversed tomorrow, with its reason there already
A12           | out_of_scope |                  |                             | nor does a reason that cannot be read make it tonight
"""
