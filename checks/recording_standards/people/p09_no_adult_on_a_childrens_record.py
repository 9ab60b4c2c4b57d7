"""Nobody aged 18 or over has an open episode of need, child protection plan or period of care."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="P09",
    name="No adult on an open child's record",
    wording="Nobody aged 18 or over has an open episode of need, child protection plan or period of care.",
    why="Care ends at 18 in law. An adult left on the list hides a young person whose leaving was not planned, or swells every count.",
    source="Department for Education, Children in Need census and SSDA903 validation",
    source_class=SourceClass.DFE,
    record="people",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Close the record on the day it should have closed; or, if the date of birth is wrong, put it right.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    owner="Data Quality Lead",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

ADULT = 18


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes of need, child protection plans (other councils' too) and periods of care, each with the child's date of birth."""
    parts = [_open(tables, "referrals", populations.open_episodes(tables), "referral_id", "closed_on")]
    if tables.holds("cp_plans"):
        plans = populations.open_on(populations.cp_plans_with_temporary(tables), "ends_on")
        parts.append(_open(tables, "cp_plans", plans, "plan_id", "ended_on"))
    if tables.holds("care_episodes"):
        periods = populations.open_on(populations.periods_of_care(tables), "ends_on")
        parts.append(_open(tables, "care_episodes", periods, "care_id", "ended_on"))
    rows = pd.concat(parts, ignore_index=True)
    born = tables.people.drop_duplicates("child_id").set_index("child_id")["born_on"]
    return rows.assign(age=populations.age_in_years(looked_up(rows["child_id"], born), asked.today))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is the person under 18? Missing where there is no date of birth."""
    return rows["age"] < ADULT


def _open(tables: Tables, name: str, rows: pd.DataFrame, key: str, ends_on: str) -> pd.DataFrame:
    found = rows[[key, "child_id"]].rename(columns={key: "record_id"})
    return found.assign(record_table=tables.output_name(name), field=f"{name}.{ends_on}")


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 1998-05-24
C2       | 1998-05-25
C3       |
C4       | 1997-01-01
C5       | 1997-01-01

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  |                   |
R2          | C2       | 2016-01-04  |                   |
R3          | C3       | 2016-01-04  |                   |
R4          | C4       | 2016-01-04  |                   | 2016-05-24
R5          | C5       | 2016-01-04  | yes               |

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P4      | C4       | 2016-02-01 |            | yes
P5      | C5       | 2016-02-01 | 2016-05-20 |

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |
E2         | L2      | C2       | 2015-01-05 |
E4         | L4      | C4       | 2015-01-05 | 2016-05-24

expect
record_id | outcome      | field                  | because
R1        | broken       | referrals.closed_on    | 18 today
L1        | broken       | care_episodes.ended_on | in care on the eighteenth birthday
R2        | met          |                        | 18 tomorrow
L2        | met          |                        | in care until tomorrow
R3        | not_recorded |                        | no date of birth, so nobody knows
R4        | out_of_scope |                        | closed today
P4        | broken       | cp_plans.ended_on      | another council's plan is open too
L4        | out_of_scope |                        | care ended today
R5        | out_of_scope |                        | never opened
P5        | out_of_scope |                        | the plan has ended
"""
