"""Every child in care who is at home, or with a connected person approved for the time being, is seen as often as that asks."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, visiting_rules
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="LAV-04",
    name="Visits to children at home or with connected people",
    duty="100%",
    target=TargetClass.STATUTORY,
    counting=BOTH,
    wording=(
        "Every child in care who is at home with parents, or with a connected person approved for the time being, is seen weekly until the"
        " next review and then every four or six weeks; where a care order is made at home, within a week of it and then every six weeks."
    ),
    why="These are the placements that were judged unsafe once, or have not been judged yet. They are seen most often when least is known.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28",
    source_class=SourceClass.STATUTE,
    record="placements",
    clock=visiting_rules.A_WEEK,
    what_to_do=(
        "See the child today. If the child has been seen, record the visit, its date and that the child was seen; if a review has been held"
        " or the legal status has changed, record that."
    ),
    owner="Head of Service, Children in Care",
    field="care_visits.visited_on",
    write_up=True,
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("4.1",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Placements with parents (P1), and those in which regulation 24's approval runs, once a visit has been made or has fallen due.

    Weekly ends with the first review held since the arrangement began. After it: four weeks with a connected person or under an interim
    order (C1), six weeks at home under any other status. A full order (C2) made during the placement asks for a visit in seven days;
    under one made before, the first week is LAV-01's. ``due_on`` says which of these a row is under.
    """
    return visiting_rules.asked_under(visiting_rules.SPECIAL, tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child seen in time? Missing where no visit says either way, or a review or the legal status that decides cannot be read."""
    return visiting_rules.seen_in_time(rows, asked)


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-01-04 |
E2         | L2      | C2       | 2016-01-04 |
E3         | L3      | C3       | 2016-01-04 |
E4         | L4      | C4       | 2016-01-04 |
E5         | L5      | C5       | 2016-01-04 |
E6         | L6      | C6       | 2016-01-04 |
E7         | L7      | C7       | 2016-01-04 |
E8         | L8      | C8       | 2016-01-04 |
E9         | L9      | C9       | 2016-01-04 |
E10        | L10     | C10      | 2016-01-04 |
E11        | L11     | C11      | 2016-01-04 |
E12        | L12     | C12      | 2016-01-04 |
E13        | L13     | C13      | 2016-01-04 |
E14        | L14     | C14      | 2016-01-04 |
E15        | L15     | C15      | 2016-01-04 |
E16        | L16     | C16      | 2016-01-04 |
E17        | L17     | C17      | 2016-01-04 |
E18        | L18     | C18      | 2016-01-04 |
E19        | L19     | C19      | 2016-01-04 | 2016-05-20
E20        | L20     | C20      | 2016-01-04 |
E21        | L21     | C21      | 2016-01-04 |
E22        | L22     | C22      | 2016-01-04 |

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
S1              | C1       | C1           | 2016-01-04 |
S2              | C2       | C1           | 2016-01-04 |
S3              | C3       | C1           | 2016-01-04 |
S4              | C4       | C1           | 2016-01-04 |
S5              | C5       | C1           | 2016-01-04 |
S6              | C6       | E1           | 2016-01-04 |
S7              | C7       | C2           | 2016-01-04 |
S8a             | C8       | C1           | 2016-01-04 | 2016-05-16
S8b             | C8       | C2           | 2016-05-16 |
S9a             | C9       | C1           | 2016-01-04 | 2016-05-17
S9b             | C9       | C2           | 2016-05-17 |
S10a            | C10      | C1           | 2016-01-04 | 2016-03-01
S10b            | C10      | C2           | 2016-03-01 |
S17             | C17      | C1           | 2016-01-04 |
S18             | C18      |              | 2016-01-04 |
S19             | C19      | C1           | 2016-01-04 |
S20             | C20      | C1           | 2016-01-04 |

care_reviews
review_id | care_id | child_id | held_on    | cancelled
R2        | L2      | C2       | 2016-05-17 | yes
R3        | L3      | C3       | 2016-04-20 | no
R4        | L4      | C4       | 2016-04-20 | no
R5        | L5      | C5       | #N/A       | no
R6        | L6      | C6       | 2016-05-01 | no
R12       | L12     | C12      | 2016-02-01 | no
R13       | L13     | C13      | 2016-04-20 | no
R20       | L20     | C20      | 2016-02-01 | no

placements
placement_id | care_id | child_id | started_on | placement_type
P1           | L1      | C1       | 2016-04-04 | P1
P2           | L2      | C2       | 2016-04-04 | P1
P3           | L3      | C3       | 2016-04-04 | P1
P4           | L4      | C4       | 2016-04-04 | P1
P5           | L5      | C5       | 2016-04-04 | P1
P6           | L6      | C6       | 2016-04-04 | P1
P7           | L7      | C7       | 2016-04-04 | P1
P8           | L8      | C8       | 2016-02-01 | P1
P9           | L9      | C9       | 2016-02-01 | P1
P10          | L10     | C10      | 2016-02-01 | P1
P11          | L11     | C11      | 2016-05-17 | P1
P12          | L12     | C12      | 2016-04-04 | U3
P13          | L13     | C13      | 2016-04-04 | U3
P14          | L14     | C14      | 2016-04-04 | U3
P15          | L15     | C15      | 2016-04-04 | U3
P16          | L16     | C16      | 2016-05-16 | P1
P17          | L17     | C17      |            | P1
P18          | L18     | C18      | 2016-04-04 | P1
P19          | L19     | C19      | 2016-04-04 | P1
P20          | L20     | C20      | 2016-04-04 | P1
P21          | L21     | C21      |            | U3
P22          | L22     | C22      | 2016-04-04 | U3

placement_details
placement_id | until_18 | temporary_approval_from | temporary_approval_to
P12          |          | 2016-04-04              |
P13          |          | 2016-04-04              | 2016-07-24
P14          |          | 2016-04-04              | 2016-05-20
P21          |          | 2016-05-23              |
P22          |          |                         | 2016-07-24
P15          |          |                         |
P7           | yes      |                         |

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V1       | L1      | C1       | 2016-05-17 | yes
V2       | L2      | C2       | 2016-05-10 | yes
V3       | L3      | C3       | 2016-04-26 | yes
V4       | L4      | C4       | 2016-04-19 | yes
V5       | L5      | C5       | 2016-05-02 | yes
V6       | L6      | C6       | 2016-04-12 | yes
V7       | L7      | C7       | 2016-04-12 | yes
V8       | L8      | C8       | 2016-05-10 | yes
V9       | L9      | C9       | 2016-05-10 | yes
V10      | L10     | C10      | 2016-04-07 | yes
V12a     | L12     | C12      | 2016-05-10 | yes
V12b     | L12     | C12      | 2016-05-20 | no
V13      | L13     | C13      | 2016-04-26 | yes
V14      | L14     | C14      | 2016-05-10 | yes
V15      | L15     | C15      | 2016-05-10 | yes
V17      | L17     | C17      | 2016-05-20 | yes
V18      | L18     | C18      | 2016-05-02 | yes
V19      | L19     | C19      | 2016-05-02 | yes
V20a     | L20     | C20      | 2016-05-02 | yes
V20b     | L20     | C20      | 2016-05-20 |
V21      | L21     | C21      | 2016-04-26 | yes
V22      | L22     | C22      | 2016-05-10 | yes

expect
placement_id | outcome      | due_on     | reason             | field                       | because
P1           | met          | 2016-05-24 |                    |                             | no review yet, so weekly: seen a week ago to the day
P2           | not_met      | 2016-05-17 | outstanding        |                             | the review was cancelled, so still weekly
P3           | met          | 2016-05-24 |                    |                             | reviewed since coming home under an interim order: four weeks, and due today
P4           | not_met      | 2016-05-17 | outstanding        |                             | four weeks and more
P5           | not_recorded | 2016-05-09 | unreadable_value   | care_reviews.held_on        | late if weekly, in time if the review on a day that cannot be read was held
P6           | met          | 2016-05-24 |                    |                             | at home under another status, and reviewed: six weeks
P7           | met          | 2016-05-24 |                    |                             | came home under a full order: six weeks; meant to last or not, home is not visited three-monthly
P8           | not_recorded | 2016-05-23 | write_up_allowance |                             | the order was made eight days ago, and nobody has been since: a day over the week
P9           | met          | 2016-05-24 |                    |                             | the order was made a week ago, and the visit it asks for is due today
P10          | not_met      | 2016-05-19 | outstanding        |                             | seen in six weeks of the visit after the order, and not since
P11          | out_of_scope |            |                    |                             | home for a week today, no visit made and none late
P12          | not_met      | 2016-05-17 | outstanding        |                             | reviewed before the child moved in, so weekly; at the last visit the child was not seen
P13          | met          | 2016-05-24 |                    |                             | with a connected person and reviewed since: four weeks
P14          | out_of_scope |            |                    |                             | the approval for the time being ended on 20 May: visited six-weekly
P15          | out_of_scope |            |                    |                             | a connected person fully approved: visited six-weekly
P16          | not_recorded | 2016-05-23 | write_up_allowance |                             | home for eight days, not seen yet
P17          | not_recorded | 2016-05-27 | blank_field        | placements.started_on       | the day the child came home is blank: the visit may have been before
P18          | not_recorded | 2016-05-09 | blank_field        | legal_statuses.legal_status | late if weekly, in time if it is a full order
P19          | out_of_scope |            |                    |                             | no longer in care
P20          | not_recorded | 2016-05-09 | blank_field        | care_visits.child_seen      | the visit last week does not say whether the child was seen
P21          | not_recorded | 2016-05-30 | blank_field        | placements.started_on        | approved for the time being yesterday: the week counts from then, and the day the child came is blank
P22          | not_met      | 2016-05-17 | outstanding        |                             | approved for the time being until July, from a day that is blank: weekly since the child came

as at 2016-05-24
counting period

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-03-01 |
E2         | L2      | C2       | 2016-01-04 |
E3         | L3      | C3       | 2016-03-01 | 2016-03-08
E4         | L4      | C4       | 2016-03-01 |
E5         | L5      | C5       | 2016-03-01 |
E6         | L6      | C6       | 2016-01-04 |

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
S1              | C1       | C1           | 2016-03-01 |
S2a             | C2       | C1           | 2016-01-04 | 2016-04-11
S2b             | C2       | C2           | 2016-04-11 |
S3              | C3       | C1           | 2016-03-01 |
S4              | C4       |              | 2016-03-01 |
S5              | C5       |              | 2016-03-01 |
S6a             | C6       | C1           | 2016-01-04 | 2016-03-15
S6b             | C6       | C2           | 2016-03-15 |

care_reviews
review_id | care_id | child_id | held_on
R1        | L1      | C1       | 2016-03-23
R2        | L2      | C2       | 2016-02-02

placements
placement_id | care_id | child_id | started_on | ended_on   | placement_type
P1           | L1      | C1       | 2016-03-01 |            | P1
P2           | L2      | C2       | 2016-01-25 |            | P1
P3           | L3      | C3       | 2016-03-01 |            | P1
P4           | L4      | C4       | 2016-03-01 | 2016-03-23 | P1
P5           | L5      | C5       | 2016-03-01 |            | P1
P6           | L6      | C6       |            | 2016-04-10 | P1

placement_details
placement_id | until_18

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V1a      | L1      | C1       | 2016-03-08 | yes
V1b      | L1      | C1       | 2016-03-16 | yes
V1c      | L1      | C1       | 2016-04-13 | yes
V1d      | L1      | C1       | 2016-05-12 | yes
V2a      | L2      | C2       | 2016-02-01 | yes
V2b      | L2      | C2       | 2016-02-29 | yes
V2c      | L2      | C2       | 2016-03-22 | yes
V2d      | L2      | C2       | 2016-04-18 | yes
V5a      | L5      | C5       | 2016-04-01 |
V5b      | L5      | C5       | 2016-05-05 | yes
V6       | L6      | C6       | 2016-03-01 | yes

expect
placement_id | outcome      | due_on     | because
P1           | met          | 2016-03-08 | seen on the seventh day
P1           | not_met      | 2016-03-15 | weekly until the review, and a day late
P1           | met          | 2016-04-13 | the review was held on the day the next week was up, so four weeks; on the last day of them
P1           | not_met      | 2016-05-11 | a day over four weeks
P2           | met          | 2016-02-01 | seen on the seventh day
P2           | met          | 2016-02-29 | the review was held, so four weeks
P2           | met          | 2016-03-28 | four weeks, and seen in three
P2           | met          | 2016-04-18 | the order was made before the four weeks were up: within a week of it
P3           | out_of_scope |            | care ended on the day the first visit was due
P4           | not_recorded | 2016-03-08 | late if weekly; under a full order the child moved on before six weeks were up
P5           | not_recorded | 2016-03-08 | in time if under a full order and seen on 1 April, neither of which is recorded
P5           | not_recorded | 2016-05-12 | late if weekly, in time under a full order
P6           | not_recorded |            | the day the child came home is blank, and the visit may have been before it
P6           | not_recorded | 2016-03-08 | weekly then: the full order came a week after that was up, and is not asked of the days before it
"""
