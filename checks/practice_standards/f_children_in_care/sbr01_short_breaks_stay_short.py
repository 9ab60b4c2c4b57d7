"""No child's short break lasts more than 17 days, and no child has more than 75 days of them in a year."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, arrangements, clocks
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="SBR-01",
    name="Short breaks within the limits",
    wording="No child's short break lasts more than 17 days, and no child has more than 75 days of them in twelve months.",
    why="A break that goes on is no break: beyond these limits a child is in care in all but name, without what children in care are owed.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 48",
    source_class=SourceClass.STATUTE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.STATUTORY,
    values={"longest_stay": 17, "days_a_year": 75},
    what_to_do="Bring the breaks within the limits, or plan and review for the child as for any child in care; if a stay has ended, record its last day.",
    owner="Head of Service, Disabled Children",
    field="placements.ended_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.1",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children with a short break in the last twelve months, one row each: the period of care that was the last of them."""
    return arrangements.short_breaks_of_year(arrangements.short_break_stays(tables), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was each stay, and all of them together, within the limits? Missing where a stay's first day is blank, or no stay is recorded."""
    answer = clocks.answers(rows)
    limits = asked.values["longest_stay"], asked.values["days_a_year"]
    over = (rows["sure_longest"] > limits[0]) | (rows["sure_days"] > limits[1])
    within = (rows["longest"] <= limits[0]) & (rows["days"] <= limits[1]) & ~rows["no_start"]
    answer["met"] = within.astype("boolean").mask(~within & ~over)
    unclear = answer["met"].isna()
    answer.loc[unclear & rows["agreement"], ["reason", "field"]] = [str(Reason.NO_EVENT), "placements.started_on"]
    answer.loc[unclear & rows["no_start"], ["reason", "field"]] = [str(Reason.BLANK_FIELD), "placements.started_on"]
    ending = unclear & rows["end_reason"].notna() & ~rows["agreement"] & ~rows["no_start"]
    answer.loc[ending, "reason"] = rows["end_reason"][ending]
    answer.loc[ending, "field"] = "placements.ended_on"
    return answer


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
E7A        | L7A     | C7       | 2015-06-01 | 2015-06-10
E7B        | L7B     | C7       | 2016-05-08 |
E8         | L8      | C8       | 2014-01-06 | 2014-06-01
E9         | L9      | C9       | 2015-01-05 |
E10        | L10     | C10      | 2015-01-05 |
E11        | L11     | C11      | 2015-01-05 |
E12        | L12     | C12      | 2015-01-05 |
E13        | L13     | C13      | 2015-01-05 |

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
S1              | C1       | V3           | 2015-01-05 |
S2              | C2       | V3           | 2015-01-05 |
S3              | C3       | V3           | 2015-01-05 |
S4              | C4       | V3           | 2015-01-05 |
S5              | C5       | V4           | 2015-01-05 |
S6              | C6       | V3           | 2015-01-05 |
S7              | C7       | V3           | 2015-06-01 |
S8              | C8       | V3           | 2014-01-06 |
S9              | C9       | V2           | 2015-01-05 |
S10             | C10      | V4           | 2015-01-05 |
S11             | C11      | V4           | 2014-01-06 | 2015-01-05
S11B            | C11      | V3           | 2015-01-05 |
S12             | C12      | V3           | 2015-01-05 |
S13             | C13      | V3           | 2015-01-05 |

placements
placement_id | care_id | child_id | started_on | ended_on
P1           | L1      | C1       | 2016-04-01 | 2016-04-18
P2           | L2      | C2       | 2016-04-01 | 2016-04-19
P3A          | L3      | C3       | 2015-05-10 | 2015-05-25
P3B          | L3      | C3       | 2015-07-01 | 2015-07-16
P3C          | L3      | C3       | 2015-09-01 | 2015-09-16
P3D          | L3      | C3       | 2015-11-01 | 2015-11-16
P3E          | L3      | C3       | 2016-01-01 | 2016-01-16
P3F          | L3      | C3       | 2016-03-01 | 2016-03-15
P4A          | L4      | C4       | 2015-07-01 | 2015-07-16
P4B          | L4      | C4       | 2015-09-01 | 2015-09-16
P4C          | L4      | C4       | 2015-11-01 | 2015-11-16
P4D          | L4      | C4       | 2016-01-01 | 2016-01-16
P4E          | L4      | C4       | 2016-03-01 | 2016-03-16
P4F          | L4      | C4       | 2016-04-01 | 2016-04-02
P5           | L5      | C5       | 2015-01-05 |
P6           | L6      | C6       |            | 2016-04-19
P9           | L9      | C9       | 2015-01-05 |
P10          | L10     | C10      | 2016-04-01 | 2016-04-04
P11          | L11     | C11      | 2016-04-01 | 2016-05-01
P12A         | L12     | C12      | 2016-04-01 | 2015-04-01
P12B         | L12     | C12      | 2016-03-01 | 2016-03-10
P13          | L13     | C13      | 2016-04-01 | #N/A

expect
record_id | outcome      | reason           | because
L1        | met          |                  | seventeen days
L2        | not_met      | outstanding      | eighteen days
L3        | met          |                  | 75 days in twelve months, one of them the last day of a stay that began before
L4        | not_met      | outstanding      | 76 days
L5        | not_recorded | no_event         | an agreement to short breaks, and no stay recorded by itself
L6        | not_recorded | blank_field      | a stay with no first day
L7B       | met          |                  | no placement is recorded, so each period is a stay: this one is in its sixteenth day
L8        | out_of_scope |                  | none in the last twelve months
L9        | out_of_scope |                  | in care, and not for short breaks
L10       | met          |                  | under an agreement, with its stays recorded one by one
L11       | not_met      | outstanding      | thirty days; the agreement to short breaks had ended
L12       | not_recorded | conflict         | a stay that ended before it began may have been a long one
L13       | not_recorded | unreadable_value | a stay that ended on a day that cannot be read
"""
