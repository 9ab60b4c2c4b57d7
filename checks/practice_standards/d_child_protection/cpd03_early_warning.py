"""No child protection plan is open for more than fifteen months, or begun within two years of the child's last."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, doubts, months, populations
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CPD-03",
    name="Plans that may be drifting: early warning",
    wording="No child protection plan is open for more than fifteen months, or begun within two years of the end of the child's last plan.",
    why="Plans drift towards two years one review at a time. A senior manager should look while there is still time to change course.",
    source="Local standard: an early warning of plans lasting two years, and of repeat plans",
    source_class=SourceClass.LOCAL,
    record="cp_plans",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"open_months": 15, "again_within_months": 24},
    what_to_do="A senior manager reads the plan with the chair: what is different this time, or what must change now?",
    owner="Head of Service, Safeguarding and Quality Assurance",
    field="cp_plans.started_on",
    lower_is_better=False,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.7",),
    assumed="fifteen months, and twenty-four months between plans, as the points at which a senior manager looks",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open plans of this council."""
    return populations.open_on(populations.cp_plans(tables), "ends_on")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is it neither long nor soon after another? Missing where a blank or unreadable day decides it."""
    earlier = populations.earlier_plans(tables, rows)
    listed = _listed(rows, earlier, asked)
    months_between = int(asked.values["again_within_months"])
    began = looked_up(earlier["plan_id"], rows.drop_duplicates("plan_id").set_index("plan_id")["starts_on"])
    ends_soon = clocks.add_months(earlier["earlier_end"], months_between) >= began
    end_lost = earlier["other_id"].isin(tables.unreadable_keys("cp_plans", "ended_on"))
    answer = clocks.answers(rows).assign(met=(~listed).astype("boolean"))
    lost = ~listed & rows["plan_id"].isin(earlier[end_lost]["plan_id"])
    doubts.cannot_tell(answer, lost, Reason.UNREADABLE_VALUE, "cp_plans.ended_on")
    blank = ~listed & (rows["starts_on"].isna() | rows["plan_id"].isin(earlier[~earlier["sure"] & ends_soon]["plan_id"]))
    return doubts.cannot_tell(answer, blank, Reason.BLANK_FIELD, "cp_plans.started_on")


def _listed(rows: pd.DataFrame, earlier: pd.DataFrame, asked: Asked) -> pd.Series:
    """Open too long, or begun too soon after the end of an earlier plan of the child."""
    limit = months(int(asked.values["open_months"]))
    long = clocks.past(clocks.due(rows["starts_on"], asked, limit), asked.today, asked, limit)
    ended = looked_up(rows["plan_id"], earlier[earlier["sure"]].groupby("plan_id")["earlier_end"].max())
    again = rows["starts_on"] <= clocks.add_months(ended, int(asked.values["again_within_months"]))
    return long | again.fillna(False).astype(bool)


EXAMPLES = """
as at 2016-05-24

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2015-02-24 |            |
P2      | C2       | 2015-02-23 |            |
P3a     | C3       | 2013-01-01 | 2014-03-01 |
P3      | C3       | 2016-03-01 |            |
P4a     | C4       | 2013-01-01 | 2014-02-28 |
P4      | C4       | 2016-03-01 |            |
P5      | C5       |            |            |
P6      | C6       | #N/A       |            |
P7      | C7       | 2014-01-01 |            | yes
P8      | C8       | 2014-01-01 | 2016-05-24 |
P9a     | C9       |            | 2016-01-04 |
P9      | C9       | 2016-03-01 |            |
P10a    | C10      | 2015-01-01 | 2015-12-01 | yes
P10     | C10      | 2016-03-01 |            |
P11a    | C11      | 2013-01-01 | #N/A       |
P11     | C11      | 2016-03-01 |            |
P12a    | C12      |            | 2016-04-01 |
P12     | C12      | 2016-03-01 |            |
P13a    | C13      |            |            |
P13     | C13      | 2016-03-01 |            |

expect
plan_id | outcome      | reason           | field               | because
P1      | met          |                  |                     | open fifteen months today: not yet more
P2      | not_met      | outstanding      | cp_plans.started_on | fifteen months and a day
P3      | not_met      | outstanding      | cp_plans.started_on | begun two years to the day after the last one ended
P4      | met          |                  |                     | begun two years and a day after
P5      | not_recorded | blank_field      | cp_plans.started_on | no start to count from
P6      | not_recorded | unreadable_value | cp_plans.started_on | the start cannot be read
P7      | out_of_scope |                  |                     | another council's temporary plan
P8      | out_of_scope |                  |                     | ended today
P9      | not_met      | outstanding      | cp_plans.started_on | the last one ended eight weeks before, whenever it began
P10     | met          |                  |                     | the earlier one was another council's
P11a    | not_met      | outstanding      | cp_plans.started_on | open as far as can be read, and for three years
P11     | not_recorded | unreadable_value | cp_plans.ended_on   | the day the last one ended cannot be read
P12     | not_recorded | blank_field      | cp_plans.started_on | another ended in April: which of the two began first is not known
P13a    | not_recorded | blank_field      | cp_plans.started_on | no start to count from
P13     | met          |                  |                     | the other one, whenever it began, has not ended
"""
