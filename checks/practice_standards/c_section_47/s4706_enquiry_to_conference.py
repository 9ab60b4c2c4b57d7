"""How many section 47 enquiries lead to an initial child protection conference."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, clocks, enquiries
from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="S47-06",
    name="Enquiries that led to a conference",
    wording="The share of section 47 enquiries that led to an initial child protection conference.",
    why="A low share may mean that families are put through enquiries they did not need; a high one, that enquiries begin too late. Neither is good in itself.",
    source="Department for Education, Characteristics of children in need: section 47 enquiries and initial conferences",
    source_class=SourceClass.DFE,
    record="section_47_enquiries",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    what_to_do="Read a sample of enquiries that ended without a conference: was the threshold for the enquiry right?",
    owner="Head of Service, Safeguarding",
    field="initial_conferences.held_on",
    findings=False,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Enquiries that ended, or whose conference was held, in the period. Conferences of children moving in are not theirs."""
    rows = tables.section_47_enquiries
    rows = rows.assign(starts_on=rows["started_on"])
    held, _ = enquiries.conferences(tables, rows)
    held = held.drop_duplicates("enquiry_id").set_index("enquiry_id")
    rows = rows.assign(
        held_on=looked_up(rows["enquiry_id"], held["held_on"]).astype(DATES),
        conference_id=looked_up(rows["enquiry_id"], held["conference_id"]),
    )
    unread = rows["conference_id"].isin(tables.unreadable_keys("initial_conferences", "held_on"))
    first = rows[["ended_on", "held_on"]].min(axis=1).astype(DATES)
    rows = rows.assign(unread=unread, event_on=first.mask(first.isna() & unread, asked.today))
    return rows[rows["event_on"].between(asked.since, asked.today)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was a conference held? One whose day cannot be read was; is that all that places it in the period, it is missing."""
    answer = clocks.answers(rows).assign(reason=str(Reason.NO_EVENT))
    unplaced = rows["unread"] & rows["ended_on"].isna()
    answer["met"] = (rows["held_on"].notna() | rows["unread"]).astype("boolean").mask(unplaced)
    answer.loc[unplaced, ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), "initial_conferences.held_on"]
    return answer


EXAMPLES = """
as at 2016-05-24
counting period

section_47_enquiries
enquiry_id | child_id | started_on | ended_on
Q1         | C1       | 2016-03-01 | 2016-03-10
Q2         | C2       | 2016-03-01 | 2016-03-10
Q3         | C3       | 2016-03-01 |
Q4         | C4       | 2016-03-01 |
Q5         | C5       | 2015-11-01 | 2015-11-24
Q6         | C6       | 2015-11-01 | 2015-11-23
Q7         | C7       | 2016-03-01 | 2016-03-10
Q8         | C8       | 2016-03-01 | 2016-03-10
Q9         | C9       | 2016-03-01 | 2016-03-10
Q10        | C10      | 2016-03-01 |

initial_conferences
conference_id | enquiry_id | child_id | held_on    | transfer_in
K1            | Q1         | C1       | 2016-03-15 | no
K4            |            | C4       | 2016-03-15 |
K7            | Q7         | C7       | 2016-05-25 | no
K8            | Q8         | C8       | #N/A       | no
K9            | Q9         | C9       | 2016-03-15 | yes
K10           | Q10        | C10      | #N/A       | no

expect
enquiry_id | outcome      | reason           | because
Q1         | met          |                  | a conference was held
Q2         | not_met      | no_event         | ended without one
Q3         | out_of_scope |                  | still running, no conference yet
Q4         | met          |                  | still running, and the child's conference has been held
Q5         | not_met      | no_event         | ended on the first day of the period
Q6         | out_of_scope |                  | ended the day before
Q7         | not_met      | no_event         | the conference is tomorrow
Q8         | met          |                  | held, on a day that cannot be read
Q9         | not_met      | no_event         | a transfer-in conference does not follow from the enquiry
Q10        | not_recorded | unreadable_value | still running, and held on a day that cannot be read: it may not have been in the period
"""
