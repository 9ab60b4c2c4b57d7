"""Every young person in a home the council provides is visited by their adviser in a week, before the review and two-monthly."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, calendar_days, clocks, doubts, leavers, months
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CLV-04",
    name="Adviser's visits to homes the council provides",
    wording="Where the council provides a young person's home, the adviser visits within seven days, before the review, then every two months.",
    why="The council is landlord and parent at once. A young person alone in a first home finds out in the first week whether anybody comes.",
    source="Care Leavers (England) Regulations 2010, regulation 8; Children Act 1989, sections 23B and 24B",
    source_class=SourceClass.STATUTE,
    record="care_leaver_offers",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=months(2),
    values={"first_visit_days": 7},
    what_to_do="Visit the young person at home. If the adviser has been, record the visit, its day and that it was a visit.",
    owner="Head of Service, Care Leavers",
    field="adviser_visits.visited_on",
    write_up=True,
    judgements=("SIF-GJ2", "IL-CL"),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Homes the council provides, once a visit has been made or is due. Live: homes not ended. Calls and messages are no visits."""
    homes = leavers.council_homes(tables, asked)
    visits = leavers.adviser_visits(tables, face_to_face=True)
    first = asked.with_clock(calendar_days(int(asked.values["first_visit_days"])))
    return leavers.home_visits(homes, visits, leavers.first_review_on(homes, tables), asked, first)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was each visit made in time? Missing where a contact may or may not be a visit, or it may still be being written up.

    So too where the day the home began cannot be read, or its end cannot and that decides it.
    """
    once = rows["once"].astype(bool)
    answer = pd.concat([clocks.once_met(rows[once], asked), clocks.repeated_met(rows[~once], asked)]).sort_index()
    doubts.unless_met(answer, rows["maybe_over"].astype(bool), Reason.UNREADABLE_VALUE, "care_leaver_offers.council_home_to")
    doubts.cannot_tell(answer, rows["council_home_from"].isna(), Reason.UNREADABLE_VALUE, "care_leaver_offers.council_home_from")
    return clocks.allow_write_up(answer, rows, asked)


EXAMPLES = """
as at 2016-05-12

care_leaver_offers
child_id | council_home_from | council_home_to
C1       | 2016-05-02        |
C2       | 2016-05-05        |
C3       | 2016-05-04        |
C4       | 2016-01-04        |
C5       | 2016-01-04        |
C6       | 2016-01-04        | 2016-05-01
C7       | 2016-01-04        |
C8       | 2016-01-04        |
C9       | 2016-01-04        |
C10      | #N/A              |
C11      | 2016-01-04        | #N/A
C12      |                   |
C13      | 2016-01-04        |
C14      | 2016-01-04        |
C15      | 2016-05-02        |
C16      | 2015-06-01        |
C17      | 2016-03-21        |
C18      | 2016-02-01        |

adviser_visits
adviser_visit_id | child_id | visited_on | contact_kind
V4               | C4       | 2016-03-12 | visit
V5               | C5       | 2016-02-12 | visit
V5b              | C5       | 2016-05-02 | message
V7               | C7       | 2016-05-02 |
V8               | C8       |            | visit
V9               | C9       | #N/A       | visit
V10              | C10      | 2016-05-02 | visit
V13              | C13      | 2016-04-05 | visit
V14              | C14      | 2016-02-05 | visit
V14b             | C14      | 2016-04-05 | visit
V15              | C15      | 2016-05-13 | visit
V16              | C16      | 2015-07-29 |
V17              | C17      | 2016-03-24 |
V17b             | C17      | 2016-04-05 | visit
V18              | C18      | 2016-02-04 |
V18b             | C18      | 2016-03-05 | visit

pathways
pathway_id | child_id | plan_on    | reviewed_on
W13        | C13      | 2015-06-01 | 2016-05-01
W14        | C14      | 2015-06-01 | 2016-05-01
W17        | C17      | 2015-06-01 | 2016-05-01
W18        | C18      | 2015-06-01 | 2016-04-01

expect
child_id | outcome      | due_on     | reason             | field                              | because
C1       | not_met      | 2016-05-09 | outstanding        | adviser_visits.visited_on          | W35: due on Mon 9 May, and three working days have passed
C2       | out_of_scope |            |                    |                                    | the seventh day is today
C3       | not_recorded | 2016-05-11 | write_up_allowance |                                    | due yesterday: a visit may still be being written up
C4       | met          | 2016-05-12 |                    |                                    | visited two months ago exactly
C5       | not_met      | 2016-04-12 | outstanding        | adviser_visits.visited_on          | a month late: a message is no visit
C6       | out_of_scope |            |                    |                                    | has moved on
C7       | not_recorded | 2016-01-11 | blank_field        | adviser_visits.contact_kind        | a contact that may have been a visit
C8       | not_recorded | 2016-01-11 | blank_field        | adviser_visits.visited_on          | a visit on no recorded day
C9       | not_recorded | 2016-01-11 | unreadable_value   | adviser_visits.visited_on          | a visit on a day that cannot be read
C10      | not_recorded |            | unreadable_value   | care_leaver_offers.council_home_from | provided from a day that cannot be read
C11      | not_recorded | 2016-01-11 | unreadable_value   | care_leaver_offers.council_home_to | ended on a day that cannot be read
C12      | out_of_scope |            |                    |                                    | no home provided
C13      | not_met      | 2016-05-01 | outstanding        | adviser_visits.visited_on          | reviewed with no second visit before the review, and none since
C14      | met          | 2016-06-05 |                    |                                    | visited a second time before the review
C15      | not_met      | 2016-05-09 | outstanding        | adviser_visits.visited_on          | a visit tomorrow has not happened
C16      | not_met      | 2015-06-08 | outstanding        | adviser_visits.visited_on          | a contact that may have been a visit, and none for nine months since
C17      | not_recorded | 2016-05-01 | blank_field        | adviser_visits.contact_kind        | if the contact before it was a visit, the visit is the second before the review
C18      | not_met      | 2016-04-01 | outstanding        | adviser_visits.visited_on          | even so, no visit for two months and a week

as at 2017-03-01

care_leaver_offers
child_id | council_home_from | council_home_to
C1       | 2016-10-03        |

adviser_visits
adviser_visit_id | child_id | visited_on | contact_kind
V1               | C1       | 2016-10-05 | visit
V1b              | C1       | 2016-12-31 | visit

pathways
pathway_id | child_id | plan_on | reviewed_on

expect
child_id | outcome      | due_on     | reason             | because
C1       | not_recorded | 2017-02-28 | write_up_allowance | W37: no 31 February, so the next visit was due on the 28th, yesterday

as at 2016-05-24
counting period

care_leaver_offers
child_id | council_home_from | council_home_to
C1       | 2016-01-04        |
C2       | 2016-01-04        |
C3       | 2016-05-18        |
C4       | 2016-03-01        | 2016-03-07
C5       | 2016-03-01        | 2016-03-09
C6       | 2016-02-24        |
C7       | 2016-03-01        |

adviser_visits
adviser_visit_id | child_id | visited_on | contact_kind
V1               | C1       | 2016-01-11 | visit
V1b              | C1       | 2016-02-29 | visit
V1c              | C1       | 2016-04-29 | visit
V2               | C2       | 2016-01-12 | visit
V2b              | C2       | 2016-03-13 | visit
V2c              | C2       | 2016-05-10 | visit
V6               | C6       | 2016-04-04 |
V7               | C7       | 2016-03-04 |
V7b              | C7       | 2016-04-04 | visit

pathways
pathway_id | child_id | plan_on    | reviewed_on
W1         | C1       | 2015-06-01 | 2016-02-29
W2         | C2       | 2015-06-01 | 2016-02-02
W7         | C7       | 2015-06-01 | 2016-05-01

expect
child_id | outcome      | due_on     | because
C1       | met          | 2016-01-11 | the first visit on the seventh day
C1       | met          | 2016-02-29 | a second on the day of the review
C1       | met          | 2016-03-11 | and within two months of the first
C1       | met          | 2016-04-29 | and a third on the last day of two months
C2       | not_met      | 2016-01-11 | the first visit on the eighth day
C2       | not_met      | 2016-02-02 | no second visit before the review
C2       | not_met      | 2016-03-12 | the second visit two months and a day after the first
C2       | met          | 2016-05-13 | the third in time
C3       | out_of_scope |            | neither due nor done
C4       | out_of_scope |            | moved on the day before the visit was due
C5       | not_met      | 2016-03-08 | moved on the day after the visit was due
C6       | not_met      | 2016-03-02 | a contact that may be a visit, and too late to be the first
C7       | not_recorded | 2016-03-08 | a contact in time that may be the first visit
C7       | not_recorded | 2016-05-01 | and the visit after it the second before the review
"""
