"""Everything that an audit asks for is done by the day it was asked for."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, audits, clocks
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="AUD-04",
    name="Audit actions done by their date",
    wording="Everything that an audit asks for is done by the day it was asked for.",
    why="An audit that finds what is wrong and is then filed has helped no child.",
    source="Ofsted, Trafford, 2026; Kirklees Cabinet report, 24 May 2016, 3.3 and 4.1",
    source_class=SourceClass.OFSTED,
    record="audit_actions",
    counting=BOTH,
    target=TargetClass.LOCAL,
    what_to_do="Do what the audit asked and record the day; if the action has no due day, agree one and record it.",
    owner="Head of Quality Assurance",
    field="audit_actions.done_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("3.3", "4.1"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Audit actions, once done or late. Live: those not done, and those of children still open."""
    return audits.actions_by_their_date(tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it done, and in a period by its day? Missing where it has no due day, or was done before the audit that asked for it."""
    answer = clocks.once_met(rows, audits.on_its_day(asked), in_order=True)
    no_day = rows["due_on"].isna() & answer["met"].isna()
    answer.loc[no_day, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "audit_actions.action_due_on"]
    return answer


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-01-04  | 2016-05-01
R3          |          | 2016-01-04  |

audits
audit_id | child_id | audited_on
A1       | C1       | 2016-03-01
A2       | C2       | 2016-03-01
A3       |          | 2016-03-01

audit_actions
action_id | audit_id | action_due_on | done_on
X1        | A1       | 2016-05-23    |
X2        | A1       | 2016-05-24    |
X3        | A1       | 2016-03-15    | 2016-05-20
X4        | A1       | 2016-06-15    | 2016-05-20
X5        | A2       | 2016-03-15    |
X6        | A2       | 2016-03-15    | 2016-03-14
X7        | A1       |               |
X8        | A1       | #N/A          |
X9        | A1       | 2016-05-23    | #N/A
X10       | A1       | 2016-05-23    | 2016-05-25
X11       | A1       | 2016-03-15    | 2016-02-29
X12       | A9       | 2016-03-15    |
X13       | A3       | 2016-03-15    | 2016-03-14

expect
action_id | outcome      | due_on     | reason           | field                       | because
X1        | not_met      | 2016-05-23 | outstanding      | audit_actions.done_on       | a day over, whatever day of the week
X2        | out_of_scope |            |                  |                             | due today is not late
X3        | met          | 2016-03-15 |                  |                             | done late: nothing is outstanding
X4        | met          | 2016-06-15 |                  |                             | done early
X5        | not_met      | 2016-03-15 | outstanding      | audit_actions.done_on       | not done, though the child's case has closed
X6        | out_of_scope |            |                  |                             | done, and the child's case has closed
X7        | not_recorded |            | blank_field      | audit_actions.action_due_on | not done, and no day to do it by
X8        | not_recorded |            | unreadable_value | audit_actions.action_due_on | the day cannot be read
X9        | not_recorded | 2016-05-23 | unreadable_value | audit_actions.done_on       | may have been done
X10       | not_met      | 2016-05-23 | outstanding      | audit_actions.done_on       | to be done tomorrow, so outstanding tonight
X11       | not_recorded | 2016-03-15 | conflict         | audit_actions.done_on       | done before the audit asked for it
X12       | not_met      | 2016-03-15 | outstanding      | audit_actions.done_on       | the audit it is of is not there: it is outstanding all the same
X13       | out_of_scope |            |                  |                             | done, and of no child: an open episode of no child is not its case

as at 2016-05-24
counting period

audits
audit_id | child_id | audited_on
A1       | C1       | 2015-09-01

audit_actions
action_id | audit_id | action_due_on | done_on
X1        | A1       | 2016-05-23    | 2016-05-23
X2        | A1       | 2016-05-23    | 2016-05-24
X3        | A1       | 2015-11-24    |
X4        | A1       | 2015-11-23    |
X5        | A1       | 2016-05-24    |
X6        | A1       | 2016-06-24    | 2016-05-01

expect
action_id | outcome      | because
X1        | met          | on the day
X2        | not_met      | a day late
X3        | not_met      | due on the first day of the six months, and outstanding
X4        | out_of_scope | due before the six months
X5        | out_of_scope | due today and not done: neither late nor done
X6        | met          | done early: it belongs to the day it was done
"""
