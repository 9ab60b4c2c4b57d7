"""Nothing is recorded as happening after a child's death, and nothing stays open after it."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.standards.gathering import gathered
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="P08",
    name="Nothing after a death",
    wording="Nothing is recorded as happening after a child's death, and no case, plan or period of care of the child stays open.",
    why="A family that has lost a child must not be sent a visit or a letter; and a death that was typed wrongly hides a living child.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="people",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="End what is open on the day of the death; or, if the date of death or of the event is wrong, put it right.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    owner="Data Quality Lead",
    field="people.died_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

EVENTS = {
    "referrals": "received_on", "assessments": "started_on", "section_47_enquiries": "started_on", "initial_conferences": "held_on",
    "cp_plans": "started_on", "cin_plans": "started_on", "cp_visits": "visited_on", "cin_visits": "visited_on",
    "care_visits": "visited_on", "cp_reviews": "held_on", "care_reviews": "held_on", "care_episodes": "started_on",
    "placements": "started_on", "legal_statuses": "started_on", "health_checks": "checked_on", "missing_episodes": "missing_from",
    "sdq_scores": "completed_on",
}  # fmt: skip
ENDINGS = {
    "referrals": "closed_on", "assessments": "authorised_on", "section_47_enquiries": "ended_on", "cp_plans": "ended_on",
    "cin_plans": "ended_on", "care_episodes": "ended_on", "placements": "ended_on", "legal_statuses": "ended_on",
    "missing_episodes": "missing_to",
}  # fmt: skip


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Everything recorded of children who have died: what happened, and what can be open. A day of ending may come later."""
    opened = populations.episodes(tables)["referral_id"]
    died = tables.people.dropna(subset="died_on").drop_duplicates("child_id").set_index("child_id")["died_on"]
    rows = pd.concat([gathered(tables, EVENTS).assign(event=True), gathered(tables, ENDINGS).assign(event=False)], ignore_index=True)
    rows = rows[rows["event"] | rows["field"].ne("referrals.closed_on") | rows["record_id"].isin(opened)]
    rows = rows.assign(died_on=looked_up(rows["child_id"], died))
    return rows[rows["died_on"].notna() & (rows["event"] | rows["on"].isna())]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Did it happen no later than the day of the death? Whatever is still open is broken."""
    return rows["event"] & ~(rows["on"] > rows["died_on"])


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | died_on
C1       | 2010-01-01 | 2016-05-01
C2       | 2010-01-01 |
C3       | 2010-01-01 | 2016-05-25

referrals
referral_id | child_id | received_on | closed_on  | no_further_action
R1          | C1       | 2016-01-04  | 2016-05-20 |
R1b         | C1       | 2016-05-02  | 2016-05-03 |
R1c         | C1       | 2016-03-01  |            | yes
R2          | C2       | 2016-01-04  |            |
R3          | C3       | 2016-01-04  |            |

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-02-01 |

cp_visits
visit_id | child_id | visited_on
V1       | C1       | 2016-05-01
V2       | C1       | 2016-05-02
V3       | C1       |
V4       | C3       | 2016-05-20

expect
record_id | outcome      | field                 | because
R1        | met          |                       | began before the death; it may be closed on a later day
R1b       | broken       | referrals.received_on | a referral dated the day after
R1c       | met          |                       | taken no further: it never opened, so nothing stays open
R2        | out_of_scope |                       | the child is alive
R3        | out_of_scope |                       | a death dated tomorrow has not happened yet
P1        | met          |                       | the plan began before the death
P1        | broken       | cp_plans.ended_on     | and is open still
V1        | met          |                       | the day of the death
V2        | broken       | cp_visits.visited_on  | the day after
V3        | met          |                       | no date: another rule's
V4        | out_of_scope |                       | the child is alive tonight
"""
