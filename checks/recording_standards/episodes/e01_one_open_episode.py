"""No child has more than one open episode."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="E01",
    name="One open episode a child",
    wording="No child has more than one open episode.",
    why="Two open episodes count the child twice, and split the record: work done on one looks undone on the other.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="referrals",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Close the episode that should not be open, or join the two, so that the child's work is in one place.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    owner="Data Quality Lead",
    field="referrals.closed_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Episodes open at the end of the day."""
    return populations.open_episodes(tables)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is it the child's first open episode? Of two the later referral breaks the rule, then the higher id."""
    ordered = rows.sort_values(["received_on", "referral_id"], na_position="first", kind="stable")
    repeats = ordered["child_id"].notna() & ordered.duplicated("child_id", keep="first")
    return ~repeats.reindex(rows.index)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C1       | 2016-03-04  | no                |
R3          | C2       | 2016-01-04  | no                | 2016-05-24
R4          | C2       | 2016-03-04  | no                |
R5          | C3       | 2016-01-04  | no                | 2016-05-25
R6          | C3       | 2016-03-04  |                   |
R7          | C4       | 2016-01-04  | no                |
R8          | C4       | 2016-03-04  | yes               |
R9a         | C5       | 2016-01-04  | no                |
R9b         | C5       | 2016-01-04  | no                |
R11         | C6       | 2016-01-04  | no                |
R12         | C6       | 2016-05-25  | no                |
R13         | C7       |             | no                |
R14         | C7       | 2016-01-04  | no                |

expect
referral_id | outcome      | because
R1          | met          | the earlier of two open episodes
R2          | broken       | the later of two open episodes
R3          | out_of_scope | closed
R4          | met          | the earlier one has closed
R5          | met          | closes tomorrow, and is the earlier
R6          | broken       | opened while another is open tonight; a blank NFA flag keeps it open
R7          | met          | the other was never opened
R8          | out_of_scope | no further action
R9a         | met          | the same day, the lower id
R9b         | broken       | the same day, the higher id
R11         | met          | the other is not there yet
R12         | out_of_scope | dated tomorrow
R13         | met          | a blank date sorts first
R14         | broken       | one of the two must go
"""
