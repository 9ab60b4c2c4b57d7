"""Every case file audit that was planned is done in its month."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, audits, clocks
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="AUD-01",
    name="Planned audits done",
    wording="Every case file audit planned for a month is done in that month, by the team and in the service area it was planned for.",
    why="A service that does not look at its own work learns of its failings from inspectors. In 2016 auditors looked at one file in ten.",
    source="Kirklees Cabinet report, 24 May 2016, 5.20 and 2.4",
    source_class=SourceClass.SEED,
    record="audit_plans",
    counting=PERIOD,
    target=TargetClass.LOCAL,
    what_to_do="Do the audits that were planned, or agree with the director why not; record each with its day and service area.",
    owner="Head of Quality Assurance",
    field="audit_plans.planned",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("5.20", "2.4"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Audits planned for months that ended in the period: one row for each audit, not for each line of the plan.

    An audit done counts for one of them only.
    """
    return audits.planned_audits(tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it done? Missing where an audit may be this one but does not say its day, team or area, or where the plan does not say."""
    answer = clocks.answers(rows)
    short = rows["place"] > rows["done"]
    answer["met"] = (~short).astype("boolean").mask(short & (rows["place"] <= rows["done"] + rows["maybe"]))
    answer.loc[answer["met"].isna(), ["reason", "field"]] = [str(Reason.BLANK_FIELD), "audits.service_area"]
    for name in ("team_id", "service_area"):
        unread = rows["audit_plan_id"].isin(tables.unreadable_keys("audit_plans", name))
        answer.loc[answer["met"].isna() & unread, "field"] = f"audit_plans.{name}"
    for unknown, field in ((rows["planned"].isna(), "audit_plans.planned"), (~rows["month_known"], "audit_plans.month")):
        answer.loc[unknown, "met"] = pd.NA
        answer.loc[unknown, ["reason", "field"]] = [str(Reason.BLANK_FIELD), field]
    return answer


EXAMPLES = """
as at 2016-05-24
counting period

audit_plans
audit_plan_id | month   | team_id | service_area | planned
PL1           | 2016-03 | East    | cp           | 3
PL2           | 2016-03 | West    | cp           | 1
PL3           | 2016-03 | East    | cin          | 1
PL4           | 2016-05 | East    | cp           | 1
PL5           | 2015-10 | East    | cp           | 1
PL6           | 2016-04 | East    | cp           |
PL7           | spring  | East    | cp           | 2
PL8           | 2016-04 |         |              | 2
PL9           | 2016-02 | East    | cp           | 1
PL10          | 2016-02 | East    | s47          | 0
PL11          | 2016-04 |         | cla          | 1
PL12          | 2016-01 | East    | cp           | 1
PL13          | 2016-01 | #N/A    | cp           | 1
PL14          | 2016-02 | West    | cla          | 1
PL15          |         | East    | cp           | 1
PL16          | 2015-12 |         | cp           | 1

involvements
involvement_id | worker_id | role          | team_id | child_id | started_on | ended_on
I1             | W1        | Social Worker | East    | C1       | 2015-01-05 |
I2             | W2        | Social Worker | West    | C2       | 2015-01-05 |
I3             | W2        | Social Worker | West    | C3       | 2015-01-05 | 2016-03-01
I4             | W1        | Social Worker | East    | C3       | 2016-03-01 |
I5             | W1        | Social Worker | East    |          | 2015-01-05 |

audits
audit_id | child_id | service_area | audited_on
A1       | C1       | cp           | 2016-03-01
A2       | C3       | cp           | 2016-03-31
A3       | C2       | cp           | 2016-03-10
A4       | C2       | cp           | 2016-03-11
A5       | C1       |              | 2016-02-10
A6       | C1       | cla          | 2016-04-10
A7       |          | cp           | 2016-01-10
A8       | C3       | cla          |
A9       | C1       | cp           | 2015-12-10

expect
audit_plan_id | outcome      | reason           | field               | because
PL1           | met          |                  |                     | the first of three: A1
PL1           | met          |                  |                     | the second: A2, whose child had moved to this team by then
PL1           | not_met      | outstanding      |                     | nobody did the third
PL2           | met          |                  |                     | one planned; a second one done makes up for no other team
PL3           | not_met      | outstanding      |                     | none of that area
PL4           | out_of_scope |                  |                     | the month has not ended
PL5           | out_of_scope |                  |                     | before the six months
PL6           | not_recorded | blank_field      | audit_plans.planned | the plan does not say how many
PL7           | not_recorded | blank_field      | audit_plans.month   | the plan does not say which month
PL7           | not_recorded | blank_field      | audit_plans.month   | nor for the second of the two
PL8           | not_met      | outstanding      |                     | any team, any area: A6 would do, and is counted for PL11
PL8           | not_met      | outstanding      |                     | and no second
PL9           | not_recorded | blank_field      | audits.service_area | A5 may be the one, and does not say its area
PL10          | out_of_scope |                  |                     | none planned
PL11          | met          |                  |                     | any team: A6
PL12          | not_recorded | blank_field      | audits.service_area | A7 may be the one: it names no child, so no team
PL13          | not_recorded | unreadable_value | audit_plans.team_id | which team was to do it cannot be read
PL14          | not_recorded | blank_field      | audits.service_area | A8 may be the one: it has no day, and the child was with this team in February
PL15          | not_recorded | blank_field      | audit_plans.month   | no month: it takes no audit from a line that has one
PL16          | met          |                  |                     | any team: A9
"""
