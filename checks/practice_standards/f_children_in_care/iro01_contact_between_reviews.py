"""The reviewing officer of every child in care keeps in contact between reviews."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, months, populations, reviews
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="IRO-01",
    name="Reviewing officers in contact between reviews",
    wording="The reviewing officer of every child in care has been in contact, or has held a review, within the last three months.",
    why="Between reviews the reviewing officer is the one person outside the team who may notice that the plan has stopped.",
    source="Independent Reviewing Officers Handbook: statutory guidance; the three months are the council's own",
    source_class=SourceClass.GUIDANCE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=months(3),
    what_to_do="Ask the reviewing officer to speak with the child; or, if they have, record the day on the child's period of care.",
    owner="Head of Service, Safeguarding and Quality Assurance",
    field="care_episodes.last_reviewing_officer_contact_on",
    judgements=("SIF-KJ2", "SIF-KJ3", "IL-CIC"),
    seed=("3.5",),
    assumed="That contact between reviews is a duty of the handbook, and how often",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children in care, once the reviewing officer has been in contact or held a review, or three months of care have gone by."""
    rows = populations.care_asked_about(tables, live=True)
    spoken = tables.care_episodes.assign(care_id=lambda slices: slices["care_id"].fillna(slices["episode_id"]))
    day = spoken["last_reviewing_officer_contact_on"]
    unreadable = spoken["episode_id"].isin(tables.unreadable_keys("care_episodes", "last_reviewing_officer_contact_on"))
    contacts = spoken[["care_id"]].assign(
        on=day, counts=pd.Series(True, index=spoken.index, dtype="boolean").mask(unreadable),
        reason=str(Reason.UNREADABLE_VALUE), field="care_episodes.last_reviewing_officer_contact_on",
    )[day.notna() | unreadable]  # fmt: skip
    held = reviews.of_records(reviews.held(tables, "care_reviews", "care_id"), rows, "care_id", from_start=True)
    return clocks.repeated(rows, pd.concat([contacts, held], ignore_index=True), asked, key="care_id")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Has the officer been in contact in time? Missing where the day of a contact or a review that decides it cannot be read."""
    return clocks.repeated_met(rows, asked)


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on   | last_reviewing_officer_contact_on
E1         | L1      | C1       | 2015-01-05 |            | 2016-02-24
E2         | L2      | C2       | 2015-01-05 |            | 2016-02-23
E3         | L3      | C3       | 2015-01-05 |            |
E4         | L4      | C4       | 2015-01-05 |            |
E5         | L5      | C5       | 2016-02-24 |            |
E6         | L6      | C6       | 2016-02-23 |            |
E7         | L7      | C7       | 2015-01-05 |            | #N/A
E8a        | L8      | C8       | 2015-01-05 | 2016-04-01 | 2016-03-20
E8b        | L8      | C8       | 2016-04-01 |            |
E9         | L9      | C9       | 2015-01-05 | 2016-05-01 |
E10        | L10     | C10      | 2015-01-05 |            |
E11        | L11     | C11      | 2015-01-05 |            |
E12        | L12     | C12      |            |            |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S11             | C11      | V3           | 2015-01-05

care_reviews
review_id | care_id | child_id | held_on    | cancelled
R3        | L3      | C3       | 2016-04-01 | no
R4        | L4      | C4       | 2016-04-01 | yes
R10       | L10     | C10      | 2016-04-01 | #N/A

expect
record_id | outcome      | due_on     | reason           | field                                           | because
L1        | met          | 2016-05-24 |                  |                                                 | spoken to three months ago to the day
L2        | not_met      | 2016-05-23 | outstanding      |                                                 | a day over three months
L3        | met          | 2016-07-01 |                  |                                                 | no contact is recorded, and a review was held in April
L4        | not_met      | 2015-04-05 | outstanding      | care_episodes.last_reviewing_officer_contact_on | the review was cancelled and no contact is recorded
L5        | out_of_scope |            |                  |                                                 | three months in care today: not late
L6        | not_met      | 2016-05-23 | outstanding      |                                                 | three months and a day in care
L7        | not_recorded | 2015-04-05 | unreadable_value | care_episodes.last_reviewing_officer_contact_on | there was a contact, on a day that cannot be read
L8        | met          | 2016-06-20 |                  |                                                 | the contact stands on an earlier slice of the same period of care
L9        | out_of_scope |            |                  |                                                 | no longer in care
L10       | not_recorded | 2015-04-05 | unreadable_value | care_reviews.cancelled                          | whether the review was cancelled cannot be read
L11       | out_of_scope |            |                  |                                                 | short breaks have no reviewing officer
L12       | not_recorded |            | blank_field      | care_episodes.started_on                        | nothing is recorded, and the day care began is blank
"""
