"""Every accepted referral is allocated within one working day, and on the same day where a child is to be protected."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, allocation, clocks, first_events, populations, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="ALO-02",
    name="Referrals allocated in one working day",
    wording="Every accepted referral is allocated to a worker within one working day, and on the day itself where an enquiry or a child protection plan begins.",
    why="Until a worker is named nobody goes out to see the child. Slow allocation was among the first things the service's own audit found in 2016.",
    source="Local standard; Kirklees Cabinet report, 24 May 2016, 3.4",
    source_class=SourceClass.LOCAL,
    record="referrals",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(1),
    values={"urgent_working_days": 0},
    what_to_do="Allocate a worker today and record from which day. If the child has been allocated, put the first day right.",
    owner="Head of Service, Assessment and Intervention",
    field="involvements.started_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.4",),
    assumed="one working day, and the same day for enquiries and plans, are common practice",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Accepted referrals (live: of open episodes), once allocated or late. A section 47 enquiry or a plan brings the day forward."""
    episodes = populations.open_episodes(tables) if asked.live else populations.episodes(tables)
    episodes = episodes.assign(starts_on=episodes["received_on"], ends_on=episodes["closed_on"], start_field="referrals.received_on")
    urgent = allocation.first_begun(episodes, tables.section_47_enquiries, tables.cp_plans)
    same_day = clocks.due(urgent, asked, working_days(int(asked.values["urgent_working_days"])))
    same_day = same_day.where(~(same_day < urgent), urgent)
    due_on = clocks.due(episodes["starts_on"], asked)
    due_on = due_on.where(~(same_day < due_on), same_day)
    held = allocation.in_episodes(tables, episodes)
    rows = first_events.with_first_event(episodes, held, asked, key="referral_id", due_on=due_on)
    return clocks.once(rows, asked, due_on=due_on)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it allocated in time? Missing where the day it came in, or from which it was allocated and to whom, is not known."""
    return clocks.once_met(rows, asked)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-05-09  | no                |
R2          | C2       | 2016-05-20  | no                |
R3          | C3       | 2016-05-23  | no                |
R4          | C4       | 2016-05-23  |                   |
R5          | C5       | 2016-05-23  | no                |
R6          | C6       | 2016-05-20  | yes               |
R7          | C7       | 2016-05-20  | no                | 2016-05-24
R8          | C8       |             | no                |
R9          | C9       |             | no                |
R10         | C10      | 2016-05-09  | no                |
R11         | C11      | 2016-05-09  | no                |
R12         | C12      | 2016-05-09  | no                |
R13         | C13      | 2016-05-09  | no                |
R14         | C14      | 2016-05-09  | no                |
R15         | C15      | 2016-05-21  | no                |
R16         | C16      | #N/A        | no                |
R17         | C17      |             | no                |

section_47_enquiries
enquiry_id | referral_id | child_id | started_on
S4         | R4          | C4       | 2016-05-23
S5         | R5          | C5       | 2016-05-24

cp_plans
plan_id | referral_id | child_id | started_on
P15     |             | C15      | 2016-05-21

care_episodes
episode_id | child_id | started_on

involvements
involvement_id | worker_id | role                  | child_id | started_on | ended_on
I1             | A         | Social Worker         | C1       | 2016-05-11 | 2016-05-18
I2             | B         | Social Worker         | C1       | 2016-05-23 |
I8             | A         | Social Worker         | C8       | 2015-01-05 | 2015-03-01
I9             | A         | Social Worker         | C9       | 2015-01-05 |
I10            |           | Social Worker         | C10      | 2016-05-09 |
I11            | #N/A      | Social Worker         | C11      | 2016-05-09 |
I12            | A         | Social Worker         | C12      |            |
I13            | A         | Family Support Worker | C13      | 2016-05-09 |
I14            | A         | Social Worker         | C14      | 2016-03-01 | 2016-05-09

expect
referral_id | outcome      | due_on     | reason           | field                   | because
R1          | met          | 2016-05-10 |                  |                         | N10: due Tuesday 10 May and allocated late, so nothing is outstanding on the night
R2          | not_met      | 2016-05-23 | outstanding      | involvements.started_on | came in on Friday, due on Monday, and nobody has it
R3          | out_of_scope |            |                  |                         | due today: not allocated and not late
R4          | not_met      | 2016-05-23 | outstanding      | involvements.started_on | an enquiry began on the day it came in, so it was due that day; a blank flag keeps it in
R5          | out_of_scope |            |                  |                         | the enquiry began today, so it is due today
R6          | out_of_scope |            |                  |                         | no further action
R7          | out_of_scope |            |                  |                         | closed today
R8          | not_recorded |            | blank_field      | referrals.received_on   | a worker long ago is no proof when nobody knows when it came in
R9          | met          |            |                  |                         | a worker holds the child now, whenever it came in
R10         | not_met      | 2016-05-10 | outstanding      | involvements.started_on | an allocation that names nobody is none
R11         | not_recorded | 2016-05-10 | unreadable_value | involvements.worker_id  | there is a name, and it cannot be read
R12         | not_recorded | 2016-05-10 | blank_field      | involvements.started_on | allocated, on a day nobody wrote down
R13         | not_met      | 2016-05-10 | outstanding      | involvements.started_on | a family support worker is not an allocation
R14         | not_met      | 2016-05-10 | outstanding      | involvements.started_on | the worker of an earlier time let go on the day it came in
R15         | not_met      | 2016-05-21 | outstanding      | involvements.started_on | a plan moved in on a Saturday: late from Monday
R16         | not_recorded |            | unreadable_value | referrals.received_on   | the day it came in cannot be read
R17         | not_recorded |            | blank_field      | referrals.received_on   | no day it came in and no worker

as at 2016-05-24
counting period

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-05-09  | no                |
R2          | C2       | 2016-05-09  | no                |
R3          | C3       | 2016-05-09  | no                |
R4          | C4       | 2016-05-09  | no                | 2016-05-10
R5          | C5       | 2016-05-09  | no                | 2016-05-11
R6          | C6       | 2015-11-23  | no                |
R7          | C7       | 2016-05-09  | no                |
R8          | C8       | 2016-05-13  | no                |
R9          | C9       | 2016-05-13  | no                |
R10         | C10      | 2015-11-20  | no                |
R11         | C11      | 2016-05-09  | no                |

section_47_enquiries
enquiry_id | referral_id | child_id | started_on
S3         | R3          | C3       | 2016-05-09
S9         | R9          | C9       | 2016-05-13
S11        | R11         | C11      | 2016-05-09

cp_plans
plan_id | referral_id | child_id | started_on

involvements
involvement_id | worker_id | role          | child_id | started_on
I1             | A         | Social Worker | C1       | 2016-05-11
I2             | A         | Social Worker | C2       | 2016-05-10
I3             | A         | Social Worker | C3       | 2016-05-10
I6             | A         | Social Worker | C6       | 2016-01-04
I7             | A         | Social Worker | C7       | 2016-04-01
I8             | A         | Social Worker | C8       | 2016-05-16
I9             | A         | Social Worker | C9       | 2016-05-14
I10            | A         | Social Worker | C10      | 2015-11-30
I11            | #N/A      | Social Worker | C11      | 2016-05-10

expect
referral_id | outcome      | due_on     | because
R1          | not_met      | 2016-05-10 | N10: due Tuesday 10 May, allocated on the 11th, late by one working day
R2          | met          | 2016-05-10 | the last day in time
R3          | not_met      | 2016-05-09 | an enquiry began the day it came in: a day late
R4          | out_of_scope |            | closed on the last day in time
R5          | not_met      | 2016-05-10 | closed the day after, and never allocated
R6          | not_met      | 2015-11-24 | due on the first day of the period
R7          | met          | 2016-05-10 | a worker held the child when it came in
R8          | met          | 2016-05-16 | came in on Friday, allocated on Monday
R9          | met          | 2016-05-13 | due on Friday and allocated on Saturday: no further working day was used
R10         | out_of_scope |            | due the day before the period, and late inside it
R11         | not_met      | 2016-05-09 | the name cannot be read; whoever it was came a day late
"""
