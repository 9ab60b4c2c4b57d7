"""Every child in care has an allocated worker on the system."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="L06",
    name="Children in care with a worker recorded",
    wording="Every child in care has an open allocation to a worker on the system.",
    why="The council is this child's parent. A child in care with no worker on record has nobody to ring, and falls out of every team's list.",
    source="Department for Education, children looked after return (SSDA903) validation",
    source_class=SourceClass.DFE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record who holds the child, in a role that counts as allocation, from the day it began.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    owner="Data Quality Lead",
    field="involvements.worker_id",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care open at the end of the day, short breaks left out."""
    return populations.in_care(tables).assign(record_id=lambda rows: rows["care_id"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is a worker allocated? A worker's name that is there and cannot be read is there."""
    allocated = populations.allocated_workers(tables)
    unreadable = allocated["involvement_id"].isin(tables.unreadable_keys("involvements", "worker_id"))
    held = allocated[allocated["worker_id"].notna() | unreadable]["child_id"]
    return rows["child_id"].isin(held)


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-01-04 |
E2         | L2      | C2       | 2016-01-04 |
E3         | L3      | C3       | 2016-01-04 |
E4         | L4      | C4       | 2016-01-04 |
E5         | L5      | C5       | 2016-01-04 | 2016-05-24
E6         | L6      | C6       | 2016-01-04 |
E7         | L7      | C7       | 2016-01-04 |
E8         | L8      |          | 2016-01-04 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S6              | C6       | V4           | 2016-01-04

involvements
involvement_id | worker_id | role                  | child_id | started_on | ended_on
I1             | W1        | Social Worker         | C1       | 2016-01-04 |
I2             | W1        | Social Worker         | C2       | 2016-01-04 | 2016-05-24
I3             | W1        | Family Support Worker | C3       | 2016-01-04 |
I4             |           | Social Worker         | C4       | 2016-01-04 |
I7             | #N/A      | Social Worker         | C7       | 2016-01-04 |
I8             | W1        | Social Worker         |          | 2016-01-04 |

expect
record_id | outcome      | because
L1        | met          | allocated
L2        | broken       | the allocation ended today
L3        | broken       | a family support worker is not an allocation
L4        | broken       | an allocation to nobody
L5        | out_of_scope | no longer in care
L6        | out_of_scope | short breaks are not care
L7        | met          | there is a name; that it cannot be read is another rule's
L8        | broken       | a child who is not named, and an allocation that names no child, do not belong together
"""
