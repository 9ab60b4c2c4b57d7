"""A conference that decided on a plan has one, and a plan has a conference that decided on it."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.standards.conferences import plans_with_conferences
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="S04",
    name="A plan for a conference, a conference for a plan",
    wording="A conference that decided on a plan has one, and a plan of this council has a conference that decided on it.",
    why="A child whom a conference found at risk has no plan, or lives under a plan that nobody is on record as having agreed.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="cp_plans",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Open the plan the conference decided on, or join the plan to its conference; or put the conference's decision right.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    owner="Data Quality Lead",
    field="cp_plans.conference_id",
    judgements=("SIF-KJ1", "SIF-KJ3", "IL-HP", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Conferences held that decided on a plan, and plans. Another council's temporary plan had its conference there: left out."""
    held = tables.initial_conferences
    held = held[held["led_to_plan"].fillna(False).astype(bool) & held["held_on"].notna()]
    conferences = held[["conference_id", "child_id", "team_id", "worker_id"]].rename(columns={"conference_id": "record_id"})
    plans = populations.cp_plans(tables)[["plan_id", "child_id"]].rename(columns={"plan_id": "record_id"})
    plans = plans.assign(record_table=tables.output_name("cp_plans"), field="cp_plans.conference_id", plan=True)
    conferences = conferences.assign(
        record_table=tables.output_name("initial_conferences"), field="initial_conferences.led_to_plan", plan=False
    )
    return pd.concat([plans, conferences], ignore_index=True)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is there the other half? A conference's name that is there and cannot be read is there."""
    pairs = plans_with_conferences(tables)
    named = pairs["plan_id"].dropna().tolist() + list(tables.unreadable_keys("cp_plans", "conference_id"))
    return rows["record_id"].isin(named).where(rows["plan"], rows["record_id"].isin(pairs["conference_id"]))


EXAMPLES = """
as at 2016-05-24

initial_conferences
conference_id | child_id | plan_id | held_on    | led_to_plan | transfer_in
M1            | C1       |         | 2016-02-01 | yes         |
M2            | C2       | P2      | 2016-02-01 | yes         |
M3            | C3       |         | 2016-02-01 | yes         |
M4            | C4       |         | 2016-02-01 | yes         |
M5            | C5       |         | 2016-02-01 | no          |
M6            | C6       |         | 2016-05-25 | yes         |
M9            | C9       |         | 2016-03-01 | yes         | yes
M10           | C10      |         | 2016-02-01 |             |
M12           | C12      | P12a    | 2016-02-01 | yes         |

cp_plans
plan_id | child_id | conference_id | started_on | other_council
P1      | C1       | M1            | 2016-02-02 |
P2      | C2       |               | 2016-02-02 |
P3      | C3       |               | 2016-02-01 |
P5      | C5       |               | 2016-02-08 |
P7      | C7       | GONE          | 2016-02-01 | no
P8      | C8       |               | 2016-02-01 | yes
P9      | C9       | M9            | 2016-03-01 |
P11     | C11      | #N/A          | 2016-02-01 |
P12a    | C12      | M12           | 2016-02-01 |
P12b    | C12      |               | 2016-02-01 |

expect
record_id | outcome      | field                           | because
M1        | met          |                                 | its plan names it
P1        | met          |                                 | names its conference; that the days differ is another rule's
M2        | met          |                                 | names its plan
P2        | met          |                                 | its conference names it
M3        | met          |                                 | a plan of the child began the same day
P3        | met          |                                 | a conference of the child was held the same day
M4        | broken       | initial_conferences.led_to_plan | a plan was decided on, and there is none
M5        | out_of_scope |                                 | decided on no plan
P5        | broken       | cp_plans.conference_id          | no conference names it, and none was held that day
M6        | out_of_scope |                                 | not held yet
P7        | broken       | cp_plans.conference_id          | names a conference that is not there
P8        | out_of_scope |                                 | another council's temporary plan
M9        | met          |                                 | the conference of a child who moved in
P9        | met          |                                 | and the plan that followed
M10       | out_of_scope |                                 | not said to have decided on a plan
P11       | met          |                                 | a conference is named, and the name cannot be read
M12       | met          |                                 | its plan
P12a      | met          |                                 | and its conference
P12b      | broken       | cp_plans.conference_id          | the conference of that day decided on another plan
"""
