"""How many audited files are graded inadequate."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, audits, clocks
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="AUD-02",
    name="Audits graded inadequate",
    wording="The share of audits in the last six months whose grade, the moderator's where there is one, is inadequate.",
    why="Numbers say whether a visit was made; an audit says whether it was worth making. In 2016 more than half the files looked at were inadequate.",
    source="Kirklees Cabinet report, 24 May 2016, 5.20",
    source_class=SourceClass.SEED,
    record="audits",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    what_to_do="Record the grade on the audit; take what inadequate files have in common to the team.",
    owner="Head of Quality Assurance",
    field="audits.moderated_grade",
    findings=False,
    lower_is_better=True,
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("5.20",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Audits of the period; one whose day is blank may be one of them."""
    return audits.in_the_period(tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Inadequate? Missing where there is no grade, or no day."""
    answer = clocks.answers(rows)
    answer["met"] = audits.grades(rows, tables).eq("inadequate")
    answer.loc[answer["met"].isna(), "reason"] = str(Reason.BLANK_FIELD)
    return audits.where_dated(answer, rows)


EXAMPLES = """
as at 2016-05-24
counting period

audits
audit_id | child_id | audited_on | self_grade | moderated_grade
A1       | C1       | 2015-11-24 | good       | inadequate
A2       | C2       | 2016-05-24 | inadequate | requires_improvement
A3       | C3       | 2016-05-03 | inadequate |
A4       | C4       | 2016-05-03 | good       |
A5       | C5       | 2016-05-03 |            |
A6       | C6       | 2015-11-23 | inadequate | inadequate
A7       | C7       | 2016-05-03 |            | #N/A
A8       | C8       |            | inadequate |
A9       | C9       | #N/A       | good       |
A10      | C10      | 2016-05-03 | good       | #N/A

expect
audit_id | outcome      | reason           | because
A1       | met          |                  | the moderator's grade stands; the first day of the six months
A2       | not_met      | outstanding      | the moderator's grade stands
A3       | met          |                  | not moderated: the auditor's own
A4       | not_met      | outstanding      | not moderated, and good
A5       | not_recorded | blank_field      | no grade
A6       | out_of_scope |                  | before the six months
A7       | not_recorded | unreadable_value | the only grade cannot be read
A8       | not_recorded | blank_field      | on no recorded day: it may be one of the six months
A9       | not_recorded | unreadable_value | on a day that cannot be read
A10      | not_recorded | unreadable_value | the moderator gave a grade, and it cannot be read: the auditor's own does not stand
"""
