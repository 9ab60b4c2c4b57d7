"""Every child in care has a legal status tonight that is in force and fits the placement."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.standards.legal_statuses import statuses_tonight
from fscp_readiness.standards.parts import unbroken
from fscp_readiness.standards.placements import placements_in_care
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="L02",
    name="A legal status that fits",
    wording="Every child in care has a legal status tonight; nobody is accommodated by agreement with a parent and placed with that parent.",
    why="The legal status says by what right the council cares for the child. Without one, or with one that cannot be, nobody can say.",
    source="Department for Education, children looked after return (SSDA903) validation",
    source_class=SourceClass.DFE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record the legal status from the day it began; where it does not fit the placement, find out which of the two is wrong.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    owner="Data Quality Lead",
    field="legal_statuses.legal_status",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

BY_AGREEMENT, FREED = "V2", "D1"
WITH_PARENTS = "P1"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care open at the end of the day, short breaks left out."""
    return populations.in_care(tables).assign(record_id=lambda rows: rows["care_id"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is there a status, not D1 (freed for adoption, no longer given), nor V2 beside a placement with parents?"""
    tonight = statuses_tonight(tables).set_index("child_id")
    status = looked_up(rows["child_id"], tonight["legal_status"])
    unreadable = looked_up(rows["child_id"], tonight["legal_status_id"]).isin(tables.unreadable_keys("legal_statuses", "legal_status"))
    current = placements_in_care(tables, current=True).drop_duplicates("care_id").set_index("care_id")
    placed = looked_up(rows["care_id"], current["placement_type"])
    return unbroken(
        rows,
        {
            "legal_statuses.legal_status": (status.isna() & ~unreadable) | status.eq(FREED),
            "placements.placement_type": status.eq(BY_AGREEMENT) & placed.eq(WITH_PARENTS),
        },
    )


EXAMPLES = """
as at 2016-05-24

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
E9         | L9      | C9       | 2015-01-05 | 2016-05-24
E10        | L10     | C10      | 2015-01-05 |
E11        | L11     | C11      | 2015-01-05 |

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
S1              | C1       | C2           | 2015-01-05 |
S2              | C2       | C2           | 2015-01-05 | 2016-05-01
S3              | C3       |              | 2015-01-05 |
S4              | C4       | V2           | 2015-01-05 |
S5              | C5       | C2           | 2015-01-05 |
S6              | C6       | D1           | 2015-01-05 |
S7              | C7       | V4           | 2015-01-05 |
S8a             | C8       | V2           | 2015-01-05 | 2016-01-05
S8b             | C8       | C1           | 2016-01-05 |
S10             | C10      | #N/A         | 2015-01-05 |
S11a            | C11      | D1           | 2015-01-05 |
S11b            | C11      | V4           | 2015-01-05 |

placements
placement_id | care_id | child_id | started_on | ended_on   | placement_type
P1           | L1      | C1       | 2015-01-05 |            | U6
P4           | L4      | C4       | 2015-01-05 |            | P1
P5           | L5      | C5       | 2015-01-05 |            | P1
P8           | L8      | C8       | 2015-01-05 |            | P1

expect
record_id | outcome      | field                       | because
L1        | met          |                             | a care order and foster carers
L2        | broken       | legal_statuses.legal_status | the last status has ended, and none followed
L3        | broken       | legal_statuses.legal_status | a status with no name
L4        | broken       | placements.placement_type   | accommodated by agreement with a parent, and placed with that parent
L5        | met          |                             | a care order may be lived out at home
L6        | broken       | legal_statuses.legal_status | freed for adoption is no longer given
L7        | out_of_scope |                             | short breaks
L8        | met          |                             | the agreement had ended before
L9        | out_of_scope |                             | no longer in care
L10       | met          |                             | there is a status; that it cannot be read is another rule's
L11       | broken       | legal_statuses.legal_status | of two of one day the one that is care, and it is no longer given
"""
