"""Every child placed for adoption is seen at least once a week until the first adoption review."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, adoption, calendar_days, clocks, doubts
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="ADO-07",
    name="Children placed for adoption seen weekly",
    wording="Every child placed for adoption is seen within a week of moving in and at least once a week until the first adoption review.",
    why="The first weeks with a new family are the hardest for everybody, and the child cannot ring anyone. Placements break when nobody comes.",
    source="Adoption Agencies Regulations 2005, regulation 36",
    source_class=SourceClass.STATUTE,
    record="permanences",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=calendar_days(7),
    what_to_do="See the child today. If the child has been seen, record the visit; if the adoption review was held, record that.",
    owner="Head of Service, Adoption",
    field="care_visits.visited_on",
    write_up=True,
    judgements=("SIF-GJ1", "IL-CIC"),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children from the day they move in with the adoptive family to the first review after it, once a visit is made or due."""
    rows = adoption.placed(tables, asked)
    return clocks.repeated(rows, adoption.visits_to(tables, rows), asked, key="permanence_id")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child seen inside the week? Missing where no visit says either way, or it may still be being written up.

    So too where an ending cannot be read and that decides it; and where the day of placement cannot, for a visit then proves nothing.
    """
    answer = clocks.repeated_met(rows, asked)
    over = rows["perhaps_until"] <= (asked.today if asked.live else rows["due_on"])
    doubts.unless_met(answer, over, Reason.UNREADABLE_VALUE, "care_reviews.held_on")
    doubts.cannot_tell(answer, rows["record_starts_on"].isna(), Reason.UNREADABLE_VALUE, "permanences.placed_on")
    return clocks.allow_write_up(answer, rows, asked)


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E9         | L9      | C9       | 2015-01-05 | 2016-05-01
E1         | L1      | C1       | 2015-01-05 |

permanences
permanence_id | care_id | child_id | placed_on  | reversed_on | order_on
A1            | L1      | C1       | 2016-05-03 |             |
A2            |         | C2       | 2016-05-03 |             |
A3            |         | C3       | 2016-05-03 |             |
A4            |         | C4       | 2016-05-17 |             |
A5            |         | C5       | 2016-05-10 |             |
A6            |         | C6       | 2016-04-01 |             |
A7            |         | C7       | 2016-05-03 | 2016-05-20  |
A8            |         | C8       | 2016-01-04 |             | 2016-05-20
A9            | L9      | C9       | 2016-04-01 |             |
A10           |         | C10      | 2016-05-03 |             |
A11           |         | C11      | 2016-05-03 |             |
A12           |         | C12      | #N/A       |             |
A13           |         | C13      |            |             |
A14           |         | C14      | 2016-05-03 |             | #N/A
A15           |         | C15      | 2016-05-03 |             |
A16           |         | C16      | 2016-04-26 |             |
A17           |         | C17      | 2016-04-26 |             |
A18           |         | C18      | 2016-05-03 |             |
A19           |         | C19      | 2016-05-03 |             |

care_visits
visit_id | child_id | visited_on | child_seen
V1       | C1       | 2016-05-17 | yes
V2       | C2       | 2016-05-16 | yes
V3       | C3       | 2016-05-12 | yes
V10      | C10      | 2016-05-23 | no
V11      | C11      | 2016-05-23 |
V12      | C12      | 2016-05-23 | yes
V15      | C15      |            | yes
V18      | C18      | 2016-05-25 | yes

visit_records
visit_id | visit_table    | visit_outcome | on_paper_only
V11      | ssd_cla_visits |               |

care_reviews
review_id | child_id | held_on    | cancelled
R6        | C6       | 2016-04-29 | no
R5        | C5       | 2016-05-10 | no
R16       | C16      | 2016-05-20 | yes
R17       | C17      | #N/A       |
R19       | C19      | 2016-05-02 | #N/A

expect
permanence_id | outcome      | due_on     | reason             | field                  | because
A1            | met          | 2016-05-24 |                    |                        | seen a week ago exactly
A2            | not_recorded | 2016-05-23 | write_up_allowance |                        | one day over: a visit may still be being written up
A3            | not_met      | 2016-05-19 | outstanding        | care_visits.visited_on | five days over, three of them working days
A4            | out_of_scope |            |                    |                        | moved in a week ago: due today is not late
A5            | not_met      | 2016-05-17 | outstanding        | care_visits.visited_on | never seen; a review on the day the child moved in is no adoption review
A6            | out_of_scope |            |                    |                        | the first review has been held
A7            | out_of_scope |            |                    |                        | no longer to be placed
A8            | out_of_scope |            |                    |                        | adopted
A9            | out_of_scope |            |                    |                        | no longer in care
A10           | not_met      | 2016-05-10 | outstanding        | care_visits.visited_on | N16: visited and not seen, so the clock runs on
A11           | not_recorded | 2016-05-10 | blank_field        | care_visits.child_seen | the last visit does not say whether the child was seen
A12           | not_recorded |            | unreadable_value   | permanences.placed_on  | placed on a day that cannot be read: the visit proves nothing
A13           | out_of_scope |            |                    |                        | not placed
A14           | not_recorded | 2016-05-10 | unreadable_value   | care_reviews.held_on   | an order whose day cannot be read: this may be over
A15           | not_recorded | 2016-05-10 | blank_field        | care_visits.visited_on | a visit on no recorded day could be a recent one
A16           | not_met      | 2016-05-03 | outstanding        | care_visits.visited_on | a review that was cancelled ends nothing
A17           | not_recorded | 2016-05-03 | unreadable_value   | care_reviews.held_on   | a review on a day that cannot be read may have ended it
A18           | not_met      | 2016-05-10 | outstanding        | care_visits.visited_on | a visit tomorrow has not happened
A19           | not_met      | 2016-05-10 | outstanding        | care_visits.visited_on | whether a review was cancelled cannot be read, but it was before the child moved in

as at 2016-05-24
counting period

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |

permanences
permanence_id | child_id | placed_on  | reversed_on | order_on
A1            | C1       | 2016-04-01 |             |
A2            | C2       | 2016-04-01 |             |
A3            | C3       | 2015-10-01 |             |
A4            | C4       | 2016-05-18 |             |
A5            | C5       | 2016-04-01 |             |
A6            | C6       | #N/A       |             |

care_visits
visit_id | child_id | visited_on | child_seen
V1       | C1       | 2016-04-08 | yes
V2       | C2       | 2016-04-09 | yes
V3       | C3       | 2015-11-23 | yes
V5       | C5       | 2016-04-11 | yes
V6       | C6       | 2015-10-01 | yes

care_reviews
review_id | child_id | held_on    | cancelled
R1        | C1       | 2016-04-15 | no
R2        | C2       | 2016-04-17 | no
R3        | C3       | 2015-11-23 | no
R5        | C5       | 2016-04-09 | #N/A

expect
permanence_id | outcome      | due_on     | because
A1            | met          | 2016-04-08 | seen on the last day in time; the review came on the day the next was due
A2            | not_met      | 2016-04-08 | seen on the first day late, and then not again by the review
A2            | not_met      | 2016-04-16 | the review came the day after the second was due
A3            | out_of_scope |            | reviewed the day before the six months began
A4            | out_of_scope |            | neither due nor done
A5            | not_met      | 2016-04-08 | a review that may be cancelled was the day after, and the week was over
A5            | not_recorded | 2016-04-18 | that review may have ended it
A6            | not_recorded |            | placed on a day that cannot be read, perhaps since the visit before the six months
"""
