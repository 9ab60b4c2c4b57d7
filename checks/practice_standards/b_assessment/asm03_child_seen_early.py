"""Every child is seen within five working days of the referral, and within one where there is an enquiry."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, allocation, births, clocks, first_events, populations, visits, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="ASM-03",
    name="Children seen within five working days",
    wording="Every child is seen within five working days of the referral, and within one of the start of a section 47 enquiry.",
    why="What adults say of a child is not the child. Seeing the child early is the first safeguard, and the start of an assessment worth reading.",
    source="Local standard; Kirklees Cabinet report, 24 May 2016, 4.1",
    source_class=SourceClass.LOCAL,
    record="referrals",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(5),
    values={"working_days_with_an_enquiry": 1},
    what_to_do="See the child today. If the child has been seen, record the visit, its date and that the child was seen.",
    owner="Head of Service, Assessment and Intervention",
    field="cin_visits.visited_on",
    write_up=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
    assumed="five working days, and one with an enquiry, are common practice",
)

VISITS = ("cin_visits", "cp_visits", "care_visits")


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Accepted referrals (live: of open episodes), once the child has been seen or a visit has fallen due. The unborn are exempt.

    The clock of a child born after the referral begins with the birth. Any visit of the child counts, whatever it was made under. An enquiry brings the day forward, never back.
    """
    episodes = populations.open_episodes(tables) if asked.live else populations.episodes(tables)
    began = births.from_birth(episodes, tables, episodes["received_on"])
    episodes = episodes.assign(starts_on=began, ends_on=episodes["closed_on"], start_field="referrals.received_on")
    enquiry_on = births.from_birth(episodes, tables, allocation.first_begun(episodes, tables.section_47_enquiries))
    sooner = clocks.due(enquiry_on, asked, working_days(int(asked.values["working_days_with_an_enquiry"])))
    due_on = clocks.due(began, asked)
    due_on = due_on.where(~(sooner < due_on), sooner)
    seen = pd.concat([visits.visit_events(tables, name) for name in VISITS], ignore_index=True)
    rows = first_events.with_first_event(episodes, seen, asked, key="referral_id", due_on=due_on)
    rows = clocks.once(rows, asked, due_on=due_on)
    return births.exempt_if_unborn(rows, tables, rows["due_on"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child seen in time? Missing where no visit says either way, it may be being written up, or the child may be unborn."""
    answer = clocks.allow_write_up(clocks.once_met(rows, asked), rows, asked)
    return births.unsure_if_perhaps_unborn(answer, rows, tables)


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | expected_on
C1       | 2010-01-01 |
C2       | 2010-01-01 |
C3       | 2010-01-01 |
C4       | 2010-01-01 |
C5       | 2010-01-01 |
C6       |            | 2016-07-01
C7       |            |
C8       | 2010-01-01 |
C9       | 2010-01-01 |
C10      | 2010-01-01 |
C11      | 2010-01-01 |
C12      | 2010-01-01 |
C13      | 2010-01-01 |
C14      | 2016-05-20 |
C15      | 2010-01-01 |
C16      | 2010-01-01 |
C17      | #N/A       |
C18      | 2010-01-01 |
C19      | 2010-01-01 |
C20      | 2016-05-11 |

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-05-03  | no                |
R2          | C2       | 2016-05-11  |                   |
R3          | C3       | 2016-05-16  | no                |
R4          | C4       | 2016-05-17  | no                |
R5          | C5       | 2016-05-17  | no                |
R6          | C6       | 2016-05-03  | no                |
R7          | C7       | 2016-05-03  | no                |
R8          | C8       | 2016-05-03  | no                |
R9          | C9       | 2016-05-03  | no                |
R10         | C10      | 2016-05-03  | no                |
R11         | C11      | 2016-05-03  | no                |
R12         | C12      | 2016-05-03  | no                |
R13         | C13      | 2016-05-03  | yes               |
R14         | C14      | 2016-05-03  | no                |
R15         | C15      |             | no                |
R16         | C16      | 2016-05-03  | no                | 2016-05-24
R17         | C17      | 2016-05-03  | no                |
R18         | C18      | 2016-05-16  | no                |
R19         | C19      | #N/A        | no                |
R20         | C20      | 2016-03-01  | no                |

section_47_enquiries
enquiry_id | referral_id | child_id | started_on
S4         | R4          | C4       | 2016-05-18
S5         | R5          | C5       | 2016-05-23
S11        |             | C11      | 2016-05-20

cin_visits
visit_id | child_id | visited_on | child_seen
V1       | C1       | 2016-05-20 | yes
V8       | C8       | 2016-05-06 | no
V9       | C9       | 2016-05-06 |
V10      | C10      | 2016-05-06 | yes
V12      | C12      | 2016-05-02 | yes
V15      | C15      | 2016-05-06 | yes
V18      | C18      | 2016-05-17 | no

cp_visits
visit_id | child_id | visited_on | child_seen
V11      | C11      | #N/A       | yes

care_visits
visit_id | child_id | visited_on | child_seen

visit_records
visit_id | visit_table    | visit_outcome | on_paper_only
V10      | ssd_cin_visits |               | yes

expect
referral_id | outcome      | due_on     | reason             | field                       | because
R1          | met          | 2016-05-10 |                    |                             | seen late, so nothing is outstanding now
R2          | not_met      | 2016-05-18 | outstanding        | cin_visits.visited_on       | four working days over; a blank flag keeps the referral in
R3          | not_recorded | 2016-05-23 | write_up_allowance | cin_visits.visited_on       | one working day over: the visit may still be being written up
R4          | not_met      | 2016-05-19 | outstanding        | cin_visits.visited_on       | an enquiry began on the 18th: due the day after
R5          | out_of_scope |            |                    |                             | due today
R6          | exempt       | 2016-05-10 |                    |                             | an unborn child cannot be seen
R7          | not_recorded | 2016-05-10 | blank_field        | people.born_on              | not seen, and no date of birth to say whether the child is born
R8          | not_met      | 2016-05-10 | outstanding        | cin_visits.visited_on       | the worker called and did not see the child
R9          | not_recorded | 2016-05-10 | blank_field        | cin_visits.child_seen       | the only visit does not say whether the child was seen
R10         | not_recorded | 2016-05-10 | on_paper_only      | visit_records.on_paper_only | the visit is known from paper only
R11         | not_recorded | 2016-05-10 | unreadable_value   | cp_visits.visited_on        | seen, on a day that cannot be read
R12         | not_met      | 2016-05-10 | outstanding        | cin_visits.visited_on       | seen the day before the referral, and not since
R13         | out_of_scope |            |                    |                             | no further action
R14         | out_of_scope |            |                    |                             | born after the referral, and the clock begins with the birth: not yet due
R15         | not_recorded |            | blank_field        | referrals.received_on       | a visit is no proof when nobody knows when the referral came in
R16         | out_of_scope |            |                    |                             | closed today
R17         | not_recorded | 2016-05-10 | unreadable_value   | people.born_on              | not seen, and the date of birth cannot be read
R18         | not_met      | 2016-05-23 | outstanding        | cin_visits.visited_on       | one working day over, and the visit that was tried has been written up
R19         | not_recorded |            | unreadable_value   | referrals.received_on       | the day it came in cannot be read
R20         | not_met      | 2016-05-18 | outstanding        | cin_visits.visited_on       | referred before birth, born since, and not seen in five working days of it

as at 2016-05-24
counting period

people
child_id | born_on    | expected_on
C1       | 2010-01-01 |
C2       | 2010-01-01 |
C3       | 2010-01-01 |
C4       | 2010-01-01 |
C5       | 2010-01-01 |
C6       | 2010-01-01 |
C7       | 2010-01-01 |
C8       | 2010-01-01 |
C9       | 2010-01-01 |
C10      | 2010-01-01 |

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-05-03  | no                |
R2          | C2       | 2016-05-03  | no                |
R3          | C3       | 2016-05-03  | no                | 2016-05-10
R4          | C4       | 2016-05-03  | no                | 2016-05-11
R5          | C5       | 2016-05-03  | no                |
R6          | C6       | 2015-11-16  | no                |
R7          | C7       | 2015-11-17  | no                |
R8          | C8       | 2016-05-19  | no                |
R9          | C9       | 2016-05-18  | no                |
R10         | C10      | 2016-05-03  | no                |

section_47_enquiries
enquiry_id | referral_id | child_id | started_on
S5         | R5          | C5       | 2016-05-03
S10        | R10         | C10      | 2016-05-03

cin_visits
visit_id | child_id | visited_on | child_seen
V1       | C1       | 2016-05-10 | yes
V6       | C6       | 2015-11-24 | yes
V7       | C7       | 2015-11-25 | yes
V10      | C10      | 2016-05-09 |

cp_visits
visit_id | child_id | visited_on | child_seen
V2       | C2       | 2016-05-11 | yes
V5       | C5       | 2016-05-05 | yes

care_visits
visit_id | child_id | visited_on | child_seen
V8       | C8       | 2016-05-20 | yes

expect
referral_id | outcome      | due_on     | because
R1          | met          | 2016-05-10 | seen on the last day in time
R2          | not_met      | 2016-05-10 | one working day late
R3          | out_of_scope |            | closed on the last day in time
R4          | not_met      | 2016-05-10 | closed the day after, and never seen
R5          | not_met      | 2016-05-04 | an enquiry began with the referral: due the day after
R6          | out_of_scope |            | due the day before the period, and late inside it
R7          | not_met      | 2015-11-24 | due on the first day of the period, seen the day after
R8          | met          | 2016-05-26 | seen early, so it belongs to the day of the visit
R9          | out_of_scope |            | due tomorrow
R10         | not_met      | 2016-05-04 | whether seen on the 9th is blank: with the enquiry it was due on the 4th, and late either way
"""
