"""Every young person's category agrees with their age and their care, and nobody who is an eligible child has none."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, leavers
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="K02",
    name="Leaving-care category agrees with age and care",
    wording="Every young person's category agrees with their age and their care, and nobody who is an eligible child has none.",
    why="The category decides what a young person may ask for. The wrong one takes an adviser or a plan away; none leaves them out of every list.",
    source="Standard Safeguarding Dataset 1.4.5, eligibility of care leavers",
    source_class=SourceClass.DFE,
    record="care_leavers",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    what_to_do="Correct the category, the date of birth or the period of care; for a young person with no category, add their row.",
    owner="Data Quality Lead",
    field="care_leavers.eligibility",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

MAY_BE_QUALIFYING = ("RELEVANT", "FORMER RELEVANT", "QUALIFYING")


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Young people with a category, and those in care at 16 or 17, with thirteen weeks of care since 14, who have no row at all."""
    rows = leavers.sub_populations(tables)
    rows = rows[rows["eligibility"].notna()].assign(
        record_id=lambda kept: kept["care_leaver_id"], record_table=tables.output_name(about.record)
    )
    missing = leavers.eligible_without_a_row(tables)
    missing = missing.assign(record_id=missing["care_id"], record_table=tables.output_name("care_episodes"), field="care_episodes.care_id")
    return pd.concat([rows, missing], ignore_index=True)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is it the category that age and care allow? With no date of birth nothing contradicts it, unless it takes being in care or out."""
    agrees = rows["eligibility"].eq(rows["population"]) | rows["population"].isna() & rows["eligibility"].eq("ELIGIBLE").eq(rows["in_care"])
    qualifying = rows["eligibility"].eq("QUALIFYING") & rows["population"].isin(MAY_BE_QUALIFYING)
    return (agrees | qualifying).fillna(False).astype("boolean")


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 1998-05-25
C2       | 1998-05-24
C3       | 1999-01-04
C4       | 1999-01-04
C5       | 1998-05-24
C6       | 1998-05-25
C7       | 1991-05-25
C8       | 1991-05-24
C9       | 1999-01-04
C10      | 1996-01-04
C11      | 1996-01-04
C12      | 2000-05-25
C13      |
C14      | 1999-01-04
C15      | 1999-01-04
C16      | 1999-01-04
C17      |
C18      | 1999-01-04
C19      | 1999-01-04

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2014-01-06 |
E2         | L2      | C2       | 2014-01-06 |
E4         | L4      | C4       | 2014-01-06 |
E9         | L9      | C9       | 2014-01-06 | 2015-06-01
E12        | L12     | C12      | 2014-01-06 |
E14        | L14     | C14      | 2014-01-06 |
E15        | L15     | C15      | 2014-01-06 |
E16        | L16     | C16      | 2016-03-01 |
E17        | L17     | C17      | 2014-01-06 |
E18        | L18     | C18      | 2014-01-06 |
E19        | L19     | C19      | 2015-03-02 |
E19b       | L19b    | C19      | 2014-01-06 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S18             | C18      | V4           | 2014-01-06

care_leavers
care_leaver_id | child_id | eligibility
K1             | C1       | ELIGIBLE
K2             | C2       | ELIGIBLE
K3             | C3       | RELEVANT
K4             | C4       | RELEVANT
K5             | C5       | FORMER RELEVANT
K6             | C6       | FORMER RELEVANT
K7             | C7       | FORMER RELEVANT
K8             | C8       | FORMER RELEVANT
K9             | C9       | ELIGIBLE
K10            | C10      | QUALIFYING
K11            | C11      | RELEVANT
K12            | C12      | ELIGIBLE
K13            | C13      | FORMER RELEVANT
K14            | C14      |
K17            | C17      | RELEVANT

expect
record_id | outcome      | field                    | because
K1        | met          |                          | 18 tomorrow, and in care
K2        | broken       | care_leavers.eligibility | 18 today
K3        | met          |                          | 17, and not in care
K4        | broken       | care_leavers.eligibility | said to have left, and in care
K5        | met          |                          | 18 today, and not in care
K6        | broken       | care_leavers.eligibility | 18 tomorrow
K7        | met          |                          | 25 tomorrow
K8        | broken       | care_leavers.eligibility | 25 today
K9        | broken       | care_leavers.eligibility | said to be in care, and left
K10       | met          |                          | 20, and not in care
K11       | broken       | care_leavers.eligibility | relevant ends at 18
K12       | broken       | care_leavers.eligibility | 16 tomorrow
K13       | met          |                          | no date of birth to contradict it
K14       | out_of_scope |                          | no category to compare
L15       | broken       | care_episodes.care_id    | 17, years in care, and no row of leaving care
L16       | out_of_scope |                          | twelve weeks in care: not eligible yet
K17       | broken       | care_leavers.eligibility | no date of birth; but said to have left, and in care
L18       | out_of_scope |                          | short breaks are not care
L19       | broken       | care_episodes.care_id    | two open periods of care: the later stands for the child
L19b      | out_of_scope |                          | counted once already
"""
