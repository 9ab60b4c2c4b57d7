"""No newly qualified social worker holds more children than the protected caseload."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, doubts, workforce
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="WFC-05",
    name="Newly qualified workers within the protected caseload",
    wording="No newly qualified social worker holds more children, for the hours they work, than the protected caseload.",
    why="In the first year a worker is still learning to see what is wrong. Too many children too soon, and children are missed and the worker leaves.",
    source="Local standard: assessed and supported year in employment",
    source_class=SourceClass.LOCAL,
    record="staff",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"limit": 16},
    what_to_do="Agree with the worker which children move or close, and record the new allocations. If the hours are wrong or blank, put them right.",
    owner="Principal Social Worker",
    field="workers.full_time_equivalent",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("5.18",),
    assumed="sixteen children for a whole post: ten per cent under the limit of CAS-01",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Newly qualified social workers who hold a child; and those of whom it is not recorded, once they hold more than the limit."""
    rows = workforce.newly_qualified_caseloads(tables)
    within = rows["children"].astype("Float64") / rows["full_time_equivalent"] <= asked.values["limit"]
    return rows[rows["newly_qualified"].notna() | ~within.fillna(False).astype(bool)].assign(record_id=lambda kept: kept["worker_id"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children for each full-time post within the limit? Missing where the worker's hours, or whether newly qualified, are blank, or the
    day of leaving cannot be read."""
    answer = clocks.answers(rows)
    answer["met"] = (rows["children"].astype("Float64") / rows["full_time_equivalent"]).round(6) <= asked.values["limit"]
    answer.loc[answer["met"].isna(), ["reason", "field"]] = [str(Reason.BLANK_FIELD), "workers.full_time_equivalent"]
    unsure = rows["newly_qualified"].isna()
    answer.loc[unsure, "met"] = pd.NA
    answer.loc[unsure, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "staff.newly_qualified"]
    gone = doubts.unreadable(rows, tables, "staff", "ended_on")
    answer.loc[gone, "met"] = pd.NA
    answer.loc[gone, ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), "staff.ended_on"]
    return answer


EXAMPLES = """
as at 2016-05-24

workers
worker_id | full_time_equivalent
W1        | 0.125
W2        | 0.1
W3        |
W4        | 0.1
W5        | 0.1
W6        | 1
W7        | 0.1
W8        | 0.1
W9        | 1

staff
worker_id | role          | newly_qualified | started_on | ended_on
W1        | Social Worker | yes             | 2015-09-01 |
W2        | Social Worker | yes             | 2015-09-01 |
W3        | Social Worker | yes             | 2015-09-01 |
W4        | Social Worker | no              | 2015-09-01 |
W5        | Social Worker |                 | 2015-09-01 |
W6        | Social Worker |                 | 2015-09-01 |
W7        | Social Worker | yes             | 2015-09-01 |
W8        | Social Worker | #N/A            | 2015-09-01 |
W9        | Social Worker | yes             | 2015-09-01 | #N/A

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-01-04  | no                |
R4          | C4       | 2016-01-04  | no                |
R5          | C5       | 2016-01-04  | no                |
R6          | C6       | 2016-01-04  | no                |
R7          | C7       | 2016-01-04  | no                |
R8          | C8       | 2016-01-04  | no                |
R9          | C9       | 2016-01-04  | no                |
R10         | C10      | 2016-01-04  | no                |
R11         | C11      | 2016-01-04  | no                |
R12         | C12      | 2016-01-04  | no                |
R13         | C13      | 2016-01-04  | no                |

involvements
involvement_id | worker_id | role          | team_id | child_id | started_on
I1             | W1        | Social Worker | East    | C1       | 2016-01-05
I2             | W1        | Social Worker | East    | C2       | 2016-01-05
I3             | W2        | Social Worker | East    | C3       | 2016-01-05
I4             | W2        | Social Worker | East    | C4       | 2016-01-05
I5             | W3        | Social Worker | East    | C5       | 2016-01-05
I6             | W4        | Social Worker | East    | C6       | 2016-01-05
I7             | W4        | Social Worker | East    | C7       | 2016-01-05
I8             | W5        | Social Worker | East    | C8       | 2016-01-05
I9             | W5        | Social Worker | East    | C9       | 2016-01-05
I10            | W6        | Social Worker | East    | C10      | 2016-01-05
I11            | W8        | Social Worker | East    | C11      | 2016-01-05
I12            | W8        | Social Worker | East    | C12      | 2016-01-05
I13            | W9        | Social Worker | East    | C13      | 2016-01-05

expect
worker_id | outcome      | reason           | field                        | because
W1        | met          |                  |                              | two children for an eighth of a post is sixteen for a whole one
W2        | not_met      | outstanding      | workers.full_time_equivalent | two children for a tenth of a post is twenty
W3        | not_recorded | blank_field      | workers.full_time_equivalent | nobody has recorded the worker's hours
W4        | out_of_scope |                  |                              | not newly qualified: CAS-01 asks about this one
W5        | not_recorded | blank_field      | staff.newly_qualified        | too many for a newly qualified worker, and nobody recorded whether this is one
W6        | out_of_scope |                  |                              | within the limit, whether newly qualified or not
W7        | out_of_scope |                  |                              | holds nobody
W8        | not_recorded | unreadable_value | staff.newly_qualified        | cannot be read
W9        | not_recorded | unreadable_value | staff.ended_on               | one child for a whole post; the day this one left cannot be read
"""
