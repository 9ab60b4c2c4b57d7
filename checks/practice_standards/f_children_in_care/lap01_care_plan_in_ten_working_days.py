"""Every child who comes into care has a care plan before the first placement or within ten working days."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, care_plans, clocks, first_events, populations, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="LAP-01",
    name="Care plans made in ten working days",
    wording="Every child who comes into care has a care plan before the first placement or, if that cannot be, within ten working days.",
    why="The care plan says why the child is in care, where they will live and what has to happen next. Without it nobody is following anything.",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 4",
    source_class=SourceClass.STATUTE,
    record="care_episodes",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=working_days(10),
    values={"months_before_care": 6},
    what_to_do="Write the care plan with the child and family; or, if there is one, record the day it began.",
    owner="Head of Service, Children in Care",
    field="care_plans.started_on",
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("4.1",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care (short breaks left out), once a care plan has been made or has fallen due.

    A plan made in the six months before care began counts from the first day of care, unless it was made in another period of care.
    """
    every = populations.care_asked_about(tables, live=False)
    plans = care_plans.made(tables, every, months_before=int(asked.values["months_before_care"]))
    rows = populations.open_on(every, "ends_on") if asked.live else every
    return clocks.once(first_events.with_first_event(rows, plans, asked, key="care_id"), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was a plan made in time? Missing where the day care began is blank, or a plan's date or kind cannot be read."""
    return clocks.once_met(rows, asked)


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-05-09 |
E2         | L2      | C2       | 2016-05-09 |
E3         | L3      | C3       | 2016-05-10 |
E4         | L4      | C4       | 2016-04-01 |
E5         | L5      | C5       | 2016-04-01 |
E6         | L6      | C6       |            |
E7         | L7      | C7       | 2016-04-01 | 2016-05-20
E8         | L8      | C8       | 2016-04-01 |
E9         | L9      | C9       | 2016-04-01 |
E10        | L10     | C10      | 2016-04-01 |
E11        | L11     | C11      | 2014-01-06 | 2014-06-30
E12        | L12     | C11      | 2016-04-01 |
E13        | L13     | C13      | 2016-04-01 |
E14        | L14     | C14      | 2016-04-01 |
E15        | L15     | C15      | 2016-04-01 |
E16        | L16     | C16      | 2016-04-01 |
E17        | L17     | C17      | 2016-04-01 |
E18        | L18     | C18      | 2016-04-01 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S8              | C8       | V4           | 2016-04-01
S9              | C9       |              | 2016-04-01

care_plans
care_plan_id | child_id | started_on | ended_on
K1           | C1       | 2016-05-23 |
K4           | C4       | 2016-05-20 |
K9           | C9       | 2016-03-25 |
K10          | C10      | 2015-09-30 |
K17          | C17      | 2015-10-01 | 2016-03-15
K11          | C11      | 2014-01-20 |
K13          | C13      | #N/A       |
K14          | C14      |            |
K15          | C15      | 2016-05-25 |

documents
document_id | child_id | document_type | started_on
D4          | C4       | care_plan     | 2016-04-06
D5          | C5       | chronology    | 2016-04-06
D16         | C16      |               | 2016-04-06
D18         | C18      |               |

expect
record_id | outcome      | due_on     | reason           | because
L1        | met          | 2016-05-23 |                  | made on the tenth working day
L2        | not_met      | 2016-05-23 | outstanding      | one working day over and no plan
L3        | out_of_scope |            |                  | no plan, and due today is not late
L4        | met          | 2016-04-15 |                  | the document on file is the earlier of the two
L5        | not_met      | 2016-04-15 | outstanding      | a chronology is not a care plan
L6        | not_recorded |            | blank_field      | the day care began is blank
L7        | out_of_scope |            |                  | no longer in care
L8        | out_of_scope |            |                  | N07: short breaks are not care
L9        | met          | 2016-04-15 |                  | made before the first placement; a blank legal status leaves the child in care
L10       | not_met      | 2016-04-15 | outstanding      | a plan from more than six months before care is not a plan for it
L11       | out_of_scope |            |                  | an earlier period of care, long ended
L12       | not_met      | 2016-04-15 | outstanding      | a plan of the earlier period is not a plan for this one
L13       | not_recorded | 2016-04-15 | unreadable_value | there is a plan, and its date cannot be read
L14       | not_met      | 2016-04-15 | outstanding      | a blank date means not yet done
L15       | not_met      | 2016-04-15 | outstanding      | a plan dated tomorrow is not there yet
L16       | not_recorded | 2016-04-15 | blank_field      | a document in time does not say what it is
L17       | met          | 2016-04-15 |                  | six months before to the day, whatever became of it since
L18       | not_met      | 2016-04-15 | outstanding      | a document of no kind and no day is not yet made

as at 2016-05-24
counting period

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-04-01 |
E2         | L2      | C2       | 2016-04-01 |
E3         | L3      | C3       | 2016-04-01 |
E4         | L4      | C4       | 2016-04-01 | 2016-04-15
E5         | L5      | C5       | 2016-04-01 | 2016-04-18
E6         | L6      | C6       | 2015-10-01 |
E7         | L7      | C7       | 2016-04-01 |

care_plans
care_plan_id | child_id | started_on
K1           | C1       | 2016-04-15
K2           | C2       | 2016-04-18
K6           | C6       | 2015-10-05
K7           | C7       | 2016-03-30

expect
record_id | outcome      | due_on     | because
L1        | met          | 2016-04-15 | on the last day in time
L2        | not_met      | 2016-04-15 | one working day late
L3        | not_met      | 2016-04-15 | late and outstanding
L4        | out_of_scope |            | care ended on the day the plan was due
L5        | not_met      | 2016-04-15 | care ended after the day without a plan
L6        | out_of_scope |            | due and done before the six months
L7        | met          | 2016-04-15 | made before care began, so there on the first day
"""
