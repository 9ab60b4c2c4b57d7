"""Every case open for 45 working days has a primary need that is on the list and says something."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import DATES, Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="E06",
    name="A primary need by 45 working days",
    wording="Every case that has been open for 45 working days has a primary need from the list, and not N0 (not stated).",
    why="By then the assessment is done. A case with no stated need cannot be counted, and nobody reading the file can say why it is open.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="referrals",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record the need the assessment found.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    values={"working_days": 45},
    assumed="That a primary need may wait for the 45 working days of the assessment, and N0 with it.",
    owner="Data Quality Lead",
    field="referrals.primary_need",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

NOT_STATED = "N0"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Cases, open or closed, that were not taken no further: each with the working days it has been open or was, if they are known."""
    rows = populations.episodes(tables)
    unread = rows["referral_id"].isin(tables.unreadable_keys("referrals", "closed_on"))
    stop = rows["closed_on"].fillna(asked.today).astype(DATES)
    open_for = asked.calendar.between(rows["received_on"], stop)
    return rows.assign(open_for=open_for.mask(unread & (open_for >= asked.values["working_days"])))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is a need stated, or is it early yet? A code that is in no list states nothing. Missing where nobody knows how long it was open."""
    stated = rows["primary_need"].notna() & rows["primary_need"].ne(NOT_STATED)
    early = rows["open_for"] < asked.values["working_days"]
    return early.mask(stated.fillna(False).astype(bool), True)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on  | no_further_action | primary_need
R1          | C1       | 2016-03-17  |            | no                | N1
R2          | C2       | 2016-03-17  |            | no                |
R3          | C3       | 2016-03-18  |            | no                |
R4          | C4       | 2016-03-17  |            | no                | N0
R5          | C5       | 2016-03-18  |            | no                | N0
R6          | C6       | 2016-03-17  |            | no                | #N/A
R7          | C7       | 2015-01-05  | 2015-02-05 | no                |
R8          | C8       | 2015-01-05  | 2015-12-05 |                   | N0
R9          | C9       | 2015-01-05  |            | yes               |
R10         | C10      |             |            | no                |
R11         | C11      |             |            | no                | N5
R12         | C12      | 2015-01-05  | #N/A       | no                |
R13         | C13      | 2016-03-18  | #N/A       | no                |

expect
referral_id | outcome      | because
R1          | met          | 45 working days, and a need is stated
R2          | broken       | 45 working days, and none is
R3          | met          | 44 working days: the assessment may not be done
R4          | broken       | 45 working days, and the need is said not to be stated
R5          | met          | 44 working days, and N0 will do
R6          | broken       | 45 working days, and what is there cannot be read
R7          | met          | closed before the 45 working days
R8          | broken       | closed long after them, with N0
R9          | out_of_scope | taken no further
R10         | not_recorded | nobody knows how long it has been open
R11         | met          | a need is stated, however long it has been open
R12         | not_recorded | closed on a day that cannot be read: nobody knows how long it was open
R13         | met          | 44 working days at most
"""
