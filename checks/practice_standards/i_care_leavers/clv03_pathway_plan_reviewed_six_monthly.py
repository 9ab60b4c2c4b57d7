"""Every pathway plan is reviewed at least every six months."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, doubts, leavers, months
from fscp_readiness.tables import DATES, Tables, looked_up, matched
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CLV-03",
    name="Pathway plans reviewed every six months",
    wording="Every eligible, relevant and former relevant young person's pathway plan is reviewed at least every six months.",
    why="A young adult's home, work and health can change in a week. A plan that nobody has looked at is a plan for somebody else.",
    source="Care Leavers (England) Regulations 2010, regulation 7; Ofsted Annex A list 9",
    source_class=SourceClass.STATUTE,
    record="care_leavers",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=months(6),
    what_to_do="Review the plan with the young person; or, if it has been reviewed, record the day.",
    owner="Head of Service, Care Leavers",
    field="care_leavers.pathway_plan_reviewed_on",
    judgements=("SIF-GJ2", "IL-CL"),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Eligible, relevant and former relevant young people, from the day of their plan, once a review is held or due.

    Exempt: those who died, refused, need no help or returned home. With no plan and no review on record they stay in, unless they became
    eligible so lately that no review can be late.
    """
    plans = tables.optional("pathways").dropna(subset="child_id")
    rows = leavers.young_people(tables, leavers.ENTITLED)
    starts_on = looked_up(rows["child_id"], plans.groupby("child_id")["plan_on"].min()).astype(DATES)
    rows = rows.assign(starts_on=starts_on, ends_on=pd.Series(pd.NaT, index=rows.index).astype(DATES), start_field=about.field)
    by_child = matched(rows[["care_leaver_id", "child_id"]], plans, on="child_id")
    events = [
        _held(
            rows, "pathway_plan_reviewed_on", doubts.unreadable(rows, tables, "care_leavers", "pathway_plan_reviewed_on"), "care_leavers"
        ),
        _held(by_child, "reviewed_on", doubts.unreadable(by_child, tables, "pathways", "reviewed_on"), "pathways"),
    ]
    held = pd.concat(events, ignore_index=True)
    kept = clocks.repeated(rows, held, asked, key="care_leaver_id")
    nothing = kept["due_on"].isna() & ~kept["care_leaver_id"].isin(held[held["counts"].isna()]["care_leaver_id"])
    return kept[~(nothing & leavers.cannot_be_late(kept, tables, asked))] if tables.holds("care_episodes") else kept


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the plan reviewed inside six months? Missing where no day of a plan or a review is on record, or one cannot be read."""
    return clocks.repeated_met(rows, asked)


def _held(rows: pd.DataFrame, column: str, unread: pd.Series, table: str) -> pd.DataFrame:
    """Reviews as events; a blank day is no review, one that cannot be read is unclear."""
    events = pd.DataFrame({"care_leaver_id": rows["care_leaver_id"], "on": rows[column]})
    events = events.assign(counts=pd.Series(True, index=rows.index, dtype="boolean").mask(unread))
    return events.assign(reason=str(Reason.UNREADABLE_VALUE), field=f"{table}.{column}")[events["on"].notna() | unread]


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C11      | 1996-01-04
C12      | 1999-11-24
C13      | 1999-11-23
C14      | 1999-01-04
C15      | 1999-01-04

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E11        | L11     | C11      | 2010-01-04 | 2014-01-04
E12        | L12     | C12      | 2014-01-06 |
E13        | L13     | C13      | 2014-01-06 |
E14        | L14     | C14      | 2016-04-04 |
E15        | L15     | C15      | 2016-04-04 |
E15B       | L15B    | C15      |            |

care_leavers
care_leaver_id | child_id | eligibility     | in_touch | pathway_plan_reviewed_on
K1             | C1       | FORMER RELEVANT | YES      | 2015-11-24
K2             | C2       | FORMER RELEVANT | YES      | 2015-11-23
K3             | C3       | ELIGIBLE        | YES      | 2015-10-01
K4             | C4       | RELEVANT        | YES      |
K5             | C5       | RELEVANT        | YES      |
K6             | C6       | QUALIFYING      | YES      | 2015-01-05
K7             | C7       |                 | YES      | 2015-01-05
K8             | C8       | FORMER RELEVANT | REFU     | 2015-01-05
K9             | C9       | FORMER RELEVANT | YES      | #N/A
K10            | C10      | FORMER RELEVANT | YES      | 2016-05-25
K11            | C11      | FORMER RELEVANT | NO       |
K12            | C12      | ELIGIBLE        | YES      |
K13            | C13      | ELIGIBLE        | YES      |
K14            | C14      | ELIGIBLE        | YES      |
K15            | C15      | ELIGIBLE        | YES      |

pathways
pathway_id | child_id | plan_on    | reviewed_on
W3         | C3       | 2015-01-05 | 2016-05-01
W4         | C4       | 2015-11-23 |
W5         | C5       | 2015-11-24 |
W10        | C10      | 2015-01-05 |

expect
care_leaver_id | outcome      | due_on     | reason           | because
K1             | met          | 2016-05-24 |                  | due today
K2             | not_met      | 2016-05-23 | outstanding      | due yesterday
K3             | met          | 2016-11-01 |                  | the later review is on the pathway record
K4             | not_met      | 2016-05-23 | outstanding      | never reviewed since the plan was made, six months and a day ago
K5             | out_of_scope |            |                  | never reviewed, and due today is not late
K6             | out_of_scope |            |                  | qualifying young people are owed no pathway plan
K7             | not_met      | 2015-07-05 | outstanding      | a blank category never moves a young person out
K8             | exempt       |            |                  | refused
K9             | not_recorded |            | unreadable_value | reviewed on a day that cannot be read
K10            | not_met      | 2015-07-05 | outstanding      | a review tomorrow has not been held
K11            | not_recorded |            | blank_field      | no plan and no review on record
K12            | out_of_scope |            |                  | no plan, and eligible for six months today: no review can be late
K13            | not_recorded |            | blank_field      | no plan, and eligible for a day more
K14            | out_of_scope |            |                  | seven weeks in care: not eligible yet
K15            | not_recorded |            | blank_field      | in care since a day that is not known

as at 2016-05-24
counting period

people
child_id | born_on
C6       | 1999-12-24
C7       | 1999-12-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E6         | L6      | C6       | 2014-01-06 |
E7         | L7      | C7       | 2014-01-06 |

care_leavers
care_leaver_id | child_id | eligibility     | in_touch | pathway_plan_reviewed_on
K1             | C1       | FORMER RELEVANT | YES      | 2016-02-29
K2             | C2       | FORMER RELEVANT | YES      | 2016-03-01
K3             | C3       | FORMER RELEVANT | YES      |
K4             | C4       | FORMER RELEVANT | YES      | 2015-11-23
K5             | C5       | FORMER RELEVANT | DIED     |
K6             | C6       | ELIGIBLE        | YES      | #N/A
K7             | C7       | ELIGIBLE        | YES      |

pathways
pathway_id | child_id | plan_on    | reviewed_on
W1         | C1       | 2015-08-31 |
W2         | C2       | 2015-08-31 |
W3         | C3       | 2015-08-31 |
W4         | C4       | 2015-08-31 |
W5         | C5       | 2015-08-31 |

expect
care_leaver_id | outcome      | due_on     | because
K1             | met          | 2016-02-29 | on the last day in time: no 31 February
K2             | not_met      | 2016-02-29 | one day late
K3             | not_met      | 2016-02-29 | late and outstanding
K4             | not_met      | 2016-05-23 | the review before the six months is not asked about; the one after it is late
K5             | exempt       |            | died
K6             | not_recorded |            | no plan; reviewed on a day that cannot be read
K7             | out_of_scope |            | no plan, and eligible for five months: no review can be late
"""
