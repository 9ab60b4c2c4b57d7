"""Every open child's file holds every document that the council requires of that part of the service, authorised where it must be."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, documents, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="REC-04",
    name="Required documents on file",
    wording="Every open child's file holds every document that the council requires of that part of the service, authorised where it must be.",
    why="Without the assessment nobody knows why we are there; without the plan nobody knows what for.",
    source="Kirklees Cabinet report, 24 May 2016, 4.1; the list is the council's own (config/documents.toml)",
    source_class=SourceClass.SEED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Put the missing document on the child's file, or have the one that is there authorised.",
    owner="Head of Quality Assurance",
    field="documents.document_type",
    judgements=("SIF-KJ1", "SIF-KJ2", "IL-HP", "IL-CIC"),
    seed=("4.1",),
    assumed="which documents are required of which children, and by when",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes of whose part of the service a document is required tonight, and those of which it cannot be told."""
    rows = populations.cohorts_of(tables).rename(columns={"reason": "cohort_reason", "field": "cohort_field"})
    wanted = documents.required(tables, asked)
    return rows[rows["referral_id"].isin(wanted["referral_id"]) | (rows["cohort"].isna() & rows["perhaps"])].reset_index(drop=True)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Are they all there? The first that is not is named; what cannot be read may be it."""
    wanted = documents.required(tables, asked).sort_values(["held", "document_type"], na_position="last", kind="stable")
    first = wanted[~wanted["held"].fillna(False)].drop_duplicates("referral_id").set_index("referral_id").reindex(rows["referral_id"])
    lacking, unsure = rows["referral_id"].isin(wanted[~wanted["held"].fillna(False)]["referral_id"]), rows["cohort"].isna()
    answer = clocks.answers(rows)
    answer["met"] = (~lacking).astype("boolean").mask(lacking & first["held"].isna().to_numpy()).mask(unsure)
    answer["reason"] = first["reason"].set_axis(rows.index).mask(unsure, rows["cohort_reason"])
    answer["field"] = first["field"].set_axis(rows.index).mask(unsure, rows["cohort_field"])
    return answer


EXAMPLES = """
as at 2016-05-24

required_documents
cohort           | document_type     | authorised | within_days | once_reviewed
assessment       | chronology        |            | 20          |
child protection | assessment        | yes        |             |
child protection | cp_plan           |            |             |
child protection | review_minutes    |            |             | yes

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-01-04  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  |
R5          | C5       | 2016-01-04  |
R6          | C6       | 2016-05-04  |
R7          | C7       | 2016-05-03  |
R8          | C8       | 2016-01-04  |
R9          | C9       | 2016-01-04  |
R10         | C10      | 2016-01-04  | 2016-05-20
R11         | C11      | 2016-01-04  |
R12         | C12      | 2016-01-04  |
R14         | C14      | 2016-01-04  |
R15         | C15      | 2016-01-04  |
R16         | C16      | 2016-01-04  |
R17         | C17      | 2016-01-04  |
R18         |          | 2016-01-04  |
R13         | C13      |             |

assessments
assessment_id | child_id | referral_id | started_on | authorised_on | no_further_action
A6            | C6       | R6          | 2016-05-04 |               |
A7            | C7       | R7          | 2016-05-03 |               |
A18           |          | R18         | 2016-01-05 |               |
A13           | C13      | R13         | 2016-05-20 |               |
A12           | C12      | R12         | 2016-01-05 | 2016-02-05    |

cp_plans
plan_id | child_id | started_on
P1      | C1       | 2016-02-01
P2      | C2       | 2016-02-01
P3      | C3       | 2016-02-01
P4      | C4       | 2016-02-01
P5      | C5       | 2016-02-01
P8      | C8       | 2016-02-01
P9      | C9       | 2016-02-01
P14     | C14      | 2016-02-01
P15     | C15      | 2016-02-01
P16     | C16      | 2016-02-01
P17     | C17      | 2016-02-01

care_episodes
episode_id | care_id | child_id | started_on

cin_plans
plan_id | child_id | started_on

care_leavers
child_id

cin_reviews
review_id | child_id | held_on

care_reviews
review_id | child_id | held_on    | cancelled
V17       | C17      | 2016-05-03 | yes

cp_reviews
review_id | child_id | held_on
V3        | C3       | 2016-04-20
V4        | C4       |

documents
document_id | child_id | document_type  | started_on | authorised_on
D1a         | C1       | assessment     | 2016-01-05 | 2016-02-01
D1b         | C1       | cp_plan        | 2016-02-01 |
D2          | C2       | assessment     | 2016-01-05 | 2016-02-01
D3a         | C3       | assessment     | 2016-01-05 | 2016-02-01
D3b         | C3       | cp_plan        | 2016-02-01 |
D4a         | C4       | assessment     | 2016-01-05 |
D4b         | C4       | cp_plan        | 2016-02-01 |
D5a         | C5       | assessment     | 2016-01-05 | #N/A
D5b         | C5       | cp_plan        | 2016-02-01 |
D8a         | C8       | assessment     | 2015-01-05 | 2015-02-01
D8b         | C8       | cp_plan        | 2016-02-01 |
D9a         | C9       | assessment     | 2016-01-05 | 2016-02-01
D9b         | C9       | #N/A           | 2016-02-01 |
D14a        | C14      | assessment     | 2016-01-05 | 2016-02-01
D14b        | C14      |                | 2016-02-01 |
D15         | C15      |                | 2016-02-01 | 2016-02-01
D16a        | C16      | cp_plan        | 2016-02-01 |
D16b        | C16      |                | 2016-02-01 |
D17a        | C17      | assessment     | 2016-01-05 | 2016-02-01
D17b        | C17      | cp_plan        | 2016-02-01 |
D17c        | C17      |                | 2016-02-01 |
D18         |          | chronology     | 2016-02-01 |

expect
referral_id | outcome      | reason           | field                         | because
R1          | met          |                  |                               | both are there, and no review has been held yet
R2          | not_met      | no_event         | documents.document_type       | no plan on file
R3          | not_met      | no_event         | documents.document_type       | a review was held, and its minutes are not there
R4          | not_met      | blank_field      | documents.authorised_on       | the assessment is there and not authorised; a review without a day is not held yet
R5          | not_recorded | unreadable_value | documents.authorised_on       | authorised on a day that cannot be read
R6          | out_of_scope |                  |                               | twenty days since the referral: the chronology may still be missing
R7          | not_met      | no_event         | documents.document_type       | twenty-one days
R8          | not_met      | no_event         | documents.document_type       | the assessment is an earlier episode's
R9          | not_recorded | unreadable_value | documents.document_type       | a document of a type that cannot be read may be the plan
R14         | not_recorded | blank_field      | documents.document_type       | a document that does not say its type may be the plan
R15         | not_met      | no_event         | documents.document_type       | it can be the plan or the assessment, not both
R16         | not_met      | no_event         | documents.document_type       | it is not authorised, so it is not the assessment that is wanted
R17         | met          |                  |                               | all are there, whatever else is; the review was cancelled, so there are no minutes of it
R18         | not_met      | no_event         | documents.document_type       | neither names a child: the chronology of nobody is not this child's
R10         | out_of_scope |                  |                               | closed
R11         | out_of_scope |                  |                               | in no part of the service: another rule's
R13         | not_recorded | blank_field      | referrals.received_on         | when the referral came is blank, and so whether there is still time
R12         | not_recorded | blank_field      | assessments.no_further_action | whether in need is blank, and so which documents
"""
