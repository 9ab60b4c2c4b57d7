"""No team keeps a tracker by hand for what the case system should tell it."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="DQR-04",
    name="Manual trackers retired",
    wording="No team keeps a tracker by hand for what the case system should tell it: of those in use since a month ago, all are retired.",
    why="Two lists of the same children disagree, and the one on a team's own drive is seen by nobody else. In 2016 teams tracked children by hand.",
    source="Kirklees Cabinet report, 24 May 2016, 5.22; Ofsted, Kirklees, 2016, paragraph 112",
    source_class=SourceClass.SEED,
    record="manual_trackers",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Compare the tracker with the case system record by record, put right what differs, stop keeping it and record the day.",
    owner="Head of Performance and Intelligence",
    field="manual_trackers.retired_on",
    findings=False,
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("5.22",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Trackers on the council's register that are in use, or were retired in the last month."""
    rows = tables.manual_trackers
    month_ago = asked.today - pd.DateOffset(months=1)
    return rows[rows["retired_on"].isna() | (rows["retired_on"] > month_ago)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Retired? Missing where the day it was retired cannot be read."""
    answer = clocks.answers(rows)
    answer["met"] = rows["retired_on"].notna().astype("boolean")
    unreadable = rows["tracker_id"].isin(tables.unreadable_keys("manual_trackers", "retired_on"))
    answer.loc[unreadable, "met"] = pd.NA
    answer.loc[unreadable, "reason"] = str(Reason.UNREADABLE_VALUE)
    return answer


EXAMPLES = """
as at 2016-05-24

manual_trackers
tracker_id | tracker_name    | team_id | kept_by      | started_on | retired_on
T1         | Visits by hand  | East    | Team Manager | 2015-01-05 |
T2         | Core groups     | East    | Team Manager | 2015-01-05 | 2016-04-25
T3         | Caseloads       | West    | Team Manager | 2015-01-05 | 2016-04-24
T4         | Unallocated     | West    | Team Manager |            |
T5         | Health checks   | West    | Team Manager | 2015-01-05 | 2016-05-25
T6         | Return talks    | West    | Team Manager | 2016-06-01 |
T7         | Pathway plans   | West    | Team Manager | 2015-01-05 | #N/A

expect
tracker_id | outcome      | reason           | because
T1         | not_met      | outstanding      | still in use
T2         | met          |                  | retired since a month ago
T3         | out_of_scope |                  | retired a month ago
T4         | not_met      | outstanding      | in use since nobody knows when
T5         | not_met      | outstanding      | to be retired tomorrow, so in use tonight
T6         | out_of_scope |                  | not begun
T7         | not_recorded | unreadable_value | the day it was retired cannot be read
"""
