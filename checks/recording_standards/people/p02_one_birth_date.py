"""Every person has a date of birth or, if unborn, an expected date: one of the two."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="P02",
    name="A date of birth or an expected date",
    wording="Every person has a date of birth or, if unborn, an expected date of birth, and never both.",
    why="Age decides which rules protect a child: who is a baby, who leaves care, who is an adult. Without it the child falls between them.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="people",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record the date of birth; once a child is born, take the expected date away.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    owner="Data Quality Lead",
    field="people.born_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every person, with the dates as recorded: a birth recorded ahead is a date too."""
    return tables.everything("people")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is exactly one of the two there? A source with no expected dates (Annex A) is asked for the date of birth alone."""
    expected = rows["expected_on"].notna() if "expected_on" in rows else pd.Series(False, index=rows.index)
    born = rows["born_on"].notna()
    field = pd.Series("people.born_on", index=rows.index, dtype="string").mask(born & expected, "people.expected_on")
    return pd.DataFrame({"met": (born ^ expected).astype("boolean"), "field": field}, index=rows.index)


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | expected_on
C000001  | 2010-01-01 |
C000002  |            | 2016-07-01
C000003  |            |
C000004  | 2016-05-01 | 2016-05-03
C000005  | #N/A       |
C000006  | 2016-05-26 |

expect
child_id | outcome | field              | because
C000001  | met     |                    | born
C000002  | met     |                    | unborn, and expected
C000003  | broken  | people.born_on     | neither
C000004  | broken  | people.expected_on | both: the expected date should have gone when the child was born
C000005  | broken  | people.born_on     | what is there cannot be read, so there is no date
C000006  | met     |                    | a date ahead is a date; that it is ahead is another rule's
"""
