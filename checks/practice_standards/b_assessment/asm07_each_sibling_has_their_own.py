"""Each brother and sister has an assessment of their own."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, assessments, clocks, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="ASM-07",
    name="Brothers and sisters assessed each in their own right",
    wording="When one child of a family is assessed, each brother and sister with an open case has an assessment of their own, in words of its own.",
    why="Brothers and sisters live the same events differently. An assessment copied from one child to the next has seen only one of them.",
    source="Ofsted, inspection of Kirklees, November 2016, recommendation 10",
    source_class=SourceClass.OFSTED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"working_days_to_begin": 10},
    what_to_do="Begin the child's own assessment, or write what is true of this child where the text was copied.",
    owner="Head of Service, Assessment and Intervention",
    field="assessments.assessment_id",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.6",),
    assumed="ten working days in which a newly referred child's assessment may begin",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open cases of brothers and sisters, one of whom is being assessed or was in the last six months.

    A child whose assessment has not begun, and whose referral is newer than the working days allowed, is not asked about yet.
    """
    rows = assessments.of_siblings(tables, asked)
    allowed = working_days(int(asked.values["working_days_to_begin"]))
    begin_by = clocks.due(rows["received_on"], asked, allowed)
    return rows[rows["own"] | rows["received_on"].isna() | clocks.past(begin_by, asked.today, asked, allowed)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Has the child one of their own? Missing where the text of a finished one, or the day of the referral, is not on record."""
    answer = clocks.answers(rows)
    answer["met"] = rows["own"].astype("boolean")
    no_text = rows["finished"] & ~rows["has_text"]
    for where, found, reason, field in (
        (~rows["own"], False, Reason.NO_EVENT, "assessments.assessment_id"),
        (~rows["own"] & rows["received_on"].isna(), pd.NA, Reason.BLANK_FIELD, "referrals.received_on"),
        (no_text & rows["has_document"], pd.NA, Reason.BLANK_FIELD, "documents.content_hash"),
        (no_text & ~rows["has_document"], pd.NA, Reason.NO_EVENT, "documents.content_hash"),
        (rows["same_words"] & rows["own"], False, Reason.CONFLICT, "documents.content_hash"),
        (rows["shared"], False, Reason.DUPLICATE_KEY, "assessments.assessment_id"),
    ):
        answer.loc[where, ["met", "reason", "field"]] = [found, str(reason), field]
    return answer


EXAMPLES = """
as at 2016-05-24

families
family_row_id | family_id | child_id
F1            | FA        | C1
F2            | FA        | C2
F3            | FA        | C3
F4            | FA        | C4
F5            | FB        | C5
F6            | FB        | C6
F7            | FC        | C7
F8            | FC        | C8
F9            | FD        | C9
F10           | FE        | C10
F11           | FE        | C11
F12           | FF        | C12
F13           | FF        | C13
F14           | FG        | C14
F15           | FG        | C15
F16           | FG        | C16
F17           | FA        | C17
F18           | FA        | C18
F19           | FA        | C19
F20           | FB        | C20

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-05-03  | no                |
R2          | C2       | 2016-05-03  | no                |
R3          | C3       | 2016-05-10  | no                |
R4          | C4       | 2016-05-03  | no                | 2016-05-20
R5          | C5       | 2016-02-01  | no                |
R6          | C6       | 2016-02-01  | no                |
R7          | C7       | 2016-02-01  | no                |
R8          | C8       | 2016-02-01  | no                |
R9          | C9       | 2016-02-01  | no                |
R10         | C10      | 2015-02-02  | no                |
R11         | C11      | 2015-02-02  | no                |
R12         | C12      | 2016-02-01  | no                |
R13         | C13      | 2016-02-01  | no                |
R14         | C14      | 2016-02-01  | no                |
R15         | C15      | 2016-02-01  | no                |
R16         | C16      | 2015-02-02  | no                |
R17         | C17      |             | no                |
R18         | C18      | 2016-05-09  |                   |
R19         | C19      | 2016-05-09  | yes               |
R20         | C20      | 2016-02-01  | no                |

assessments
assessment_id | referral_id | child_id | started_on | authorised_on
A1            | R1          | C1       | 2016-05-04 |
A5            | R5          | C5       | 2016-02-02 | 2016-04-01
A6            | R6          | C6       | 2016-02-02 | 2016-04-01
A7            | R7          | C7       | 2016-02-02 |
A7            | R8          | C8       | 2016-02-02 |
A9            | R9          | C9       | 2016-02-02 | 2016-04-01
A10           | R10         | C10      | 2015-02-03 | 2015-04-01
A12           | R12         | C12      | 2016-02-02 | 2016-04-01
A13           |             | C13      | 2016-02-02 | 2016-04-01
A14           | R14         | C14      | 2016-02-02 | 2016-04-01
A15           | R15         | C15      | 2016-02-02 | 2016-04-01
A16           | R16         | C16      | 2015-02-03 | 2015-04-01
A20           | R20         | C20      | 2016-02-02 | #N/A

documents
document_id | child_id | document_type | started_on | content_hash
D5          | C5       | assessment    | 2016-02-02 | aaaa
D6          | C6       | assessment    | 2016-02-02 | aaaa
D12         | C12      | assessment    | 2016-02-02 |
D13         | C13      | chronology    | 2016-02-02 | bbbb
D14         | C14      | assessment    | 2016-02-02 | cccc
D15         | C15      | assessment    | 2016-02-02 | dddd
D15b        | C15      | assessment    | 2014-02-02 | cccc
D16         | C16      | assessment    | 2015-02-03 | eeee

expect
referral_id | outcome      | reason        | field                     | because
R1          | met          |               |                           | being assessed
R2          | not_met      | no_event      | assessments.assessment_id | a sister is being assessed, and this child is not
R3          | out_of_scope |               |                           | referred ten working days ago: there is today left to begin
R4          | out_of_scope |               |                           | the case has closed
R5          | not_met      | conflict      | documents.content_hash    | word for word the brother's assessment
R6          | not_met      | conflict      | documents.content_hash    | word for word the sister's assessment
R7          | not_met      | duplicate_key | assessments.assessment_id | one assessment under two children
R8          | not_met      | duplicate_key | assessments.assessment_id | one assessment under two children
R9          | out_of_scope |               |                           | no brother or sister with an open case
R10         | out_of_scope |               |                           | nobody of the family has been assessed in the last six months
R11         | out_of_scope |               |                           | nobody of the family has been assessed in the last six months
R12         | not_recorded | blank_field   | documents.content_hash    | nobody can say whether the words are the child's own
R13         | not_recorded | no_event      | documents.content_hash    | the assessment itself is not on file
R14         | met          |               |                           | in words of its own
R15         | met          |               |                           | the same words were used before this referral: another assessment
R16         | met          |               |                           | assessed long ago, in the case that is still open
R17         | not_recorded | blank_field   | referrals.received_on     | not assessed, and nobody knows how long ago the child was referred
R18         | not_met      | no_event      | assessments.assessment_id | eleven working days, and not begun; a blank flag keeps the child in
R19         | out_of_scope |               |                           | no further action
R20         | not_recorded | no_event      | documents.content_hash    | authorised on a day that cannot be read: finished, and not on file
"""
