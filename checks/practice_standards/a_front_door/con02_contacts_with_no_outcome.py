"""No contact older than one working day is without an outcome."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, outcomes, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CON-02",
    name="Contacts that have an outcome",
    wording="Every contact older than one working day has an outcome on the system.",
    why="The outcome says what became of a worry about a child. Without it, the next caller is told that nothing is known.",
    source="Local standard; Kirklees Cabinet report, 24 May 2016, 5.24",
    source_class=SourceClass.LOCAL,
    record="contacts",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=working_days(1),
    what_to_do="Record the outcome of the contact. If nobody has decided what is to happen, decide it today.",
    owner="Head of Service, Assessment and Intervention",
    field="contacts.outcome",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("5.24",),
    assumed="one working day is common practice; no source read here sets a time for contacts",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Contacts that have an outcome or are older than that: those of the last six months, and older ones that have none."""
    rows = tables.contacts
    rows = rows.assign(has_outcome=outcomes.said(rows["outcome"]), due_on=clocks.due(rows["contacted_on"], asked))
    recent = rows["has_outcome"] & ~(rows["contacted_on"] < asked.since)
    return rows[recent | (~rows["has_outcome"] & (clocks.past(rows["due_on"], asked.today, asked) | rows["contacted_on"].isna()))]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Has it an outcome? Missing where the outcome cannot be read, or there is none and nobody can say how old the contact is."""
    answer = clocks.answers(rows).assign(met=rows["has_outcome"].astype("boolean"), reason=str(Reason.BLANK_FIELD))
    undated = ~rows["has_outcome"] & rows["contacted_on"].isna()
    answer.loc[undated, ["met", "field"]] = [pd.NA, "contacts.contacted_on"]
    unread = rows["contact_id"].isin(tables.unreadable_keys("contacts", "outcome"))
    answer.loc[unread, ["met", "reason"]] = [pd.NA, str(Reason.UNREADABLE_VALUE)]
    return answer


EXAMPLES = """
as at 2016-03-30

contacts
contact_id | child_id | contacted_on | outcome
K1         | C1       | 2016-03-24   | {"NEW_REFERRAL_FLAG": "Y", "NFA_FLAG": "N"}
K2         | C2       | 2016-03-24   |
K3         | C3       | 2016-03-29   |
K4         | C4       | 2016-03-24   | {"NEW_REFERRAL_FLAG": "", "NFA_FLAG": "N"}
K5         | C5       | 2016-03-24   | Information and advice
K6         | C6       |              |
K7         | C7       | #N/A         |
K8         | C8       | 2016-03-24   | #N/A
K9         | C9       | 2015-06-01   |
K10        | C10      | 2015-06-01   | {"NFA_FLAG": "Y"}
K11        | C11      |              | {"NFA_FLAG": "Y"}
K12        | C12      | 2016-03-30   | {"NFA_FLAG": "Y"}
K13        | C13      | 2016-03-31   |

expect
contact_id | outcome      | due_on     | reason           | field                 | because
K1         | met          | 2016-03-29 |                  |                       | it became a referral
K2         | not_met      | 2016-03-29 | blank_field      | contacts.outcome      | two working days old over Easter, and no outcome
K3         | out_of_scope |            |                  |                       | one working day old today
K4         | not_met      | 2016-03-29 | blank_field      | contacts.outcome      | a list of flags that are all blank or no says nothing
K5         | met          | 2016-03-29 |                  |                       | plain words are an outcome
K6         | not_recorded |            | blank_field      | contacts.contacted_on | no outcome, and no day to say how old it is
K7         | not_recorded |            | unreadable_value | contacts.contacted_on | no outcome, and the day cannot be read
K8         | not_recorded | 2016-03-29 | unreadable_value | contacts.outcome      | there is an outcome, and it cannot be read
K9         | not_met      | 2015-06-02 | blank_field      | contacts.outcome      | however old
K10        | out_of_scope |            |                  |                       | more than six months old, and answered
K11        | met          |            |                  |                       | answered, whenever it came in
K12        | met          | 2016-03-31 |                  |                       | answered on the day
K13        | out_of_scope |            |                  |                       | comes in tomorrow
"""
