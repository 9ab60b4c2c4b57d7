"""Every child who comes into care has a first review within twenty working days."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, reviews_due, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="LAR-01",
    name="First reviews in twenty working days",
    wording="Every child who comes into care has a first review, chaired by the reviewing officer, within twenty working days.",
    why="The first review is where somebody outside the team asks whether the child should be in care and whether the plan is right.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33",
    source_class=SourceClass.STATUTE,
    record="care_episodes",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=working_days(20),
    what_to_do="Hold the review with the independent reviewing officer; or, if it was held, record the day.",
    owner="Head of Service, Children in Care",
    field="care_reviews.held_on",
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("4.1",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care (short breaks left out), once a review has been held or has fallen due.

    A review said to be cancelled does not count, one where that is blank does; a blank date means not held.
    """
    return reviews_due.first_of_care(tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the first review held in time? Missing where the day care began is blank, or a review cannot be read."""
    return clocks.once_met(rows, asked)


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-03-23 |
E2         | L2      | C2       | 2016-04-22 |
E3         | L3      | C3       | 2016-04-25 |
E4         | L4      | C4       | 2016-03-23 |
E5         | L5      | C5       | 2016-03-23 |
E6         | L6      | C6       | 2016-03-23 |
E7         | L7      | C7       | 2016-03-23 |
E8         | L8      | C8       |            |
E9         | L9      | C9       |            |
E10        | L10     | C10      | 2016-03-23 |
E11a       | L11     | C11      | 2016-01-04 | 2016-03-23
E11b       | L11     | C11      | 2016-03-23 |
E12        | L12     | C12      | 2016-03-23 | 2016-05-24
E13        | L13     | C13      | 2016-03-23 |
E14a       | L14     | C14      |            | 2016-05-20
E14b       | L14     | C14      | 2016-05-20 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S10             | C10      | V3           | 2016-03-23

care_reviews
review_id | care_id | child_id | held_on    | cancelled
R1        | L1      | C1       | 2016-05-10 | no
R4        | L4      | C4       | 2016-04-20 | yes
R5        | L5      | C5       | 2016-04-20 |
R6        |         | C6       | 2016-04-20 | no
R7        | L7      | C7       | #N/A       | no
R8        |         | C8       | 2016-04-20 | no
R9        | L9      |          | 2016-04-20 | no
R13       | L13     | C13      | 2016-04-20 | #N/A

expect
record_id | outcome      | due_on     | reason           | field                    | because
L1        | met          | 2016-04-22 |                  |                          | W25: due 22 April, not the 28 days later; held late, so nothing is outstanding
L2        | not_met      | 2016-05-23 | outstanding      | care_reviews.held_on     | one working day over; 2 May was a bank holiday
L3        | out_of_scope |            |                  |                          | due today is not late
L4        | not_met      | 2016-04-22 | outstanding      | care_reviews.held_on     | the review was cancelled
L5        | met          | 2016-04-22 |                  |                          | cancelled is blank: the review counts
L6        | met          | 2016-04-22 |                  |                          | a review with no care id belongs by child and date
L7        | not_recorded | 2016-04-22 | unreadable_value | care_reviews.held_on     | a review was held, on a day that cannot be read
L8        | not_recorded |            | blank_field      | care_episodes.started_on | the day care began is blank, so a review of the child proves nothing
L9        | met          |            |                  |                          | the review names this period of care, whenever it began
L10       | out_of_scope |            |                  |                          | short breaks have their own reviews
L11       | not_met      | 2016-02-01 | outstanding      | care_reviews.held_on     | counted from the first slice of the period of care
L12       | out_of_scope |            |                  |                          | care ended today
L13       | not_recorded | 2016-04-22 | unreadable_value | care_reviews.cancelled   | whether it was cancelled cannot be read
L14       | not_recorded |            | blank_field      | care_episodes.started_on | the first slice has no start, so the later one's is not the day care began

as at 2016-05-24
counting period

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-03-23 |
E2         | L2      | C2       | 2016-03-23 |
E3         | L3      | C3       | 2016-03-23 | 2016-04-22
E4         | L4      | C4       | 2016-03-23 | 2016-04-25
E5         | L5      | C5       | 2016-03-23 |
E6         | L6      | C6       | 2016-03-23 |
E7         | L7      | C7       | 2016-03-23 |

care_reviews
review_id | care_id | child_id | held_on    | cancelled
R1        | L1      | C1       | 2016-04-22 | no
R2        | L2      | C2       | 2016-04-25 | no
R5a       | L5      | C5       | 2016-04-20 | yes
R5b       | L5      | C5       | 2016-05-06 | no
R6        | L6      | C6       | 2016-03-22 | no
R7a       | L7      | C7       | #N/A       | no
R7b       | L7      | C7       | 2016-05-06 | no

expect
record_id | outcome      | due_on     | because
L1        | met          | 2016-04-22 | W25: on the twentieth working day
L2        | not_met      | 2016-04-22 | one working day late
L3        | out_of_scope |            | care ended on the day the review was due
L4        | not_met      | 2016-04-22 | care ended after the day without a review
L5        | not_met      | 2016-04-22 | the review in time was cancelled and the next was late
L6        | not_met      | 2016-04-22 | a review from before care began is not the first review
L7        | not_recorded | 2016-04-22 | the unreadable review may have been in time
"""
