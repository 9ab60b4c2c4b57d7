"""Every visit that has been written up has a case note."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, write_ups
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="V06",
    name="Every visit has a case note",
    wording="Every visit that has been written up has a case note.",
    why="A date in a box proves that a form was filled in. Only the note shows that somebody saw and heard the child.",
    source="Kirklees Cabinet report, 24 May 2016, 3.6; local data-quality rule",
    source_class=SourceClass.SEED,
    record="cp_visits",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    values={"months": 12},
    what_to_do="Add the case note to the visit; if it stands elsewhere on the file, link it.",
    owner="Data Quality Lead",
    field="visit_records.case_note",
    assumed="how far back it looks",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Visits of the last twelve months that say when they were written up, cancelled ones left out."""
    columns = write_ups.note_columns(tables)
    rows = write_ups.with_write_ups(tables, [*columns, "recorded_on", "visit_outcome"])
    unread = rows["written"] & rows["visit_id"].isin(tables.unreadable_keys("visit_records", "recorded_on"))
    rows = rows[(rows["recorded_on"].notna() | unread) & rows["visit_outcome"].ne("cancelled").fillna(True)]
    return write_ups.lately(rows.assign(field=f"visit_records.{columns[0]}"), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is there a note, or the hash that stands for one?"""
    return write_ups.has_note(rows, tables)


EXAMPLES = """
as at 2016-05-24

cp_visits
visit_id | child_id | visited_on
V1       | C1       | 2016-05-10
V2       | C1       | 2016-05-11
V3       | C1       | 2016-05-12
V4       | C1       | 2016-05-13
V5       | C1       | 2016-05-16
V6       | C1       | 2015-05-23
V7       | C1       | 2016-05-17
V8       | C1       | 2016-05-18
V9       | C1       |
V10      | C1       | 2015-05-24

visit_records
visit_id | recorded_on | visit_outcome | case_note     | content_hash
V1       | 2016-05-10  | seen          | Seen at home. |
V2       | 2016-05-11  | seen          |               | a1
V3       | 2016-05-12  | seen          |               |
V4       |             | seen          |               |
V6       | 2015-05-23  | seen          |               |
V7       | 2016-05-17  | cancelled     |               |
V8       | 2016-05-18  | no_access     |               | #N/A
V9       | 2016-05-18  | no_access     |               |
V10      | #N/A        | seen          |               |

expect
visit_id | outcome      | field                   | because
V1       | met          |                         | a note
V2       | met          |                         | a hash stands for the note
V3       | broken       | visit_records.case_note | written up, and no note
V4       | out_of_scope |                         | not written up: another rule's
V5       | out_of_scope |                         | no write-up at all: another rule's
V6       | out_of_scope |                         | longer ago than twelve months
V7       | out_of_scope |                         | cancelled: nothing happened to write of
V8       | met          |                         | something is there, though it cannot be read
V9       | broken       | visit_records.case_note | a visit at which nobody was in has a note too, its day blank or not
V10      | broken       | visit_records.case_note | twelve months ago exactly, written up on a day that cannot be read
"""
