"""Every disabled child in need is seen at least every twenty working days, like any other child in need."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, need, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CIN-06",
    name="Visits to disabled children in need in time",
    wording="Every disabled child in need is seen at least every twenty working days, like any other child in need.",
    why="A disabled child is likelier to be harmed and less able to say so, and the team that helps with the disability may not be looking.",
    source="Ofsted, inspecting local authority children's services, 2026: disabled children; the interval is the council's own, as for CIN-02",
    source_class=SourceClass.OFSTED,
    record="referrals",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(20),
    what_to_do="CIN-02 lists these children. Where disabled children wait longer than others, ask their team why.",
    owner="Head of Service, Disabled Children",
    field="cin_visits.visited_on",
    findings=False,
    write_up=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.1", "5.16"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Those of CIN-02 whose child has a disability recorded; one recorded without its kind counts."""
    return need.of_disabled(need.visits_due(tables, asked), tables)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child seen inside the interval? Missing as in CIN-02."""
    return clocks.allow_write_up(clocks.repeated_met(rows, asked), rows, asked)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-01-04  | no                |
R4          | C4       | 2016-01-04  | no                |
R5          | C5       | 2016-01-04  | no                |
R6          | C6       | 2016-01-04  | no                |

disabilities
disability_id | child_id | disability
D1            | C1       | AUT
D2            | C2       | MOB
D3            | C3       | NONE
D5            | C5       |
D6            | C6       | LD

assessments

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N1      | R1          | C1       | 2016-02-01 |
N2      | R2          | C2       | 2016-02-01 |
N3      | R3          | C3       | 2016-02-01 |
N4      | R4          | C4       | 2016-02-01 |
N5      | R5          | C5       | 2016-02-01 |
N6      | R6          | C6       | 2016-02-01 |

cin_visits
visit_id | child_id | visited_on | child_seen
V1       | C1       | 2016-04-25 | yes
V2       | C2       | 2016-04-19 | yes
V6       | C6       | 2016-05-20 |

expect
referral_id | outcome      | due_on     | reason      | field                 | because
R1          | met          | 2016-05-24 |             |                       | seen exactly twenty working days ago; 2 May was a bank holiday
R2          | not_met      | 2016-05-18 | outstanding | cin_visits.visited_on | four working days over
R3          | out_of_scope |            |             |                       | no disability
R4          | out_of_scope |            |             |                       | no disability recorded
R5          | not_met      | 2016-02-29 | outstanding | cin_visits.visited_on | a disability recorded without its kind keeps the child in
R6          | not_recorded | 2016-02-29 | blank_field | cin_visits.child_seen | the visit does not say whether the child was seen

as at 2016-05-24
counting period

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |

disabilities
disability_id | child_id | disability
D1            | C1       | AUT
D2            | C2       | NONE

assessments

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N1      | R1          | C1       | 2016-02-01 |
N2      | R2          | C2       | 2016-02-01 |

cin_visits
visit_id | child_id | visited_on | child_seen
V1a      | C1       | 2016-02-29 | yes
V1b      | C1       | 2016-04-04 | yes

expect
referral_id | outcome      | due_on     | because
R1          | met          | 2016-02-29 | the first visit on the last day in time
R1          | not_met      | 2016-03-30 | the second three working days late, over Easter
R1          | not_met      | 2016-05-03 | no visit since
R2          | out_of_scope |            | not disabled
"""
