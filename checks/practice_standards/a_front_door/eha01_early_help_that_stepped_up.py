"""It is known how much early help is stepped up to social care within three months of ending."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, clocks, months
from fscp_readiness.tables import Tables, looked_up, matched
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="EHA-01",
    name="Early help stepped up within three months of ending",
    wording="It is known what share of early help is followed by an accepted referral within three months of its end.",
    why="Early help that ends and is soon followed by a referral ended too soon, or was never enough. It is read beside how much early help there is.",
    source="Local standard; Ofsted, Annex A list 2; Kirklees Cabinet report, 24 May 2016, 6.5",
    source_class=SourceClass.LOCAL,
    record="early_help_episodes",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    clock=months(3),
    what_to_do="Read why the early help ended beside the referral that followed it.",
    owner="Head of Service, Early Help",
    field="early_help_episodes.ended_on",
    findings=False,
    lower_is_better=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("6.5",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Early help that was stepped up in the period, or whose three months ran out in it."""
    rows = tables.early_help_episodes
    rows = rows.assign(due_on=clocks.due(rows["ended_on"], asked))
    referrals = tables.referrals
    referrals = referrals[~referrals["no_further_action"].fillna(False).astype(bool)]
    pairs = matched(
        rows[["early_help_id", "child_id", "ended_on", "due_on"]].dropna(),
        referrals[["child_id", "received_on", "closed_on"]],
        on="child_id",
    )
    after = pairs[(pairs["received_on"] >= pairs["ended_on"]) & (pairs["received_on"] <= pairs["due_on"])]
    stepped = looked_up(rows["early_help_id"], after.groupby("early_help_id")["received_on"].min())
    perhaps = rows["early_help_id"].isin(pairs[pairs["received_on"].isna() & ~(pairs["closed_on"] < pairs["ended_on"])]["early_help_id"])
    unread = rows["early_help_id"].isin(tables.unreadable_keys("early_help_episodes", "ended_on"))
    rows = rows.assign(stepped_on=stepped, perhaps=perhaps & stepped.isna(), unread=unread)
    rows["event_on"] = rows["stepped_on"].fillna(rows["due_on"]).mask(unread, asked.today)
    return rows[rows["event_on"].between(asked.since, asked.today)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it stepped up? (Here met is what is counted.) Missing where the day it ended, or of a referral, is not known."""
    answer = clocks.answers(rows).assign(met=rows["stepped_on"].notna().astype("boolean"), reason=str(Reason.NO_EVENT))
    answer.loc[rows["perhaps"] | rows["unread"], "met"] = pd.NA
    answer.loc[rows["perhaps"], ["reason", "field"]] = [str(Reason.BLANK_FIELD), "referrals.received_on"]
    answer.loc[rows["unread"], "reason"] = str(Reason.UNREADABLE_VALUE)
    return answer


EXAMPLES = """
as at 2016-05-24
counting period

early_help_episodes
early_help_id | child_id | started_on | ended_on
H1            | C1       | 2015-06-01 | 2015-11-30
H2            | C2       | 2015-06-01 | 2015-11-30
H3            | C3       | 2015-06-01 | 2016-02-24
H4            | C4       | 2015-06-01 | 2016-02-25
H5            | C5       | 2015-06-01 |
H6            | C6       | 2015-06-01 | 2016-05-01
H7            | C7       | 2015-06-01 | 2015-11-30
H8            | C8       | 2015-06-01 | 2015-11-30
H9            | C9       | 2015-06-01 | #N/A
H10           | C10      | 2015-06-01 | 2015-08-01
H11           | C11      | 2015-06-01 | 2015-11-30
H12           | C12      | 2015-06-01 | 2015-11-30
H13           | C13      | 2015-06-01 | 2015-11-30

referrals
referral_id | child_id | received_on | no_further_action| closed_on
R1          | C1       | 2016-02-29  | no          |
R2          | C2       | 2016-03-01  | no          |
R6          | C6       | 2016-05-20  |             |
R7          | C7       | 2016-01-10  | yes         |
R8          | C8       |             | no          |
R10         | C10      | 2015-11-01  | no          |
R11         | C11      | 2015-11-29  | no          |
R12         | C12      |             | no          | 2015-11-29
R13         | C13      |             | no          | 2015-11-30

expect
early_help_id | outcome      | reason           | field                        | because
H1            | met          |                  |                              | referred on the last day of three months, the end of February
H2            | not_met      | no_event         | early_help_episodes.ended_on | referred the day after
H3            | not_met      | no_event         | early_help_episodes.ended_on | the three months run out today
H4            | out_of_scope |                  |                              | there is a day left
H5            | out_of_scope |                  |                              | still going on
H6            | met          |                  |                              | stepped up already; a blank flag of no further action keeps the referral in
H7            | not_met      | no_event         | early_help_episodes.ended_on | the referral was not taken on
H8            | not_recorded | blank_field      | referrals.received_on        | referred, on a day nobody wrote down
H9            | not_recorded | unreadable_value | early_help_episodes.ended_on | the day it ended cannot be read
H10           | out_of_scope |                  |                              | stepped up before the period
H11           | not_met      | no_event         | early_help_episodes.ended_on | referred the day before early help ended: not because it ended
H12           | not_met      | no_event         | early_help_episodes.ended_on | the referral has no day, and its episode had closed before early help ended
H13           | not_recorded | blank_field      | referrals.received_on        | the same, closed on the day early help ended
"""
