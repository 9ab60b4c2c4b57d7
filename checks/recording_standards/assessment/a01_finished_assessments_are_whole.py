"""Every finished assessment is authorised, ends after it began and says what factors it found."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, outcomes
from fscp_readiness.standards.parts import unbroken
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="A01",
    name="Finished assessments are whole",
    wording="Every finished assessment is authorised, no earlier than it began, and says which factors it found; 'none' (21) stands alone.",
    why="The factors say what children in this area live with. An assessment without them is half a record, and the census refuses it.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="assessments",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record the day the manager authorised it and the factors found; where a factor was found, take 21 (none) away.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    field="assessments.authorised_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

NONE_FOUND = "21"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Assessments that are finished: authorised, or with an outcome."""
    rows = tables.assessments
    unreadable = rows["assessment_id"].isin(tables.unreadable_keys("assessments", "authorised_on"))
    rows = rows.assign(authorised=rows["authorised_on"].notna() | unreadable)
    decided = [rows["assessment_id"].isin(tables.unreadable_keys("assessments", column)) for column in ("no_further_action", "outcome")]
    said = rows["no_further_action"].notna() | outcomes.said(rows["outcome"]) | decided[0] | decided[1]
    return rows[rows["authorised"] | said]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is it authorised, in order, with its factors? A date that is there and cannot be read is there: other rules list it."""
    found = tables.assessment_factors.dropna(subset=["assessment_id", "factors"])
    found = found.assign(codes=found["factors"].str.findall(r"[0-9]+[A-Za-z]?")).explode("codes").dropna(subset="codes")
    none_found = found[found["codes"].eq(NONE_FOUND)]["assessment_id"]
    beside = found[found["codes"].ne(NONE_FOUND) & found["assessment_id"].isin(none_found)]["assessment_id"]
    without = ~rows["assessment_id"].isin(found["assessment_id"])
    return unbroken(
        rows,
        {
            "assessments.authorised_on": ~rows["authorised"] | (rows["authorised_on"] < rows["started_on"]),
            "assessment_factors.factors": without | rows["assessment_id"].isin(beside),
        },
    )


EXAMPLES = """
as at 2016-05-24

assessments
assessment_id | child_id | started_on | authorised_on | no_further_action | outcome
A1            | C1       | 2016-01-05 | 2016-02-05    | no |
A2            | C2       | 2016-01-05 | 2016-01-04    | no |
A3            | C3       | 2016-01-05 | 2016-01-05    | yes |
A4            | C4       | 2016-01-05 |               | no |
A5            | C5       | 2016-01-05 |               |                   |
A6            | C6       | 2016-01-05 | 2016-02-05    |                   |
A7            | C7       | 2016-01-05 | 2016-02-05    |                   |
A8            | C8       | 2016-01-05 | 2016-02-05    |                   |
A9            | C9       | 2016-01-05 | #N/A          |                   |
A10           | C10      | 2016-01-05 | 2016-05-25    |                   |
A11           | C11      |            | 2016-02-05    |                   |
A12           | C12      | 2016-01-05 |               |                   | {"NFA_FLAG": "", "S47_FLAG": "N"}
A14           | C14      | 2016-01-05 |               | #N/A              |
A13           | C13      | 2016-01-05 |               |                   | {"NFA_FLAG": "", "S47_FLAG": "Y"}

assessment_factors
factor_id | assessment_id | factors
F1        | A1            | ["3A"]
F2        | A2            | ["3A"]
F3        | A3            | ["21"]
F4        | A4            | ["3A"]
F7        | A7            | ["21","3A"]
F8        | A8            | []
F9        | A9            | 3A, 4B
F11       | A11           | ["1A"]

expect
assessment_id | outcome      | field                      | because
A1            | met          |                            | authorised, with a factor
A2            | broken       | assessments.authorised_on  | authorised the day before it began
A3            | met          |                            | the same day, and no factor was found
A4            | broken       | assessments.authorised_on  | an outcome, and nobody authorised it
A5            | out_of_scope |                            | still being made
A6            | broken       | assessment_factors.factors | authorised, and no factors
A7            | broken       | assessment_factors.factors | none was found, and one was
A8            | broken       | assessment_factors.factors | a list with nothing in it
A9            | met          |                            | there is a day; that it cannot be read is another rule's
A10           | out_of_scope |                            | authorised tomorrow: still being made tonight
A11           | met          |                            | no start to compare with
A12           | out_of_scope |                            | a list of outcomes, and none of them is ticked: still being made
A14           | broken       | assessments.authorised_on  | there is an outcome that cannot be read, and nobody authorised it
A13           | broken       | assessments.authorised_on  | one is ticked, and nobody authorised it
"""
