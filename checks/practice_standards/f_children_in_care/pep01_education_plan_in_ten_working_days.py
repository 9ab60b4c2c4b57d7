"""Every child who comes into care has a personal education plan started within ten working days."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, arrangements, clocks, education, first_events, populations, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="PEP-01",
    name="Personal education plans in ten working days",
    wording="Every child of school age who comes into care has a personal education plan started within ten working days, ready for the first review.",
    why="A child who comes into care often changes school or stops going. The plan says who will see that they learn, and it cannot wait.",
    source="Promoting the education of looked-after children (statutory guidance), as local procedures give it",
    source_class=SourceClass.GUIDANCE,
    record="care_episodes",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=working_days(10),
    values={"from_age": 4},
    what_to_do="Hold the first education plan meeting; or, if it was held, record its day.",
    owner="Virtual School Head",
    field="personal_education_plans.held_on",
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("4.1",),
    assumed="The age from which a plan is asked for.",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care (short breaks left out), once a plan has been started or has fallen due. Exempt: under four when it fell due."""
    rows = arrangements.with_birth(populations.care_asked_about(tables, live=asked.live), tables)
    kept = clocks.once(first_events.with_first_event(rows, education.plans(tables), asked, key="care_id"), asked)
    too_young = arrangements.birthday(kept["born_on"], int(asked.values["from_age"])) > kept["due_on"]
    return kept.assign(exempt=pd.Series(pd.NA, index=kept.index, dtype="string").mask(too_young, "too young"))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it started in time? Missing where the day care began, the day of a meeting, or the child's birth is blank and decides it."""
    return arrangements.unknown_age(clocks.once_met(rows, asked), rows, tables)


EXAMPLES = """
as at 2016-04-12

people
child_id | born_on
C1       | 2004-01-01
C2       | 2004-01-01
C3       | 2004-01-01
C4       | 2012-04-11
C5       | 2012-04-12
C6       |
C7       |
C8       | 2004-01-01
C9       | 2004-01-01
C10      | 2004-01-01
C11      | 2004-01-01
C12      | 2004-01-01
C13      | 2004-01-01
C14      | #N/A

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-03-24 |
E2         | L2      | C2       | 2016-03-29 |
E3         | L3      | C3       | 2016-03-24 |
E4         | L4      | C4       | 2016-03-24 |
E5         | L5      | C5       | 2016-03-24 |
E6         | L6      | C6       | 2016-03-24 |
E7         | L7      | C7       | 2016-03-24 |
E8         | L8      | C8       | 2016-03-24 |
E9         | L9      | C9       | 2016-03-24 |
E10        | L10     | C10      |            |
E11        | L11     | C11      | 2016-03-24 | 2016-04-12
E12        | L12     | C12      | 2016-03-24 |
E13        | L13     | C13      | 2016-03-24 |
E14        | L14     | C14      | 2016-03-24 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S12             | C12      | V3           | 2016-03-24

personal_education_plans
pep_id | child_id | held_on
P3     | C3       | 2016-04-12
P7     | C7       | 2016-04-04
P8     | C8       | 2016-03-01
P9     | C9       |
P13    | C13      | #N/A

expect
record_id | outcome      | due_on     | reason           | because
L1        | not_met      | 2016-04-11 | outstanding      | W47: ten working days on, two bank holidays left out; school holidays are counted
L2        | out_of_scope |            |                  | due today is not late
L3        | met          | 2016-04-11 |                  | started late, so nothing is outstanding
L4        | not_met      | 2016-04-11 | outstanding      | four years old on the day it fell due
L5        | exempt       | 2016-04-11 |                  | three years old on the day it fell due
L6        | not_recorded | 2016-04-11 | blank_field      | none, and the date of birth is blank
L7        | met          | 2016-04-11 |                  | started in time, at whatever age
L8        | not_met      | 2016-04-11 | outstanding      | a meeting before care began is of an earlier plan
L9        | not_recorded | 2016-04-11 | blank_field      | a meeting with no day could have been in time
L10       | not_recorded |            | blank_field      | the day care began is blank
L11       | out_of_scope |            |                  | care ended today
L12       | out_of_scope |            |                  | short breaks are not care
L13       | not_recorded | 2016-04-11 | unreadable_value | held on a day that cannot be read
L14       | not_recorded | 2016-04-11 | unreadable_value | none, and the date of birth cannot be read

as at 2016-05-24
counting period

people
child_id | born_on
C1       | 2004-01-01
C2       | 2004-01-01
C3       | 2004-01-01
C4       | 2004-01-01
C5       | 2004-01-01

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-03-24 |
E2         | L2      | C2       | 2016-03-24 |
E3         | L3      | C3       | 2016-03-24 |
E4         | L4      | C4       | 2016-03-24 | 2016-04-11
E5         | L5      | C5       | 2016-05-20 |

personal_education_plans
pep_id | child_id | held_on
P1     | C1       | 2016-04-11
P2     | C2       | 2016-04-12

expect
record_id | outcome      | due_on     | because
L1        | met          | 2016-04-11 | W47: on the tenth working day
L2        | not_met      | 2016-04-11 | a working day late
L3        | not_met      | 2016-04-11 | late and outstanding
L4        | out_of_scope |            | care ended on the day it was due
L5        | out_of_scope |            | neither due nor done
"""
