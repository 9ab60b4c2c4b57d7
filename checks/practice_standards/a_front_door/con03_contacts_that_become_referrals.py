"""It is known how many contacts become referrals: a contact is not automatically one."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, clocks, working_days
from fscp_readiness.tables import Tables, matched
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CON-03",
    name="Contacts that became referrals",
    wording="It is known what share of contacts become referrals; a contact is not automatically a referral.",
    why="Where every contact becomes a referral nobody is deciding, and social workers drown; where few do, children may be turned away. In 2016 all contacts were considered as referrals.",
    source="Kirklees Cabinet report, 24 May 2016, 5.24",
    source_class=SourceClass.SEED,
    record="contacts",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    values={"working_days": 1},
    what_to_do="If every contact becomes a referral, or nearly none does, read twenty of each beside the threshold document.",
    owner="Head of Service, Assessment and Intervention",
    field="contacts.contacted_on",
    findings=False,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("5.24",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Contacts of the period that led to a referral of the child or can no longer do so; ``led`` missing where nobody can say.

    One leads to a referral where a decision names both, or the child is referred on that day or within the working days allowed.
    """
    rows = tables.contacts.assign(event_on=lambda r: r["contacted_on"].fillna(asked.today))
    last_day = clocks.due(rows["contacted_on"], asked, working_days(int(asked.values["working_days"])))
    decisions = tables.contact_decisions
    named = rows["contact_id"].isin(decisions[decisions["referral_id"].notna()]["contact_id"])
    pairs = rows.assign(last_day=last_day)[["contact_id", "child_id", "contacted_on", "last_day"]].dropna(subset=["child_id"])
    pairs = matched(pairs, tables.referrals[["child_id", "received_on", "closed_on"]], on="child_id")
    followed = pairs[(pairs["received_on"] >= pairs["contacted_on"]) & (pairs["received_on"] <= pairs["last_day"])]["contact_id"]
    led = named | rows["contact_id"].isin(followed)
    undated = pairs["received_on"].isna() & ~(pairs["closed_on"] < pairs["contacted_on"])  # closed before the contact, it came in before it
    perhaps = rows["contact_id"].isin(pairs[undated | pairs["contacted_on"].isna()]["contact_id"])
    rows = rows.assign(led=led.astype("boolean").mask(~led & (perhaps | rows["child_id"].isna())))
    closed = led | perhaps | ~(last_day >= asked.today)
    return rows[rows["event_on"].between(asked.since, asked.today) & closed]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Did it become a referral? (Here met is what is counted.) Missing where a blank day or child leaves us unable to tell."""
    answer = clocks.answers(rows).assign(met=rows["led"], reason=str(Reason.NO_EVENT))
    blank = rows["led"].isna()
    answer.loc[blank, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "referrals.received_on"]
    answer.loc[blank & rows["contacted_on"].isna(), "field"] = "contacts.contacted_on"
    answer.loc[blank & rows["child_id"].isna(), "field"] = "contacts.child_id"
    return answer


EXAMPLES = """
as at 2016-05-24
counting period

contacts
contact_id | child_id | contacted_on
K1         | C1       | 2016-05-20
K2         | C2       | 2016-05-20
K3         | C3       | 2016-05-20
K4         | C4       | 2016-05-20
K5         | C5       | 2016-05-20
K6         | C6       | 2016-05-23
K7         | C7       | 2015-11-23
K8         | C8       | 2015-11-24
K9         | C9       | 2016-05-10
K10        | C10      |
K11        |          | 2016-05-10
K12        | C12      | 2016-05-24
K13        | C13      | #N/A
K14        | C14      | 2016-05-10

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-05-20  |
R2          | C2       | 2016-05-23  |
R3          | C3       | 2016-05-24  |
R4          | C4       | 2016-05-19  |
R5          | C5       | 2016-04-01  |
R9          | C9       |             |
R10         | C10      | 2016-05-10  |
R12         | C12      | 2016-05-24  |
R13         | C13      | 2016-05-10  |
R14         | C14      |             | 2016-04-01

contact_decisions
contact_decision_id | contact_id | referral_id | decided_on
D5                  | K5         | R5          | 2016-05-20

expect
contact_id | outcome      | reason           | field                 | because
K1         | met          |                  |                       | referred the same day
K2         | met          |                  |                       | referred on the Monday, the next working day
K3         | not_met      | no_event         | contacts.contacted_on | referred on the Tuesday: something else
K4         | not_met      | no_event         | contacts.contacted_on | referred the day before, not because of this contact
K5         | met          |                  |                       | the decision names the referral
K6         | out_of_scope |                  |                       | it may still become a referral today
K7         | out_of_scope |                  |                       | the day before the period
K8         | not_met      | no_event         | contacts.contacted_on | the first day of the period
K9         | not_recorded | blank_field      | referrals.received_on | the child was referred, on a day nobody wrote down
K10        | not_recorded | blank_field      | contacts.contacted_on | the child was referred, and the contact has no day
K11        | not_recorded | blank_field      | contacts.child_id     | nobody can say which child
K12        | met          |                  |                       | referred today
K13        | not_recorded | unreadable_value | contacts.contacted_on | the child was referred, and the day of the contact cannot be read
K14        | not_met      | no_event         | contacts.contacted_on | that referral has no day, and had closed before the contact
"""
