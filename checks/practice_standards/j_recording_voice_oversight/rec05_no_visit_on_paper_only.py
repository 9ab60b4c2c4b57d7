"""Every visit of the last twelve months to an open child has a case note on the file; none is known from paper or a diary alone."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, populations, write_ups
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="REC-05",
    name="No visit known from paper or a diary alone",
    wording="Every visit to an open child has a case note on the electronic file; none is known from paper, a calendar or a diary alone.",
    why="In 2016 visits had been made and stood only on paper. To the night duty worker, and to an inspector, they had not been made.",
    source="Kirklees Cabinet report, 24 May 2016, 3.6",
    source_class=SourceClass.SEED,
    record="cp_visits",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"months": 12},
    what_to_do="Put the note on the child's file, with the day of the visit, who was seen and what the child said.",
    owner="Principal Social Worker",
    field="visit_records.case_note",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("3.6",),
    assumed="how far back it looks",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Visits of the last twelve months to children open tonight, once noted, on paper, or past the days for writing up."""
    columns = [*write_ups.note_columns(tables), "on_paper_only", "visit_outcome"]
    rows = write_ups.lately(write_ups.with_write_ups(tables, columns), asked)
    rows = rows.assign(noted=write_ups.has_note(rows, tables), paper=rows["on_paper_only"].fillna(False).astype(bool))
    due = rows["visited_on"].isna() | write_ups.to_be_written_up(rows, asked)
    open_now = rows["child_id"].isin(populations.open_children(tables))
    return rows[open_now & (rows["noted"] | rows["paper"] | due) & rows["visit_outcome"].ne("cancelled").fillna(True)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is there a note? Missing where there is one and the write-up says 'on paper only'."""
    answer = clocks.answers(rows)
    answer["met"] = rows["noted"].astype("boolean").mask(rows["noted"] & rows["paper"])
    answer["reason"] = pd.Series(str(Reason.NO_EVENT), index=rows.index).mask(rows["written"], str(Reason.BLANK_FIELD))
    answer.loc[rows["paper"], ["reason", "field"]] = [str(Reason.ON_PAPER_ONLY), "visit_records.on_paper_only"]
    answer.loc[rows["paper"] & rows["noted"], "reason"] = str(Reason.CONFLICT)
    return answer


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2015-01-05  |
R2          | C2       | 2016-01-04  | 2016-05-20

cp_visits
visit_id | child_id | visited_on
V1       | C1       | 2016-05-10
V2       | C1       | 2016-05-11
V3       | C1       | 2016-05-23
V4       | C1       | 2016-05-12
V5       | C1       | 2016-05-19
V6       | C1       | 2016-05-20
V7       | C1       | 2016-05-13
V8       | C1       | 2015-05-24
V9       | C1       | 2015-05-23
V10      | C2       | 2016-05-10
V11      | C1       |
V12      | C1       | 2016-05-16
V13      | C1       | 2016-05-25
V14      | C1       | 2016-05-17
V15      | C1       | 2016-05-18

visit_records
visit_id | visit_outcome | on_paper_only | case_note     | content_hash
V1       | seen          | no            | Seen at home. |
V2       | seen          | yes           |               |
V3       | seen          | yes           |               |
V4       | seen          | no            |               |
V7       | seen          | yes           | Scanned.      |
V8       | seen          |               |               |
V12      | seen          |               |               | a1
V14      | cancelled     |               |               |
V15      | seen          |               |               | #N/A

expect
visit_id | outcome      | reason        | field                       | because
V1       | met          |               |                             | a note on the file
V2       | not_met      | on_paper_only | visit_records.on_paper_only | known from paper only
V3       | not_met      | on_paper_only | visit_records.on_paper_only | said to be on paper only, the day after
V4       | not_met      | blank_field   | visit_records.case_note     | written up without a note
V5       | not_met      | no_event      | visit_records.case_note     | a date, and nothing else, three working days later
V6       | out_of_scope |               |                             | two working days ago: there is still time
V7       | not_recorded | conflict      | visit_records.on_paper_only | a note, and 'on paper only': they contradict each other
V8       | not_met      | blank_field   | visit_records.case_note     | twelve months ago exactly
V9       | out_of_scope |               |                             | longer ago than twelve months
V10      | out_of_scope |               |                             | the child's case has closed
V11      | not_met      | no_event      | visit_records.case_note     | neither a day nor a note
V12      | met          |               |                             | a hash stands for the note; 'on paper' is blank, and the note answers it
V13      | out_of_scope |               |                             | tomorrow's has not happened
V14      | out_of_scope |               |                             | cancelled: there was no visit
V15      | met          |               |                             | something is there, though it cannot be read
"""
