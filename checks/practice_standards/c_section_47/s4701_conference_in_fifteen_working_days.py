"""The initial child protection conference is held within 15 working days of the strategy discussion that began the enquiry."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, enquiries, working_days
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="S47-01",
    name="Initial conferences in 15 working days",
    wording="The initial child protection conference is held within 15 working days of the strategy discussion that began the section 47 enquiry.",
    why="Between the strategy discussion and the conference the child is thought to be at risk of significant harm and no plan protects them.",
    source="Working Together to Safeguard Children (edition in force); Department for Education, initial conferences within 15 working days",
    source_class=SourceClass.GUIDANCE,
    record="section_47_enquiries",
    counting=BOTH,
    target=TargetClass.STATUTORY_DFE,
    clock=working_days(15),
    what_to_do="Hold the conference. If it was held, record its date and link it to the enquiry; if none is needed, end the enquiry and record why.",
    owner="Head of Service, Safeguarding",
    field="initial_conferences.held_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.1", "4.1"),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Enquiries with a conference, and open ones of children not already on a plan, once the conference is held or late.

    Transfers in from another council are out: CPT-01 counts them. Live: the episode is open. Period: due or held in the period.
    """
    asked_of = enquiries.of_episodes(tables, asked)
    every = tables.section_47_enquiries
    conferences, transferred = enquiries.conferences(tables, every.assign(starts_on=every["started_on"]))
    held = conferences.drop_duplicates("enquiry_id").set_index("enquiry_id")
    has_one = asked_of["enquiry_id"].isin(held.index)
    on_plan, perhaps = enquiries.already_on_plan(tables, asked_of)
    needed = has_one | (enquiries.running(tables, asked_of) & ~on_plan)
    rows = asked_of.assign(
        done_on=looked_up(asked_of["enquiry_id"], held["held_on"]),
        conference_id=looked_up(asked_of["enquiry_id"], held["conference_id"]),
        maybe_done=perhaps & ~has_one & clocks.past(clocks.due(asked_of["starts_on"], asked), asked.today, asked),
        maybe_reason=str(Reason.BLANK_FIELD),
        maybe_field="cp_plans.started_on",
    )[needed & ~(asked_of["enquiry_id"].isin(transferred) & ~has_one)]
    return clocks.once(clocks.doubt_where_unreadable(rows, tables, "initial_conferences", "held_on", "conference_id"), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the conference held in time? Missing where the enquiry's start is blank, or the conference comes before it."""
    return clocks.once_met(rows, asked, in_order=True)


EXAMPLES = """
as at 2016-04-01

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-03-01  |
R2          | C2       | 2016-03-01  |
R3          | C3       | 2016-03-01  |
R4          | C4       | 2016-03-01  |
R5          | C5       | 2016-03-01  |
R6          | C6       | 2016-03-01  | 2016-03-20
R7          | C7       | 2016-03-01  |
R8          | C8       | 2016-03-01  |
R9          | C9       | 2016-03-01  |
R10         | C10      | 2016-03-01  |
R11         | C11      | 2016-03-01  |
R12         | C12      | 2016-03-01  |
R13         | C13      | 2016-03-01  |
R14         | C14      | 2016-03-01  |
R15         | C15      | 2016-03-01  |
R16         | C16      | 2016-03-01  |
R17         | C17      | 2016-03-01  |
R18         | C18      | 2016-03-01  |
R19a        | C19      | 2016-03-01  |
R19b        | C19      | 2016-03-01  | 2016-03-20

section_47_enquiries
enquiry_id | referral_id | child_id | started_on | ended_on
Q1         | R1          | C1       | 2016-03-08 | 2016-03-20
Q2         | R2          | C2       | 2016-03-08 |
Q3         | R3          | C3       | 2016-03-09 |
Q4         | R4          | C4       | 2016-03-08 | 2016-03-18
Q5         | R5          | C5       | 2016-03-08 |
Q6         | R6          | C6       | 2016-03-08 |
Q7         | R7          | C7       |            |
Q8         | R8          | C8       | 2016-03-08 |
Q9         | R9          | C9       | 2016-03-08 | 2016-03-18
Q10        | R10         | C10      | 2016-03-08 |
Q11        | R11         | C11      | 2016-03-08 |
Q12        | R12         | C12      | 2016-03-08 |
Q13a       | R13         | C13      | 2016-03-01 | 2016-03-05
Q13b       | R13         | C13      | 2016-03-08 |
Q14        | R14         | C14      | 2016-03-08 |
Q15        | R15         | C15      | 2016-03-08 |
Q16        | R16         | C16      | 2016-03-08 |
Q17        |             | C17      | #N/A       |
Q18        | R18         | C18      | 2016-03-21 |
Q19a       | R19a        | C19      | 2016-03-01 | 2016-03-20
Q19b       | R19b        | C19      | 2016-03-08 | 2016-03-20

strategy_discussions
discussion_id | child_id | enquiry_id | held_on
D2a           | C2       |            | 2016-03-01
D2b           | C2       | Q2         | 2016-03-08

initial_conferences
conference_id | enquiry_id | child_id | held_on    | transfer_in
K1            | Q1         | C1       | 2016-03-31 | no
K8            | Q8         | C8       | 2016-03-07 |
K9            | Q9         | C9       |            |
K10           | Q10        | C10      | 2016-03-30 | yes
K11           |            | C11      | 2016-03-31 |
K12           | Q12        | C12      | #N/A       |
K13           |            | C13      | 2016-03-30 |
K16           | Q16        | C16      | 2016-04-02 |
K19           |            | C19      | 2016-03-15 |

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P5      | C5       | 2015-11-02 |            |
P14     | C14      | 2015-11-02 | 2016-02-01 |
P15     | C15      |            |            |
P18     | C18      |            |            |

expect
enquiry_id | outcome      | due_on     | reason           | field                           | because
Q1         | met          | 2016-03-31 |                  |                                 | the conference was held on the last day in time
Q2         | not_met      | 2016-03-31 | outstanding      | initial_conferences.held_on     | W09: counted from the discussion that began the enquiry, 8 March, and not from the one on the 1st; due yesterday
Q3         | out_of_scope |            |                  |                                 | due today: 1 April, Easter on the way
Q4         | out_of_scope |            |                  |                                 | the enquiry ended without a conference
Q5         | out_of_scope |            |                  |                                 | N04: already on a plan, so no conference is due
Q6         | out_of_scope |            |                  |                                 | the episode has closed
Q7         | not_recorded |            | blank_field      | section_47_enquiries.started_on | nobody recorded the day the strategy discussion began it
Q8         | not_recorded | 2016-03-31 | conflict         | initial_conferences.held_on     | the conference is dated before the enquiry it answers
Q9         | not_met      | 2016-03-31 | outstanding      | initial_conferences.held_on     | the enquiry has ended, the conference was booked and has no day held
Q10        | out_of_scope |            |                  |                                 | a child moving in on another council's plan is counted apart
Q11        | met          | 2016-03-31 |                  |                                 | a conference that names no enquiry belongs to the child's enquiry by date
Q12        | not_recorded | 2016-03-31 | unreadable_value | initial_conferences.held_on     | the day of the conference cannot be read
Q13a       | out_of_scope |            |                  |                                 | ended without a conference: the later enquiry led to the one held
Q13b       | met          | 2016-03-31 |                  |                                 | the latest enquiry begun by the day of the conference
Q14        | not_met      | 2016-03-31 | outstanding      | initial_conferences.held_on     | the plan had ended before the enquiry began
Q15        | not_recorded | 2016-03-31 | blank_field      | cp_plans.started_on             | a plan with no start: it may have been there already
Q16        | not_met      | 2016-03-31 | outstanding      | initial_conferences.held_on     | the conference is tomorrow
Q17        | not_recorded |            | unreadable_value | section_47_enquiries.started_on | the start cannot be read
Q18        | out_of_scope |            |                  |                                 | a plan with no start, and no conference due yet whichever it is
Q19a       | out_of_scope |            |                  |                                 | ended without a conference: the one held is the later enquiry's, though that one's episode has closed
Q19b       | out_of_scope |            |                  |                                 | the episode has closed

as at 2020-05-18
counting period

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2020-04-20  |
R2          | C2       | 2020-04-20  |
R3          | C3       | 2020-04-20  | 2020-05-20
R4          | C4       | 2020-04-20  | 2020-05-10
R5          | C5       | 2020-04-20  |
R6          | C6       | 2019-10-20  |
R7          | C7       | 2019-10-20  |

section_47_enquiries
enquiry_id | referral_id | child_id | started_on | ended_on
Q1         | R1          | C1       | 2020-04-23 | 2020-05-07
Q2         | R2          | C2       | 2020-04-23 | 2020-05-07
Q3         | R3          | C3       | 2020-04-23 |
Q4         | R4          | C4       | 2020-04-23 |
Q5         | R5          | C5       | 2020-05-11 | 2020-05-15
Q6         | R6          | C6       | 2019-10-28 |
Q7         | R7          | C7       | 2019-10-25 |

initial_conferences
conference_id | enquiry_id | child_id | held_on
K1            | Q1         | C1       | 2020-05-15
K2            | Q2         | C2       | 2020-05-18
K5            | Q5         | C5       | 2020-05-18
K6            | Q6         | C6       | 2020-01-06
K7            | Q7         | C7       | 2020-01-06

cp_plans

expect
enquiry_id | outcome      | due_on     | because
Q1         | met          | 2020-05-15 | W11: the early May holiday moved to Friday 8 May in 2020, so the fifteenth working day is the 15th
Q2         | not_met      | 2020-05-15 | held on the Monday after
Q3         | not_met      | 2020-05-15 | open, late and not held; the episode closes in two days
Q4         | out_of_scope |            | the episode closed before the conference fell due
Q5         | met          | 2020-06-02 | held early; 25 May is a bank holiday
Q6         | not_met      | 2019-11-18 | due on the first day of the period, and held in January
Q7         | out_of_scope |            | it fell due on 15 November, before the period; that it was held late does not move it
"""
