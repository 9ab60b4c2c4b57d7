"""Every open child's file has a case summary that was written or updated in the last three months."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, documents, months, oversight
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="REC-06",
    name="Case summary on file and current",
    wording="Every open child's file has a case summary that was written or updated in the last three months.",
    why="At two in the morning the duty worker has five minutes. The summary says who this child is and what everybody is worried about.",
    source="Local standard; Ofsted's reports praise a concise summary; Kirklees Cabinet report, 24 May 2016, 3.5",
    source_class=SourceClass.LOCAL,
    record="referrals",
    counting=LIVE,
    clock=months(3),
    target=TargetClass.LOCAL,
    what_to_do="Write the summary afresh, or read it and save it with today's date if nothing has changed.",
    owner="Principal Social Worker",
    field="documents.updated_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("3.5",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes, once a summary is on file or has fallen due."""
    return documents.kept_up(tables, "case_summary", asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it written or updated inside three months? Missing where a date, or what a document is, leaves us unable to tell."""
    return oversight.within(rows, asked)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-01-04  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-02-24  |
R5          | C5       | 2016-02-23  |
R6          | C6       | 2016-01-04  |
R7          | C7       | 2016-01-04  |
R8          | C8       | 2016-01-04  | 2016-05-24
R9          | C9       | #N/A        |

documents
document_id | child_id | document_type | started_on | updated_on
D1          | C1       | case_summary  | 2016-01-10 | 2016-02-24
D2          | C2       | case_summary  | 2016-01-10 | 2016-02-23
D3          | C3       | chronology    | 2016-05-01 | 2016-05-20
D6          | C6       | case_summary  |            |
D7          | C7       | case_summary  | 2016-01-10 | #N/A
D9          | C9       | case_summary  | 2016-05-01 |

expect
referral_id | outcome      | due_on     | reason           | because
R1          | met          | 2016-05-24 |                  | three months ago exactly
R2          | not_met      | 2016-05-23 | outstanding      | one day over
R3          | not_met      | 2016-04-04 | outstanding      | a chronology is no summary
R4          | out_of_scope |            |                  | none yet, and due today is not late
R5          | not_met      | 2016-05-23 | outstanding      | none, three months and a day after the referral
R6          | not_recorded | 2016-04-04 | blank_field      | on file, and nothing says since when
R7          | not_recorded | 2016-04-10 | unreadable_value | updated on a day that cannot be read
R8          | out_of_scope |            |                  | closed today
R9          | not_recorded | 2016-08-01 | unreadable_value | the day the episode began cannot be read
"""
