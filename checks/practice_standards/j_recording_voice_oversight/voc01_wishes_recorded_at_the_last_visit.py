"""What the child wishes and feels is recorded at the last visit to every open child."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, populations, visits
from fscp_readiness.tables import TableAbsent, Tables, looked_up
from fscp_readiness.tables import table as declared
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="VOC-01",
    name="The child's wishes recorded at the last visit",
    wording="What the child wishes and feels is recorded at the last visit to every open child.",
    why="Children in public inquiries had often said what was wrong, and nobody wrote it down. The plan must start from what the child says.",
    source="Kirklees Cabinet report, 24 May 2016, 3.2, 3.6 and 5.15",
    source_class=SourceClass.SEED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Record what the child said or showed at the last visit; if nobody asked, ask, and record it.",
    owner="Principal Social Worker",
    field="visit_records.wishes_recorded",
    judgements=("SIF-KJ1", "SIF-KJ2", "IL-HP", "IL-CIC"),
    seed=("3.2", "3.6", "5.15"),
)

VISITS = ("cp_visits", "cin_visits", "care_visits")


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes with a visit at which the child was, or may have been, seen. Unborn children are exempt.

    Of visits on the last day one with the wishes recorded is enough. A later visit that does not say whether the child was seen, or
    on what day, may be the last: then it is looked at beside the last sure one, and the two must agree.
    """
    rows = populations.open_episodes(tables)
    last = rows[["referral_id", "child_id", "received_on"]].dropna(subset=["referral_id", "child_id"]).merge(_seen(tables), on="child_id")
    last = last[~(last["on"] < last["received_on"])]
    sure = last[last["counts"].fillna(False).astype(bool) & last["on"].notna()]
    last_sure = looked_up(last["referral_id"], sure.groupby("referral_id")["on"].max())
    is_sure = last["counts"].fillna(False).astype(bool) & last["on"].notna()
    candidates = last[(is_sure & (last["on"] == last_sure)) | (~is_sure & ~(last["on"] < last_sure))].assign(sure=is_sure)
    scores = candidates["wishes"].astype("Float64")
    grouped = candidates.assign(score=scores, blank=scores.isna(), unsure=~candidates["sure"]).groupby("referral_id")
    on_the_day = candidates[candidates["sure"]].assign(score=scores).groupby("referral_id")["score"].max()
    blank_on_the_day = candidates[candidates["sure"]].assign(blank=scores.isna()).groupby("referral_id")["blank"].any()
    summary = pd.DataFrame(
        {
            "sure_wishes": on_the_day.mask(blank_on_the_day & ~on_the_day.eq(1).fillna(False)),
            "unclear": grouped["unsure"].any(),
            "unclear_wishes": candidates[~candidates["sure"]].assign(score=scores).groupby("referral_id")["score"].min(),
            "unclear_blank": candidates[~candidates["sure"]].assign(blank=scores.isna()).groupby("referral_id")["blank"].any(),
            "no_record": candidates[candidates["sure"]].groupby("referral_id")["written"].any().eq(False),
            "any_sure": grouped["sure"].any(),
            "reason_of_unclear": candidates[~candidates["sure"]].groupby("referral_id")["reason"].first(),
            "field_of_unclear": candidates[~candidates["sure"]].groupby("referral_id")["field"].first(),
        }
    )
    rows = rows[rows["referral_id"].isin(summary.index)]
    rows = rows.merge(summary, left_on="referral_id", right_index=True)
    unborn = rows["child_id"].isin(populations.unborn(tables)) if tables.holds("people") else pd.Series(False, index=rows.index)
    return rows.assign(exempt=pd.Series(pd.NA, index=rows.index, dtype="string").mask(unborn, "unborn"))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Are the wishes recorded? Missing where the last visit does not say, is not written up, or may not be the last."""
    answer = clocks.answers(rows)
    sure = rows["sure_wishes"].map({1.0: True, 0.0: False}).astype("boolean")
    unclear = rows["unclear"].fillna(False).astype(bool)
    maybe = rows["unclear_wishes"].map({1.0: True, 0.0: False}).astype("boolean").mask(rows["unclear_blank"].fillna(False).astype(bool))
    both = sure.where(~unclear | (maybe == sure).fillna(False).astype(bool))
    only_unclear = ~rows["any_sure"].fillna(False).astype(bool)
    answer["met"] = both.mask(only_unclear, maybe.where(maybe.fillna(False).astype(bool)))
    missing = answer["met"].isna()
    answer.loc[missing, "reason"] = str(Reason.BLANK_FIELD)
    answer.loc[missing & rows["no_record"].fillna(False).astype(bool), "reason"] = str(Reason.NO_EVENT)
    told_apart = missing & unclear & (sure.notna() | only_unclear)
    answer.loc[told_apart, "reason"] = rows["reason_of_unclear"][told_apart]
    answer.loc[told_apart, "field"] = rows["field_of_unclear"][told_apart]
    return answer


def _seen(tables: Tables) -> pd.DataFrame:
    """Visits of the three tables at which the child was or may have been seen, with what the write-up says of the child's wishes."""
    held = [name for name in VISITS if tables.holds(name)]
    if not held:
        raise TableAbsent("cp_visits")
    parts = []
    for name in held:
        records = tables.visit_records
        own = records[records["visit_table"].isna() | records["visit_table"].eq(declared(name).source)]
        own = own.drop_duplicates("visit_id").set_index("visit_id")
        events = visits.visit_events(tables, name)
        parts.append(
            events.assign(
                wishes=events["visit_id"].map(own["wishes_recorded"]).astype("boolean"), written=events["visit_id"].isin(own.index)
            )
        )
    events = pd.concat(parts, ignore_index=True)
    return events[events["counts"].fillna(True).astype(bool)].drop(columns="visit_id")


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | expected_on
C1       | 2008-01-01 |
C2       | 2008-01-01 |
C3       | 2008-01-01 |
C4       | 2008-01-01 |
C5       | 2008-01-01 |
C6       |            | 2016-07-01
C7       | 2008-01-01 |
C8       | 2008-01-01 |
C9       | 2008-01-01 |
C10      | 2008-01-01 |
C11      | 2008-01-01 |
C12      | 2008-01-01 |
C13      | 2016-04-01 |
C14      | 2008-01-01 |
C15      | 2008-01-01 |

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-03-01  |
R2          | C2       | 2016-03-01  |
R3          | C3       | 2016-03-01  |
R4          | C4       | 2016-03-01  |
R5          | C5       | 2016-03-01  |
R6          | C6       | 2016-03-01  |
R7          | C7       | 2016-03-01  |
R8          | C8       | 2016-03-01  |
R9          | C9       | 2016-03-01  |
R10         | C10      | 2016-03-01  | 2016-05-20
R11         | C11      | 2016-03-01  |
R12         | C12      | 2016-03-01  |
R13         | C13      | 2016-03-01  |
R14         | C14      | 2016-03-01  |
R15         | C15      | 2016-03-01  |

cp_visits
visit_id | child_id | visited_on | child_seen
V1a      | C1       | 2016-05-01 | yes
V2       | C2       | 2016-05-10 | yes
V3       | C3       | 2016-05-10 | yes
V4       | C4       | 2016-05-10 | yes
V6       | C6       | 2016-05-10 | yes
V7a      | C7       | 2016-05-01 | yes
V7b      | C7       | 2016-05-10 | no
V8a      | C8       | 2016-05-01 | yes
V8b      | C8       | 2016-05-10 |
V9a      | C9       | 2016-05-01 | yes
V9b      | C9       | 2016-05-10 |
V10      | C10      | 2016-05-10 | yes
V11      | C11      | 2016-02-10 | yes
V12a     | C12      | 2016-05-10 | yes
V12b     | C12      | 2016-05-10 | yes
V13      | C13      | 2016-05-10 | yes
V14      | C14      | 2016-05-10 |
V15      | C15      | 2016-05-10 |

cin_visits
visit_id | child_id | visited_on | child_seen
V1b      | C1       | 2016-05-10 | yes

visit_records
visit_id | wishes_recorded
V1a      | no
V1b      | yes
V2       | no
V3       |
V6       | no
V7a      | yes
V7b      | no
V8a      | yes
V8b      | no
V9a      | yes
V9b      | yes
V10      | no
V12a     | no
V12b     | yes
V13      | no
V14      | yes
V15      | no

expect
referral_id | outcome      | reason      | field                         | because
R1          | met          |             |                               | recorded at the last visit, whichever table holds it
R2          | not_met      | outstanding | visit_records.wishes_recorded | not recorded at the last visit
R3          | not_recorded | blank_field | visit_records.wishes_recorded | written up, and the question left blank
R4          | not_recorded | no_event    | visit_records.wishes_recorded | the visit has not been written up
R5          | out_of_scope |             |                               | no visit yet: another standard's question
R6          | exempt       |             |                               | unborn
R7          | met          |             |                               | the child was not seen at the later visit, so the earlier one is asked about
R8          | not_recorded | blank_field | cp_visits.child_seen          | the later visit may be the last, and the two differ
R9          | met          |             |                               | whichever was the last, the wishes are recorded
R10         | out_of_scope |             |                               | closed
R11         | out_of_scope |             |                               | the only visit was before this episode
R12         | met          |             |                               | N17: two rows of one day, the child's own words in one of them
R13         | not_met      | outstanding | visit_records.wishes_recorded | a baby shows what it wishes too: it is to be recorded
R14         | met          |             |                               | recorded at the only visit, though whether the child was seen is blank
R15         | not_recorded | blank_field | cp_visits.child_seen          | not recorded at the only visit, which may not count
"""
