"""Every eligible young person's needs are assessed within three months of their becoming eligible."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, doubts, leavers, months
from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CLV-02",
    name="Care leavers' needs assessed in three months",
    wording="Every young person's needs are assessed within three months of turning 16 or of becoming an eligible child, whichever is later.",
    why="Nobody becomes an adult overnight. What a young person will need at 18 must be known at 16, while there is time to do something about it.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 42",
    source_class=SourceClass.STATUTE,
    record="care_leavers",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=months(3),
    what_to_do="Finish the needs assessment with the young person; or, if it is done, record the day.",
    owner="Head of Service, Care Leavers",
    field="pathways.needs_assessment_on",
    judgements=("SIF-GJ2", "IL-CL"),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Eligible, relevant and former relevant young people, once assessed or late; counted from 16 and thirteen weeks in care since 14.

    Left out: those in care whose care has not yet come to thirteen weeks, and those too young to be late. Where nothing on record says when they became eligible they stay in.
    """
    rows = leavers.young_people(tables, leavers.ENTITLED)
    found = tables.pathways
    done_on = looked_up(rows["child_id"], found.groupby("child_id")["needs_assessment_on"].min()).astype(DATES)
    unread = found[doubts.unreadable(found, tables, "pathways", "needs_assessment_on")]["child_id"]
    starts_on = leavers.became_eligible_on(rows, tables)
    unsure = rows["child_id"].isin(unread.dropna())
    too_soon = starts_on.isna() & done_on.isna() & ~unsure & leavers.cannot_be_late(rows, tables, asked)
    rows = rows.assign(
        starts_on=starts_on, done_on=done_on, start_field="care_episodes.started_on", maybe_done=unsure,
        maybe_reason=str(Reason.UNREADABLE_VALUE), maybe_field="pathways.needs_assessment_on",
    )  # fmt: skip
    return clocks.once(rows[~too_soon], asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the assessment done in time? Missing where it cannot be read, or it is not done and the day of becoming eligible is not known."""
    return clocks.once_met(rows, asked)


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 1999-11-24
C2       | 2000-02-23
C3       | 2000-02-24
C4       | 1999-06-01
C5       | 1999-06-01
C6       | 1999-06-01
C7       |
C8       | 1999-06-01
C9       | 1996-06-01
C10      | 1999-06-01
C11      | 1999-06-01
C12      | 1999-06-01
C13      | 1996-06-01
C14      | 1999-06-01
C15      | 2002-06-01
C16      | 2000-02-24
C17      | 2000-02-23
C18      | 1999-06-01

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2014-01-06 |
E2         | L2      | C2       | 2014-01-06 |
E3         | L3      | C3       | 2014-01-06 |
E4         | L4      | C4       | 2015-11-25 |
E5         | L5      | C5       | 2015-11-24 |
E6         | L6      | C6       | 2016-03-01 |
E7         | L7      | C7       | 2014-01-06 |
E9         | L9      | C9       | 2010-01-06 | 2014-06-01
E10        | L10     | C10      | 2014-01-06 |
E11        | L11     | C11      | 2014-01-06 | 2014-03-07
E11b       | L11b    | C11      | 2016-01-22 |
E12        | L12     | C12      | 2014-01-06 |
E14        | L14     | C14      | 2014-01-06 |
E18        | L18     | C18      | 2015-10-01 | 2015-12-20
E18b       | L18b    | C18      | 2015-11-25 |

care_leavers
care_leaver_id | child_id | eligibility     | in_touch
K1             | C1       | ELIGIBLE        | YES
K2             | C2       | ELIGIBLE        | YES
K3             | C3       | ELIGIBLE        | YES
K4             | C4       | ELIGIBLE        | YES
K5             | C5       | ELIGIBLE        | YES
K6             | C6       | ELIGIBLE        | YES
K7             | C7       | ELIGIBLE        | YES
K8             | C8       | RELEVANT        | YES
K9             | C9       | FORMER RELEVANT | YES
K10            | C10      | QUALIFYING      | YES
K11            | C11      | ELIGIBLE        | YES
K12            | C12      |                 | YES
K13            | C13      | FORMER RELEVANT | REFU
K14            | C14      | ELIGIBLE        | YES
K15            | C15      | ELIGIBLE        | YES
K16            | C16      | RELEVANT        | YES
K17            | C17      | RELEVANT        | YES
K18            | C18      | ELIGIBLE        | YES

pathways
pathway_id | child_id | needs_assessment_on
W1         | C1       | 2016-05-24
W14        | C14      | #N/A

expect
care_leaver_id | outcome      | due_on     | reason           | field                        | because
K1             | met          | 2016-02-24 |                  |                              | assessed today, three months late: nothing is outstanding
K2             | not_met      | 2016-05-23 | outstanding      | pathways.needs_assessment_on | 16 on 23 February: due yesterday
K3             | out_of_scope |            |                  |                              | 16 on 24 February: due today is not late
K4             | out_of_scope |            |                  |                              | 16 already, and thirteen weeks in care on 24 February: due today
K5             | not_met      | 2016-05-23 | outstanding      | pathways.needs_assessment_on | 16 already, and thirteen weeks in care on 23 February: due yesterday
K6             | out_of_scope |            |                  |                              | twelve weeks in care: not eligible yet
K7             | not_recorded |            | blank_field      | care_episodes.started_on     | no date of birth, so nothing says since when
K8             | not_recorded |            | blank_field      | care_episodes.started_on     | relevant, and no care on record
K9             | not_met      | 2012-09-01 | outstanding      | pathways.needs_assessment_on | nearly 20 and never assessed
K10            | out_of_scope |            |                  |                              | qualifying young people are owed another assessment
K11            | not_met      | 2016-05-22 | outstanding      | pathways.needs_assessment_on | thirteen weeks over two periods of care, on 22 February
K12            | not_met      | 2015-09-01 | outstanding      | pathways.needs_assessment_on | a blank category never moves a young person out
K13            | exempt       |            |                  |                              | refused
K14            | not_recorded | 2015-09-01 | unreadable_value | pathways.needs_assessment_on | assessed on a day that cannot be read
K15            | out_of_scope |            |                  |                              | 13, and no care on record: whatever it was, nothing can be late
K16            | out_of_scope |            |                  |                              | no care on record, and three months from 16 are not over
K17            | not_recorded |            | blank_field      | care_episodes.started_on     | no care on record, and three months from 16 are over
K18            | not_met      | 2016-03-31 | outstanding      | pathways.needs_assessment_on | thirteen weeks on 31 December: days in two periods at once count once

as at 2016-05-24
counting period

people
child_id | born_on
C1       | 2000-01-31
C2       | 2000-01-31
C3       | 2000-01-31
C4       | 1999-08-23
C5       | 2000-02-29

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2014-01-06 |
E2         | L2      | C2       | 2014-01-06 |
E3         | L3      | C3       | 2014-01-06 |
E4         | L4      | C4       | 2014-01-06 |
E5         | L5      | C5       | 2014-01-06 |

care_leavers
care_leaver_id | child_id | eligibility | in_touch
K1             | C1       | ELIGIBLE    | YES
K2             | C2       | ELIGIBLE    | YES
K3             | C3       | ELIGIBLE    | YES
K4             | C4       | ELIGIBLE    | YES
K5             | C5       | ELIGIBLE    | YES

pathways
pathway_id | child_id | needs_assessment_on
W1         | C1       | 2016-04-30
W2         | C2       | 2016-05-01
W4         | C4       | 2015-11-23

expect
care_leaver_id | outcome      | due_on     | because
K1             | met          | 2016-04-30 | 16 on 31 January: no 31 April, and done on the last day in time
K2             | not_met      | 2016-04-30 | one day late
K3             | not_met      | 2016-04-30 | late and outstanding
K4             | out_of_scope |            | due and done the day before the six months began
K5             | out_of_scope |            | born on 29 February: due on 29 May, and not done
"""
