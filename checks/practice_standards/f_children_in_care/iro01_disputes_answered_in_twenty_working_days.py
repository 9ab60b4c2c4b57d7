"""Every dispute that a reviewing officer raises is resolved within twenty working days."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, populations, working_days
from fscp_readiness.tables import DATES, Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="IRO-01.disputes",
    second_of="IRO-01",
    name="Disputes of reviewing officers answered",
    wording="Every dispute that a reviewing officer raises about a child's case is resolved within twenty working days.",
    why="A dispute is a reviewing officer saying that a child is not getting what was promised. In 2016 there were over 400 in five months.",
    source="Independent Reviewing Officers Handbook: statutory guidance; Ofsted report on Kirklees, 2016, recommendation 3",
    source_class=SourceClass.GUIDANCE,
    record="reviewing_officer_disputes",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(20),
    what_to_do="Answer the dispute with the reviewing officer; or, if it was resolved, record the day.",
    owner="Head of Service, Children in Care",
    field="reviewing_officer_disputes.resolved_on",
    judgements=("SIF-KJ2", "SIF-KJ3", "IL-CIC"),
    seed=("3.5",),
    assumed="That twenty working days is the handbook's limit",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Disputes, once resolved or late. Live: those not resolved, and those about children still in care."""
    rows = tables.reviewing_officer_disputes
    before = (rows["resolved_on"] < rows["raised_on"]).fillna(False).astype(bool)
    rows = rows.assign(
        resolved_on=rows["resolved_on"].mask(before), maybe_done=before, maybe_reason=str(Reason.CONFLICT),
        maybe_field="reviewing_officer_disputes.resolved_on",
    )  # fmt: skip
    if asked.live:
        rows = rows[rows["resolved_on"].isna() | rows["child_id"].isin(populations.children_in_care(tables))]
    rows = rows.assign(
        starts_on=rows["raised_on"], done_on=rows["resolved_on"], ends_on=pd.Series(pd.NaT, index=rows.index).astype(DATES),
        start_field="reviewing_officer_disputes.raised_on",
    )  # fmt: skip
    return clocks.once(clocks.doubt_where_unreadable(rows, tables, "reviewing_officer_disputes", "resolved_on", "dispute_id"), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it resolved in time? Missing where the day it was raised is blank, or it was resolved before it was raised."""
    return clocks.once_met(rows, asked)


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |
E2         | L2      | C2       | 2015-01-05 | 2016-05-01

reviewing_officer_disputes
dispute_id | child_id | raised_on  | resolved_on
D1         | C1       | 2016-04-22 |
D2         | C1       | 2016-04-25 |
D3         | C1       | 2016-04-01 | 2016-05-20
D4         | C1       | 2016-04-01 | #N/A
D5         | C1       |            |
D6         | C1       | 2016-05-10 | 2016-05-02
D7         | C2       | 2016-04-01 |
D8         | C2       | 2016-04-01 | 2016-04-20
D9         | C2       | 2016-04-01 | 2015-04-20

expect
dispute_id | outcome      | due_on     | reason           | field                                  | because
D1         | not_met      | 2016-05-23 | outstanding      | reviewing_officer_disputes.resolved_on | one working day over; 2 May was a bank holiday
D2         | out_of_scope |            |                  |                                        | due today is not late
D3         | met          | 2016-04-29 |                  |                                        | resolved late, so nothing is outstanding
D4         | not_recorded | 2016-04-29 | unreadable_value | reviewing_officer_disputes.resolved_on | resolved, on a day that cannot be read
D5         | not_recorded |            | blank_field      | reviewing_officer_disputes.raised_on   | the day it was raised is blank
D6         | not_recorded | 2016-06-08 | conflict         | reviewing_officer_disputes.resolved_on | resolved before it was raised
D7         | not_met      | 2016-04-29 | outstanding      |                                        | the child has left care and nobody has answered
D8         | out_of_scope |            |                  |                                        | resolved, and the child is no longer in care
D9         | not_recorded | 2016-04-29 | conflict         | reviewing_officer_disputes.resolved_on | the child has left care, and the dispute may still be open

as at 2016-05-24
counting period

reviewing_officer_disputes
dispute_id | child_id | raised_on  | resolved_on
D1         | C1       | 2016-04-22 | 2016-05-23
D2         | C1       | 2016-04-22 | 2016-05-24
D3         | C1       | 2016-04-22 |
D4         | C1       | 2015-10-01 | 2015-10-20
D5         | C1       | 2016-03-24 | 2015-03-23

expect
dispute_id | outcome      | due_on     | because
D1         | met          | 2016-05-23 | on the twentieth working day
D2         | not_met      | 2016-05-23 | one working day late
D3         | not_met      | 2016-05-23 | late and outstanding
D4         | out_of_scope |            | answered before the period began
D5         | not_recorded | 2016-04-25 | resolved before it was raised; the day raised says which period it belongs to
"""
