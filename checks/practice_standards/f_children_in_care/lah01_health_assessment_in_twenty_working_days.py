"""Every child who comes into care has an initial health assessment within twenty working days."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, first_events, health, populations, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="LAH-01",
    name="Initial health assessments in twenty working days",
    wording="Every child who comes into care has an initial health assessment within twenty working days, in time for the first review.",
    why="Children come into care with needs nobody has looked at. The assessment finds them, and the first review cannot plan without it.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 7",
    source_class=SourceClass.STATUTE,
    record="care_episodes",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=working_days(20),
    what_to_do="Book the health assessment with the health team today; or, if it was done, record the day and that it was completed.",
    owner="Head of Service, Children in Care",
    field="health_checks.checked_on",
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("4.1",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care (short breaks left out), once a health assessment has been done or has fallen due."""
    rows = populations.care_asked_about(tables, live=asked.live)
    return clocks.once(first_events.with_first_event(rows, health.checks(tables, "HEALTH"), asked, key="care_id"), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it done in time? Missing where the day care began is blank, or a check's date, kind or status cannot be read."""
    return clocks.once_met(rows, asked)


EXAMPLES = """
as at 2016-05-25

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-04-25 |
E2         | L2      | C2       | 2016-04-26 |
E3         | L3      | C3       | 2016-04-01 |
E4         | L4      | C4       | 2016-04-01 |
E5         | L5      | C5       | 2016-04-01 |
E6         | L6      | C6       | 2016-04-01 |
E7         | L7      | C7       | 2016-04-01 |
E8         | L8      | C8       | 2016-04-01 |
E9         | L9      | C9       |            |
E10        | L10     | C10      | 2016-04-01 | 2016-05-01
E11        | L11     | C11      | 2016-04-01 |
E12        | L12     | C12      | 2016-04-01 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S11             | C11      | V1           | 2016-04-01

health_checks
health_check_id | child_id | check_type | checked_on | check_status
H3              | C3       | HEALTH     | 2016-05-20 | COMPLETED
H4              | C4       | HEALTH     | 2016-04-20 |
H5              | C5       | DENTAL     | 2016-04-20 | COMPLETED
H6              | C6       | HEALTH     | 2016-04-20 | REFUSED
H7              | C7       | HEALTH     | 2016-03-20 | COMPLETED
H8              | C8       |            | 2016-04-20 | COMPLETED
H9              | C9       | HEALTH     | 2016-04-20 | COMPLETED
H12             | C12      | HEALTH     | #N/A       | COMPLETED

expect
record_id | outcome      | due_on     | reason           | because
L1        | not_met      | 2016-05-24 | outstanding      | W29: due 24 May, 2 May being a bank holiday; one working day over
L2        | out_of_scope |            |                  | due today is not late
L3        | met          | 2016-04-29 |                  | done late, so nothing is outstanding
L4        | met          | 2016-04-29 |                  | a blank status counts as completed
L5        | not_met      | 2016-04-29 | outstanding      | a dental check is not a health assessment
L6        | not_met      | 2016-04-29 | outstanding      | refused is not had
L7        | not_met      | 2016-04-29 | outstanding      | done before care began
L8        | not_recorded | 2016-04-29 | blank_field      | a check in time does not say of what
L9        | not_recorded |            | blank_field      | the day care began is blank
L10       | out_of_scope |            |                  | no longer in care
L11       | out_of_scope |            |                  | short breaks are not care
L12       | not_recorded | 2016-04-29 | unreadable_value | done on a day that cannot be read

as at 2016-05-25
counting period

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-04-25 |
E2         | L2      | C2       | 2016-04-25 |
E3         | L3      | C3       | 2016-04-25 |
E4         | L4      | C4       | 2016-04-25 | 2016-05-24
E5         | L5      | C5       | 2016-04-25 |
E6         | L6      | C6       | 2016-04-25 |

health_checks
health_check_id | child_id | check_type | checked_on | check_status
H1              | C1       | HEALTH     | 2016-05-24 | COMPLETED
H2              | C2       | HEALTH     | 2016-05-25 | COMPLETED
H5              | C5       | HEALTH     | 2016-05-24 | #N/A
H6              | C6       | HEALTH     | 2016-05-25 | #N/A

expect
record_id | outcome      | due_on     | because
L1        | met          | 2016-05-24 | W29: on the twentieth working day
L2        | not_met      | 2016-05-24 | one working day late
L3        | not_met      | 2016-05-24 | late and outstanding
L4        | out_of_scope |            | care ended on the day it was due
L5        | not_recorded | 2016-05-24 | in time, if it was completed
L6        | not_met      | 2016-05-24 | late whatever its status
"""
