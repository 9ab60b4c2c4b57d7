"""No child is left without an allocated worker between one worker and the next."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, allocation, clocks, populations, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="ALO-04",
    name="Handovers without a gap between workers",
    wording="When a worker lets go of a child the next takes over without a day between on a plan or in care, and within two working days otherwise.",
    why="Between two workers nobody visits, and what the first knew is lost. Gaps are where children drift.",
    source="Local standard; Kirklees Cabinet report, 24 May 2016, 4.1",
    source_class=SourceClass.LOCAL,
    record="referrals",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(2),
    values={"working_days_on_a_plan_or_in_care": 0},
    what_to_do="Allocate the next worker today. If somebody has taken over, record from which day.",
    owner="Head of Service, Assessment and Intervention",
    field="involvements.started_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Handovers between workers inside an episode (live: the last one of each open episode), once taken over or late.

    The next worker is due on the first working day after the working days that may pass with nobody.
    """
    episodes = populations.open_episodes(tables) if asked.live else populations.episodes(tables)
    rows = allocation.handovers(tables, episodes)
    if asked.live:
        rows = rows.sort_values("starts_on", kind="stable").drop_duplicates("referral_id", keep="last")
    assert asked.clock is not None
    allowed = {True: int(asked.values["working_days_on_a_plan_or_in_care"]), False: asked.clock.n}
    due = {closely: clocks.due(rows["starts_on"], asked, working_days(n + 1)) for closely, n in allowed.items()}
    return clocks.once(rows, asked, due_on=due[False].mask(rows["closely"], due[True]))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Did the next worker take over in time? Missing where an allocation whose worker or day is not known could fill the gap."""
    return clocks.once_met(rows, asked)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-05-09  | no                |
R2          | C2       | 2016-05-09  | no                |
R3          | C3       | 2016-05-09  | no                |
R4          | C4       | 2016-05-09  | no                |
R5          | C5       | 2016-05-09  | no                |
R6          | C6       | 2016-05-09  | no                |
R7          | C7       | 2016-05-09  | no                |
R8          | C8       | 2016-05-09  | no                |
R9          | C9       | 2016-05-09  | no                | 2016-05-20
R10         | C10      | 2016-05-09  | no                |
R11         | C11      | 2016-05-09  | yes               |
R12         | C12      |             | no                |
R13         | C13      | 2016-05-09  |                   |

cp_plans
plan_id | child_id | started_on | ended_on
P4      | C4       | 2016-05-12 |
P5      | C5       | 2016-05-12 | 2016-05-18

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E6         | L6      | C6       | 2016-05-10 |

involvements
involvement_id | worker_id | role          | child_id | started_on | ended_on
I1a            | A         | Social Worker | C1       | 2016-05-11 | 2016-05-18
I1b            | B         | Social Worker | C1       | 2016-05-23 |
I2             | A         | Social Worker | C2       | 2016-05-11 | 2016-05-18
I3             | A         | Social Worker | C3       | 2016-05-11 | 2016-05-19
I4             | A         | Social Worker | C4       | 2016-05-11 | 2016-05-20
I5             | A         | Social Worker | C5       | 2016-05-11 | 2016-05-19
I6             | A         | Social Worker | C6       | 2016-05-11 | 2016-05-23
I7a            | A         | Social Worker | C7       | 2016-05-11 | 2016-05-18
I7b            | #N/A      | Social Worker | C7       | 2016-05-18 |
I8a            | A         | Social Worker | C8       | 2016-05-11 | 2016-05-18
I8b            | B         | Social Worker | C8       |            |
I9             | A         | Social Worker | C9       | 2016-05-11 | 2016-05-12
I10            | A         | Social Worker | C10      | 2016-05-11 |
I11            | A         | Social Worker | C11      | 2016-05-11 | 2016-05-12
I12            | A         | Social Worker | C12      | 2015-05-11 | 2015-05-12
I13a           | A         | Social Worker | C13      | 2016-05-09 | 2016-05-18
I13b           |           | Social Worker | C13      | 2016-05-18 |

expect
referral_id | outcome      | due_on     | reason           | field                   | because
R1          | met          | 2016-05-23 |                  |                         | N10: four days with nobody are two working days, and a worker holds the case on the night
R2          | not_met      | 2016-05-23 | outstanding      | involvements.started_on | three working days with nobody, today not counted
R3          | out_of_scope |            |                  |                         | the next worker is due today
R4          | not_met      | 2016-05-23 | outstanding      | involvements.started_on | on a plan: the next worker was due on Monday
R5          | out_of_scope |            |                  |                         | the plan ended before the worker let go, so there are two working days
R6          | out_of_scope |            |                  |                         | in care: let go yesterday, so the next worker is due today
R7          | not_recorded | 2016-05-23 | unreadable_value | involvements.worker_id  | somebody may have taken over: the name cannot be read
R8          | not_recorded | 2016-05-23 | blank_field      | involvements.started_on | taken over, on a day nobody wrote down
R9          | out_of_scope |            |                  |                         | the case has closed
R10         | out_of_scope |            |                  |                         | one worker throughout
R11         | out_of_scope |            |                  |                         | no further action
R12         | out_of_scope |            |                  |                         | the worker of a year ago may have had another episode: no handover is sure
R13         | not_met      | 2016-05-23 | outstanding      | involvements.started_on | an allocation that names nobody fills no gap

as at 2016-05-24
counting period

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-05-09  | no                |
R2          | C2       | 2016-05-09  | no                |
R3          | C3       | 2016-05-09  | no                |
R4          | C4       | 2016-05-09  | no                |
R5          | C5       | 2016-05-09  | no                | 2016-05-23
R6          | C6       | 2016-05-09  | no                | 2016-05-24
R7          | C7       | 2015-01-05  | no                |
R8          | C8       | 2016-05-09  | no                |
R9          | C9       | 2016-05-09  | no                |
R10         | C10      | 2016-04-04  | no                |

cp_plans
plan_id | child_id | started_on | ended_on
P2      | C2       | 2016-05-12 |
P4      | C4       | 2016-05-12 |

care_episodes
episode_id | child_id | started_on

involvements
involvement_id | worker_id | role          | child_id | started_on | ended_on
I1a            | A         | Social Worker | C1       | 2016-05-11 | 2016-05-18
I1b            | B         | Social Worker | C1       | 2016-05-23 |
I2a            | A         | Social Worker | C2       | 2016-05-11 | 2016-05-18
I2b            | B         | Social Worker | C2       | 2016-05-23 |
I3a            | A         | Social Worker | C3       | 2016-05-11 | 2016-05-18
I3b            | B         | Social Worker | C3       | 2016-05-24 |
I4a            | A         | Social Worker | C4       | 2016-05-11 | 2016-05-20
I4b            | B         | Social Worker | C4       | 2016-05-23 |
I5             | A         | Social Worker | C5       | 2016-05-11 | 2016-05-18
I6             | A         | Social Worker | C6       | 2016-05-11 | 2016-05-18
I7a            | A         | Social Worker | C7       | 2015-01-05 | 2015-11-16
I7b            | B         | Social Worker | C7       | 2015-12-01 | 2016-02-01
I7c            | A         | Social Worker | C7       | 2016-01-25 | 2016-03-01
I7d            | B         | Social Worker | C7       | 2016-03-14 |
I8             | A         | Social Worker | C8       | 2016-05-11 | 2016-05-23
I9a            | A         | Social Worker | C9       | 2016-05-11 |
I9b            | B         | Social Worker | C9       | 2016-05-12 | 2016-05-15
I10a           | A         | Social Worker | C10      | 2016-04-05 | 2016-05-18
I10b           | B         | Social Worker | C10      | 2016-04-11 | 2016-04-15

expect
referral_id | outcome      | due_on     | because
R1          | met          | 2016-05-23 | N10: four days with nobody, two of them working days
R2          | not_met      | 2016-05-19 | N10, had the child been on a plan: no day may pass
R3          | not_met      | 2016-05-23 | three working days with nobody
R4          | met          | 2016-05-23 | on a plan: from Friday to Monday no working day passed
R5          | out_of_scope |            | closed on the last day in time
R6          | not_met      | 2016-05-23 | closed the day after, with nobody since
R7          | met          | 2016-02-04 | the next worker took over a week before the first let go
R7          | not_met      | 2016-03-04 | a second handover of the same episode, late; the one due in November was before the period
R8          | out_of_scope |            | let go yesterday; the next is not due
R9          | out_of_scope |            | a second worker came and went beside the first
R10         | not_met      | 2016-05-23 | one handover: the second worker came and went beside the first, and nobody has taken over
"""
