"""Every code is one of the codes its column may hold."""

from fscp_readiness.standards import LIVE, About, Expectation
from fscp_readiness.tables import ALL, Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="Q04",
    name="Codes that are known",
    wording="Every code is one of the codes its column may hold.",
    why="A code nobody knows is counted nowhere: the child's ethnicity, need or placement drops out of the figures without a word.",
    source="Annex A guidance and Standard Safeguarding Dataset 1.4.5, code lists",
    source_class=SourceClass.DFE,
    record="people",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Choose a code from the list; or, if the council uses a word of its own, add it to the code map.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def expectations(tables: Tables) -> list[Expectation]:
    """One expectation for each column with a code list that the source holds. Blank is no code, and so no fault."""
    return [
        Expectation(declared.name, "expect_column_values_to_be_in_set", column.name, (("value_set", column.codes),))
        for declared in ALL
        for column in declared
        if column.codes and tables.holds(declared.name, column.name)
    ]


EXAMPLES = """
as at 2016-05-24

people
child_id | ethnicity | sex
C1       | WBRI      | F
C2       | ZZZZ      | M
C3       |           |
C4       | #N/A      | Q
C5       |           | F

referrals
referral_id | child_id | received_on | primary_need
R1          | C1       | 2016-01-04  | N1
R2          | C2       | 2016-01-04  | N99
R3          | C3       | 2016-01-04  |

expect
record_id | outcome      | field                  | because
C1        | met          |                        | both codes are known
C2        | broken       | people.ethnicity       | not a code of the list
C3        | out_of_scope |                        | holds no code at all
C4        | broken       | people.ethnicity       | there is something, and it cannot be read
C4        | broken       | people.sex             | not a code of the list
C5        | met          |                        | a blank is no code
R1        | met          |                        | a code of the list
R2        | broken       | referrals.primary_need | not a code of the list
R3        | out_of_scope |                        | holds no code at all
"""
