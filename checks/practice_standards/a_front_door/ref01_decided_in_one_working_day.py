"""A manager decides what to do with every referral within one working day."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, contacts, populations, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="REF-01",
    name="Referrals decided in one working day",
    wording="A manager decides what to do with every referral within one working day of its coming in.",
    why="Until somebody decides, nobody is responsible for the child. A referral that waits in a tray is a risk the council knows of and has not looked at.",
    source="Working Together to Safeguard Children (edition in force), since 2013",
    source_class=SourceClass.GUIDANCE,
    record="referrals",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=working_days(1),
    what_to_do="Decide what is to happen, tell the referrer, and record the decision on the referral with the day it was made.",
    owner="Head of Service, Assessment and Intervention",
    field="contact_decisions.decided_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.4", "4.1"),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Referrals of open episodes (live) or all referrals (period; no further action is a decision too), once decided or late."""
    referrals = populations.open_episodes(tables) if asked.live else tables.referrals
    rows = referrals.assign(starts_on=referrals["received_on"], ends_on=referrals["closed_on"], start_field="referrals.received_on")
    rows = contacts.with_decision(tables, rows, "referral_id")
    return clocks.once(rows, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it decided in time? Missing where the day received or decided is not known, or the decision comes before the referral."""
    return clocks.once_met(rows, asked, in_order=True)


EXAMPLES = """
as at 2016-03-30

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-03-24  | no                |
R2          | C2       | 2016-03-24  | no                |
R3          | C3       | 2016-03-29  | no                |
R4          | C4       | 2016-03-30  | no                |
R5          | C5       | 2016-03-01  | no                | 2016-03-10
R6          | C6       | 2016-03-01  | yes               |
R7          | C7       | 2016-03-01  |                   |
R8          | C8       |             | no                |
R9          | C9       | 2016-03-24  | no                |
R10         | C10      | 2016-03-24  | no                |
R11         | C11      | 2016-03-24  | no                |
R12         | C12      | 2016-03-24  | no                |
R13         | C13      | #N/A        | no                |
R14         | C14      | 2016-03-24  | no                |
R15         | C15      | 2016-03-24  | no                |

contact_decisions
contact_decision_id | contact_id | referral_id | decided_on | decision
D1                  |            | R1          | 2016-03-24 | assess
D4                  |            | R4          | 2016-03-30 | assess
D9                  |            | R9          | 2016-03-23 | assess
D10                 |            | R10         |            | assess
D11                 |            | R11         | #N/A       | assess
D12                 |            | R12         |            |
D14                 | K14        |             | 2016-03-24 | refer
D15a                |            | R15         | 2016-03-23 | assess
D15b                |            | R15         |            |

expect
referral_id | outcome      | due_on     | reason           | field                        | because
R1          | met          | 2016-03-29 |                  |                              | decided on the day it came in
R2          | not_met      | 2016-03-29 | outstanding      | contact_decisions.decided_on | W01: Good Friday, a weekend and Easter Monday are skipped; due yesterday
R3          | out_of_scope |            |                  |                              | due today: not decided and not late
R4          | met          | 2016-03-31 |                  |                              | decided early
R5          | out_of_scope |            |                  |                              | the episode has closed
R6          | out_of_scope |            |                  |                              | no further action: nothing is open
R7          | not_met      | 2016-03-02 | outstanding      | contact_decisions.decided_on | a blank flag of no further action keeps the child in
R8          | not_recorded |            | blank_field      | referrals.received_on        | the day it came in is blank
R9          | not_recorded | 2016-03-29 | conflict         | contact_decisions.decided_on | decided the day before it came in: the dates contradict each other
R10         | not_recorded | 2016-03-29 | blank_field      | contact_decisions.decided_on | decided, on a day nobody wrote down
R11         | not_recorded | 2016-03-29 | unreadable_value | contact_decisions.decided_on | the day of the decision cannot be read
R12         | not_met      | 2016-03-29 | outstanding      | contact_decisions.decided_on | a line for a decision with neither decision nor day: not yet made
R13         | not_recorded |            | unreadable_value | referrals.received_on        | the day it came in cannot be read
R14         | not_met      | 2016-03-29 | outstanding      | contact_decisions.decided_on | the contact was decided on, and the referral was not
R15         | not_recorded | 2016-03-29 | conflict         | contact_decisions.decided_on | an empty line for a decision does not hide one that contradicts its referral

as at 2016-03-31
counting period

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-03-24  | yes               | 2016-03-24
R2          | C2       | 2016-03-24  | yes               | 2016-03-24
R3          | C3       | 2016-03-24  | no                |
R4          | C4       | 2016-03-24  | no                |
R5          | C5       | 2016-03-24  | no                | 2016-03-30
R6          | C6       | 2016-03-18  | no                |
R7          | C7       | 2015-09-29  | no                |
R8          | C8       | 2015-09-30  | no                |
R9          | C9       | 2016-03-31  | no                |
R10         | C10      |             | no                | 2015-06-01
R11         | C11      | 2016-03-24  | no                |

contact_decisions
contact_decision_id | referral_id | decided_on
D1                  | R1          | 2016-03-24
D3                  | R3          | 2016-03-29
D4                  | R4          | 2016-03-30
D6                  | R6          | 2016-03-20
D7                  | R7          | 2015-09-29
D11a                | R11         | 2016-03-23
D11b                | R11         | 2016-03-29
D11c                | R11         | 2016-03-31

expect
referral_id | outcome      | due_on     | because
R1          | met          | 2016-03-29 | no further action is a decision too
R2          | out_of_scope |            | closed the same day, before a decision fell due
R3          | met          | 2016-03-29 | W01: decided on the first working day after Easter
R4          | not_met      | 2016-03-29 | decided one working day late
R5          | not_met      | 2016-03-29 | closed after the day it was due, and never decided
R6          | met          | 2016-03-21 | decided on the Sunday before a Monday
R7          | out_of_scope |            | decided on 29 September, the day before the period begins
R8          | not_met      | 2015-10-01 | due on the second day of the period and outstanding since
R9          | out_of_scope |            | came in today
R10         | out_of_scope |            | no day it came in, but it closed long before the period
R11         | met          | 2016-03-29 | the first decision on or after the day it came in is the one that counts
"""
