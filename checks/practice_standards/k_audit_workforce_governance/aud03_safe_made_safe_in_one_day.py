"""Every child whose case an audit escalates is made safe within one working day."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, audits, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="AUD-03.safe",
    name="Escalated children made safe in one working day",
    wording="Every child whose case an audit escalates is checked, and made safe, within one working day.",
    why="Closing the escalation may take two weeks; knowing that the child is safe tonight may not.",
    source="Kirklees Cabinet report, 24 May 2016, 3.3",
    source_class=SourceClass.SEED,
    record="audits",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(1),
    what_to_do="Check today that the child is safe, and record the day on the audit.",
    owner="Head of Quality Assurance",
    field="audits.made_safe_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("3.3",),
    second_of="AUD-03",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Escalated audits, once made safe or late. Live: those not made safe, and those of children still open.

    An audit with a level of escalation, or a day on which it was made safe or resolved, was escalated though that day is blank.
    """
    return audits.escalated(tables, asked, "made_safe_on")


met = audits.escalated_met


EXAMPLES = """
as at 2016-05-24

audits
audit_id | child_id | audited_on | escalated_on | escalation_level | made_safe_on | resolved_on
A1       | C1       | 2016-05-20 | 2016-05-20   | director         |              |
A2       | C2       | 2016-05-23 | 2016-05-23   | director         |              |
A3       | C3       | 2016-03-01 | 2016-03-02   | director         | 2016-03-10   |
A4       | C4       | 2016-05-03 |              |                  |              |
A5       | C5       | 2016-03-01 | 2016-03-02   | director         |              | 2016-03-10
A6       | C6       | 2016-03-01 |              | director         |              |
A7       | C7       | 2016-03-01 | 2016-03-02   | director         | 2016-03-01   |
A8       | C8       | 2016-03-01 | 2016-03-02   | director         | #N/A         |
A9       | C9       | 2016-05-24 | 2016-05-24   | director         | 2016-05-24   |

expect
audit_id | outcome      | due_on     | reason           | because
A1       | not_met      | 2016-05-23 | outstanding      | escalated on Friday; one working day over
A2       | out_of_scope |            |                  | escalated yesterday; due today is not late
A3       | met          | 2016-03-03 |                  | late, and safe now
A4       | out_of_scope |            |                  | not escalated
A5       | not_met      | 2016-03-03 | outstanding      | resolved, and nobody has recorded when the child was made safe
A6       | not_recorded |            | blank_field      | escalated on no recorded day
A7       | not_recorded | 2016-03-03 | conflict         | made safe before it was escalated
A8       | not_recorded | 2016-03-03 | unreadable_value | made safe on a day that cannot be read
A9       | met          | 2016-05-25 |                  | the same day

as at 2016-05-24
counting period

audits
audit_id | child_id | audited_on | escalated_on | escalation_level | made_safe_on | resolved_on
A1       | C1       | 2016-03-24 | 2016-03-24   | director         | 2016-03-29   |
A2       | C2       | 2016-03-24 | 2016-03-24   | director         | 2016-03-30   |
A3       | C3       | 2016-03-24 | 2016-03-24   | director         |              |

expect
audit_id | outcome | due_on     | because
A1       | met     | 2016-03-29 | the next working day after Easter
A2       | not_met | 2016-03-29 | one working day late
A3       | not_met | 2016-03-29 | late and outstanding
"""
