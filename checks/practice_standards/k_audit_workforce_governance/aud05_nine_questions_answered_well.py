"""How many of the answers to the nine audit questions are that the question is met."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, audits, clocks
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="AUD-05",
    name="Answers to the nine audit questions that are met",
    wording="The share of answers to the nine audit questions, in audits of the last six months, that are 'met'.",
    why="The grade says how good a file is; the nine questions say in what. They are what auditors asked of every file in 2016.",
    source="Kirklees Cabinet report, 24 May 2016, 3.2",
    source_class=SourceClass.SEED,
    record="audits",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    what_to_do="Answer each of the nine questions on the audit; take those often answered 'not met' to the team.",
    owner="Head of Quality Assurance",
    field="audits.question_1",
    findings=False,
    judgements=("SIF-KJ3",),
    seed=("3.2",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """One row for each audit of the period, or of no recorded day, and each of the nine questions that applies to it."""
    return audits.answers_to_questions(tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is the answer 'met'? 'Partly' is not. Missing where the question is not answered, or the audit has no day."""
    answer = clocks.answers(rows)
    answer["met"] = rows["answer"].eq("met")
    answer.loc[answer["met"].isna(), "reason"] = str(Reason.BLANK_FIELD)
    return audits.where_dated(answer, rows)


EXAMPLES = """
as at 2016-05-24
counting period

audits
audit_id | child_id | audited_on | question_1 | question_2 | question_3 | question_4 | question_5 | question_6 | question_7 | question_8 | question_9
A1       | C1       | 2016-05-03 | met        | partly     | not_met    |            | #N/A       | na         | na         | na         | na
A2       | C2       | 2015-11-23 | met        | met        | met        | met        | met        | met        | met        | met        | met
A3       | C3       |            | met        | na         | na         | na         | na         | na         | na         | na         | na

expect
audit_id | outcome      | reason           | field             | because
A1       | met          |                  |                   | met
A1       | not_met      | outstanding      | audits.question_2 | in part is not met
A1       | not_met      | outstanding      | audits.question_3 | not met
A1       | not_recorded | blank_field      | audits.question_4 | not answered
A1       | not_recorded | unreadable_value | audits.question_5 | cannot be read
A2       | out_of_scope |                  |                   | before the six months
A3       | not_recorded | blank_field      | audits.audited_on | on no recorded day: it may be one of the six months
"""
