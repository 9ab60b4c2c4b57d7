"""Every child in a new placement is visited by their social worker within a week."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, calendar_days, clocks, first_events, placements
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="LAV-01",
    name="First visits in a week of a new placement",
    wording="Every child in care is seen by their social worker within one week of the start of each new placement.",
    why="The first week in a new home is when a child most needs a face they know, and when a wrong placement shows.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28",
    source_class=SourceClass.STATUTE,
    record="placements",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=calendar_days(7),
    what_to_do="See the child in the placement today. If the child has been seen, record the visit, its date and that the child was seen.",
    owner="Head of Service, Children in Care",
    field="care_visits.visited_on",
    write_up=True,
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("4.1",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Placements of children in care (live: the current one), once a visit has been made in them or has fallen due.

    Where the day a placement began is blank no visit is known to be in it.
    """
    rows = placements.placements_in_care(tables, current=asked.live)
    events = placements.visits_inside(tables, rows[rows["starts_on"].notna()])
    return clocks.once(first_events.with_first_event(rows, events, asked, key="placement_id"), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child seen in time? Missing where no visit says either way, or it may still be being written up."""
    return clocks.allow_write_up(clocks.once_met(rows, asked), rows, asked)


EXAMPLES = """
as at 2016-04-05

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-03-01 |
E2         | L2      | C2       | 2016-03-01 |
E3         | L3      | C3       | 2016-03-01 |
E4         | L4      | C4       | 2016-03-01 |
E5         | L5      | C5       | 2016-03-01 |
E6         | L6      | C6       | 2016-03-01 |
E7         | L7      | C7       | 2016-03-01 |
E8         | L8      | C8       | 2016-03-01 |
E9         | L9      | C9       | 2016-03-01 | 2016-04-01
E10        | L10     | C10      | 2016-03-01 |
E11        | L11     | C11      | 2016-03-01 |
E12        | L12     | C12      | 2016-03-01 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S10             | C10      | V4           | 2016-03-01

placements
placement_id | care_id | child_id | started_on | ended_on
P1           | L1      | C1       | 2016-03-24 |
P2           | L2      | C2       | 2016-03-29 |
P3           | L3      | C3       | 2016-03-28 |
P4           | L4      | C4       | 2016-03-24 |
P5a          | L5      | C5       | 2016-03-01 | 2016-03-24
P5b          | L5      | C5       | 2016-03-24 |
P6           | L6      | C6       | 2016-03-24 |
P7           | L7      | C7       | 2016-03-24 |
P8           | L8      | C8       |            |
P9           | L9      | C9       | 2016-03-24 |
P10          | L10     | C10      | 2016-03-24 |
P11          |         | C11      | 2016-03-24 |
P12a         | L12     | C12      | 2016-03-01 |
P12b         | L12     | C12      | 2016-03-24 |

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V4       | L4      | C4       | 2016-04-04 | yes
V5       | L5      | C5       | 2016-03-20 | yes
V6       | L6      | C6       | 2016-03-30 | no
V7       | L7      | C7       | 2016-03-30 |
V8       | L8      | C8       | 2016-03-30 | yes
V11      |         | C11      | 2016-03-25 | yes
V12      | L12     | C12      | 2016-03-02 | yes

expect
placement_id | outcome      | due_on     | reason             | because
P1           | not_met      | 2016-03-31 | outstanding        | W23: due 31 March, Easter or not; three working days over, past the two allowed
P2           | out_of_scope |            |                    | due today is not late
P3           | not_recorded | 2016-04-04 | write_up_allowance | one day over: the visit may still be being written up
P4           | met          | 2016-03-31 |                    | seen late, so nothing is outstanding
P5a          | out_of_scope |            |                    | not the current placement
P5b          | not_met      | 2016-03-31 | outstanding        | the visit was made in the placement before
P6           | not_met      | 2016-03-31 | outstanding        | the worker called and the child was not seen
P7           | not_recorded | 2016-03-31 | blank_field        | a visit in time does not say whether the child was seen
P8           | not_recorded |            | blank_field        | the day the placement began is blank, so the visit may have been in the one before
P9           | out_of_scope |            |                    | care has ended, and with it the placement
P10          | out_of_scope |            |                    | a short break is not care
P11          | met          | 2016-03-31 |                    | placement and visit without a care id join by child and date
P12a         | out_of_scope |            |                    | of two open placements the later is the current one
P12b         | not_met      | 2016-03-31 | outstanding        | nobody has visited since the move

as at 2016-05-24
counting period

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-03-01 |
E2         | L2      | C2       | 2016-03-01 |
E3         | L3      | C3       | 2016-03-01 | 2016-04-05

placements
placement_id | care_id | child_id | started_on | ended_on
P1a          | L1      | C1       | 2016-03-24 | 2016-04-20
P1b          | L1      | C1       | 2016-04-20 |
P2a          | L2      | C2       | 2016-03-24 | 2016-03-31
P2b          | L2      | C2       | 2016-03-31 | 2016-04-08
P3           | L3      | C3       | 2016-04-01 |
P4           | L9      | C9       | 2016-04-01 |

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V1a      | L1      | C1       | 2016-03-31 | yes
V1b      | L1      | C1       | 2016-04-28 | yes

expect
placement_id | outcome      | due_on     | because
P1a          | met          | 2016-03-31 | W23: on the seventh day
P1b          | not_met      | 2016-04-27 | each new placement has its own first visit, and this was a day late
P2a          | out_of_scope |            | ended on the day the visit was due
P2b          | not_met      | 2016-04-07 | ended the day after without a visit
P3           | out_of_scope |            | care ended before the visit was due
P4           | out_of_scope |            | belongs to no period of care
"""
