"""Every supervision on record has its day and who signed it."""

from fscp_readiness.standards import LIVE, About, Expectation
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="R03",
    name="Supervision dated and signed",
    wording="Every supervision on record has its day and who signed it.",
    why="Supervision is where a worry about a child is heard. A note without a day, or that nobody signed, does not show that it was.",
    source="Kirklees Cabinet report, 24 May 2016, 5.12",
    source_class=SourceClass.SEED,
    record="supervisions",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.QUERY,
    what_to_do="Record the day on which the supervision was held, and have the supervisor sign it.",
    owner="Principal Social Worker",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("5.12",),
)


def expectations(tables: Tables) -> list[Expectation]:
    """Neither may be blank. A day that is there and cannot be read is another rule's."""
    return [Expectation("supervisions", "expect_column_values_to_not_be_null", column, ()) for column in ("held_on", "signed_by")]


EXAMPLES = """
as at 2016-05-24

supervisions
supervision_id | supervision_kind | worker_id | child_id | held_on    | signed_by
S1             | case             | W1        | C1       | 2016-05-20 | W9
S2             | case             | W1        | C1       |            | W9
S3             | worker           | W1        |          | 2016-05-20 |
S4             | case             | W1        | C1       | #N/A       | W9

expect
supervision_id | outcome | field                  | because
S1             | met     |                        | dated and signed
S2             | broken  | supervisions.held_on   | no day
S3             | broken  | supervisions.signed_by | nobody signed it
S4             | met     |                        | a day is there that cannot be read
"""
