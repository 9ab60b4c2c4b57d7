"""Every child in care has a review health assessment each year, and every six months while under five."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, arrangements, clocks, health, months, populations, reviews
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="LAH-02",
    name="Review health assessments in time",
    wording="Every child in care has a health assessment within twelve months of the last one, or six if then under five.",
    why="Children's health changes, and a young child's changes quickly. What the first assessment missed is found by the next.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 7; DfE, outcomes for looked after children",
    source_class=SourceClass.STATUTE,
    record="care_episodes",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=months(12),
    values={"young_until": 5, "months_when_young": 6},
    what_to_do="Book the review health assessment; or, if it was done, record the day and that it was completed.",
    owner="Head of Service, Children in Care",
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("4.1",),
    duty="100%",
    field="health_checks.checked_on",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care (short breaks left out), once an assessment has been had or the next has fallen due since the last, or the start.

    Period: the first assessment of a period of care is LAH-01's, and is not counted again here.
    """
    rows = arrangements.with_birth(populations.care_asked_about(tables, live=asked.live), tables)
    events = reviews.of_records(health.checks(tables, "HEALTH"), rows, "care_id", from_start=True)
    kept = clocks.repeated(
        rows, events, asked, key="care_id", due_of=lambda gaps: health.next_assessment(gaps, asked),
        kind_due_of=lambda gaps: health.next_assessment(gaps, asked, kindly=True),
    )  # fmt: skip
    return kept if asked.live else kept[kept["after_event"] | kept["done_on"].isna()]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it had in time? Missing where a blank or unreadable day, kind or status, or a blank date of birth, decides it."""
    stop = asked.today if asked.live else rows["done_on"].fillna(asked.today)
    late_at_any_age = clocks.past(health.later_assessment(rows, asked), stop, asked)
    return arrangements.unknown_age(clocks.repeated_met(rows, asked), rows, tables, ~late_at_any_age)


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 2012-05-25
C2       | 2012-05-25
C3       | 2004-01-01
C4       | 2004-01-01
C5       | 2010-11-25
C6       | 2010-11-23
C7       |
C8       |
C9       | 2004-01-01
C10      | 2004-01-01
C11      | 2004-01-01
C12      | 2004-01-01
C13      | 2004-01-01
C14      | 2012-02-29
C15      | #N/A
C16      |

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |
E2         | L2      | C2       | 2015-01-05 |
E3         | L3      | C3       | 2015-01-05 |
E4         | L4      | C4       | 2015-01-05 |
E5         | L5      | C5       | 2015-01-05 |
E6         | L6      | C6       | 2015-01-05 |
E7         | L7      | C7       | 2015-01-05 |
E8         | L8      | C8       | 2015-01-05 |
E9         | L9      | C9       | 2015-01-05 |
E10        | L10     | C10      | 2015-01-05 |
E11        | L11     | C11      |            |
E12        | L12     | C12      | 2015-01-05 | 2016-05-01
E13        | L13     | C13      | 2016-01-04 |
E14        | L14     | C14      | 2016-02-01 |
E15        | L15     | C15      | 2015-01-05 |
E16        | L16     | C16      | 2015-01-05 |

health_checks
health_check_id | child_id | check_type | checked_on | check_status
H1              | C1       | HEALTH     | 2015-11-24 | COMPLETED
H2              | C2       | HEALTH     | 2015-11-23 | COMPLETED
H3              | C3       | HEALTH     | 2015-05-24 |
H4              | C4       | HEALTH     | 2015-05-23 | COMPLETED
H5              | C5       | HEALTH     | 2015-11-23 | COMPLETED
H6              | C6       | HEALTH     | 2015-11-23 | COMPLETED
H7              | C7       | HEALTH     | 2015-11-23 | COMPLETED
H8              | C8       | HEALTH     | 2015-05-23 | COMPLETED
H9              | C9       | HEALTH     | 2015-05-01 | COMPLETED
H9B             | C9       | HEALTH     | 2016-04-01 | REFUSED
H10             | C10      | HEALTH     | 2015-05-01 | COMPLETED
H10B            | C10      |            | 2016-04-01 | COMPLETED
H11             | C11      | HEALTH     | 2016-04-01 | COMPLETED
H15             | C15      | HEALTH     | 2015-11-23 | COMPLETED
H16             | C16      |            | 2015-09-01 | COMPLETED

expect
record_id | outcome      | due_on     | reason           | because
L1        | met          | 2016-05-24 |                  | three years old at the last one; six months on, due today is not late
L2        | not_met      | 2016-05-23 | outstanding      | three years old at the last one, six months and a day ago
L3        | met          | 2016-05-24 |                  | eleven years old: twelve months, due today
L4        | not_met      | 2016-05-23 | outstanding      | eleven years old: a day over twelve months
L5        | not_met      | 2016-05-23 | outstanding      | four at the last one, two days before the fifth birthday, though five now
L6        | met          | 2016-11-23 |                  | five years old on the day of the last one
L7        | not_recorded | 2016-05-23 | blank_field      | over six months, and the date of birth is blank
L8        | not_met      | 2015-11-23 | outstanding      | over twelve months, so late at any age
L9        | not_met      | 2016-05-01 | outstanding      | refused is not had
L10       | not_recorded | 2016-05-01 | blank_field      | a later check does not say of what
L11       | not_recorded |            | blank_field      | the day care began is blank, and it may have begun since
L12       | out_of_scope |            |                  | no longer in care
L13       | out_of_scope |            |                  | in care four months, none had and none due: the first is LAH-01's question
L14       | out_of_scope |            |                  | in care under six months
L15       | not_recorded | 2016-05-23 | unreadable_value | over six months, and the date of birth cannot be read
L16       | not_recorded | 2015-07-05 | blank_field      | the date of birth is blank, and so is the kind of a check within twelve months: in time if both are kind

as at 2016-05-24
counting period

people
child_id | born_on
C1       | 2004-01-01
C2       | 2004-01-01
C3       | 2004-01-01
C4       | 2013-01-01
C5       | 2004-01-01
C6       | 2004-01-01

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2014-01-06 |
E2         | L2      | C2       | 2014-01-06 |
E3         | L3      | C3       | 2014-01-06 |
E4         | L4      | C4       | 2015-09-01 |
E5         | L5      | C5       | 2014-01-06 | 2016-03-31
E6         | L6      | C6       | 2016-02-01 |

health_checks
health_check_id | child_id | check_type | checked_on | check_status
H1              | C1       | HEALTH     | 2015-04-01 | COMPLETED
H1B             | C1       | HEALTH     | 2016-04-01 | COMPLETED
H2              | C2       | HEALTH     | 2015-04-01 | COMPLETED
H2B             | C2       | HEALTH     | 2016-04-02 | COMPLETED
H3              | C3       | HEALTH     | 2015-04-01 | COMPLETED
H4              | C4       | HEALTH     | 2015-09-20 | COMPLETED
H5              | C5       | HEALTH     | 2015-04-01 | COMPLETED
H6              | C6       | HEALTH     | 2016-02-20 | COMPLETED

expect
record_id | outcome      | due_on     | because
L1        | met          | 2016-04-01 | twelve months on, to the day
L2        | not_met      | 2016-04-01 | a day late
L3        | not_met      | 2016-04-01 | late and outstanding
L4        | not_met      | 2016-03-20 | two years old: six months on, and outstanding
L5        | out_of_scope |            | care ended before it was due
L6        | out_of_scope |            | the first assessment is LAH-01's question
"""
