"""Every child in care for a year has had a dental check in the last twelve months."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, arrangements, health, months
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="LAH-03",
    name="Dental checks in the last twelve months",
    wording="Every child who has been in care for twelve months has had a dental check in the last twelve. A refused check is not had.",
    why="Tooth decay hurts, and is the commonest reason for a child to go to hospital. A parent would book the dentist; here the council must.",
    source="Department for Education, outcomes for looked after children: teeth checked by a dentist",
    source_class=SourceClass.DFE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=months(12),
    what_to_do="Book the dental check; or, if it was had, record its day and that it was completed.",
    owner="Head of Service, Children in Care",
    field="health_checks.checked_on",
    judgements=("SIF-KJ2", "IL-CIC"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children now in care (short breaks left out) who came into care twelve months ago or more, or on a day that is not recorded."""
    return health.had_in_twelve_months(arrangements.in_care_twelve_months(tables, asked), health.checks(tables, "DENTAL"), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was one had in the last twelve months? Missing where a check's kind, day or status, or the day care began, decides it."""
    return health.had_met(rows, asked)


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |
E2         | L2      | C2       | 2015-01-05 |
E3         | L3      | C3       | 2015-01-05 |
E4         | L4      | C4       | 2015-01-05 |
E5         | L5      | C5       | 2015-05-23 |
E6         | L6      | C6       | 2015-05-25 |
E7         | L7      | C7       | 2015-01-05 |
E8         | L8      | C8       |            |
E9         | L9      | C9       |            |
E10        | L10     | C10      | 2015-01-05 | 2016-05-20
E11        | L11     | C11      | 2015-01-05 |
E12        | L12     | C12      | 2015-01-05 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S11             | C11      | V4           | 2015-01-05

health_checks
health_check_id | child_id | check_type | checked_on | check_status
H1              | C1       | DENTAL     | 2015-05-24 | COMPLETED
H2              | C2       | DENTAL     | 2015-05-23 | COMPLETED
H3              | C3       | DENTAL     | 2016-04-01 | REFUSED
H4              | C4       | HEALTH     | 2016-04-01 | COMPLETED
H7              | C7       |            | 2016-04-01 | COMPLETED
H8              | C8       | DENTAL     | 2016-04-01 | COMPLETED
H9              | C9       | DENTAL     | 2015-04-01 | COMPLETED
H12             | C12      | DENTAL     | #N/A       | COMPLETED

expect
record_id | outcome      | due_on     | reason           | because
L1        | met          | 2016-05-24 |                  | twelve months ago to the day
L2        | not_met      | 2016-05-23 | outstanding      | a day more than twelve months ago
L3        | not_met      | 2016-01-05 | outstanding      | refused is not had
L4        | not_met      | 2016-01-05 | outstanding      | a health assessment is not a dental check
L5        | not_met      | 2016-05-23 | outstanding      | a year in care and none
L6        | out_of_scope |            |                  | in care for less than twelve months
L7        | not_recorded | 2016-01-05 | blank_field      | a check in time does not say of what
L8        | met          | 2017-04-01 |                  | had in time, whenever care began
L9        | not_recorded | 2016-04-01 | blank_field      | not in the last twelve months, and care may have begun within them
L10       | out_of_scope |            |                  | no longer in care
L11       | out_of_scope |            |                  | short breaks are not care
L12       | not_recorded | 2016-01-05 | unreadable_value | checked on a day that cannot be read
"""
