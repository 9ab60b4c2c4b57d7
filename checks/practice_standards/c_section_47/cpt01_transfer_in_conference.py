"""A child who moves in on another council's plan has a transfer-in conference within 15 working days."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, enquiries, working_days
from fscp_readiness.tables import Tables, matched
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CPT-01",
    name="Transfer-in conferences in 15 working days",
    wording="A child who moves in on another council's plan has a transfer-in conference within 15 working days of our being told.",
    why="A move is when a child on a plan is easiest to lose. Until this council's own conference meets, nobody here is sure who keeps the child safe.",
    source="Local standard, counted apart from initial conferences",
    source_class=SourceClass.LOCAL,
    record="initial_conferences",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(15),
    what_to_do="Hold the transfer-in conference. If it was held, record its day; if the child is not staying, record that.",
    owner="Head of Service, Safeguarding and Quality Assurance",
    field="initial_conferences.held_on",
    judgements=("SIF-KJ1", "IL-HP"),
    assumed="that a transfer-in conference is held within 15 working days of the council being told of the move",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Transfer-in conferences (live: of open episodes), held, late, or told of without a conference on record.

    A conference is one where it says so, or where the day we were told is recorded.
    """
    told, held = tables.transfers_in, tables.initial_conferences
    told = told[told["conference_id"].isna() | ~told["conference_id"].duplicated()]
    known = held[held["transfer_in"].fillna(False).astype(bool) | held["conference_id"].isin(told["conference_id"].dropna())]
    unknown = told[~told["conference_id"].isin(held["conference_id"].dropna())]
    rows = pd.concat([matched(known, told, on="conference_id", how="left"), unknown], ignore_index=True)
    rows = enquiries.with_episode_end(rows, tables)
    if asked.live:
        rows = rows[rows["ends_on"].isna()]
    rows = rows.assign(
        starts_on=rows["notified_on"],
        start_field="transfers_in.notified_on",
        done_on=rows["held_on"],
        done_field="initial_conferences.held_on",
    )
    return clocks.once(clocks.doubt_where_unreadable(rows, tables, "initial_conferences", "held_on", "conference_id"), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it held in time? Missing where the day we were told is blank, or the conference comes before it."""
    return clocks.once_met(rows, asked, in_order=True)


EXAMPLES = """
as at 2016-05-25

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-05-03  |
R2          | C2       | 2016-05-03  | 2016-05-20

initial_conferences
conference_id | referral_id | child_id | held_on    | transfer_in
K1            | R1          | C1       | 2016-05-24 | yes
K2            | R1          | C1       |            | yes
K3            | R1          | C1       |            | yes
K4            | R1          | C1       |            |
K5            | R1          | C1       |            | no
K6            | R2          | C2       |            | yes
K7            | R1          | C1       |            | yes
K8            | R1          | C1       | 2016-05-20 | yes
K9            | R1          | C1       | 2016-05-02 | yes
K10           | R1          | C1       | #N/A       | yes
K12           | R1          | C1       | 2016-05-26 | yes

transfers_in
conference_id | notified_on
K1            | 2016-05-03
K2            | 2016-05-03
K3            | 2016-05-04
K4            | 2016-05-03
K6            | 2016-05-03
K9            | 2016-05-03
K10           | 2016-05-03
K11           | 2016-05-03
K12           | 2016-05-03

expect
conference_id | outcome      | due_on     | reason           | field                       | because
K1            | met          | 2016-05-24 |                  |                             | W43: told on 3 May; held on the fifteenth working day
K2            | not_met      | 2016-05-24 | outstanding      | initial_conferences.held_on | W43: due yesterday and not held
K3            | out_of_scope |            |                  |                             | due today
K4            | not_met      | 2016-05-24 | outstanding      | initial_conferences.held_on | does not say it is a transfer in, but the day we were told is there
K5            | out_of_scope |            |                  |                             | an initial conference of our own
K6            | out_of_scope |            |                  |                             | the episode has closed
K7            | not_recorded |            | blank_field      | transfers_in.notified_on    | when we were told is not recorded
K8            | met          |            |                  |                             | held: nothing is outstanding
K9            | not_recorded | 2016-05-24 | conflict         | initial_conferences.held_on | held before we were told
K10           | not_recorded | 2016-05-24 | unreadable_value | initial_conferences.held_on | the day cannot be read
K11           | not_met      | 2016-05-24 | outstanding      | initial_conferences.held_on | we were told, and there is no conference on record
K12           | not_met      | 2016-05-24 | outstanding      | initial_conferences.held_on | the conference is tomorrow

as at 2016-05-25
counting period

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-05-03  |
R2          | C2       | 2016-05-03  | 2016-05-24
R3          | C3       | 2016-05-03  | 2016-05-25

initial_conferences
conference_id | referral_id | child_id | held_on    | transfer_in
K1            | R1          | C1       | 2016-05-24 | yes
K2            | R1          | C1       | 2016-05-25 | yes
K3            | R2          | C2       |            | yes
K4            | R3          | C3       |            | yes
K5            | R1          | C1       | 2016-05-20 | yes
K6            | R1          | C1       | 2016-05-20 | no

transfers_in
conference_id | notified_on
K1            | 2016-05-03
K2            | 2016-05-03
K3            | 2016-05-03
K4            | 2016-05-03

expect
conference_id | outcome      | due_on     | because
K1            | met          | 2016-05-24 | W43: on the last day in time
K2            | not_met      | 2016-05-24 | one working day late
K3            | out_of_scope |            | the episode closed on the last day in time
K4            | not_met      | 2016-05-24 | the episode closed the day after, without a conference
K5            | not_recorded |            | held, and when we were told is not recorded
K6            | out_of_scope |            | an initial conference of our own: S47-01 counts it
"""
