"""Every care leaver has been in touch with the council within the last eight weeks."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, calendar_days, clocks, doubts, leavers
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CLV-05",
    name="Care leavers in touch in the last eight weeks",
    wording="Every care leaver and the council have been in touch, both ways, within the last eight weeks.",
    why="A young adult who drops out of touch may be homeless, exploited or alone, and nobody will know until something happens.",
    source="Local standard: eight weeks between contacts",
    source_class=SourceClass.LOCAL,
    record="care_leavers",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=calendar_days(56),
    what_to_do="Reach the young person by the way they prefer. If there has been contact, record its date.",
    owner="Head of Service, Care Leavers",
    field="care_leavers.last_contact_on",
    write_up=True,
    judgements=("SIF-GJ2", "IL-CL"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Young people who receive or may receive leaving-care help. Exempt: those who died, refused, need no help or returned home."""
    rows = leavers.young_people(tables)
    done_on = leavers.last_contact_on(rows, tables)
    contacts = tables.optional("adviser_visits")
    unreadable = doubts.unreadable(rows, tables, "care_leavers", "last_contact_on")
    maybe = unreadable | rows["child_id"].isin(contacts[contacts["visited_on"].isna()]["child_id"].dropna())
    return rows.assign(starts_on=done_on, done_on=done_on, due_on=clocks.due(done_on, asked), maybe_done=maybe, unreadable=unreadable)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the last contact within eight weeks? Missing where the record contradicts itself or leaves us unable to tell.

    Not in touch, said beside a recent contact, is a contradiction. In touch, or nothing said, with no contact dated at all lets us
    tell nothing; not in touch with none is not met. A contact with no day it can be given to could be a recent one.
    """
    answer = clocks.answers(rows)
    known = rows["done_on"].notna()
    recent = known & ~clocks.past(rows["due_on"], asked.today, asked)
    says_no = rows["in_touch"].eq("NO").fillna(False).astype(bool)
    answer["met"] = recent.astype("boolean")
    answer.loc[~known, "reason"] = str(Reason.NO_EVENT)
    answer = clocks.allow_write_up(answer, rows, asked)
    unsure = ~recent & rows["maybe_done"]
    doubts.cannot_tell(answer, unsure, Reason.BLANK_FIELD, "adviser_visits.visited_on")
    doubts.cannot_tell(answer, unsure & rows["unreadable"], Reason.UNREADABLE_VALUE, "care_leavers.last_contact_on")
    doubts.cannot_tell(answer, ~known & ~says_no & ~unsure, Reason.BLANK_FIELD, "care_leavers.last_contact_on")
    doubts.cannot_tell(answer, recent & says_no, Reason.CONFLICT, "care_leavers.in_touch")
    garbled = doubts.unreadable(rows, tables, "care_leavers", "in_touch")
    doubts.cannot_tell(answer, garbled, Reason.UNREADABLE_VALUE, "care_leavers.in_touch")
    return answer


EXAMPLES = """
as at 2026-05-22

care_leavers
care_leaver_id | child_id | eligibility     | in_touch | last_contact_on
L1             | C1       | FORMER RELEVANT | YES      | 2026-03-27
L2             | C2       | FORMER RELEVANT | YES      | 2026-03-26
L3             | C3       | FORMER RELEVANT | YES      | 2026-03-23
L4             | C4       | FORMER RELEVANT | YES      | 2026-01-05
L5             | C5       | FORMER RELEVANT | NO       | 2026-05-01
L6             | C6       | FORMER RELEVANT | NO       | 2026-01-05
L7             | C7       | FORMER RELEVANT | NO       |
L8             | C8       | FORMER RELEVANT | YES      |
L9             | C9       | FORMER RELEVANT |          |
L10            | C10      | FORMER RELEVANT | REFU     | 2026-01-05
L11            | C11      | FORMER RELEVANT | DIED     |
L12            | C12      | FORMER RELEVANT | YES      | #N/A
L13            | C13      | FORMER RELEVANT | #N/A     | 2026-05-01
L14            | C14      | FORMER RELEVANT |          | 2026-05-01
L15            | C15      | FORMER RELEVANT | YES      | 2026-05-23
L16            | C16      | FORMER RELEVANT | YES      | 2026-01-05
L17            | C17      | FORMER RELEVANT | NREQ     |
L18            | C18      | FORMER RELEVANT | RHOM     |

adviser_visits
adviser_visit_id | child_id | visited_on
V4               | C4       | 2026-04-10
V16              | C16      |

expect
care_leaver_id | outcome      | due_on     | reason             | because
L1             | met          | 2026-05-22 |                    | 56 days ago exactly
L2             | not_recorded | 2026-05-21 | write_up_allowance | one day over: a contact may still be being written up
L3             | not_met      | 2026-05-18 | outstanding        | four working days over
L4             | met          | 2026-06-05 |                    | the adviser's visit is the later of the two
L5             | not_recorded | 2026-06-26 | conflict           | said not to be in touch, with a contact three weeks ago
L6             | not_met      | 2026-03-02 | outstanding        | not in touch, and the last contact is old
L7             | not_met      |            | no_event           | not in touch, and no contact on record
L8             | not_recorded |            | blank_field        | said to be in touch, and no day is recorded
L9             | not_recorded |            | blank_field        | nothing is said and no day is recorded
L10            | exempt       |            |                    | refused contact
L11            | exempt       |            |                    | died
L12            | not_recorded |            | unreadable_value   | there is a day, and it cannot be read
L13            | not_recorded | 2026-06-26 | unreadable_value   | whether in touch cannot be read
L14            | met          | 2026-06-26 |                    | nothing is said of being in touch, and the day is there
L15            | not_recorded |            | blank_field        | a contact tomorrow has not happened
L16            | not_recorded | 2026-03-02 | blank_field        | a visit with no day could be a recent one
L17            | exempt       |            |                    | needs no help
L18            | exempt       |            |                    | returned home
"""
