"""Every child with an open record has a well-formed unique pupil number, or a reason for having none that is still true."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.standards.identifiers import is_upn
from fscp_readiness.standards.parts import unbroken
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="P06",
    name="Pupil numbers are right",
    wording="Every child with an open record has a unique pupil number whose check letter is right, or a reason for having none that still holds.",
    why="The number joins a child to their school. Without it nobody can see who is missing lessons, or falling behind.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="people",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Ask the school for the number and type it again; or choose the reason that is true today.",
    kind=Kind.RECORDING,
    severity=Severity.QUERY,
    values={"school_age": 5, "new_for_days": 7},
    assumed="That 'too young' (UN1) ends at five, and 'very recent' (UN4) a week after the referral or the start of care.",
    owner="Data Quality Lead",
    field="people.upn",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

TOO_YOUNG, VERY_RECENT = "UN1", "UN4"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children born, with an open record: an episode, a plan or a period of care."""
    people = tables.people[tables.people["child_id"].isin(populations.open_children(tables))].drop_duplicates("child_id")
    return people[~people["child_id"].isin(populations.unborn(tables))]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is there a number, and a right one; or a reason that holds? A reason that cannot be read is a reason: another rule lists it."""
    numbered = rows["upn"].notna()
    reason = rows["upn_unknown"].notna() | rows["child_id"].isin(tables.unreadable_keys("people", "upn_unknown"))
    at_school = populations.age_in_years(rows["born_on"], asked.today) >= asked.values["school_age"]
    recent = _recent(rows, tables, asked)
    said_recent = ~numbered & rows["upn_unknown"].eq(VERY_RECENT)
    stale = (~numbered & rows["upn_unknown"].eq(TOO_YOUNG) & at_school) | (said_recent & recent.eq(False))
    return unbroken(
        rows,
        {"people.upn": (numbered & ~is_upn(rows["upn"])) | (~numbered & ~reason), "people.upn_unknown": stale},
        unclear={"people.upn_unknown": said_recent & recent.isna()},
    )


def _recent(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Was the child referred, or did care begin, within so many days? Missing where no day says, or one that the ending belies."""
    began = [tables.referrals[["child_id", "received_on", "closed_on"]].set_axis(["child_id", "on", "over"], axis=1)]
    if tables.holds("care_episodes"):
        periods = populations.periods_of_care(tables)[["child_id", "starts_on", "ends_on"]]
        began.append(periods.set_axis(["child_id", "on", "over"], axis=1))
    every = pd.concat(began).dropna(subset="child_id")
    first = asked.today - pd.Timedelta(days=asked.values["new_for_days"])
    surely = every[(every["on"] >= first) & ~(every["over"] < every["on"])]
    latest = every["on"].fillna(every["over"]).fillna(asked.today)  # the latest day it can have been
    perhaps = rows["child_id"].isin(every[latest >= first]["child_id"]) | ~rows["child_id"].isin(every["child_id"])
    sure = rows["child_id"].isin(surely["child_id"])
    return sure.astype("boolean").mask(perhaps & ~sure)


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | expected_on | upn           | upn_unknown
C1       | 2005-01-01 |             | P207000016049 |
C2       | 2005-01-01 |             | B207000016049 |
C3       | 2005-01-01 |             | P20700001604  |
C4       | 2005-01-01 |             | W00000000000Z |
C5       | 2005-01-01 |             |               |
C6       | 2011-05-25 |             |               | UN1
C7       | 2011-05-24 |             |               | UN1
C8       | 2005-01-01 |             |               | UN4
C9       | 2005-01-01 |             |               | UN4
C10      | 2005-01-01 |             |               | UN2
C11      | 2005-01-01 |             |               | #N/A
C12      |            | 2016-07-01  |               |
C13      | 2005-01-01 |             | B207000016049 | UN2
C14      | 2005-01-01 |             | P207000016049 | UN1
C15      | 2005-01-01 |             |               |
C16      | 2005-01-01 |             |               | UN4
C17      |            |             |               | UN1
C18      | 2005-01-01 |             | L00000000000Z |
C19      | 2005-01-01 |             |               | UN4
C20      | 2005-01-01 |             |               | UN4
C21      | 2005-01-01 |             |               | UN4
C22      | 2005-01-01 |             |               | UN4
C23      | 2005-01-01 |             |               | UN4

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-01-04  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  |
R5          | C5       | 2016-01-04  |
R6          | C6       | 2016-01-04  |
R7          | C7       | 2016-01-04  |
R8          | C8       | 2016-05-17  |
R9          | C9       | 2016-05-16  |
R10         | C10      | 2016-01-04  |
R11         | C11      | 2016-01-04  |
R12         | C12      | 2016-01-04  |
R13         | C13      | 2016-01-04  |
R14         | C14      | 2016-01-04  |
R15         | C15      | 2016-01-04  | 2016-05-24
R16         | C16      | 2016-01-04  |
R17         | C17      | 2016-01-04  |
R18         | C18      | 2016-01-04  |
R19a        | C19      | 2016-01-04  |
R19b        | C19      |             |
R20         | C20      | 2016-01-04  |
R21         | C21      | 2016-01-04  |
R22a        | C22      | 2016-01-04  |
R22b        | C22      |             | 2016-02-01

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E16        | L16     | C16      | 2016-05-20 |
E20        | L20     | C20      | 2016-05-20 | 2016-05-22
E21        | L21     | C21      | 2016-05-20 | 2016-01-22

cp_plans
plan_id | child_id | started_on
P23     | C23      | 2016-01-04

expect
child_id | outcome      | field              | because
C1       | met          |                    | 4 + 28 + 9 + 60 + 48 + 117 is 13 more than 11 x 23: P
C2       | broken       | people.upn         | the check letter is wrong
C3       | broken       | people.upn         | twelve characters
C4       | broken       | people.upn         | a temporary number: Z is 22, 22 x 13 is 10 more than 12 x 23, and that is L
C5       | broken       | people.upn         | no number and no reason
C6       | met          |                    | four years old
C7       | broken       | people.upn_unknown | five today, and said to be too young
C8       | met          |                    | referred a week ago
C9       | broken       | people.upn_unknown | referred eight days ago
C10      | met          |                    | another reason
C11      | met          |                    | there is a reason; that it cannot be read is another rule's
C12      | out_of_scope |                    | unborn
C13      | broken       | people.upn         | a reason does not make the number right
C14      | met          |                    | the number is right, whatever else is said
C15      | out_of_scope |                    | no open record
C16      | met          |                    | came into care four days ago
C17      | met          |                    | no date of birth to tell the age by
C18      | met          |                    | that temporary number with its right letter
C19      | not_recorded | people.upn_unknown | referred again, on a day that is not said
C20      | met          |                    | came into care four days ago, and has gone home since
C21      | not_recorded | people.upn_unknown | came into care four days ago, or long before: the record says it ended in January
C22      | broken       | people.upn_unknown | the referral of no date was closed in February
C23      | not_recorded | people.upn_unknown | no referral and no care on record to tell by
"""
