"""Every case that an audit escalates is put right and closed within ten working days."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, audits, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="AUD-03",
    name="Escalated audits resolved in ten working days",
    wording="Every case that an audit escalates is put right, and the escalation closed, within ten working days.",
    why="An audit that finds a child at risk is worth nothing until somebody acts. In 2016 the service's own audit escalated 22 cases.",
    source="Kirklees Cabinet report, 24 May 2016, 3.3",
    source_class=SourceClass.SEED,
    record="audits",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(10),
    what_to_do="Do what the audit asked and record the day it was resolved; if it cannot be done, take it to the director today.",
    owner="Head of Quality Assurance",
    field="audits.resolved_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("3.3",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Escalated audits, once resolved or late. Live: those not resolved, and those of children still open.

    An audit with a level of escalation, or a day on which it was made safe or resolved, was escalated though that day is blank.
    """
    return audits.escalated(tables, asked, "resolved_on")


met = audits.escalated_met


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-01-04  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  |
R5          | C5       | 2016-01-04  | 2016-05-01
R6          | C6       | 2016-01-04  | 2016-05-01
R7          |          | 2016-01-04  |

audits
audit_id | child_id | audited_on | escalated_on | escalation_level | resolved_on
A1       | C1       | 2016-05-03 | 2016-05-09   | director         |
A2       | C2       | 2016-05-03 | 2016-05-10   | director         |
A3       | C3       | 2016-03-01 | 2016-03-02   | director         | 2016-04-20
A4       | C4       | 2016-05-03 |              |                  |
A5       | C5       | 2016-03-01 | 2016-03-02   | director         |
A6       | C6       | 2016-03-01 | 2016-03-02   | director         | 2016-03-09
A7       | C1       | 2016-03-01 |              | head of service  |
A8       | C1       | 2016-03-01 | 2016-03-02   | director         | 2016-03-01
A9       | C1       | 2016-03-01 | 2016-03-02   | director         | #N/A
A10      | C1       | 2016-03-01 | #N/A         |                  |
A11      | C1       | 2016-05-03 | 2016-05-09   | director         | 2016-05-25
A12      | C1       | 2016-03-01 |              |                  | 2016-03-09
A13      | C1       | 2016-03-01 |              |                  | #N/A
A14      |          | 2016-03-01 | 2016-03-02   | director         | 2016-03-09

expect
audit_id | outcome      | due_on     | reason           | because
A1       | not_met      | 2016-05-23 | outstanding      | one working day over
A2       | out_of_scope |            |                  | due today is not late
A3       | met          | 2016-03-16 |                  | resolved late, so nothing is outstanding
A4       | out_of_scope |            |                  | not escalated
A5       | not_met      | 2016-03-16 | outstanding      | not resolved, though the child's case has closed
A6       | out_of_scope |            |                  | resolved, and the child's case has closed
A7       | not_recorded |            | blank_field      | escalated to somebody, on no recorded day
A8       | not_recorded | 2016-03-16 | conflict         | resolved before it was escalated
A9       | not_recorded | 2016-03-16 | unreadable_value | resolved on a day that cannot be read
A10      | not_recorded |            | unreadable_value | escalated on a day that cannot be read
A11      | not_met      | 2016-05-23 | outstanding      | to be resolved tomorrow, so outstanding tonight
A12      | not_recorded |            | blank_field      | resolved, so it was escalated, on no recorded day
A13      | not_recorded |            | blank_field      | the same, though the day it was resolved cannot be read
A14      | out_of_scope |            |                  | resolved, and of no child: an open episode of no child is not its case

as at 2016-05-24
counting period

audits
audit_id | child_id | audited_on | escalated_on | escalation_level | resolved_on
A1       | C1       | 2016-04-01 | 2016-04-04   | director         | 2016-04-18
A2       | C2       | 2016-04-01 | 2016-04-04   | director         | 2016-04-19
A3       | C3       | 2016-04-01 | 2016-04-04   | director         |
A4       | C4       | 2016-04-01 | 2016-04-08   | director         | 2016-04-23
A5       | C5       | 2015-10-01 | 2015-10-05   | director         | 2015-10-07
A6       | C6       | 2016-05-01 | 2016-05-16   | director         |

expect
audit_id | outcome      | due_on     | because
A1       | met          | 2016-04-18 | on the tenth working day
A2       | not_met      | 2016-04-18 | one working day late
A3       | not_met      | 2016-04-18 | late and outstanding
A4       | met          | 2016-04-22 | due on the Friday and resolved on the Saturday: no further working day was used
A5       | out_of_scope |            | due and done before the six months
A6       | out_of_scope |            | neither due nor done
"""
