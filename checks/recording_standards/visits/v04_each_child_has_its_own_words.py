"""No two children of one family have the same note for a visit on the same day."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, write_ups
from fscp_readiness.tables import Tables, matched
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="V04",
    name="Each child's visit in its own words",
    wording="No two children of one family have the same note for a visit on the same day.",
    why="A note copied from brother to sister says nothing of the sister. Inspectors of 2016 found siblings' records that could not be told apart.",
    source="Ofsted inspection report, Kirklees, 2016, recommendation 10; local data-quality rule",
    source_class=SourceClass.OFSTED,
    record="cp_visits",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.QUERY,
    values={"months": 12},
    what_to_do="Write what this child said, showed and looked like; keep what was common to the family in one place.",
    owner="Principal Social Worker",
    field="visit_records.case_note",
    assumed="how far back it looks",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Visits of the last twelve months with a note, of children whose family is known. A child in two families has one row."""
    columns = write_ups.note_columns(tables)
    rows = write_ups.with_write_ups(tables, columns)
    rows = rows.assign(field=f"visit_records.{columns[-1]}")
    known = rows["child_id"].isin(_families(tables)["child_id"]) & rows["visited_on"].notna()
    return write_ups.lately(rows[rows[columns].notna().any(axis=1) & known], asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is the note this child's alone? Of copies nobody can say which came first, so each breaks the rule.

    Two notes are the same by their hashes or, where one has none, by their words.
    """
    columns = write_ups.note_columns(tables)
    notes = matched(rows[["child_id", "visited_on", *columns]].reset_index(names="row"), _families(tables), on="child_id")
    pairs = matched(notes, notes, on=["family_id", "visited_on"], suffixes=("", "_other"))
    pairs = pairs[pairs["child_id"].ne(pairs["child_id_other"])]
    same = pd.Series(pd.NA, index=pairs.index, dtype="boolean")
    for column in reversed(columns):  # the hash, then the words
        same = same.fillna(pairs[column].eq(pairs[f"{column}_other"]))
    return ~rows.index.to_series().isin(pairs[same.fillna(False).astype(bool)]["row"])


def _families(tables: Tables) -> pd.DataFrame:
    return tables.families[["child_id", "family_id"]].dropna().drop_duplicates()


EXAMPLES = """
as at 2016-05-24

families
family_id | child_id
F1        | C1
F1        | C2
F1        | C3
F2        | C4
F1        | C6
F2        | C6

cp_visits
visit_id | child_id | visited_on
V1       | C1       | 2016-05-10
V2       | C2       | 2016-05-10
V3       | C3       | 2016-05-10
V4       | C4       | 2016-05-10
V5       | C1       | 2016-05-11
V6       | C1       | 2016-05-12
V7       | C1       | 2016-05-12
V8       | C5       | 2016-05-10
V9       | C2       | 2016-05-13
V12      | C1       | 2015-05-20
V13      | C2       | 2015-05-20
V14      | C6       | 2016-05-17
V15      | C4       | 2016-05-17
V16      | C1       | 2016-05-17

care_visits
visit_id | child_id | visited_on
V10      | C2       | 2016-05-16
V11      | C3       | 2016-05-16

visit_records
visit_id | case_note        | content_hash
V1       | Seen at home.    | a1
V2       | Seen at home.    | a1
V3       | Spoke of school. | a2
V4       | Seen at home.    | a1
V5       | Seen at home.    | a1
V6       | Seen at home.    | a1
V7       | Seen at home.    | a1
V8       | Seen at home.    | a1
V9       |                  |
V10      | At contact.      |
V11      | At contact.      |
V12      | Seen at home.    | a1
V13      | Seen at home.    | a1
V14      | Drew a picture.  |
V15      | Drew a picture.  | b1
V16      | Played outside.  | b2

expect
visit_id | outcome      | because
V1       | broken       | the same note as a sibling's of the same day
V2       | broken       | the other of the two
V3       | met          | N17: three siblings seen in one visit are three rows; this one has words of its own
V4       | met          | the same words in another family
V5       | met          | the same words the next day
V6       | met          | twice for one child is not a copy to another
V7       | met          | the same
V8       | out_of_scope | family not known
V9       | out_of_scope | no note: another rule's
V10      | broken       | told by the words where there is no hash
V11      | broken       | the other of the two
V12      | out_of_scope | longer ago than twelve months
V13      | out_of_scope | longer ago than twelve months
V14      | broken       | the same words as a sibling's by the child's other family, though only one of the two notes has a hash
V15      | broken       | the other of the two
V16      | met          | words of its own
"""
