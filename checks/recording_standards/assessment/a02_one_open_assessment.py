"""No child has two assessments open at once."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="A02",
    name="One open assessment a child",
    wording="No child has two assessments open at once.",
    why="Two open assessments count the child twice and run two clocks; one of them will be overdue for ever.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="assessments",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Finish the assessment that was done, and take the other off.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    field="assessments.authorised_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Assessments not yet authorised; a date that is there and cannot be read is there. Rows with one id are one assessment."""
    rows = tables.assessments
    unreadable = rows["assessment_id"].isin(tables.unreadable_keys("assessments", "authorised_on"))
    return rows[rows["authorised_on"].isna() & ~unreadable].drop_duplicates("assessment_id")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is it the child's first open assessment? Of two the later start breaks the rule, then the higher id."""
    ordered = rows.sort_values(["started_on", "assessment_id"], na_position="first", kind="stable")
    again = ordered["child_id"].notna() & ordered.duplicated("child_id", keep="first")
    return ~again.reindex(rows.index)


EXAMPLES = """
as at 2016-05-24

assessments
assessment_id | child_id | started_on | authorised_on
A1a           | C1       | 2016-05-02 |
A1b           | C1       | 2016-05-09 |
A2a           | C2       | 2016-05-02 | 2016-05-20
A2b           | C2       | 2016-05-09 |
A3a           | C3       | 2016-05-02 | 2016-05-25
A3b           | C3       | 2016-05-02 |
A4a           | C4       | 2016-05-02 | #N/A
A4b           | C4       | 2016-05-02 |
A5            | C5       | 2016-05-02 |
A5            | C5       | 2016-05-02 |
A6a           | C6       | 2016-05-02 |
A6b           | C6       | 2016-05-25 |

expect
assessment_id | outcome      | because
A1a           | met          | the earlier of two
A1b           | broken       | the later of two
A2a           | out_of_scope | finished
A2b           | met          | the other is finished
A3a           | met          | finished tomorrow, and the lower id
A3b           | broken       | the same day, the higher id
A4a           | out_of_scope | there is a day; that it cannot be read is another rule's
A4b           | met          | the only one that is open
A5            | met          | one assessment that stands there twice
A6a           | met          | the other is not there yet
A6b           | out_of_scope | begins tomorrow
"""
