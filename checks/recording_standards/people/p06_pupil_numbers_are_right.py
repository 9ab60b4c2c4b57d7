"""Every child with an open record has a well-formed unique pupil number, or a reason for having none that is still true."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.standards.identifiers import is_upn
from fscp_readiness.standards.parts import unbroken
from fscp_readiness.tables import Tables, looked_up
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
    known_for = (asked.today - _last_began(rows, tables)).dt.days
    stale = rows["upn_unknown"].eq(TOO_YOUNG) & at_school
    stale |= rows["upn_unknown"].eq(VERY_RECENT) & (known_for > asked.values["new_for_days"])
    return unbroken(
        rows,
        {"people.upn": (numbered & ~is_upn(rows["upn"])) | (~numbered & ~reason), "people.upn_unknown": ~numbered & stale},
    )


def _last_began(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    """The day of the child's latest referral or coming into care."""
    began = [tables.referrals[["child_id", "received_on"]].set_axis(["child_id", "on"], axis=1)]
    if tables.holds("care_episodes"):
        began.append(populations.periods_of_care(tables)[["child_id", "starts_on"]].set_axis(["child_id", "on"], axis=1))
    return looked_up(rows["child_id"], pd.concat(began).dropna().groupby("child_id")["on"].max())


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

care_episodes
episode_id | care_id | child_id | started_on
E16        | L16      | C16      | 2016-05-20

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
"""
