"""A manager's oversight is recorded on every open child's file at least every 28 days."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, calendar_days, oversight
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="MGT-01",
    name="Management oversight in the last 28 days",
    wording="A manager's oversight or decision is recorded on every open child's file at least every 28 days.",
    why="A manager who has looked, and said why, is the second pair of eyes on a child's safety. In 2016 inspectors could not find them on file.",
    source="Local standard; Kirklees Cabinet report, 24 May 2016, 3.5",
    source_class=SourceClass.SEED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=calendar_days(28),
    what_to_do="Look at the case and record the decision and the reason for it on the child's file.",
    owner="Head of Service, Assessment and Intervention",
    field="management_decisions.decided_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("3.5",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes, once a decision has been recorded or has fallen due."""
    return oversight.open_episodes_with(tables, oversight.decisions(tables), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was there a decision in the last 28 days? Missing where a decision, or the episode, has no readable date."""
    return oversight.within(rows, asked)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-04-25  | no                |
R4          | C4       | 2016-04-26  | no                |
R5          | C5       | 2016-01-04  | no                |
R6          | C6       |             |                   |
R7          | C7       | 2016-01-04  | no                | 2016-05-23
R8          | C8       | 2016-01-04  | yes               |
R9          | C9       | 2016-05-01  | no                |
R10         | C10      | 2016-01-04  | no                |
R11         | C11      | 2016-01-04  | no                |
R12         | C12      |             |                   |

management_decisions
decision_id | child_id | decided_on | decision_type
D1          | C1       | 2016-04-26 | oversight
D2          | C2       | 2016-04-25 | s47
D5          | C5       |            | oversight
D9          | C9       | 2016-04-20 | close
D10         | C10      | 2016-05-20 |
D11         | C11      | #N/A       | oversight
D12         | C12      | 2016-04-01 | oversight

expect
referral_id | outcome      | due_on     | reason           | because
R1          | met          | 2016-05-24 |                  | 28 days ago exactly
R2          | not_met      | 2016-05-23 | outstanding      | one day over, whatever the decision was
R3          | not_met      | 2016-05-23 | outstanding      | none since the referral, 29 days ago
R4          | out_of_scope |            |                  | none since the referral, and due today is not late
R5          | not_recorded | 2016-02-01 | blank_field      | a decision with no date could be a recent one
R6          | not_recorded |            | blank_field      | no decision, and the day the episode began is blank
R7          | out_of_scope |            |                  | closed
R8          | out_of_scope |            |                  | no further action: never opened
R9          | out_of_scope |            |                  | a decision before the referral is an earlier episode's, and none is due
R10         | met          | 2016-06-17 |                  | what kind of decision is blank: it is still a manager's
R11         | not_recorded | 2016-02-01 | unreadable_value | decided on a day that cannot be read
R12         | not_recorded | 2016-04-29 | blank_field      | an old decision, and the episode may have begun since
"""
