"""Every open child is discussed in supervision: monthly on a plan or in care, every two months otherwise."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, months, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="SUP-02",
    name="Children discussed in supervision",
    wording="Every open child is discussed in supervision: at least monthly on a child protection plan or in care, every two months otherwise.",
    why="Supervision is where somebody asks what has changed for this child. A child nobody has asked about is where drift begins.",
    source="Local standard; Kirklees Cabinet report, 24 May 2016, 3.5 and 5.12",
    source_class=SourceClass.LOCAL,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=months(1),
    values={"months_for_other_children": 2},
    what_to_do="Discuss the child in supervision this week. If that has been done, record the day on the child's file.",
    owner="Principal Social Worker",
    field="supervisions.held_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("5.12", "3.5"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes, once the child has been discussed or a discussion has fallen due."""
    episodes = populations.open_episodes(tables).assign(start_field="referrals.received_on")
    events = episodes[["referral_id", "child_id"]].dropna().merge(_discussions(tables), on="child_id")
    monthly = episodes["child_id"].isin(_closely_followed(tables))
    others = asked.with_clock(months(int(asked.values["months_for_other_children"])))
    parts = [
        clocks.repeated(episodes[monthly], events, asked, key="referral_id"),
        clocks.repeated(episodes[~monthly], events, others, key="referral_id"),
    ]
    return pd.concat([part for part in parts if not part.empty] or parts[:1], ignore_index=True)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child discussed inside the interval? Missing where a date, or what the supervision was of, leaves us unable to tell.

    Where the day the episode began is blank a discussion proves nothing: the episode may have begun since.
    """
    answer = clocks.repeated_met(rows, asked)
    unsure = rows["record_starts_on"].isna()
    answer.loc[unsure, "met"] = pd.NA
    answer.loc[unsure, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "referrals.received_on"]
    return answer


def _closely_followed(tables: Tables) -> pd.Index:
    """Children on a plan, another council's among them, or in care. The source must hold both tables: without one we cannot tell."""
    plans = populations.open_on(populations.cp_plans_with_temporary(tables), "ends_on")["child_id"]
    return pd.Index(plans.dropna()).union(pd.Index(populations.in_care(tables)["child_id"].dropna())).unique()


def _discussions(tables: Tables) -> pd.DataFrame:
    """Supervisions of a child's case as events; where the kind is blank or unreadable, one that names a child may have been of the case."""
    rows = tables.supervisions
    unclear_kind = rows["supervision_kind"].isna()
    unread_kind = rows["supervision_id"].isin(tables.unreadable_keys("supervisions", "supervision_kind"))
    unread_date = rows["supervision_id"].isin(tables.unreadable_keys("supervisions", "held_on"))
    events = pd.DataFrame(
        {"child_id": rows["child_id"], "on": rows["held_on"], "reason": str(Reason.BLANK_FIELD), "field": "supervisions.held_on"}
    )
    events["counts"] = rows["supervision_kind"].eq("case").astype("boolean").mask(unclear_kind)
    events.loc[unclear_kind, "field"] = "supervisions.supervision_kind"
    events.loc[unread_kind | unread_date, "reason"] = str(Reason.UNREADABLE_VALUE)
    return events[events["child_id"].notna()]


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-01-04  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  |
R5          | C5       | 2016-03-23  |
R6          | C6       | 2016-03-24  |
R7          | C7       | 2016-01-04  |
R8          | C8       | 2016-01-04  |
R9          | C9       |             |
R10         | C10      | 2016-01-04  | 2016-05-20
R11         | C11      | 2016-01-04  |
R12         | C12      | 2016-05-01  |
R13         | C13      |             |
R14         | C14      | 2016-01-04  |
R15         | C15      | 2016-01-04  |

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2016-02-01 |            |
P2      | C2       | 2016-02-01 |            |
P4      | C4       | 2016-02-01 | 2016-05-01 |
P15     | C15      | 2016-02-01 |            | yes

care_episodes
episode_id | care_id | child_id | started_on
E3         | L3      | C3       | 2016-02-01

supervisions
supervision_id | supervision_kind | child_id | held_on
S1             | case             | C1       | 2016-04-24
S2             | case             | C2       | 2016-04-23
S3             | case             | C3       | 2016-04-20
S4             | case             | C4       | 2016-04-20
S7a            | case             | C7       | 2016-03-01
S7b            | worker           | C7       | 2016-05-20
S8a            | case             | C8       | 2016-03-01
S8b            |                  | C8       | 2016-05-20
S9             | case             | C9       | 2016-05-20
S11a           | case             | C11      | 2016-03-01
S11b           | case             | C11      |
S12            | case             | C12      | 2016-04-01
S13            | case             | C13      | 2016-01-04
S14            | case             | C14      | 2016-05-25
S15            | case             | C15      | 2016-04-20

expect
referral_id | outcome      | due_on     | reason      | because
R1          | met          | 2016-05-24 |             | on a plan, a month ago exactly
R2          | not_met      | 2016-05-23 | outstanding | on a plan, one day over a month
R3          | not_met      | 2016-05-20 | outstanding | in care, over a month ago
R4          | met          | 2016-06-20 |             | the plan has ended, so two months are allowed
R5          | not_met      | 2016-05-23 | outstanding | never discussed, two months and a day since the referral
R6          | out_of_scope |            |             | never discussed, and due today is not late
R7          | not_met      | 2016-05-01 | outstanding | the worker was supervised, and this child was not discussed
R8          | not_recorded | 2016-05-01 | blank_field | a supervision four days ago does not say of what
R9          | not_recorded | 2016-07-20 | blank_field | the day the episode began is blank: the discussion may be an earlier episode's
R10         | out_of_scope |            |             | closed
R11         | not_recorded | 2016-05-01 | blank_field | a discussion with no date could be a recent one
R12         | out_of_scope |            |             | a discussion before the referral is another episode's, and none is due
R13         | not_recorded | 2016-03-04 | blank_field | the same of an old discussion
R14         | not_met      | 2016-03-04 | outstanding | a discussion tomorrow has not happened
R15         | not_met      | 2016-05-20 | outstanding | another council's plan is a plan: monthly
"""
