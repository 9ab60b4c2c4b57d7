"""The second review of every child in care is held within three months of the first."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, months, reviews, reviews_due
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="LAR-02",
    name="Second reviews in three months",
    owner="Head of Service, Children in Care",
    wording="The second review of every child in care is held within three months of the day the first was held.",
    why="The second review is where the plan for good is to be settled. While it waits the child waits, and does not know for what.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33",
    source_class=SourceClass.STATUTE,
    record="care_episodes",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=months(3),
    what_to_do="Hold the review with the independent reviewing officer; or, if it was held, record the day.",
    field="care_reviews.held_on",
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("4.1",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care (short breaks left out) in which a first review was held, once the second has been held or has fallen due.

    Counted from the day the first was held, not from the day it was due. Until one has been held LAR-01 asks.
    """
    return reviews_due.second_of_care(tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it held in time? Missing where the day of a review that decides it cannot be read."""
    return reviews.say_why_no_start(clocks.once_met(rows, asked), rows)


EXAMPLES = """
as at 2016-07-11

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-03-23 |
E2         | L2      | C2       | 2016-03-23 |
E3         | L3      | C3       | 2016-03-23 |
E4         | L4      | C4       | 2016-03-23 |
E5         | L5      | C5       | 2016-03-23 |
E6         | L6      | C6       | 2016-01-04 |
E7         | L7      | C7       | 2016-03-23 |
E8         | L8      | C8       | 2016-03-23 | 2016-07-10
E9         | L9      | C9       | 2016-03-23 |
E10        | L10     | C10      | 2015-01-05 |
E11        | L11     | C11      | 2016-03-23 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S9              | C9       | V4           | 2016-03-23

care_reviews
review_id | care_id | child_id | review_due_on | held_on    | cancelled
R1        | L1      | C1       | 2016-04-22    | 2016-04-08 | no
R2        | L2      | C2       | 2016-04-22    | 2016-04-11 | no
R3a       | L3      | C3       | 2016-04-22    | 2016-04-08 | no
R3b       | L3      | C3       | 2016-07-08    | 2016-07-11 | no
R4a       | L4      | C4       |               | 2016-04-08 | no
R4b       | L4      | C4       |               | 2016-07-04 | yes
R5a       | L5      | C5       |               | 2016-04-08 | no
R5b       | L5      | C5       |               | #N/A       | no
R7a       | L7      | C7       |               | 2016-04-08 | no
R7b       | L7      | C7       |               | 2016-04-08 | no
R8        | L8      | C8       |               | 2016-04-08 | no
R9        | L9      | C9       |               | 2016-04-08 | no
R10       | L10     | C10      |               | #N/A       | no
R11a      |         | C11      |               | 2016-04-08 | no
R11b      |         | C11      |               | 2016-06-20 |

expect
record_id | outcome      | due_on     | reason           | field                | because
L1        | not_met      | 2016-07-08 | outstanding      | care_reviews.held_on | W27: due Friday 8 July, three months from the review held and not from the day it was due; late from the Saturday
L2        | out_of_scope |            |                  |                      | due today is not late
L3        | met          | 2016-07-08 |                  |                      | held late, so nothing is outstanding
L4        | not_met      | 2016-07-08 | outstanding      |                      | the second review was cancelled
L5        | not_recorded | 2016-07-08 | unreadable_value | care_reviews.held_on | a second review was held, on a day that cannot be read
L6        | out_of_scope |            |                  |                      | no first review yet: LAR-01 asks
L7        | not_met      | 2016-07-08 | outstanding      |                      | one review entered twice is one review
L8        | out_of_scope |            |                  |                      | no longer in care
L9        | out_of_scope |            |                  |                      | short breaks have their own reviews
L10       | not_recorded |            | unreadable_value | care_reviews.held_on | the day of the first cannot be read, and the second would be late by now
L11       | met          | 2016-07-08 |                  |                      | reviews without a care id belong by child and date, and a blank is not a cancellation

as at 2016-07-11
counting period

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-03-23 |
E2         | L2      | C2       | 2016-03-23 |
E3         | L3      | C3       | 2016-03-23 | 2016-07-08
E4         | L4      | C4       | 2016-03-23 | 2016-07-09
E5         | L5      | C5       | 2015-03-23 |
E6         | L6      | C6       | 2016-03-23 |

care_reviews
review_id | care_id | child_id | held_on    | cancelled
R1a       | L1      | C1       | 2016-04-08 | no
R1b       | L1      | C1       | 2016-07-08 | no
R2a       | L2      | C2       | 2016-04-08 | no
R2b       | L2      | C2       | 2016-07-09 | no
R3        | L3      | C3       | 2016-04-08 | no
R4        | L4      | C4       | 2016-04-08 | no
R5a       | L5      | C5       | 2015-04-08 | no
R5b       | L5      | C5       | 2015-07-01 | no
R6a       | L6      | C6       | 2016-04-08 | no
R6b       | L6      | C6       | 2016-07-08 | #N/A

expect
record_id | outcome      | due_on     | because
L1        | met          | 2016-07-08 | W27: on the last day
L2        | not_met      | 2016-07-08 | a day late: a clock of months does not wait for Monday
L3        | out_of_scope |            | care ended on the day it was due
L4        | not_met      | 2016-07-08 | care ended after the day without it
L5        | out_of_scope |            | held before the period began
L6        | not_recorded | 2016-07-08 | in time, unless it was cancelled
"""
