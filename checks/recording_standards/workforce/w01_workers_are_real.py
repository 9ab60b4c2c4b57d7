"""Every worker who is allocated a child is a person on the list of workers, with a team and hours, who has not left."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="W01",
    name="Allocated workers are real and current",
    wording="Every worker who is allocated a child is a person on the list of workers, with a team and hours, who has not left.",
    why="A child allocated to somebody who has left, or to a team's tray, is a child with nobody, and counts as allocated.",
    source="Department for Education, Children in Need census validation; local data-quality rule",
    source_class=SourceClass.DFE,
    record="workers",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    what_to_do="Move the children of a worker who has left, or of a tray, to a person; put the worker's team and hours right.",
    owner="Data Quality Lead",
    field="workers.worker_id",
    assumed="that a worker is in the workforce table once they have begun, and the words by which a tray is known",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

TRAY = r"\b(?:tray|inbox|in box|duty|unallocated|pool|holding|to be allocated|generic)\b"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Workers who are named by the allocation of an open child, one row each."""
    held = populations.allocated_workers(tables)
    held = held[held["child_id"].isin(populations.open_children(tables)) & held["worker_id"].notna()]
    rows = held.sort_values(["worker_id", "team_id"], na_position="last").drop_duplicates("worker_id").reset_index(drop=True)
    workers, staff = tables.workers.drop_duplicates("worker_id"), tables.staff.drop_duplicates("worker_id")
    told = {name: looked_up(rows["worker_id"], workers.set_index("worker_id")[name]) for name in ("worker_name", "full_time_equivalent")}
    told |= {name: looked_up(rows["worker_id"], staff.set_index("worker_id")[name]) for name in ("ended_on", "team_id")}
    rows = rows.rename(columns={"team_id": "own_team"}).drop(columns=["child_id", "involvement_id"]).assign(**told)
    return rows.assign(record_id=rows["worker_id"], known=rows["worker_id"].isin(workers["worker_id"]))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is there such a person, with a team and hours, still here? Of several faults the first is named; what cannot be read is there."""
    hours = rows["full_time_equivalent"].gt(0) | rows["worker_id"].isin(tables.unreadable_keys("workers", "full_time_equivalent"))
    named = rows["worker_name"].fillna("") + " " + rows["worker_id"]
    faults = {
        "workers.full_time_equivalent": ~hours.fillna(False).astype(bool),
        "involvements.team_id": rows["team_id"].isna() & rows["own_team"].isna(),
        "staff.ended_on": rows["ended_on"].notna(),
        "workers.worker_name": named.str.contains(TRAY, case=False, regex=True).fillna(False),
        "workers.worker_id": ~rows["known"],
    }
    field = pd.Series("", index=rows.index, dtype="string")
    for where, wrong in faults.items():
        field = field.mask(wrong.astype(bool), where)
    return pd.DataFrame({"met": field.eq("").astype("boolean"), "field": field})


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-01-04  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  |
R5          | C5       | 2016-01-04  |
R6          | C6       | 2016-01-04  |
R7          | C7       | 2016-01-04  |
R8          | C8       | 2016-01-04  |
R9          | C9       | 2016-01-04  | 2016-05-01
R10         | C10      | 2016-01-04  |
R11         | C11      | 2016-01-04  |
R12         | C12      | 2016-01-04  |
R13         | C13      | 2016-01-04  |

involvements
involvement_id | worker_id | role                  | team_id | child_id | started_on
I1             | W1        | Social Worker         | East    | C1       | 2016-01-05
I2             | W2        | Social Worker         | East    | C2       | 2016-01-05
I3             | W3        | Social Worker         | East    | C3       | 2016-01-05
I4             | W4        | Social Worker         | East    | C4       | 2016-01-05
I5             | W5        | Social Worker         |         | C5       | 2016-01-05
I6             | W6        | Social Worker         | East    | C6       | 2016-01-05
I7             | W7        | Social Worker         | East    | C7       | 2016-01-05
I8             | W8        | Social Worker         |         | C8       | 2016-01-05
I9             | W9        | Social Worker         | East    | C9       | 2016-01-05
I10            |           | Social Worker         | East    | C10      | 2016-01-05
I11            | W11       | Family Support Worker | East    | C11      | 2016-01-05
I12            | W12       | Social Worker         | East    | C12      | 2016-01-05
I13            | W13       | Social Worker         | East    | C13      | 2016-01-05

workers
worker_id | worker_name       | job_title     | full_time_equivalent
W1        | Worker One        | Social Worker | 0.6
W2        | Worker Two        | Social Worker | 0
W3        | Worker Three      | Social Worker |
W4        | Worker Four       | Social Worker | 1
W5        | Worker Five       | Social Worker | 1
W6        | East Duty Tray    |               | 1
W8        | Worker Eight      | Social Worker | 1
W12       | Worker Twelve     | Social Worker | #N/A
W13       | Worker Poole      | Duty Worker   | 1

staff
worker_id | team_id | ended_on
W1        | East    |
W2        | East    |
W3        | East    |
W4        | East    | 2016-05-24
W5        |         |
W8        | East    |
W12       | East    | 2016-05-25
W13       | East    |

expect
worker_id | outcome      | field                        | because
W1        | met          |                              | here, in a team, with hours
W2        | broken       | workers.full_time_equivalent | no hours
W3        | broken       | workers.full_time_equivalent | hours blank
W4        | broken       | staff.ended_on               | left today
W5        | broken       | involvements.team_id         | no team, by the allocation or the workforce table
W6        | broken       | workers.worker_name          | a tray is nobody
W7        | broken       | workers.worker_id            | not on the list of workers
W8        | met          |                              | the workforce table gives the team
W9        | out_of_scope |                              | the child's case has closed
W11       | out_of_scope |                              | not an allocation
W12       | met          |                              | hours that cannot be read are there; leaves tomorrow
W13       | met          |                              | a person who does duty work
"""
