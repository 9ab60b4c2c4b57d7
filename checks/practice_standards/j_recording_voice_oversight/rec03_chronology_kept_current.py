"""Every open child's file has a chronology that was started or updated in the last three months."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, documents, months, oversight
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="REC-03",
    name="Chronology on file and current",
    wording="Every open child's file has a chronology that was started or updated in the last three months.",
    why="A chronology shows the pattern that no single visit shows. Serious case reviews found the pattern in the file when nobody had written it out.",
    source="Kirklees Cabinet report, 24 May 2016, 4.1; local standard",
    source_class=SourceClass.SEED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=months(3),
    what_to_do="Bring the chronology up to date and save it to the child's file with today's date; if there is none, start one.",
    owner="Principal Social Worker",
    field="documents.updated_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
    assumed="three months",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes, once a chronology is on file or has fallen due."""
    return documents.kept_up(tables, "chronology", asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it started or updated inside three months? Missing where a date, or what a document is, leaves us unable to tell."""
    return oversight.within(rows, asked)


EXAMPLES = """
as at 2016-05-29

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2015-06-01  |
R2          | C2       | 2015-06-01  |
R3          | C3       | 2015-06-01  |
R4          | C4       | 2016-02-29  |
R5          | C5       | 2016-02-28  |
R6          | C6       | 2015-06-01  |
R7          | C7       | 2015-06-01  |
R8          | C8       | 2015-06-01  |
R9          | C9       | 2015-06-01  | 2016-05-20
R10         | C10      |             |
R11         | C11      | 2015-06-01  |
R12         | C12      | 2015-06-01  |
R13         | C13      | 2015-06-01  |
R14         | C14      | 2016-05-02  |

documents
document_id | child_id | document_type | started_on | updated_on
D1          | C1       | chronology    | 2015-07-01 | 2016-02-29
D2          | C2       | chronology    | 2015-07-01 | 2016-02-28
D3          | C3       | genogram      | 2016-05-01 | 2016-05-20
D6          | C6       | chronology    | 2016-05-01 |
D7          | C7       | chronology    |            |
D8          | C8       | chronology    | 2015-07-01 | #N/A
D9          | C9       | chronology    | 2015-07-01 | 2015-07-01
D10         | C10      | chronology    | 2016-05-01 | 2016-05-20
D11         | C11      | #N/A          | 2016-05-01 |
D12         | C12      |               | 2016-05-01 |
D13a        | C13      | chronology    | 2015-07-01 | 2015-08-01
D13b        | C13      | chronology    | 2016-05-30 |
D14         | C14      | chronology    | 2015-07-01 | 2016-04-01

expect
referral_id | outcome      | due_on     | reason           | because
R1          | met          | 2016-05-29 |                  | updated three months ago exactly, to the day
R2          | not_met      | 2016-05-28 | outstanding      | one day over
R3          | not_met      | 2015-09-01 | outstanding      | a genogram is no chronology
R4          | out_of_scope |            |                  | none, and due today is not late
R5          | not_met      | 2016-05-28 | outstanding      | none, three months and a day after the referral
R6          | met          | 2016-08-01 |                  | started lately, and not updated since
R7          | not_recorded | 2015-09-01 | blank_field      | on file, and nothing says since when
R8          | not_recorded | 2015-10-01 | unreadable_value | updated on a day that cannot be read
R9          | out_of_scope |            |                  | closed
R10         | not_recorded | 2016-08-20 | blank_field      | the day the episode began is blank
R11         | not_recorded | 2015-09-01 | unreadable_value | a document of a type that cannot be read may be one
R12         | not_recorded | 2015-09-01 | blank_field      | a document that does not say its type may be one
R13         | not_met      | 2015-11-01 | outstanding      | the newer one is started tomorrow
R14         | out_of_scope |            |                  | the last episode's, and three months have not passed in this one
"""
