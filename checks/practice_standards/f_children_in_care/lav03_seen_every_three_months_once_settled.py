"""Every child in a placement meant to last, once it is a year old, is seen by their social worker at least every three months."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, visiting_rules
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="LAV-03",
    name="Visits to children in settled placements",
    judgements=("SIF-KJ2", "IL-CIC"),
    owner="Head of Service, Children in Care",
    target=TargetClass.STATUTORY,
    wording=(
        "Every child in a placement meant to last until 18, once it is a year old, is seen by their social worker at least every three months,"
        " or every six where it is a long-term foster placement and the child has agreed."
    ),
    why="A settled child needs fewer visits, and would sooner be left to an ordinary childhood. Fewer is not none: the council is still the parent.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28, as amended in 2015",
    source_class=SourceClass.STATUTE,
    record="placements",
    counting=BOTH,
    clock=visiting_rules.THREE_MONTHS,
    what_to_do=(
        "See the child. If the child has been seen, record the visit, its date and that the child was seen; if the child has agreed to"
        " six-monthly visits, record the day."
    ),
    field="care_visits.visited_on",
    write_up=True,
    seed=("4.1",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Placements said to be meant to last until 18 that are a year old, once a visit has been made or has fallen due.

    In a period a gap between visits belongs here if its visit fell due, or was made, on or after the placement's first birthday. The
    child's agreement counts from its day, and in foster placements meant to last (U1, U4) alone.
    """
    return visiting_rules.asked_under(visiting_rules.LASTING, tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child seen in time? Missing where no visit says either way, or the kind of placement or the agreement cannot be read."""
    return visiting_rules.seen_in_time(rows, asked)


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2013-01-07 |
E2         | L2      | C2       | 2013-01-07 |
E3         | L3      | C3       | 2013-01-07 |
E4         | L4      | C4       | 2013-01-07 |
E5         | L5      | C5       | 2013-01-07 |
E6         | L6      | C6       | 2013-01-07 |
E7         | L7      | C7       | 2013-01-07 |
E8         | L8      | C8       | 2013-01-07 |
E9         | L9      | C9       | 2013-01-07 |
E10        | L10     | C10      | 2013-01-07 |
E11        | L11     | C11      | 2013-01-07 |
E12        | L12     | C12      | 2013-01-07 |
E13        | L13     | C13      | 2013-01-07 |
E14        | L14     | C14      | 2013-01-07 | 2016-05-20
E15        | L15     | C15      | 2013-01-07 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S15             | C15      | C2           | 2013-01-07

care_reviews
review_id | care_id | child_id | held_on

placements
placement_id | care_id | child_id | started_on | ended_on | placement_type
P1           | L1      | C1       | 2014-01-06 |          | K2
P2           | L2      | C2       | 2014-01-06 |          | K2
P3           | L3      | C3       | 2014-01-06 |          | K2
P4           | L4      | C4       | 2014-01-06 |          | U4
P5           | L5      | C5       | 2014-01-06 |          | U4
P6           | L6      | C6       | 2014-01-06 |          | U6
P7           | L7      | C7       | 2014-01-06 |          |
P8           | L8      | C8       | 2014-01-06 |          | U1
P9           | L9      | C9       | 2015-05-25 |          | U4
P10          | L10     | C10      | 2015-05-24 |          | U4
P11          | L11     | C11      | 2014-01-06 |          | U4
P12          | L12     | C12      | 2014-01-06 |          | K2
P13          | L13     | C13      | 2014-01-06 |          | K2
P14          | L14     | C14      | 2014-01-06 |          | K2
P15          | L15     | C15      | 2014-01-06 |          | P1

placement_details
placement_id | until_18 | child_agreed_on
P1           | yes      |
P2           | yes      |
P3           | yes      |
P4           | yes      | 2015-03-01
P5           | yes      | 2015-03-01
P6           | yes      | 2015-03-01
P7           | yes      | 2015-03-01
P8           | yes      | #N/A
P9           | yes      | 2016-01-04
P10          | yes      |
P11          |          |
P12          | yes      |
P13          | yes      |
P14          | yes      |
P15          | yes      |

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V1       | L1      | C1       | 2016-02-24 | yes
V2       | L2      | C2       | 2016-02-23 | yes
V3       | L3      | C3       | 2016-02-18 | yes
V4       | L4      | C4       | 2015-11-24 | yes
V5       | L5      | C5       | 2015-11-18 | yes
V6       | L6      | C6       | 2015-12-01 | yes
V7       | L7      | C7       | 2015-12-01 | yes
V8       | L8      | C8       | 2015-12-01 | yes
V9       | L9      | C9       | 2016-02-01 | yes
V10      | L10     | C10      | 2016-02-01 | yes
V11      | L11     | C11      | 2016-02-01 | yes
V12a     | L12     | C12      | 2016-01-04 | yes
V12b     | L12     | C12      | 2016-05-10 | no
V13a     | L13     | C13      | 2016-01-04 | yes
V13b     | L13     | C13      | 2016-05-10 |
V14      | L14     | C14      | 2016-01-04 | yes
V15      | L15     | C15      | 2016-01-04 | yes

expect
placement_id | outcome      | due_on     | reason             | field                             | because
P1           | met          | 2016-05-24 |                    |                                   | seen three months ago to the day: due today is not late
P2           | not_recorded | 2016-05-23 | write_up_allowance |                                   | a day over: the visit may still be being written up
P3           | not_met      | 2016-05-18 | outstanding        |                                   | four working days over, past the two allowed
P4           | met          | 2016-05-24 |                    |                                   | long-term fostering and the child agreed: six months, and due today
P5           | not_met      | 2016-05-18 | outstanding        |                                   | over six months
P6           | not_met      | 2016-03-01 | outstanding        |                                   | the child agreed, and the foster placement is not a long-term one
P7           | not_recorded | 2016-03-01 | blank_field        | placements.placement_type         | the child agreed, and whether it is long-term fostering is blank
P8           | not_recorded | 2016-03-01 | unreadable_value   | placement_details.child_agreed_on | whether the child had agreed cannot be read
P9           | out_of_scope |            |                    |                                   | one day short of a year old: visited six-weekly
P10          | not_met      | 2016-05-01 | outstanding        |                                   | a year old today
P11          | out_of_scope |            |                    |                                   | nobody has said that it is meant to last: visited six-weekly
P12          | not_met      | 2016-04-04 | outstanding        |                                   | the worker called and did not see the child
P13          | not_recorded | 2016-04-04 | blank_field        | care_visits.child_seen            | a visit two weeks ago does not say whether the child was seen
P14          | out_of_scope |            |                    |                                   | no longer in care
P15          | out_of_scope |            |                    |                                   | at home with parents: visited as LAV-04 says

as at 2016-05-24
counting period

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2013-01-07 |
E2         | L2      | C2       | 2013-01-07 |
E3         | L3      | C3       | 2013-01-07 | 2016-04-10

placements
placement_id | care_id | child_id | started_on | placement_type
P1           | L1      | C1       | 2015-02-01 | K2
P2           | L2      | C2       | 2014-01-06 | U4
P3           | L3      | C3       | 2014-01-06 | K2

placement_details
placement_id | until_18 | child_agreed_on
P1           | yes      |
P2           | yes      | 2016-01-15
P3           | yes      |

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V1a      | L1      | C1       | 2015-12-01 | yes
V1b      | L1      | C1       | 2016-01-20 | yes
V1c      | L1      | C1       | 2016-04-20 | yes
V2a      | L2      | C2       | 2015-09-10 | yes
V2b      | L2      | C2       | 2015-12-12 | yes
V2c      | L2      | C2       | 2016-05-20 | yes
V3a      | L3      | C3       | 2015-11-30 | yes
V3b      | L3      | C3       | 2016-01-11 | yes

expect
placement_id | outcome | due_on     | because
P1           | met     | 2016-04-20 | the first gap of its second year, seen on the day it fell due; the gap before was the first year's
P2           | not_met | 2015-12-10 | before the child agreed, three months: two days late
P2           | met     | 2016-06-12 | the child agreed before the next three months were up, so it had six
P3           | met     | 2016-02-29 | seen in time; 29 February has no 30th. Care then ended on the eve of the day the next was due
"""
