"""The home and the bedroom of every child on a child protection plan were seen in the last three months."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, months, populations, visits
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CPV-03",
    name="Bedroom seen in the last three months",
    wording="The bedroom of every child on a child protection plan was seen at a visit in the last three months.",
    why="Where a child sleeps shows what no conversation does: warmth, safety, a lock, whose bed it is.",
    source="Local standard; Standard Safeguarding Dataset, bedroom seen",
    source_class=SourceClass.LOCAL,
    record="cp_plans",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=months(3),
    what_to_do="See the child's bedroom at the next visit. If it was seen, record it on the visit.",
    owner="Head of Service, Safeguarding",
    field="cp_visits.bedroom_seen",
    write_up=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open plans (other councils' temporary ones too), once the bedroom has been seen or three months have passed. Unborn: exempt."""
    plans = populations.open_on(populations.cp_plans_with_temporary(tables), "ends_on").assign(start_field="cp_plans.started_on")
    events = visits.joined_to(visits.visit_events(tables, "cp_visits", record_key="plan_id", what="bedroom_seen"), plans, "plan_id")
    rows = clocks.repeated(plans, events, asked, key="plan_id")
    unborn = rows["child_id"].isin(populations.unborn(tables))
    return rows.assign(exempt=pd.Series(pd.NA, index=rows.index, dtype="string").mask(unborn, "unborn"))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it seen in the last three months? Missing where a visit does not say, or may still be being written up."""
    return clocks.allow_write_up(clocks.repeated_met(rows, asked), rows, asked)


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | expected_on
C8       |            | 2016-08-01
C1       | 2010-01-01 |

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2016-01-04 |            |
P2      | C2       | 2016-01-04 |            |
P3      | C3       | 2016-01-04 |            |
P4      | C4       | 2016-02-24 |            |
P5      | C5       | 2016-01-04 |            | yes
P6      | C6       | 2016-01-04 | 2016-05-20 |
P7      | C7       |            |            |
P8      | C8       | 2016-01-04 |            |
P9      | C9       | 2016-01-04 |            |
P10     | C10      | 2016-02-23 |            |
P11     | C11      | 2016-01-04 |            |

cp_visits
visit_id | child_id | plan_id | visited_on | child_seen | bedroom_seen
V1       | C1       | P1      | 2016-02-24 | yes        | yes
V2       | C2       | P2      | 2016-02-20 | yes        | yes
V2b      | C2       | P2      | 2016-05-20 | yes        | no
V3       | C3       | P3      | 2016-05-20 | yes        |
V5       | C5       | P5      | 2016-01-20 | yes        | yes
V5b      | C5       | P5      | 2016-05-20 | yes        | no
V9       | C9       | P9      | 2016-05-20 | yes        | #N/A
V10      | C10      | P10     | 2016-02-22 | yes        | yes
V11      | C11      | P11     | 2016-05-20 | no         | yes

visit_records
visit_id | visit_table   | visit_outcome
V11      | ssd_cp_visits | no_access

expect
plan_id | outcome      | due_on     | reason             | field                  | because
P1      | met          | 2016-05-24 |                    |                        | seen exactly three months ago
P2      | not_met      | 2016-05-20 | outstanding        | cp_visits.bedroom_seen | seen three months and four days ago, and not at the visit since
P3      | not_recorded | 2016-04-04 | blank_field        | cp_visits.bedroom_seen | a visit four days ago does not say
P4      | out_of_scope |            |                    |                        | a plan three months old today: not yet late
P5      | not_met      | 2016-04-20 | outstanding        | cp_visits.bedroom_seen | another council's temporary plan: the child is visited here
P6      | out_of_scope |            |                    |                        | the plan has ended
P7      | not_recorded |            | blank_field        | cp_plans.started_on    | no start to count from and no visit
P8      | exempt       |            |                    |                        | not yet born
P9      | not_recorded | 2016-04-04 | unreadable_value   | cp_visits.bedroom_seen | it cannot be read
P10     | not_recorded | 2016-05-23 | write_up_allowance | cp_visits.bedroom_seen | due yesterday: the visit may still be being written up
P11     | not_recorded | 2016-04-04 | conflict           | visit_records.visit_outcome | nobody was let in, and the bedroom is ticked as seen
"""
