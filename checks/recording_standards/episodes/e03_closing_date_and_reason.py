"""A closed episode has a reason, a reason has a closing date, and no episode closes before it began."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="E03",
    name="Closing date and reason together",
    owner="Data Quality Lead",
    wording="A closed episode has a reason for closing, a reason has a closing date, and no episode closes before its referral.",
    why="An episode half closed is open in one count and shut in another, and the child is in nobody's list.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="referrals",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record the reason for closing, or the day; if the episode is still open, take the reason away.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    field="referrals.closed_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every episode that has begun, with its closing as recorded: one due to close tomorrow may have its reason already."""
    return tables.everything("referrals").loc[tables.referrals.index]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Do the day and the reason come together, in order? A value that is there and cannot be read is there: other rules list it."""
    closed = rows["closed_on"].notna() | rows["referral_id"].isin(tables.unreadable_keys("referrals", "closed_on"))
    reason = rows["close_reason"].notna() | rows["referral_id"].isin(tables.unreadable_keys("referrals", "close_reason"))
    backwards = (rows["closed_on"] < rows["received_on"]).fillna(False).astype(bool)
    field = pd.Series("referrals.closed_on", index=rows.index, dtype="string").mask(closed & ~reason & ~backwards, "referrals.close_reason")
    return pd.DataFrame({"met": ((closed == reason) & ~backwards).astype("boolean"), "field": field}, index=rows.index)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on  | close_reason
R1          | C1       | 2016-01-04  | 2016-05-01 | RC7
R2          | C2       | 2016-01-04  | 2016-05-01 |
R3          | C3       | 2016-01-04  |            | RC7
R4          | C4       | 2016-01-04  | 2016-01-03 | RC8
R5          | C5       | 2016-01-04  | 2016-01-04 | RC8
R6          | C6       | 2016-01-04  |            |
R7          | C7       | 2016-01-04  | 2016-05-25 | RC7
R8          | C8       | 2016-01-04  | #N/A       | RC7
R9          | C9       | 2016-01-04  | 2016-05-01 | #N/A
R10         | C10      | 2016-05-25  |            | RC7
R11         | C11      |             | 2016-05-01 | RC7

expect
referral_id | outcome      | field                  | because
R1          | met          |                        | closed, with a reason
R2          | broken       | referrals.close_reason | closed, and no reason
R3          | broken       | referrals.closed_on    | a reason, and no closing date
R4          | broken       | referrals.closed_on    | closed the day before it began
R5          | met          |                        | closed the day it began
R6          | met          |                        | open
R7          | met          |                        | closes tomorrow, with its reason already there
R8          | met          |                        | there is a day; that it cannot be read is another rule's
R9          | met          |                        | there is a reason; that it cannot be read is another rule's
R10         | out_of_scope |                        | not there yet
R11         | met          |                        | no start to compare with
"""
