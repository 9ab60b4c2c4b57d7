"""Every visit says when it was written up, on or after its own day and no more than ten working days later."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, write_ups
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="V05",
    name="The day each visit was written up",
    wording="Every visit says when it was written up, on or after its own day and no more than ten working days later.",
    why="A note written weeks afterwards is memory. Without the day of writing, nobody can tell which it is.",
    source="Kirklees Cabinet report, 24 May 2016, 3.6; local data-quality rule",
    source_class=SourceClass.SEED,
    record="cp_visits",
    values={"months": 12, "working_days": 10},
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    what_to_do="Write the visit up, or put the day of the visit or of its writing-up right. Where it was late, say so in the note.",
    owner="Data Quality Lead",
    field="visit_records.recorded_on",
    assumed="ten working days, and how far back it looks",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Visits of the last twelve months, once written up or past the days for it. A visit that was cancelled has nothing to write up."""
    rows = write_ups.lately(write_ups.with_write_ups(tables, ["recorded_on", "visit_outcome"]), asked)
    kept = rows["recorded_on"].notna() | _unread(rows, tables) | rows["visited_on"].isna() | write_ups.to_be_written_up(rows, asked)
    return rows[kept & rows["visit_outcome"].ne("cancelled").fillna(True)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is the day there, in order and soon enough? One that is there and cannot be read is another rule's."""
    unread = _unread(rows, tables)
    before = (rows["recorded_on"] < rows["visited_on"]).fillna(False)
    took = asked.calendar.between(rows["visited_on"], rows["recorded_on"])
    return unread | (rows["recorded_on"].notna() & ~before & ~(took > asked.values["working_days"]).fillna(False).astype(bool))


def _unread(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    return rows["written"] & rows["visit_id"].isin(tables.unreadable_keys("visit_records", "recorded_on"))


EXAMPLES = """
as at 2016-05-24

cp_visits
visit_id | child_id | visited_on
V1       | C1       | 2016-03-24
V2       | C1       | 2016-03-24
V3       | C1       | 2016-03-24
V4       | C1       | 2016-03-24
V5       | C1       | 2016-05-20
V6       | C1       | 2016-05-19
V7       | C1       | 2016-03-24
V8       | C1       |
V9       | C1       | 2015-05-23
V10      | C1       | 2016-05-03
V13      | C1       | 2016-03-24
V14      | C1       |
V15      | C1       | 2016-05-24

cin_visits
visit_id | child_id | visited_on
V11      | C2       | 2016-03-24

care_visits
visit_id | child_id | visited_on
V12      | C3       | 2016-03-24

visit_records
visit_id | visit_table    | recorded_on | visit_outcome
V1       |                | 2016-03-24  |
V2       |                | 2016-04-11  |
V3       |                | 2016-04-12  |
V4       |                | 2016-03-23  |
V7       |                | #N/A        |
V8       |                | 2016-03-24  |
V10      |                | 2016-05-25  |
V11      | ssd_cp_visits  | 2016-03-24  |
V12      | ssd_cla_visits |             |
V13      |                |             | cancelled
V15      |                | #N/A        |

expect
visit_id | outcome      | because
V1       | met          | the same day
V2       | met          | ten working days later, Good Friday and Easter Monday among them
V3       | broken       | eleven working days later
V4       | broken       | written up the day before the visit
V5       | out_of_scope | not written up, and there is still time
V6       | broken       | not written up, and three working days have passed
V7       | met          | a day that cannot be read is there
V8       | met          | the day of the visit is blank: other standards say so
V9       | out_of_scope | longer ago than twelve months
V10      | broken       | to be written up tomorrow: it is not yet
V11      | broken       | the write-up of that id belongs to a visit of another table
V12      | broken       | written up, and when is blank
V13      | out_of_scope | cancelled: nothing happened to write up
V14      | broken       | not written up, and no day by which to say that there is still time
V15      | met          | written up on a day that cannot be read, though there was still time
"""
