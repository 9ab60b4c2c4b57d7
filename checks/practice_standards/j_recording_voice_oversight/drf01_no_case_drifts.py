"""No open case shows two or more signs of drift."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, drift, populations
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="DRF-01",
    name="No case drifts",
    wording="No open case shows two or more signs of drift: nothing happening, a review or core group overdue, the same plan for over a "
    "year, no manager's oversight, three or more workers in a year.",
    why="One missed meeting is a slip. Two signs together mean that time passes for a child and nobody has noticed.",
    source="Kirklees Cabinet report, 24 May 2016, 3.7",
    source_class=SourceClass.SEED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={
        "signs": 2,
        "days_without_activity": 28,
        "days_on_a_plan": 14,
        "days_without_oversight": 28,
        "core_group_days": 42,
        "need_review_days": 42,
        "plan_months": 12,
        "workers": 3,
        "worker_months": 12,
    },  # fmt: skip
    what_to_do="Look at the case with the worker this week, decide what happens next and by when, and record it.",
    owner="Head of Service, Assessment and Intervention",
    field="activities.happened_on",
    judgements=("SIF-KJ1", "SIF-KJ2", "SIF-KJ3", "IL-LEAD"),
    seed=("3.7",),
    assumed="how long each sign takes to show, as in the standards it comes from; which plans are counted: child protection and in need",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes, each with how many signs are sure, how many there may be, and what they are (told)."""
    rows, found = populations.open_episodes(tables), drift.reasons(tables, asked)
    open_to = found[~found["sure"]].drop_duplicates("referral_id").set_index("referral_id")
    sure, may_be = found[found["sure"]].groupby("referral_id").size(), found.groupby("referral_id").size()
    told = {"told": drift.told(found), "sure": sure, "may_be": may_be, "why": open_to["why"], "fault": open_to["field"]}
    return rows.assign(**{name: looked_up(rows["referral_id"], values) for name, values in told.items()})


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Are there fewer than two? Missing where one that cannot be told would make it two."""
    answer = clocks.answers(rows)
    few, may_be_few = (rows[name].fillna(0) < asked.values["signs"] for name in ("sure", "may_be"))
    answer["met"] = few.astype("boolean").mask(few & ~may_be_few)
    answer.loc[few & ~may_be_few, ["reason", "field"]] = rows.loc[few & ~may_be_few, ["why", "fault"]].to_numpy()
    return answer


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2015-01-05  |
R2          | C2       | 2015-01-05  |
R3          | C3       | 2015-01-05  |
R4          | C4       | 2015-01-05  |
R5          | C5       | 2015-01-05  |
R6          | C6       | 2015-01-05  |
R7          | C7       | 2015-01-05  |
R8          | C8       | 2015-01-05  |
R9          | C9       | 2015-01-05  | 2016-05-24
R10         | C10      |             |
R11         | C11      | 2016-05-20  |
R12         | C12      | 2015-01-05  |
R13         | C13      | 2015-01-05  |
R14         | C14      | 2015-01-05  |
R15         | C15      | 2015-01-05  |

activities
activity_id | child_id | happened_on
A1          | C1       | 2016-04-26
A2          | C2       | 2016-04-25
A3          | C3       | 2016-04-25
A4          | C4       | 2016-05-20
A5          | C5       | 2016-05-20
A6          | C6       | 2016-05-20
A7          | C7       | 2016-05-20
A8          | C8       |
A10         | C10      | 2016-05-20
A12         | C12      | 2016-05-20
A13         | C13      | 2016-05-20
A14         | C14      | 2016-05-09
A15         | C15      | 2016-05-20

management_decisions
decision_id | child_id | decided_on
D1          | C1       | 2016-04-26
D2          | C2       | 2016-05-20
D3          | C3       | 2016-04-25
D4          | C4       | 2016-05-20
D5          | C5       | 2016-05-20
D6          | C6       | 2016-05-20
D7          | C7       | 2016-05-20
D8          | C8       | 2016-04-25
D10         | C10      | 2016-05-20
D12         | C12      | 2016-05-20
D13         | C13      | 2016-05-20
D14         | C14      | 2016-05-20
D15         | C15      | 2016-04-25

cp_plans
plan_id | child_id | started_on | ended_on
P4      | C4       | 2015-05-25 |
P5      | C5       | 2015-05-24 |
P6      | C6       |            |
P14     | C14      | 2015-05-23 |
P15     | C15      | 2016-05-20 |

cp_reviews
review_id | plan_id | child_id | held_on
V4        | P4      | C4       | 2015-08-20
V5a       | P5      | C5       | 2015-08-20
V5b       | P5      | C5       | 2015-11-24
V6        | P6      | C6       | 2016-05-20
V14       | P14     | C14      | 2016-05-20
V15       | P15     | C15      | #N/A

core_groups
core_group_id | plan_id | child_id | held_on
G4            | P4      | C4       | 2016-05-20
G5            | P5      | C5       | 2016-04-12
G6            | P6      | C6       | 2016-05-20
G14           | P14     | C14      | 2016-05-20

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N7      | R7          | C7       | 2015-05-23 |

cin_reviews
review_id | plan_id | child_id | held_on
M7        | N7      | C7       | 2016-04-11

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E12        | K12     | C12      | 2015-06-01 |

care_reviews
review_id | care_id | child_id | held_on    | cancelled
H12a      | K12     | C12      | 2015-06-20 |
H12b      | K12     | C12      | 2015-09-20 |

involvements
involvement_id | child_id | worker_id | role          | started_on | ended_on
I12a           | C12      | W1        | Social Worker | 2015-01-05 | 2015-08-01
I12b           | C12      | W2        | Social Worker | 2015-08-01 | 2016-01-05
I12c           | C12      | W3        | Social Worker | 2016-01-05 |
I13a           | C13      | W1        | Social Worker | 2015-01-05 | 2015-08-01
I13b           | C13      | W2        | Social Worker | 2015-08-01 | 2016-01-05
I13c           | C13      | W3        | Social Worker | 2016-01-05 |

expect
referral_id | outcome      | reason      | field                  | because
R1          | met          |             |                        | no sign: 28 days to the day since anything happened, and since a manager looked
R2          | met          |             |                        | one sign: nothing for 29 days
R3          | not_met      | outstanding |                        | two: nothing for 29 days, and no manager's oversight
R4          | met          |             |                        | one sign: the review is overdue; the plan is a year old only tomorrow
R5          | met          |             |                        | none: the year, the six months and the six weeks of the core group end today
R6          | not_recorded | blank_field | cp_plans.started_on    | when the plan began is blank: its age, its reviews and its core groups are each in doubt
R7          | not_met      | outstanding |                        | two: a plan of over twelve months, and reviewed 43 days ago
R8          | not_recorded | blank_field | activities.happened_on | no oversight for 29 days, and when something last happened is blank
R9          | out_of_scope |             |                        | closed today
R10         | not_recorded | blank_field | referrals.received_on  | when the case was opened is blank, and so whether anything has happened since
R11         | met          |             |                        | referred this week
R12         | not_met      | outstanding |                        | two: no review for over six months, three workers in twelve
R13         | met          |             |                        | one sign: three workers
R14         | not_met      | outstanding |                        | two: nothing for fifteen days on a plan, and a plan of over twelve months
R15         | met          |             |                        | one sign: nobody has looked for 29 days; the day of a review cannot be read, and none is due yet
"""
