"""Every care leaver is in touch with the council around each birthday from the 17th to the 21st."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, leavers, months
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CLV-08",
    name="Care leavers in touch around their birthday",
    wording="Every care leaver is in touch with the council between three months before and one month after each birthday, 17th to 21st.",
    why="England asks of each birthday where the young person lives and what they do. A year with no answer is a young adult nobody could find.",
    source="Department for Education, children looked after return (SSDA903): care leavers around their birthday",
    source_class=SourceClass.DFE,
    record="care_leavers",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=months(1),
    values={"months_before": 3},
    assumed="the window of three months before to one month after: the return's guidance was not read here",
    what_to_do="Reach the young person while the window is open. If there was contact inside it, record the day.",
    owner="Head of Service, Care Leavers",
    field="adviser_visits.visited_on",
    judgements=("SIF-GJ2", "IL-CL"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Birthdays (17th to 21st) of relevant and former relevant young people since they left care, once in touch or the window has closed.

    Live: the latest birthday whose window has opened. Exempt: those who died, refused, need no help or returned home.
    """
    rows = leavers.young_people(tables, ("RELEVANT", "FORMER RELEVANT"))
    rows = leavers.birthday_windows(rows, tables, asked, (17, 18, 19, 20, 21), int(asked.values["months_before"]))
    return clocks.once(rows, asked, due_on=rows["closes_on"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was there contact inside the window? Missing where a contact has no day it can be given to, or there is no date of birth."""
    return clocks.once_met(rows, asked)


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 1996-04-23
C2       | 1996-04-24
C3       | 1996-08-24
C4       | 1996-08-25
C5       | 1996-01-04
C6       | 1996-01-04
C7       | 1996-01-04
C8       | 1996-01-04
C9       |
C10      | 1994-01-04
C11      | 1998-01-04
C12      | 1996-01-04
C13      | 1996-01-04
C14      | 1996-01-04
C15      | 1996-02-29

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E11        | L11     | C11      | 2014-01-06 | 2016-01-05

care_leavers
care_leaver_id | child_id | eligibility     | in_touch | last_contact_on
K1             | C1       | FORMER RELEVANT | YES      | 2016-01-22
K2             | C2       | FORMER RELEVANT | YES      |
K3             | C3       | FORMER RELEVANT | YES      | 2016-05-24
K4             | C4       | FORMER RELEVANT | YES      | 2016-05-24
K5             | C5       | FORMER RELEVANT | YES      | 2016-02-04
K6             | C6       | FORMER RELEVANT | YES      | 2016-02-05
K7             | C7       | FORMER RELEVANT | YES      | 2016-05-01
K8             | C8       | FORMER RELEVANT | NO       |
K9             | C9       | FORMER RELEVANT | YES      | 2016-05-01
K10            | C10      | FORMER RELEVANT | YES      |
K11            | C11      | FORMER RELEVANT | YES      |
K12            | C12      | QUALIFYING      | YES      |
K13            | C13      | FORMER RELEVANT | REFU     |
K14            | C14      |                 | YES      | #N/A
K15            | C15      | FORMER RELEVANT | YES      | 2016-04-29

adviser_visits
adviser_visit_id | child_id | visited_on | contact_kind
V7               | C7       | 2015-10-04 | call
V8               | C8       |            | visit

expect
care_leaver_id | outcome      | due_on     | reason           | because
K1             | not_met      | 2016-05-23 | outstanding      | the window closed yesterday; the last contact was the day before it opened
K2             | out_of_scope |            |                  | the window closes today
K3             | met          | 2016-09-24 |                  | in touch on the first day of the window
K4             | not_met      | 2015-09-25 | outstanding      | the next window opens tomorrow, so last year's is asked about
K5             | met          | 2016-02-04 |                  | in touch on the last day
K6             | not_met      | 2016-02-04 | outstanding      | in touch the day after
K7             | met          | 2016-02-04 |                  | a call on the first day of the window; contact since does not undo it
K8             | not_recorded | 2016-02-04 | blank_field      | a visit on no recorded day could have been inside it
K9             | not_recorded |            | blank_field      | no date of birth
K10            | not_met      | 2015-02-04 | outstanding      | 22: the 21st birthday is the last that is asked about
K11            | out_of_scope |            |                  | was in care on the 18th birthday, and left the day after
K12            | out_of_scope |            |                  | qualifying
K13            | exempt       |            |                  | refused
K14            | not_recorded | 2016-02-04 | unreadable_value | in touch on a day that cannot be read
K15            | not_met      | 2016-03-29 | outstanding      | born on 29 February

as at 2016-05-24
counting period

people
child_id | born_on
C1       | 1996-01-04
C2       | 1996-01-04
C3       | 1996-01-04
C4       | 1995-10-23
C5       | 1996-05-24
C6       | 1996-05-24
C7       | 1996-01-04
C8       | 1996-01-04

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2010-01-06 | 2014-01-04

care_leavers
care_leaver_id | child_id | eligibility     | in_touch | last_contact_on
K1             | C1       | FORMER RELEVANT | YES      | 2016-02-04
K2             | C2       | FORMER RELEVANT | YES      | 2016-02-05
K3             | C3       | FORMER RELEVANT | NO       |
K4             | C4       | FORMER RELEVANT | YES      | 2015-11-23
K5             | C5       | FORMER RELEVANT | YES      |
K6             | C6       | FORMER RELEVANT | YES      | 2016-05-20
K7             | C7       | FORMER RELEVANT | YES      | 2015-11-23
K8             | C8       | FORMER RELEVANT | YES      | 2015-11-24

adviser_visits
adviser_visit_id | child_id | visited_on | contact_kind

expect
care_leaver_id | outcome      | due_on     | because
K1             | met          | 2016-02-04 | on the last day of the window
K2             | not_met      | 2016-02-04 | the day after
K3             | not_met      | 2016-02-04 | nobody was in touch
K4             | out_of_scope |            | closed, and in touch, the day before the six months began
K5             | out_of_scope |            | the window is open
K6             | met          | 2016-06-24 | in touch before the birthday
K7             | out_of_scope |            | in touch before the birthday, the day before the six months began: counted then
K8             | met          | 2016-02-04 | in touch before the birthday, on the first day of the six months
"""
