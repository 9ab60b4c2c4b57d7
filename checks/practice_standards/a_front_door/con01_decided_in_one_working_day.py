"""A decision is recorded on every contact within one working day."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, contacts, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CON-01",
    name="Contacts decided in one working day",
    wording="A decision is recorded on every contact within one working day of its coming in.",
    why="A contact nobody has decided on is a child nobody has thought about. The front door is safe only when each is answered while it is fresh.",
    source="Local standard; Kirklees Cabinet report, 24 May 2016, 5.17",
    source_class=SourceClass.LOCAL,
    record="contacts",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(1),
    what_to_do="Decide what is to happen with the contact, and record the decision with the day it was made.",
    owner="Head of Service, Assessment and Intervention",
    field="contact_decisions.decided_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("5.17",),
    assumed="one working day is common practice; no source read here sets a time for contacts",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Contacts, once decided or late: those of the last six months, and older ones on which no decision is recorded."""
    rows = tables.contacts.assign(starts_on=lambda r: r["contacted_on"], start_field="contacts.contacted_on")
    rows = contacts.with_decision(tables, rows, "contact_id")
    if asked.live:
        rows = rows[~(rows["starts_on"] < asked.since) | rows["done_on"].isna()]
    return clocks.once(rows, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it decided in time? Missing where the day it came in or was decided is not known, or the decision comes before the contact."""
    return clocks.once_met(rows, asked, in_order=True)


EXAMPLES = """
as at 2016-03-30

contacts
contact_id | child_id | contacted_on
K1         | C1       | 2016-03-24
K2         | C2       | 2016-03-24
K3         | C3       | 2016-03-29
K4         | C4       | 2016-03-30
K5         | C5       | 2015-09-29
K6         | C6       | 2015-06-01
K7         | C7       |
K8         | C8       |
K9         | C9       | 2016-03-24
K10        | C10      | 2016-03-24
K11        | C11      | 2016-03-24
K12        | C12      | 2016-03-24
K13        | C13      | #N/A
K14        | C14      | 2016-03-31
K15        | C15      | 2016-03-24

contact_decisions
contact_decision_id | contact_id | referral_id | decided_on | decision
D1                  | K1         |             | 2016-03-30 | refer
D4                  | K4         |             | 2016-03-30 | advice
D5                  | K5         |             | 2015-10-02 | advice
D8                  | K8         |             | 2016-03-01 | advice
D9                  | K9         |             | 2016-03-23 | advice
D10                 | K10        |             |            | advice
D11                 | K11        |             | #N/A       | advice
D12                 | K12        |             |            |
D15                 |            | R15         | 2016-03-24 | refer

expect
contact_id | outcome      | due_on     | reason           | field                        | because
K1         | met          | 2016-03-29 |                  |                              | decided late, so nothing is outstanding now
K2         | not_met      | 2016-03-29 | outstanding      | contact_decisions.decided_on | Easter is skipped; due yesterday
K3         | out_of_scope |            |                  |                              | due today: not decided and not late
K4         | met          | 2016-03-31 |                  |                              | decided on the day it came in
K5         | out_of_scope |            |                  |                              | came in more than six months ago, and decided
K6         | not_met      | 2015-06-02 | outstanding      | contact_decisions.decided_on | however old, nobody has decided
K7         | not_recorded |            | blank_field      | contacts.contacted_on        | the day it came in is blank
K8         | met          |            |                  |                              | decided, whenever it came in
K9         | not_recorded | 2016-03-29 | conflict         | contact_decisions.decided_on | decided the day before it came in
K10        | not_recorded | 2016-03-29 | blank_field      | contact_decisions.decided_on | decided, on a day nobody wrote down
K11        | not_recorded | 2016-03-29 | unreadable_value | contact_decisions.decided_on | the day of the decision cannot be read
K12        | not_met      | 2016-03-29 | outstanding      | contact_decisions.decided_on | a line with neither decision nor day: not yet made
K13        | not_recorded |            | unreadable_value | contacts.contacted_on        | the day it came in cannot be read
K14        | out_of_scope |            |                  |                              | comes in tomorrow: not there yet
K15        | not_met      | 2016-03-29 | outstanding      | contact_decisions.decided_on | the decision names a referral, and not this contact

as at 2016-03-31
counting period

contacts
contact_id | child_id | contacted_on
K1         | C1       | 2016-03-24
K2         | C2       | 2016-03-24
K3         | C3       | 2016-03-24
K4         | C4       | 2016-03-18
K5         | C5       | 2015-09-29
K6         | C6       | 2015-09-29
K7         | C7       | 2016-03-31
K8         | C8       |

contact_decisions
contact_decision_id | contact_id | decided_on
D1                  | K1         | 2016-03-29
D2                  | K2         | 2016-03-30
D4                  | K4         | 2016-03-20
D5                  | K5         | 2015-09-29
D6                  | K6         | 2015-10-02

expect
contact_id | outcome      | due_on     | because
K1         | met          | 2016-03-29 | decided on the first working day after Easter
K2         | not_met      | 2016-03-29 | one working day late
K3         | not_met      | 2016-03-29 | late and outstanding
K4         | met          | 2016-03-21 | decided on the Sunday before a Monday
K5         | out_of_scope |            | decided the day before the period begins
K6         | not_met      | 2015-09-30 | due on the first day of the period and decided two days later
K7         | out_of_scope |            | came in today
K8         | not_recorded |            | nobody can say when it came in
"""
