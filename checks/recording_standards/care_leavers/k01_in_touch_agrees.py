"""A young person said to be in touch has a recent contact, and where they live and what they do are blank only for those not in touch."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, calendar_days, clocks, doubts, leavers
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="K01",
    name="In touch, with contact, home and activity recorded",
    wording="A young person said to be in touch has a recent contact, and where they live and what they do are blank only for those not in touch.",
    why="In touch is the word the council reports. It means nothing beside an old contact, or a home and a job that nobody has written down.",
    source="Ofsted Annex A guidance, list 9",
    source_class=SourceClass.OFSTED,
    record="care_leavers",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    clock=calendar_days(56),
    what_to_do="Record the last contact, the home and the activity; or, if nobody is in touch with the young person, say so.",
    owner="Data Quality Lead",
    field="care_leavers.last_contact_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every care leaver's row."""
    return leavers.young_people(tables).drop(columns="exempt")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Does what is said of being in touch agree with the rest? The adviser's contacts count; a value that cannot be read is there."""
    there = {
        column: rows[column].notna() | doubts.unreadable(rows, tables, "care_leavers", column)
        for column in ("in_touch", "last_contact_on", "accommodation", "activity")
    }
    in_touch = rows["in_touch"].eq("YES").fillna(False).astype(bool)
    out_of_touch = there["in_touch"] & ~in_touch
    field = pd.Series("", index=rows.index, dtype="string")
    for column in ("activity", "accommodation"):
        field = field.mask(~out_of_touch & ~there[column], f"care_leavers.{column}")
    field = field.mask(in_touch & ~_perhaps_recent(rows, tables, asked), "care_leavers.last_contact_on")
    return pd.DataFrame({"met": field.eq("").astype("boolean"), "field": field}, index=rows.index)


def _perhaps_recent(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Was there contact in the agreed time, or contact on a day that cannot be read?"""
    last = leavers.last_contact_on(rows, tables)
    recent = last.notna() & ~clocks.past(clocks.due(last, asked), asked.today, asked)
    visits = tables.optional("adviser_visits")
    unread = visits[doubts.unreadable(visits, tables, "adviser_visits", "visited_on")]["child_id"].dropna()
    return recent | doubts.unreadable(rows, tables, "care_leavers", "last_contact_on") | rows["child_id"].isin(unread)


EXAMPLES = """
as at 2016-05-24

care_leavers
care_leaver_id | child_id | in_touch | last_contact_on | accommodation | activity
K1             | C1       | YES      | 2016-03-29      | U             | F2
K2             | C2       | YES      | 2016-03-28      | U             | F2
K3             | C3       | YES      |                 | U             | F2
K4             | C4       | YES      | 2016-01-04      | U             | F2
K5             | C5       | YES      | 2016-05-01      |               | F2
K6             | C6       | YES      | 2016-05-01      | U             |
K7             | C7       | NO       | 2015-01-05      |               |
K8             | C8       | REFU     |                 |               |
K9             | C9       |          | 2016-05-01      |               | F2
K10            | C10      |          |                 | U             | F2
K11            | C11      | YES      | #N/A            | U             | F2
K12            | C12      | #N/A     | 2015-01-05      |               |
K13            | C13      | YES      | 2016-05-01      | #N/A          | F2
K14            | C14      | NO       | 2016-05-01      | U             | F2
K15            | C15      | YES      | 2016-05-25      | U             | F2
K16            | C16      | YES      | 2016-01-04      | U             | F2

adviser_visits
adviser_visit_id | child_id | visited_on | contact_kind
V4               | C4       | 2016-05-01 | call
V16              | C16      | #N/A       | call

expect
care_leaver_id | outcome | field                        | because
K1             | met     |                              | in touch 56 days ago exactly
K2             | broken  | care_leavers.last_contact_on | said to be in touch, and the last contact was 57 days ago
K3             | broken  | care_leavers.last_contact_on | said to be in touch, and no contact is recorded
K4             | met     |                              | the adviser's call is the later contact
K5             | broken  | care_leavers.accommodation   | in touch, and nobody has written where they live
K6             | broken  | care_leavers.activity        | in touch, and nobody has written what they do
K7             | met     |                              | not in touch: both may be blank, and the contact old
K8             | met     |                              | refused contact: both may be blank
K9             | broken  | care_leavers.accommodation   | not said to be out of touch, so a blank says nothing
K10            | met     |                              | nothing is said of being in touch, and the rest is there
K11            | met     |                              | there is a contact; that its day cannot be read is another rule's
K12            | met     |                              | something is said of being in touch; that it cannot be read is another rule's
K13            | met     |                              | there is a home; that it cannot be read is another rule's
K14            | met     |                              | the rest may be known all the same
K15            | broken  | care_leavers.last_contact_on | a contact tomorrow has not happened
K16            | met     |                              | the adviser was in touch; that the day cannot be read is another rule's
"""
