"""Every review of a child in care was held while the child was in care and says how the child took part."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.standards.ages import age_on
from fscp_readiness.standards.parts import unbroken
from fscp_readiness.standards.within import inside_care
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="L04",
    name="Reviews of children in care that fit",
    wording="Every review held lies inside the child's time in care and says how the child took part; PN0 is for children under 4 alone.",
    why="The review is where the child is heard about their own life. A record that does not say how cannot show that it happened.",
    source="Department for Education, children looked after return (SSDA903) validation",
    source_class=SourceClass.DFE,
    record="care_reviews",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Put the date right; record how the child took part. PN0 is for a child under 4: for an older one choose the code that is true.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    field="care_reviews.held_on",
    judgements=("SIF-KJ2", "SIF-KJ3", "IL-CIC", "IL-LEAD"),
)

TOO_YOUNG, FROM_AGE = "PN0", 4


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Reviews held, each with the child's age that day. A blank in 'cancelled' leaves a review in."""
    rows = tables.care_reviews
    rows = rows[rows["held_on"].notna() & ~rows["cancelled"].fillna(False).astype(bool)]
    children = populations.periods_of_care(tables).drop_duplicates("care_id").set_index("care_id")["child_id"]
    rows = rows.assign(child_id=rows["child_id"].fillna(looked_up(rows["care_id"], children)))
    born = tables.people.drop_duplicates("child_id").set_index("child_id")["born_on"]
    return rows.assign(age=age_on(looked_up(rows["child_id"], born), rows["held_on"]))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is it inside the period of care, with a code that fits the child's age? A code that cannot be read is there."""
    unreadable = rows["review_id"].isin(tables.unreadable_keys("care_reviews", "participation"))
    too_old = rows["participation"].eq(TOO_YOUNG) & (rows["age"] >= FROM_AGE)
    return unbroken(
        rows,
        {
            "care_reviews.held_on": ~inside_care(rows, populations.periods_of_care(tables), "held_on"),
            "care_reviews.participation": (rows["participation"].isna() & ~unreadable) | too_old,
        },
    )


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 2010-01-01
C2       | 2012-03-01
C3       |

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 | 2016-01-05
E2         | L2      | C2       | 2015-01-05 |
E3         | L3      | C3       | 2015-01-05 |

care_reviews
review_id | care_id | child_id | held_on    | cancelled | participation
V1        | L1      | C1       | 2015-01-05 | no        | PN1
V2        | L1      | C1       | 2015-01-04 | no        | PN1
V3        | L1      | C1       | 2016-01-05 |           | PN1
V4        | L1      | C1       | 2016-01-06 | no        | PN1
V5        | L1      |          | 2015-06-01 | no        |
V6        |         | C1       | 2016-03-01 | no        | PN1
V7        | L2      | C2       | 2016-02-29 | no        | PN0
V8        | L2      | C2       | 2016-03-01 | no        | PN0
V9        | L2      | C2       | 2016-03-01 | no        | #N/A
V10       | L2      | C2       | 2016-03-01 | yes       |
V11       | L2      | C2       |            | no        |
V12       | L3      | C3       | 2016-03-01 | no        | PN0
V13       | L9      | C9       | 2016-03-01 | no        | PN1

expect
review_id | outcome      | field                      | because
V1        | met          |                            | the day the child came into care
V2        | broken       | care_reviews.held_on       | the day before
V3        | met          |                            | the last day
V4        | broken       | care_reviews.held_on       | the day after the child left care
V5        | broken       | care_reviews.participation | nobody says how the child took part
V6        | broken       | care_reviews.held_on       | names no period of care, and lies in none of the child's
V7        | met          |                            | three years old
V8        | broken       | care_reviews.participation | four that day, and said to be too young
V9        | met          |                            | there is a code; that it cannot be read is another rule's
V10       | out_of_scope |                            | cancelled
V11       | out_of_scope |                            | not held
V12       | met          |                            | no date of birth to tell the age by
V13       | met          |                            | no period of care that is there: another rule's
"""
