"""After the second, every child in care is reviewed at least every six months."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, months, reviews, reviews_due
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="LAR-03",
    name="Later reviews every six months",
    judgements=("SIF-KJ2", "IL-CIC"),
    owner="Head of Service, Children in Care",
    target=TargetClass.STATUTORY,
    wording="After the second review, every child in care is reviewed again within six months of the review before.",
    why="Plans for children in care drift when nobody outside the work asks. Twice a year somebody does.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33",
    source_class=SourceClass.STATUTE,
    record="care_episodes",
    counting=BOTH,
    clock=months(6),
    what_to_do="Hold the review with the independent reviewing officer; or, if it was held, record the day.",
    field="care_reviews.held_on",
    seed=("4.1",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care (short breaks left out) with two reviews held, once a third has been held or has fallen due.

    Each interval runs from the review held before it.
    """
    return reviews_due.next_of_care(tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it held in time? Missing where the day of a review that decides it cannot be read."""
    return reviews.say_why_no_start(clocks.repeated_met(rows, asked), rows)


EXAMPLES = """
as at 2016-08-30

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-10-30 |
E2         | L2      | C2       | 2015-10-30 |
E3         | L3      | C3       | 2014-10-30 |
E4         | L4      | C4       | 2015-10-30 |
E5         | L5      | C5       | 2015-10-30 |
E6         | L6      | C6       | 2015-10-30 |
E7         | L7      | C7       | 2015-10-30 | 2016-08-29

care_reviews
review_id | care_id | child_id | held_on    | cancelled
R1a       | L1      | C1       | 2015-11-26 | no
R1b       | L1      | C1       | 2016-02-29 | no
R2a       | L2      | C2       | 2015-11-26 | no
R2b       | L2      | C2       | 2016-03-01 | no
R3a       | L3      | C3       | 2014-11-26 | no
R3b       | L3      | C3       | 2015-02-24 | no
R3c       | L3      | C3       | 2015-12-24 | no
R3d       | L3      | C3       | 2016-03-01 | no
R4a       | L4      | C4       | 2015-11-26 | no
R5a       | L5      | C5       | 2015-11-26 | no
R5b       | L5      | C5       | 2016-02-24 | no
R5c       | L5      | C5       | #N/A       | no
R6a       | L6      | C6       | 2015-11-26 | no
R6b       | L6      | C6       | 2016-02-24 | no
R6c       | L6      | C6       | 2016-08-20 | yes
R7a       | L7      | C7       | 2015-11-26 | no
R7b       | L7      | C7       | 2016-02-24 | no

expect
record_id | outcome      | due_on     | reason           | because
L1        | not_met      | 2016-08-29 | outstanding      | W17: due 29 August, a bank holiday, and a clock of months does not move to a working day
L2        | out_of_scope |            |                  | the third review is not due before the first of September
L3        | met          | 2016-09-01 |                  | the running gap is in time; an earlier one that was not does not count tonight
L4        | out_of_scope |            |                  | the second has not been held: LAR-02 asks
L5        | not_recorded | 2016-08-24 | unreadable_value | a third was held, on a day that cannot be read
L6        | not_met      | 2016-08-24 | outstanding      | the third was cancelled
L7        | out_of_scope |            |                  | no longer in care

as at 2016-08-30
counting period

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |
E2         | L2      | C2       | 2015-07-30 |
E3         | L3      | C3       | 2015-01-05 | 2016-05-24

care_reviews
review_id | care_id | child_id | held_on
R1a       | L1      | C1       | 2015-01-28
R1b       | L1      | C1       | 2015-04-24
R1c       | L1      | C1       | 2015-10-20
R1d       | L1      | C1       | 2016-04-20
R1e       | L1      | C1       | 2016-08-29
R2a       | L2      | C2       | 2015-08-20
R2b       | L2      | C2       | 2015-11-20
R2c       | L2      | C2       | 2016-05-21
R3a       | L3      | C3       | 2015-01-28
R3b       | L3      | C3       | 2015-04-24
R3c       | L3      | C3       | 2015-11-24

expect
record_id | outcome      | due_on     | because
L1        | met          | 2016-04-20 | on the last day
L1        | met          | 2016-10-20 | held early
L2        | not_met      | 2016-05-20 | a day late
L3        | out_of_scope |            | care ended on the day it was due
"""
