"""Every visit is written up on the child's file within two working days."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, clocks, working_days, write_ups
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="REC-01",
    name="Visits written up in two working days",
    wording="Every visit is written up on the child's file within two working days.",
    why="What is not on the file cannot protect the child: the next worker, the duty manager at night and the court read only the file.",
    source="Local standard; Kirklees Cabinet report, 24 May 2016, 3.5, 3.6 and 4.1",
    source_class=SourceClass.LOCAL,
    record="visit_records",
    counting=PERIOD,
    target=TargetClass.LOCAL,
    clock=working_days(2),
    what_to_do="Write the visit up on the child's file, with its date, who was seen and what the child said.",
    owner="Principal Social Worker",
    field="visit_records.recorded_on",
    findings=False,
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("3.5", "3.6", "4.1"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Visits of the three visit tables, once written up or late, whose last day in time or writing-up lies in the period.

    A visit that was not made has no row here, and one that was cancelled is left out: that nobody went is the visit standards' question.
    """
    rows = write_ups.with_write_ups(
        tables, ["recorded_on", *(c for c in ("worker_id", "visit_outcome") if tables.holds("visit_records", c))]
    )
    if "visit_outcome" in rows:
        rows = rows[rows["visit_outcome"].ne("cancelled").fillna(True)]
    unread = rows["written"] & rows["visit_id"].isin(tables.unreadable_keys("visit_records", "recorded_on"))
    rows = rows.assign(
        starts_on=rows["visited_on"], done_on=rows["recorded_on"], start_field=rows["table"] + ".visited_on",
        done_field="visit_records.recorded_on", maybe_done=unread, maybe_reason=str(Reason.UNREADABLE_VALUE),
        maybe_field="visit_records.recorded_on",
    )  # fmt: skip
    return clocks.once(rows, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it written up in time? Missing where a day is blank or unreadable, or writing-up comes before the visit.

    A miss with the reason no_event has not been written up at all; any other was written up late.
    """
    answer = clocks.once_met(rows, asked, in_order=True)
    never = answer["met"].eq(False).fillna(False).astype(bool) & rows["done_on"].isna()
    answer.loc[never, "reason"] = str(Reason.NO_EVENT)
    return answer


EXAMPLES = """
as at 2016-03-31
counting period

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen
V1       | P1      | C1       | 2016-03-24 | yes
V2       | P2      | C2       | 2016-03-24 | yes
V3       | P3      | C3       | 2016-03-24 | yes
V4       | P4      | C4       | 2016-03-30 | yes
V5       | P5      | C5       | 2016-03-22 | yes

care_visits
visit_id | child_id | visited_on | child_seen
V6       | C6       | 2016-03-01 | yes
V7       | C7       | 2016-03-01 | yes
V8       | C8       | 2016-03-01 | no
V9       | C9       |            | yes
V10      | C10      | 2016-03-24 | yes
V11      | C11      | 2016-03-24 | no

visit_records
visit_id | visit_table    | recorded_on | visit_outcome
V1       |                | 2016-03-30  |
V2       | ssd_cp_visits  | 2016-03-31  |
V3       |                |             |
V5       |                | 2016-04-01  |
V6       |                | 2016-02-28  |
V8       | ssd_cla_visits | #N/A        |
V9       |                | 2016-03-30  |
V10      | ssd_cp_visits  | 2016-03-24  |
V11      |                |             | cancelled

expect
visit_id | outcome      | due_on     | reason           | because
V1       | met          | 2016-03-30 |                  | W39: six days later, and only two of them working days
V2       | not_met      | 2016-03-30 | outstanding      | three working days
V3       | not_met      | 2016-03-30 | no_event         | not written up, and late
V4       | out_of_scope |            |                  | not written up, and not yet due
V5       | not_met      | 2016-03-24 | no_event         | written up tomorrow is not yet written up
V6       | not_recorded | 2016-03-03 | conflict         | written up before the visit: the dates contradict each other
V7       | not_met      | 2016-03-03 | no_event         | done, and no writing-up recorded at all
V8       | not_recorded | 2016-03-03 | unreadable_value | written up on a day that cannot be read; a visit at which the child was not seen is written up too
V9       | not_recorded |            | blank_field      | the visit has no date
V10      | not_met      | 2016-03-30 | no_event         | the write-up of that id belongs to a visit of another table
V11      | out_of_scope |            |                  | cancelled: it was not done, and there is nothing to write up
"""
