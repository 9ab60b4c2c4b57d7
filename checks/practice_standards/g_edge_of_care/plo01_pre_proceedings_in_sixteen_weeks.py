"""Work before care proceedings comes to an outcome within sixteen weeks of the decision to begin it."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, arrangements, calendar_days, clocks
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="PLO-01",
    name="Pre-proceedings decided in sixteen weeks",
    wording="Every child's pre-proceedings come to an outcome, to step down or to issue, within sixteen weeks of the decision to begin.",
    why="Before court is a family's last chance to change, and a child's time is short. Drift here leaves a child in harm with a letter on file.",
    source="Local standard, on a theme of Ofsted's reports of 2026",
    source_class=SourceClass.LOCAL,
    record="pre_proceedings",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=calendar_days(112),
    what_to_do="Take the case to legal panel and decide: step down or issue; or, if it was decided, record the outcome and its day.",
    owner="Head of Service, Safeguarding",
    field="pre_proceedings.ended_on",
    judgements=("SIF-KJ1", "SIF-KJ2", "IL-HP"),
    seed=("3.7",),
    assumed="The sixteen weeks.",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Pre-proceedings of each child, once they have come to an outcome or sixteen weeks have passed."""
    rows = arrangements.from_to(tables, "pre_proceedings", "decided_on", "ended_on")
    undated = rows["outcome"].notna() if "outcome" in rows else pd.Series(False, index=rows.index)
    undated &= rows["ended_on"].isna() & ~rows["maybe_done"]
    rows["maybe_reason"] = rows["maybe_reason"].mask(undated, str(Reason.BLANK_FIELD))
    rows["maybe_field"] = rows["maybe_field"].mask(undated, "pre_proceedings.ended_on")
    return clocks.once(rows.assign(maybe_done=rows["maybe_done"] | undated), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was there one in time? Missing where the day of the decision or of the outcome is blank or unreadable, or they are out of order."""
    return clocks.once_met(rows, asked, in_order=True)


EXAMPLES = """
as at 2016-05-24

pre_proceedings
pre_proceedings_id | child_id | decided_on | outcome                           | ended_on
P1                 | C1       | 2016-02-02 |                                   |
P2                 | C2       | 2016-02-01 |                                   |
P3                 | C3       | 2015-06-01 | Decision to issue Care Proceedings | 2016-03-01
P4                 | C4       | 2015-06-01 | Decision to step down             |
P5                 | C5       |            |                                   |
P6                 | C6       | 2015-06-01 |                                   | #N/A
P7                 | C7       | 2015-06-01 | Decision to step down             | 2015-05-01
P8                 | C8       | 2016-02-01 |                                   | 2016-05-25
P9                 | C9       | #N/A       |                                   |

expect
pre_proceedings_id | outcome      | due_on     | reason           | because
P1                 | out_of_scope |            |                  | due today is not late
P2                 | not_met      | 2016-05-23 | outstanding      | a day over sixteen weeks
P3                 | met          | 2015-09-21 |                  | decided late, so nothing is outstanding
P4                 | not_recorded | 2015-09-21 | blank_field      | an outcome and no day: it may be over
P5                 | not_recorded |            | blank_field      | the day it was decided is blank
P6                 | not_recorded | 2015-09-21 | unreadable_value | ended on a day that cannot be read
P7                 | not_recorded | 2015-09-21 | conflict         | ended before it began
P8                 | not_met      | 2016-05-23 | outstanding      | to be decided tomorrow, so outstanding tonight
P9                 | not_recorded |            | unreadable_value | begun on a day that cannot be read

as at 2016-05-24
counting period

pre_proceedings
pre_proceedings_id | child_id | decided_on | outcome | ended_on
P1                 | C1       | 2016-01-04 | issue   | 2016-04-25
P2                 | C2       | 2016-01-04 | issue   | 2016-04-26
P3                 | C3       | 2016-01-04 |         |
P4                 | C4       | 2015-06-01 | issue   | 2015-07-01
P5                 | C5       | 2016-05-01 |         |
P6                 | C6       | 2016-01-04 | issue   |
P7                 | C7       | 2016-01-04 | issue   | 2015-06-01

expect
pre_proceedings_id | outcome      | due_on     | because
P1                 | met          | 2016-04-25 | sixteen weeks to the day
P2                 | not_met      | 2016-04-25 | a day late
P3                 | not_met      | 2016-04-25 | late and outstanding
P4                 | out_of_scope |            | done before the six months
P5                 | out_of_scope |            | neither due nor done
P6                 | not_recorded | 2016-04-25 | an outcome on a day that is blank
P7                 | not_recorded | 2016-04-25 | ended before it began: that day, outside the six months, does not place it
"""
