"""No social worker's caseload is too heavy once the harder work is weighed."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, allocation
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CAS-02",
    name="Social workers at or under the weighted limit",
    wording="No social worker's caseload, with children on plans, in care and in court counted heavier, is above what the council has agreed.",
    why="Eighteen children in court are not eighteen children in need. A count alone hides the worker who is given the hardest cases.",
    source="Local standard; Kirklees Cabinet report, 24 May 2016, 5.23; the weights and the limit are the council's own",
    source_class=SourceClass.LOCAL,
    record="workers",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"limit": 24, "on_plan": 0.5, "in_care": 0.25, "in_court": 0.5},
    what_to_do="Look with the worker at the heaviest cases, agree which move, and record the new allocations. Put blank or wrong hours right.",
    owner="Assistant Director",
    field="workers.full_time_equivalent",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("5.23",),
    assumed="no source read here gives weights or a weighted limit",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Workers allocated to at least one child whose episode, plan or period of care is open."""
    return allocation.weighted_caseloads(tables, dict(asked.values)).assign(record_id=lambda rows: rows["worker_id"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Weighted children for each full-time post at or under the limit? Missing where the worker's hours are blank or nought."""
    return allocation.within_limit(rows, tables, "weighted", asked.values["limit"])


EXAMPLES = """
as at 2016-05-24

workers
worker_id | full_time_equivalent
W1        | 0.0625
W2        | 0.0625
W3        |
W4        | 0
W5        | #N/A
W6        | 0.0625
W7        | 0.0625

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-01-04  | no                |
R4          | C4       | 2016-01-04  | no                |
R5          | C5       | 2016-01-04  | no                |
R6          | C6       | 2016-01-04  | no                |
R7          | C7       | 2016-01-04  | no                |
R8          | C8       | 2016-01-04  | no                | 2016-05-01

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2016-03-01 |            |
P7      | C7       | 2016-03-01 | 2016-05-20 |

care_episodes
episode_id | care_id | child_id | started_on
E2         | L2      | C2       | 2016-02-01
E6         | L6      | C6       | 2016-02-01

proceedings
proceedings_id | child_id | issued_on  | final_order_on
C2             | C2       | 2016-03-01 |
C6             | C6       | 2016-03-01 | 2016-05-24

involvements
involvement_id | worker_id | role          | team_id | child_id | started_on
I1             | W1        | Social Worker | East    | C1       | 2016-01-05
I2             | W2        | Social Worker | East    | C2       | 2016-01-05
I3             | W3        | Social Worker | East    | C3       | 2016-01-05
I4             | W4        | Social Worker | East    | C4       | 2016-01-05
I5             | W5        | Social Worker | East    | C5       | 2016-01-05
I6             | W6        | Social Worker | East    | C6       | 2016-01-05
I7             | W7        | Social Worker | East    | C7       | 2016-01-05
I8             | W9        | Social Worker | East    | C8       | 2016-01-05

expect
worker_id | outcome      | reason           | field                        | because
W1        | met          |                  |                              | a child on a plan counts one and a half; for a sixteenth of a post that is 24, the limit
W2        | not_met      | outstanding      | workers.full_time_equivalent | in care and in court counts one and three quarters: 28 for a whole post
W3        | not_recorded | blank_field      | workers.full_time_equivalent | nobody has recorded the worker's hours
W4        | not_recorded | conflict         | workers.full_time_equivalent | no hours, and a child allocated
W5        | not_recorded | unreadable_value | workers.full_time_equivalent | the hours cannot be read
W6        | met          |                  |                              | the court made its final order today: 20 for a whole post
W7        | met          |                  |                              | the plan has ended, so the child counts one
W9        | out_of_scope |                  |                              | the child is not open to the service
"""
