"""No unique pupil number and no NHS number is recorded for two people."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.standards.identifiers import shared_with_another
from fscp_readiness.standards.parts import unbroken
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="P10",
    name="No number on two people",
    wording="No unique pupil number and no NHS number is recorded for two people.",
    why="Either one child has two records, or somebody's school or health history is joined to the wrong child.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="people",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Find out whose it is and take it off the other record; join none from before an adoption to one from after it.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    owner="Data Quality Lead",
    field="people.upn",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every person with an id."""
    return tables.people.dropna(subset="child_id").drop_duplicates("child_id")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Has no other person with a lower id the same number? NHS numbers are compared where the source holds them."""
    parts = {"people.upn": shared_with_another(rows["upn"], rows["child_id"])}
    if "nhs_number" in rows:
        parts["people.nhs_number"] = shared_with_another(rows["nhs_number"], rows["child_id"])
    if tables.holds("linked_identifiers"):
        links = tables.linked_identifiers
        links = links[links["identifier_type"].str.contains("NHS", case=False, na=False)]
        again = links[shared_with_another(links["identifier_value"], links["child_id"])]
        parts["linked_identifiers.identifier_value"] = rows["child_id"].isin(again["child_id"])
    return unbroken(rows, parts)


EXAMPLES = """
as at 2016-05-24

people
child_id | upn           | nhs_number
C1       | P207000016049 | 999 000 0001
C2       | P207000016049 | 999 000 0002
C3       | p207000016049 | 9990000001
C4       |               | 9990000001
C5       |               |
C6       |               |
C7       |               |

linked_identifiers
link_id | child_id | identifier_type | identifier_value
L1      | C5       | NHS number      | 9990000009
L2      | C5       | NHS Number      | 999 000 0009
L3      | C6       | nhs             | 9990000009
L4      | C6       | Case Number     | LN1
L5      | C7       | Case Number     | LN1

expect
child_id | outcome | field                               | because
C1       | met     |                                     | the first record with this number
C2       | broken  | people.upn                          | the same pupil number as another child
C3       | broken  | people.upn                          | the same pupil number, however it is typed
C4       | broken  | people.nhs_number                   | the same NHS number as another child
C5       | met     |                                     | one child with the number on file twice
C6       | broken  | linked_identifiers.identifier_value | another child's NHS number
C7       | met     |                                     | a case number may be a family's
"""
