"""Every care leaver's adviser is named, still works here and is not also their social worker, unless the council allows that."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, doubts, leavers
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="K03",
    name="Adviser named, at work, and not the social worker",
    wording="Every care leaver's adviser is named, still works here and is not also their social worker, unless the council allows that.",
    why="An adviser who has left the council answers no calls; one who is also the social worker is not somebody else to turn to.",
    source="Statutory guidance, Children Act 1989 volume 3: planning transition to adulthood for care leavers",
    source_class=SourceClass.GUIDANCE,
    record="care_leavers",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    values={"may_be_the_social_worker": 0},
    what_to_do="Name an adviser who works here now and is not the social worker; tell the young person who it is.",
    owner="Data Quality Lead",
    field="care_leavers.personal_adviser",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Eligible, relevant and former relevant young people but those who died; a blank category keeps a young person in."""
    rows = leavers.young_people(tables, leavers.ENTITLED, exempt=("DIED",))
    return rows[rows["exempt"].isna()].drop(columns="exempt")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is there an adviser who has not left and is somebody else? One whom the staff list does not know cannot be said to have left."""
    name = rows["personal_adviser"].str.strip().fillna("")
    named = name.ne("") | doubts.unreadable(rows, tables, "care_leavers", "personal_adviser")
    left = leavers.adviser_has_left(rows, tables)
    same = leavers.adviser_is_social_worker(rows, tables) & (asked.values["may_be_the_social_worker"] == 0)
    return (named & ~left & ~same).astype("boolean")


EXAMPLES = """
as at 2016-05-24

workers
worker_id | worker_name
W1        | Worker W1
W2        | Worker W2
W3        | Worker W3
W4        | Worker Same
W5        | Worker Same

staff
worker_id | role             | started_on | ended_on
W1        | Personal Adviser | 2014-01-06 |
W2        | Personal Adviser | 2014-01-06 | 2016-05-24
W3        | Social Worker    | 2014-01-06 | 2016-05-25
W4        | Personal Adviser | 2014-01-06 | 2016-01-04
W5        | Personal Adviser | 2014-01-06 |

involvements
involvement_id | worker_id | role          | child_id | started_on | ended_on
I6             | W1        | Social Worker | C6       | 2016-01-04 |
I7             | W1        | Social Worker | C7       | 2016-01-04 | 2016-05-01
I8             | W1        | Social Worker | C8       | 2016-01-04 |

care_leavers
care_leaver_id | child_id | eligibility     | in_touch | personal_adviser
K1             | C1       | FORMER RELEVANT | YES      | Worker W1
K2             | C2       | FORMER RELEVANT | YES      | W2
K3             | C3       | FORMER RELEVANT | YES      | worker  w2
K4             | C4       | FORMER RELEVANT | YES      | Worker W3
K5             | C5       | FORMER RELEVANT | YES      |
K6             | C6       | ELIGIBLE        | YES      | Worker W1
K7             | C7       | RELEVANT        | YES      | Worker W1
K8             | C8       | ELIGIBLE        | YES      | Worker W3
K9             | C9       | FORMER RELEVANT | YES      | #N/A
K10            | C10      | QUALIFYING      | YES      |
K11            | C11      | FORMER RELEVANT | DIED     |
K12            | C12      | FORMER RELEVANT | YES      | A N Other
K13            | C13      | FORMER RELEVANT | YES      | Worker Same
K14            | C14      |                 | YES      |

expect
care_leaver_id | outcome      | because
K1             | met          | named, and at work
K2             | broken       | the adviser's last day was today; named by id
K3             | broken       | the same adviser by name, however it is spaced
K4             | met          | leaves tomorrow
K5             | broken       | nobody is named
K6             | broken       | the adviser is the allocated social worker
K7             | met          | was the social worker, and is not now
K8             | met          | the social worker is somebody else
K9             | met          | there is a name; that it cannot be read is another rule's
K10            | out_of_scope | qualifying young people have no right to an adviser
K11            | out_of_scope | died
K12            | met          | nobody of that name on the staff list: it may be an agency's adviser
K13            | met          | two of that name, and one is still here
K14            | broken       | a blank category keeps the young person in
"""
