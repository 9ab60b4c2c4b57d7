"""Every child protection plan says the category of abuse it began with and the one it is for now."""

from fscp_readiness.standards import LIVE, About, Expectation
from fscp_readiness.tables import TableAbsent, Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="C02",
    name="The category of abuse is recorded",
    wording="Every child protection plan says the category of abuse it began with and the one it is for now.",
    why="The category says what the child is to be protected from. A plan without one cannot be followed, nor counted.",
    source="Standard Safeguarding Dataset 1.4.5, child protection plans",
    source_class=SourceClass.DFE,
    record="cp_plans",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record the category the conference decided on, and the one the latest review confirmed.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    field="cp_plans.initial_category",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

CATEGORIES = ("initial_category", "latest_category")


def expectations(tables: Tables) -> list[Expectation]:
    """Neither category is blank. A code that is there and in no list is another rule's."""
    for column in CATEGORIES:
        if not tables.holds("cp_plans", column):
            raise TableAbsent("cp_plans", column)
    return [Expectation("cp_plans", "expect_column_values_to_not_be_null", column) for column in CATEGORIES]


EXAMPLES = """
as at 2016-05-24

cp_plans
plan_id | child_id | started_on | initial_category | latest_category
P1      | C1       | 2016-01-04 | NEG              | EMO
P2      | C2       | 2016-01-04 |                  | EMO
P3      | C3       | 2016-01-04 | NEG              |
P4      | C4       | 2016-01-04 |                  |
P5      | C5       | 2016-01-04 | #N/A             | NEG
P6      | C6       | 2016-05-25 |                  |

expect
plan_id | outcome      | field                     | because
P1      | met          |                           | both are there
P2      | broken       | cp_plans.initial_category | nobody says what it began with
P3      | broken       | cp_plans.latest_category  | nobody says what it is for now
P4      | broken       | cp_plans.initial_category | neither is there: the first
P4      | broken       | cp_plans.latest_category  | and the second
P5      | met          |                           | there is a code; that it cannot be read is another rule's
P6      | out_of_scope |                           | begins tomorrow
"""
