"""Every privately fostered child is visited within a week of notification, six-weekly in the first year and twelve-weekly after."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, arrangements, calendar_days, clocks, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="PFA-01",
    name="Visits to privately fostered children",
    wording="Every privately fostered child is seen within a week of notification, every six weeks in the first year, then every twelve.",
    why="These children live with people whom nobody chose for them but their parents. The visit is the only check that they are safe.",
    source="Children (Private Arrangements for Fostering) Regulations 2005",
    source_class=SourceClass.STATUTE,
    record="private_fostering_arrangements",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=calendar_days(7),
    values={"days_in_first_year": 42, "days_after": 84},
    what_to_do="See the child today. If the child has been seen, record the visit, its date and that the child was seen.",
    owner="Head of Service, Assessment and Intervention",
    field="private_fostering_visits.visited_on",
    write_up=True,
    judgements=("SIF-KJ1", "IL-HP"),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Private fostering arrangements (live: those not ended), once a visit has been made or has fallen due.

    The first visit is counted from notification. The next falls due six weeks after one made in the first year of the arrangement
    (of the notification, where its start is blank), and twelve weeks after one made later.
    """
    rows = tables.private_fostering_arrangements
    rows = rows.assign(starts_on=rows["notified_on"], ends_on=rows["ended_on"], start_field="private_fostering_arrangements.notified_on")
    rows = populations.open_on(rows, "ends_on") if asked.live else rows

    def due_of(gaps: pd.DataFrame) -> pd.Series:
        year_old = clocks.add_months(gaps["started_on"].fillna(gaps["notified_on"]), 12)
        days = pd.Series(asked.values["days_in_first_year"], index=gaps.index).mask(
            gaps["starts_on"] >= year_old, asked.values["days_after"]
        )
        return gaps["starts_on"] + pd.to_timedelta(days.where(gaps["after_event"], asked.clock.n if asked.clock else 0), unit="D")

    return clocks.repeated(rows, arrangements.private_fostering_visits(tables), asked, key="arrangement_id", due_of=due_of)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child seen in time? Missing where no visit says either way, notification has no day, or it may still be being written up."""
    answer = clocks.repeated_met(rows, asked)
    unsure = rows["record_starts_on"].isna()
    answer.loc[unsure, "met"] = pd.NA
    answer.loc[unsure, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "private_fostering_arrangements.notified_on"]
    return clocks.allow_write_up(answer, rows, asked)


EXAMPLES = """
as at 2016-05-24

private_fostering_arrangements
arrangement_id | child_id | notified_on | started_on | ended_on
A1             | C1       | 2016-05-17  | 2016-05-10 |
A2             | C2       | 2016-05-16  | 2016-05-10 |
A3             | C3       | 2016-05-10  | 2016-05-03 |
A4             | C4       | 2016-01-04  | 2016-01-04 |
A5             | C5       | 2016-01-04  | 2016-01-04 |
A6             | C6       | 2015-01-05  | 2015-01-05 |
A7             | C7       | 2015-01-05  | 2015-01-05 |
A8             | C8       | 2016-01-04  | 2016-01-04 |
A9             | C9       | 2016-01-04  | 2016-01-04 |
A10            | C10      |             | 2016-01-04 |
A11            | C11      | 2016-01-04  | 2016-01-04 | 2016-05-20
A12            | C12      | 2016-01-04  | 2016-01-04 |
A13            | C13      | 2016-04-04  | 2015-03-01 |
A14            | C14      | 2016-01-04  | 2016-01-04 |
A15            | C15      | 2016-05-20  | 2016-05-10 |

private_fostering_visits
visit_id | arrangement_id | visited_on | child_seen
V4       | A4             | 2016-04-12 | yes
V5       | A5             | 2016-04-07 | yes
V6       | A6             | 2016-03-01 | yes
V7       | A7             | 2016-02-25 | yes
V8       | A8             | 2016-05-10 | no
V9       | A9             | 2016-05-10 |
V10      | A10            | 2016-05-10 | yes
V12      | A12            | 2016-04-11 | yes
V13      | A13            | 2016-04-08 | yes
V14      | A14            | #N/A       | yes
V15      | A15            | 2016-05-20 | yes

expect
arrangement_id | outcome      | due_on     | reason              | because
A1             | out_of_scope |            |                     | a week since notification today: due today is not late
A2             | not_recorded | 2016-05-23 | write_up_allowance  | one day over, and the visit may still be being written up
A3             | not_met      | 2016-05-17 | outstanding         | a fortnight since notification and not seen
A4             | met          | 2016-05-24 |                     | seen six weeks ago, in the first year
A5             | not_met      | 2016-05-19 | outstanding         | three working days over: the two for writing up have passed
A6             | met          | 2016-05-24 |                     | seen twelve weeks ago, after the first year
A7             | not_met      | 2016-05-19 | outstanding         | over twelve weeks ago
A8             | not_met      | 2016-01-11 | outstanding         | visited and not seen
A9             | not_recorded | 2016-01-11 | blank_field         | visited, and it does not say whether the child was seen
A10            | not_recorded |            | blank_field         | the day of notification is blank
A11            | out_of_scope |            |                     | ended
A12            | not_recorded | 2016-05-23 | write_up_allowance  | six weeks and a day
A13            | met          | 2016-07-01 |                     | the arrangement was over a year old when the child was seen
A14            | not_recorded | 2016-01-11 | unreadable_value    | visited on a day that cannot be read
A15            | met          | 2016-07-01 |                     | seen on the day of notification: the next is six weeks on

as at 2016-05-24
counting period

private_fostering_arrangements
arrangement_id | child_id | notified_on | started_on | ended_on
A1             | C1       | 2016-03-01  | 2016-03-01 |
A2             | C2       | 2016-03-01  | 2016-03-01 |
A3             | C3       | 2016-05-02  | 2016-05-02 |
A4             | C4       | 2016-05-02  | 2016-05-02 | 2016-05-08
A5             | C5       | 2016-05-02  | 2016-05-02 |

private_fostering_visits
visit_id | arrangement_id | visited_on | child_seen
V1       | A1             | 2016-03-08 | yes
V1B      | A1             | 2016-04-19 | yes
V2       | A2             | 2016-03-09 | yes
V2B      | A2             | 2016-04-21 | yes
V5       | A5             | 2016-05-02 |

expect
arrangement_id | outcome      | due_on     | because
A1             | met          | 2016-03-08 | within the week
A1             | met          | 2016-04-19 | six weeks after; the next has not fallen due
A2             | not_met      | 2016-03-08 | the eighth day
A2             | not_met      | 2016-04-20 | six weeks and a day after
A3             | not_met      | 2016-05-09 | never seen
A4             | out_of_scope |            | ended before the week was up
A5             | not_recorded | 2016-05-09 | visited on the first day: if the child was seen, the next is six weeks on
"""
