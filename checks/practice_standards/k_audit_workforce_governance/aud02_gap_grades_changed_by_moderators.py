"""How many audits a moderator grades otherwise than the auditor did."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, audits, clocks
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="AUD-02.gap",
    name="Audits whose grade the moderator changed",
    wording="The share of moderated audits in the last six months whose moderator gave another grade than the auditor.",
    why="Where auditors and moderators often differ, managers do not yet agree what good looks like, and the grades mean little.",
    source="Kirklees Cabinet report, 24 May 2016, 5.20",
    source_class=SourceClass.SEED,
    record="audits",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    what_to_do="Record both grades; go through the audits that were changed with those who did them.",
    owner="Head of Quality Assurance",
    field="audits.self_grade",
    findings=False,
    lower_is_better=True,
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("5.20",),
    second_of="AUD-02",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Audits of the period that were moderated; an unreadable grade of the moderator's is one, and an audit without a day may be."""
    rows = audits.in_the_period(tables, asked)
    unreadable = rows["audit_id"].isin(tables.unreadable_keys("audits", "moderated_grade"))
    return rows[rows["moderated_grade"].notna() | unreadable]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Do the two grades differ? Missing where either, or the day of the audit, is not recorded."""
    answer = clocks.answers(rows)
    answer["met"] = rows["moderated_grade"].ne(rows["self_grade"])
    answer.loc[rows["self_grade"].isna(), ["reason", "field"]] = [str(Reason.BLANK_FIELD), "audits.self_grade"]
    answer.loc[rows["moderated_grade"].isna(), ["reason", "field"]] = [str(Reason.BLANK_FIELD), "audits.moderated_grade"]
    return audits.where_dated(answer, rows)


EXAMPLES = """
as at 2016-05-24
counting period

audits
audit_id | child_id | audited_on | self_grade | moderated_grade
A1       | C1       | 2015-11-24 | good       | inadequate
A2       | C2       | 2016-05-24 | good       | good
A3       | C3       | 2016-05-03 | good       |
A4       | C4       | 2016-05-03 |            | good
A5       | C5       | 2016-05-03 | good       | #N/A
A6       | C6       | 2015-11-23 | good       | inadequate
A7       | C7       |            | good       | inadequate

expect
audit_id | outcome      | reason           | field                  | because
A1       | met          |                  |                        | changed
A2       | not_met      | outstanding      |                        | the same
A3       | out_of_scope |                  |                        | not moderated
A4       | not_recorded | blank_field      | audits.self_grade      | nothing to compare with
A5       | not_recorded | unreadable_value | audits.moderated_grade | the moderator's grade cannot be read
A6       | out_of_scope |                  |                        | before the six months
A7       | not_recorded | blank_field      | audits.audited_on      | on no recorded day: it may be one of the six months
"""
