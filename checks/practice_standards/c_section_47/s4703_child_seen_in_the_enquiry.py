"""Every child is seen, alone where old enough, within one working day of the start of a section 47 enquiry."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, enquiries, first_events, populations, working_days
from fscp_readiness.tables import DATES, Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="S47-03",
    name="Children seen within a day of an enquiry",
    wording="Every child is seen, alone where old enough, within one working day of the strategy discussion that began the section 47 enquiry.",
    why="The enquiry exists because the child may be suffering harm. Until somebody has seen the child, and listened to them alone, nobody knows.",
    source="Local standard: the day and the age are the council's own",
    source_class=SourceClass.LOCAL,
    record="section_47_enquiries",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(1),
    values={"from_age": 4},
    what_to_do="See the child today, alone where old enough. If the child has been seen, record the visit and whether the child was alone.",
    owner="Head of Service, Safeguarding",
    field="cin_visits.visited_on",
    write_up=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
    assumed="that a child is seen within one working day of the start of an enquiry, and alone from the age of four",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Enquiries (live: running, of open episodes), once the child was seen as the standard asks or it is late. The unborn are exempt."""
    rows = enquiries.of_episodes(tables, asked)
    rows = rows.assign(ends_on=rows[["ends_on", "ended_on"]].min(axis=1).astype(DATES))
    if asked.live:
        rows = populations.open_on(rows, "ends_on")
    events = enquiries.seen_events(tables, int(asked.values["from_age"]))
    rows = clocks.once(first_events.with_first_event(rows, events, asked, key="enquiry_id"), asked)
    unborn = rows["child_id"].isin(populations.unborn(tables))
    return rows.assign(exempt=pd.Series(pd.NA, index=rows.index, dtype="string").mask(unborn, "unborn"))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child seen so, in time? Missing where a visit does not say, or may still be being written up."""
    return clocks.allow_write_up(clocks.once_met(rows, asked), rows, asked)


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | expected_on
C1       | 2008-01-01 |
C2       | 2008-01-01 |
C3       | 2014-01-01 |
C4       |            | 2016-08-01
C5       |            |
C6       | 2012-05-20 |
C7       | 2008-01-01 |

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-05-01  |
R2          | C2       | 2016-05-01  |
R3          | C3       | 2016-05-01  |
R4          | C4       | 2016-05-01  |
R5          | C5       | 2016-05-01  |
R6          | C6       | 2016-05-01  |
R7          | C7       | 2016-05-01  | 2016-05-20

communication_needs
child_id | pre_speech
C7       | yes

section_47_enquiries
enquiry_id | referral_id | child_id | started_on | ended_on
Q1a        | R1          | C1       | 2016-05-10 |
Q1b        | R1          | C1       | 2016-05-12 |
Q1c        | R1          | C1       | 2016-05-17 |
Q1d        | R1          | C1       | 2016-05-23 |
Q1e        | R1          | C1       | 2016-05-20 |
Q1f        | R1          | C1       | 2016-05-01 | 2016-05-05
Q2         | R2          | C2       | 2016-05-10 |
Q3         | R3          | C3       | 2016-05-10 |
Q4         | R4          | C4       | 2016-05-10 |
Q5         | R5          | C5       | 2016-05-10 |
Q6         | R6          | C6       | 2016-05-20 |
Q7         | R7          | C7       | 2016-05-10 |
Q8         | R1          | C1       |            |

cin_visits
visit_id | child_id | visited_on | child_seen | seen_alone
V1       | C1       | 2016-05-11 | yes        | yes
V1b      | C1       | 2016-05-16 | yes        | no
V1c      | C1       | 2016-05-12 | no         |
V2       | C2       | 2016-05-20 | yes        |
V3       | C3       | 2016-05-10 | yes        | no
V5       | C5       | 2016-05-11 | yes        | no
V6       | C6       | 2016-05-20 | yes        | no

cp_visits
visit_id | child_id | visited_on | child_seen | seen_alone
W1       | C1       | 2016-05-14 | yes        | yes

expect
enquiry_id | outcome      | due_on     | reason             | field                           | because
Q1a        | met          | 2016-05-11 |                    |                                 | seen alone on the next working day
Q1b        | met          | 2016-05-13 |                    |                                 | seen alone on the Saturday, at a visit of another kind
Q1c        | not_met      | 2016-05-18 | outstanding        | cin_visits.visited_on           | not seen since this enquiry began
Q1d        | out_of_scope |            |                    |                                 | due today
Q1e        | not_recorded | 2016-05-23 | write_up_allowance | cin_visits.visited_on           | due yesterday: the visit may still be being written up
Q1f        | out_of_scope |            |                    |                                 | the enquiry has ended
Q2         | not_recorded | 2016-05-11 | blank_field        | cin_visits.seen_alone           | seen, and the visit does not say whether alone
Q3         | met          | 2016-05-11 |                    |                                 | two years old: seen is enough
Q4         | exempt       |            |                    |                                 | not yet born
Q5         | not_recorded | 2016-05-11 | blank_field        | people.born_on                  | seen, not alone, and the age is not known
Q6         | not_met      | 2016-05-23 | outstanding        | cin_visits.visited_on           | four years old that day and not alone; a visit was recorded, so there is nothing to wait for
Q7         | out_of_scope |            |                    |                                 | the episode has closed
Q8         | not_recorded |            | blank_field        | section_47_enquiries.started_on | no day to count from

as at 2016-05-24
counting period

people
child_id | born_on
C1       | 2008-01-01
C2       | 2008-01-01

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-01  |
R2          | C2       | 2016-01-01  | 2016-03-31

communication_needs
child_id | pre_speech
C2       | yes

section_47_enquiries
enquiry_id | referral_id | child_id | started_on | ended_on
Q1a        | R1          | C1       | 2016-05-10 | 2016-05-20
Q1b        | R1          | C1       | 2016-03-01 | 2016-03-04
Q1c        | R1          | C1       | 2016-04-01 | 2016-04-04
Q1d        | R1          | C1       | 2016-02-01 | 2016-02-10
Q2         | R2          | C2       | 2016-03-10 |

cin_visits
visit_id | child_id | visited_on | child_seen | seen_alone
V1       | C1       | 2016-05-11 | yes        | yes
V1b      | C1       | 2016-03-03 | yes        | yes
V2       | C2       | 2016-03-11 | yes        | no

expect
enquiry_id | outcome      | due_on     | because
Q1a        | met          | 2016-05-11 | on the last day in time
Q1b        | not_met      | 2016-03-02 | one working day late
Q1c        | out_of_scope |            | ended on the day it was due, and nobody had been
Q1d        | not_met      | 2016-02-02 | ended without the child having been seen
Q2         | met          | 2016-03-11 | does not yet speak: seen is enough
"""
