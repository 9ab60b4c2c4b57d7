"""No social worker holds more children than one person can keep safe."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, allocation, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CAS-01",
    name="Social workers at or under the caseload limit",
    wording="No social worker holds more children, for the hours they work, than the council has agreed one person can.",
    why="A worker with too many children visits late, writes up late and misses what a quieter week would have shown. High caseloads come before most other failings.",
    source="Kirklees Cabinet report, 24 May 2016, 4.1, 5.22 and 5.23; the limit is the council's own",
    source_class=SourceClass.SEED,
    record="workers",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"limit": 18},
    what_to_do="Agree with the worker which children move or close, and record the new allocations. If the worker's hours are wrong or blank, put them right.",
    owner="Assistant Director",
    field="workers.full_time_equivalent",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("4.1", "5.22", "5.23"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Workers allocated to at least one child whose episode, plan or period of care is open."""
    return populations.caseloads(tables).assign(record_id=lambda rows: rows["worker_id"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children for each full-time post at or under the limit? Missing where the worker's hours are blank or nought."""
    return allocation.within_limit(rows, tables, "children", asked.values["limit"])


EXAMPLES = """
as at 2016-05-24

workers
worker_id | full_time_equivalent
W1        | 0.1
W2        | 0.1
W3        |
W4        | 0
W5        | 1
W6        | #N/A
W8        | 1
W9        | 0.056
W10       | 0.054

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-01-04  | no                |
R4          | C4       | 2016-01-04  | no                |
R5          | C5       | 2016-01-04  | no                |
R6          | C6       | 2016-01-04  | no                | 2016-05-01
R7          | C7       | 2016-01-04  | no                |
R9          | C9       | 2016-01-04  |                   |
R10         | C10      | 2016-01-04  | no                |
R11         | C11      | 2016-01-04  | no                |
R12         | C12      | 2016-01-04  | no                |

cp_plans
plan_id | child_id | started_on | ended_on
P6      | C6       | 2016-05-01 |

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E8         | L8      | C8       | 2016-02-01 |

involvements
involvement_id | worker_id | role                    | team_id | child_id | started_on | ended_on
I1             | W1        | Allocated Social Worker | East    | C1       | 2016-01-05 |
I2             | W2        | Social Worker           | East    | C2       | 2016-01-05 |
I3             | W2        | Social Worker           | East    | C3       | 2016-01-05 |
I4             | W3        | Social Worker           | East    | C4       | 2016-01-05 |
I5             | W4        | Social Worker           | East    | C5       | 2016-01-05 |
I6             | W5        | Social Worker           | West    | C6       | 2016-01-05 |
I7             | W6        | Social Worker           | West    | C7       | 2016-01-05 |
I8             | W7        | Social Worker           | West    | C8       | 2016-02-05 |
I9             | W1        | Family Support Worker   | West    | C9       | 2016-01-05 |
I10            | W8        | Social Worker           | West    | C99      | 2016-01-05 |
I11            |           | Social Worker           | West    | C10      | 2016-01-05 |
I12            | W9        | Social Worker           | West    | C11      | 2016-01-05 |
I13            | W10       | Social Worker           | West    | C12      | 2016-01-05 |

expect
worker_id | outcome      | reason           | field                        | because
W1        | met          |                  |                              | one child for a tenth of a post is ten for a whole one; being a child's family support worker is not holding the case
W2        | not_met      | outstanding      | workers.full_time_equivalent | two children for a tenth of a post is twenty for a whole one
W3        | not_recorded | blank_field      | workers.full_time_equivalent | nobody has recorded the worker's hours
W4        | not_recorded | conflict         | workers.full_time_equivalent | no hours, and a child allocated
W5        | met          |                  |                              | the episode has closed, and the plan is open
W6        | not_recorded | unreadable_value | workers.full_time_equivalent | the hours cannot be read
W7        | not_recorded | blank_field      | workers.full_time_equivalent | holds a child in care, and is not in the table of workers
W8        | out_of_scope |                  |                              | the child is not open to the service
W9        | met          |                  |                              | just under eighteen for a whole post
W10       | not_met      | outstanding      | workers.full_time_equivalent | just over eighteen
"""
