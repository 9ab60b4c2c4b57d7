"""Every document says what it is, no plan in use is older than twelve months, and the chronology goes on after the last review."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, documents
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="R01",
    name="Documents that say what they are and are current",
    wording="Every document says what it is, no plan in use is older than twelve months, and the chronology goes on after the last review.",
    why="A worker who takes a child on reads the plan and the chronology first. Old ones, or ones that nobody can find, mislead.",
    source="Kirklees Cabinet report, 24 May 2016, 4.1; local data-quality rule",
    source_class=SourceClass.SEED,
    record="documents",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.QUERY,
    values={"months": 12, "working_days": 10},
    what_to_do="Say what kind of document it is; bring the plan up to date; or enter in the chronology what has happened since the review.",
    owner="Data Quality Lead",
    field="documents.updated_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("4.1",),
    assumed="ten working days after a review in which the chronology may still be brought up to date",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every document of a child; the newest plan and the newest chronology of each open child are judged by their age too."""
    rows = documents.with_age(tables, asked, working_days=int(asked.values["working_days"]))
    return rows.assign(field=pd.Series(about.field, index=rows.index).mask(rows["document_type"].isna(), "documents.document_type"))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Has it a kind, and is it not a plan of too long ago, nor a chronology with nothing since a review?"""
    old = rows["newest_plan"] & (clocks.add_months(rows["last"], int(asked.values["months"])) < asked.today)
    behind = rows["newest_chronology"] & (rows["last"] < rows["reviewed_on"])
    return rows["document_type"].notna() & ~old & ~behind


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on  | no_further_action
R1          | C1       | 2014-01-06  |            | no
R2          | C2       | 2014-01-06  | 2016-01-04 | no
R3          | C3       | 2016-03-01  |            | no
R4          | C4       | 2014-01-06  |            | no
R5          | C5       | 2014-01-06  |            | no
R6          | C6       | 2014-01-06  |            | no
R7          | C7       | 2014-01-06  |            | no
R8          | C8       | 2014-01-06  |            | no
R9          | C9       | 2014-01-06  |            | no
R10         | C10      | 2014-01-06  |            | no
R11         | C11      | 2016-03-01  |            | no
R12         | C11      |             |            | no

cp_reviews
review_id | child_id | held_on
V1        | C1       | 2016-05-09
V2        | C3       | 2016-01-04
V4        | C4       | 2016-05-09
V5        | C5       | 2016-05-10
V8        | C8       | #N/A
V10       | C10      | 2016-04-04
V11       | C10      | 2016-05-20
V12       | C11      | 2016-01-04

cin_reviews
review_id | child_id | held_on
N6        | C6       | 2016-04-04

care_reviews
review_id | child_id | held_on    | cancelled
K7        | C7       | 2016-04-04 | yes

documents
document_id | child_id | document_type | started_on | updated_on | authorised_on
D1          | C1       | cp_plan       | 2014-02-03 | 2015-05-24 |
D2          | C1       | care_plan     | 2014-02-03 | 2015-05-20 |
D3          | C1       | chronology    | 2014-02-03 | 2016-05-09 |
D4          | C2       | cp_plan       | 2014-02-03 |            |
D5          | C3       | chronology    | 2015-12-01 |            |
D6          | C4       | cp_plan       | 2014-02-03 | 2015-05-23 |
D7          | C4       | chronology    | 2014-02-03 | 2016-05-08 |
D8          | C5       | chronology    | 2014-02-03 | 2016-05-08 |
D9          | C5       | cp_plan       | 2014-02-03 |            | 2015-05-25
D10         | C6       | chronology    | 2014-02-03 | 2016-04-01 |
D11         | C7       | chronology    | 2014-02-03 | 2016-04-01 |
D12         | C2       |               | 2014-02-03 |            |
D13         | C2       | #N/A          | 2014-02-03 |            |
D14         | C8       | cin_plan      | 2014-02-03 | #N/A       |
D15         | C8       | chronology    |            |            |
D16         | C6       | cin_plan      | 2014-02-03 |            |
D17         | C6       | #N/A          | 2016-05-02 |            |
D18         | C7       | genogram      | 2014-02-03 |            |
D19         | C4       | chronology    | 2014-02-03 | 2016-04-01 |
D20         | C9       | cp_plan       | 2014-02-03 |            |
D21         | C9       |               | 2014-01-06 |            |
D22         | C10      | chronology    | 2014-02-03 | 2016-04-01 |
D23         | C11      | chronology    | 2015-12-01 |            |

expect
document_id | outcome | field                   | because
D1          | met     |                         | updated twelve months ago to the day
D2          | met     |                         | older, and not the newest plan
D3          | met     |                         | an entry on the day of the review
D4          | met     |                         | of a case that is closed
D5          | met     |                         | the review belongs to a time before this episode
D6          | broken  | documents.updated_on    | updated twelve months and a day ago
D7          | broken  | documents.updated_on    | nothing since a review eleven working days ago
D8          | met     |                         | the review was ten working days ago
D9          | met     |                         | authorised within twelve months
D10         | met     |                         | D17 may be a newer chronology
D11         | met     |                         | that review was cancelled
D12         | broken  | documents.document_type | does not say what it is
D13         | broken  | documents.document_type | says it so that it cannot be read
D14         | met     |                         | the day of updating cannot be read
D15         | met     |                         | no day at all
D16         | met     |                         | D17 may be a newer plan
D17         | broken  | documents.document_type | says what it is so that it cannot be read
D18         | met     |                         | neither a plan nor a chronology
D19         | met     |                         | a newer chronology is on file
D20         | broken  | documents.updated_on    | over two years old, and the paper of no kind is older still
D21         | broken  | documents.document_type | does not say what it is
D22         | broken  | documents.updated_on    | nothing since the review in April, whatever review came after
D23         | broken  | documents.updated_on    | one open episode does not say when it began: the review may belong to it
"""
