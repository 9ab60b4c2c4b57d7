"""Every child in need is seen at least every twenty working days."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, need, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CIN-02",
    name="Visits to children in need in time",
    wording="Every child in need is seen at least every twenty working days.",
    why="A child in need is one visit away from being a child at risk. If nobody has seen them for a month, the plan is a paper about a family, not help for a child.",
    source="Local standard: national guidance sets no interval, and councils' own rules differ",
    source_class=SourceClass.LOCAL,
    record="referrals",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(20),
    what_to_do="See the child this week. If the child has been seen, record the visit, its date and that the child was seen.",
    owner="Head of Service, Assessment and Intervention",
    field="cin_visits.visited_on",
    write_up=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1", "5.22"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Episodes of children in need, once a visit has been made or has fallen due.

    In need: a child in need plan, or an authorised assessment that did not end in no further action; and neither on a child
    protection plan of this council nor in care. Counted from the start of that time in the episode (see ``children_in_need``).
    """
    return need.visits_due(tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child seen inside the interval? Missing where no visit says either way, or it may still be being written up."""
    return clocks.allow_write_up(clocks.repeated_met(rows, asked), rows, asked)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-01-04  | no                |
R4          | C4       | 2016-01-04  | no                |
R5          | C5       | 2016-01-04  | no                |
R6          | C6       | 2016-01-04  | no                |
R7          | C7       | 2016-01-04  | no                |
R8          | C8       | 2016-01-04  | no                | 2016-05-20
R9          | C9       | 2016-01-04  |                   |
R10         | C10      | 2016-01-04  | yes               |
R11         | C11      | 2016-01-04  | no                |
R12         | C12      | 2016-01-04  | no                |
R13         | C13      | 2016-01-04  | no                |
R14         | C14      | 2016-01-04  | no                |
R15         | C15      | 2016-01-04  | no                |
R16         | C16      | 2016-01-04  | no                |
R17         | C17      | 2016-01-04  | no                |
R18         | C18      | 2016-01-04  | no                |
R19         | C19      | 2016-01-04  | no                |
R20         | C20      | 2016-01-04  | no                |
R21         | C21      | 2016-01-04  | no                |
R22         | C22      | 2016-01-04  | no                |

assessments
assessment_id | referral_id | child_id | started_on | authorised_on | no_further_action
A4            | R4          | C4       | 2016-01-05 | 2016-04-21    | no
A5            | R5          | C5       | 2016-01-05 | 2016-02-01    | yes
A6            | R6          | C6       | 2016-01-05 |               |
A9            | R9          | C9       | 2016-01-05 | 2016-04-20    |
A12           | R12         | C12      | 2016-01-05 | 2016-02-01    | no
A18           | R18         | C18      | 2016-01-05 | #N/A          | no

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N1      | R1          | C1       | 2016-02-01 |
N2      | R2          | C2       | 2016-02-01 |
N3      | R3          | C3       | 2016-02-01 |
N7      | R7          | C7       | 2016-05-01 |
N8      | R8          | C8       | 2016-02-01 |
N11     | R11         | C11      | 2016-02-01 |
N12     | R12         | C12      | 2016-02-01 | 2016-04-01
N13     | R13         | C13      | 2016-02-01 |
N14     | R14         | C14      | 2016-02-01 |
N15     |             | C15      | 2016-02-01 |
N16     | R16         | C16      |            |
N17     | R17         | C17      |            |
N19     | R19         | C19      | 2016-02-01 | 2016-04-01
N20     | R20         | C20      | 2016-02-01 |
N21     | R21         | C21      | 2016-02-01 |
N22     | R22         | C22      | 2016-05-16 |

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P13     | C13      | 2016-03-01 |            |
P14     | C14      | 2016-03-01 | 2016-05-09 |
P20     | C20      | 2016-03-01 |            | yes

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E11        | L11     | C11      | 2016-03-01 |
E21        | L21     | C21      | 2016-03-01 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S11             | C11      | V2           | 2016-03-01
S21             | C21      | V4           | 2016-03-01

cin_visits
visit_id | child_id | visited_on | child_seen
V1       | C1       | 2016-04-25 | yes
V2       | C2       | 2016-04-22 | yes
V3       | C3       | 2016-04-19 | yes
V9       | C9       | 2016-05-20 | no
V12      | C12      | 2016-05-20 | yes
V15a     | C15      | 2016-04-19 | yes
V15b     | C15      | 2016-05-20 |
V16      | C16      | 2016-05-20 | yes
V20      | C20      | 2016-05-20 | yes
V21      | C21      | 2016-05-20 | yes
V22      | C22      | 2016-05-12 | yes

expect
referral_id | outcome      | due_on     | reason             | field                     | because
R1          | met          | 2016-05-24 |                    |                           | seen exactly twenty working days ago; 2 May was a bank holiday
R2          | not_recorded | 2016-05-23 | write_up_allowance | cin_visits.visited_on     | due yesterday: the visit may still be being written up
R3          | not_met      | 2016-05-18 | outstanding        | cin_visits.visited_on     | four working days over
R4          | not_recorded | 2016-05-20 | write_up_allowance | cin_visits.visited_on     | no plan, and assessed as in need: counted from the authorisation; two working days over
R5          | out_of_scope |            |                    |                           | the assessment ended in no further action
R6          | out_of_scope |            |                    |                           | still being assessed
R7          | out_of_scope |            |                    |                           | a new plan, no visit made and none due yet
R8          | out_of_scope |            |                    |                           | the episode has closed
R9          | not_met      | 2016-05-19 | outstanding        | cin_visits.visited_on     | N16: called and not seen; blank flags of no further action keep the child in
R10         | out_of_scope |            |                    |                           | the referral ended in no further action
R11         | out_of_scope |            |                    |                           | in care: visited under that standard
R12         | met          | 2016-06-20 |                    |                           | the plan has ended, the assessment found need and the case is open; 30 May is a bank holiday
R13         | out_of_scope |            |                    |                           | on a child protection plan: visited under that standard
R14         | out_of_scope |            |                    |                           | came off a child protection plan on 9 May: twenty working days are not over
R15         | not_recorded | 2016-05-18 | blank_field        | cin_visits.child_seen     | a visit four days ago does not say whether the child was seen; the plan is joined by child
R16         | met          | 2016-06-20 |                    |                           | the plan has no start, and the child was seen four days ago
R17         | not_recorded |            | blank_field        | cin_plans.started_on      | the plan has no start and there is no visit
R18         | not_recorded |            | blank_field        | assessments.authorised_on | assessed as in need on a day that cannot be read
R19         | out_of_scope |            |                    |                           | the plan has ended and no assessment found need
R20         | met          | 2016-06-20 |                    |                           | another council's temporary plan does not end this council's work
R21         | met          | 2016-06-20 |                    |                           | short breaks are not care
R22         | out_of_scope |            |                    |                           | the visit was before the plan, and the first is not due

as at 2016-05-24
counting period

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                | 2016-02-26
R3          | C3       | 2016-01-04  | no                | 2016-03-01
R4          | C4       | 2016-01-04  | no                |
R5          | C5       | 2016-01-04  | no                |
R6          | C6       | 2015-01-05  | no                | 2015-11-20
R7          | C7       | 2016-01-04  | no                |
R8          | C8       | 2016-01-04  | no                | 2016-02-26
R9          | C9       | 2016-04-04  | no                |

assessments
assessment_id | referral_id | child_id | started_on | authorised_on | no_further_action
A4            | R4          | C4       | 2016-01-05 | 2016-02-01    | no

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N1      | R1          | C1       | 2016-02-01 |
N2      | R2          | C2       | 2016-02-01 | 2016-02-26
N3      | R3          | C3       | 2016-02-01 | 2016-03-01
N5      | R5          | C5       | 2016-02-01 | 2016-02-29
N6      | R6          | C6       | 2015-02-02 |
N7      | R7          | C7       | 2016-04-25 |
N8      | R8          | C8       | 2016-02-01 |
N9      | R9          | C9       | 2014-06-02 |

cp_plans
plan_id | child_id | started_on | ended_on
P4      | C4       | 2016-02-15 | 2016-04-22
P7      | C7       | 2016-05-03 |
P9      | C9       | 2015-09-01 | 2016-02-29

cin_visits
visit_id | child_id | visited_on | child_seen
V1a      | C1       | 2016-02-29 | yes
V1b      | C1       | 2016-04-04 | yes
V4a      | C4       | 2016-02-08 | yes
V4b      | C4       | 2016-05-24 | yes
V7       | C7       | 2016-04-29 | yes
V9a      | C9       | 2015-12-01 | yes
V9b      | C9       | 2016-01-25 | yes
V9c      | C9       | 2016-03-14 | yes
V9d      | C9       | 2016-04-11 | yes
V9e      | C9       | 2016-05-09 | yes

expect
referral_id | outcome      | due_on     | because
R1          | met          | 2016-02-29 | the first visit on the last day in time
R1          | not_met      | 2016-03-30 | the second three working days late, over Easter
R1          | not_met      | 2016-05-03 | no visit since
R2          | out_of_scope |            | closed before the first visit was due
R3          | not_met      | 2016-02-29 | closed the day after it was due, without a visit
R4          | met          | 2016-02-29 | seen a week after the assessment found need
R4          | not_met      | 2016-05-23 | off the protection plan on 22 April, and seen on the twenty-first working day
R5          | out_of_scope |            | the plan ended on the last day in time, and no assessment found need
R6          | out_of_scope |            | closed before the period
R7          | met          | 2016-05-24 | seen in the week before the child protection plan
R8          | out_of_scope |            | closed before the first visit was due, and nobody ended the plan
R9          | met          | 2016-03-30 | the plan is years older than the referral it names; on a protection plan until 29 February nothing was due
R9          | met          | 2016-04-13 | seen in time again, over Easter
R9          | met          | 2016-05-10 | and again
"""
