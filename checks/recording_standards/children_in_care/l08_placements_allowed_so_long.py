"""No child under 15 is placed to live independently, and no temporary placement of no stated kind lasts longer than seven days."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.standards.ages import age_on
from fscp_readiness.standards.parts import unbroken
from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="L08",
    name="Placements that may be",
    wording="No child under 15 is placed to live independently (P2), and no temporary placement of no stated kind (T4) lasts over seven days.",
    why="A young child living alone, or a stopgap that has lasted, is either a danger or a wrong code: both must be looked at.",
    source="Department for Education, children looked after return (SSDA903) validation",
    source_class=SourceClass.DFE,
    record="placements",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="If the code is wrong, choose the right one; if it is right, tell the service manager today.",
    kind=Kind.RECORDING,
    severity=Severity.QUERY,
    values={"from_age": 15, "days": 7},
    owner="Data Quality Lead",
    field="placements.placement_type",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

INDEPENDENT, UNSTATED = "P2", "T4"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Placements of the two kinds, each with the child's age when it began and the days it has lasted or did."""
    rows = tables.placements[tables.placements["placement_type"].isin((INDEPENDENT, UNSTATED))]
    care = populations.periods_of_care(tables).set_index("care_id")["child_id"]
    rows = rows.assign(child_id=rows["child_id"].fillna(looked_up(rows["care_id"], care)))
    born = tables.people.drop_duplicates("child_id").set_index("child_id")["born_on"]
    stop = rows["ended_on"].fillna(asked.today).astype(DATES)
    return rows.assign(age=age_on(looked_up(rows["child_id"], born), rows["started_on"]), lasted=(stop - rows["started_on"]).dt.days)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child old enough, or the time short enough? Of one that ended on a day that cannot be read nobody knows how long it lasted."""
    young = rows["placement_type"].eq(INDEPENDENT) & (rows["age"] < asked.values["from_age"])
    long = rows["placement_type"].eq(UNSTATED) & (rows["lasted"] > asked.values["days"])
    unread = rows["placement_id"].isin(tables.unreadable_keys("placements", "ended_on"))
    parts = {"placements.placement_type": young, "placements.ended_on": long & ~unread}
    return unbroken(rows, parts, unclear={"placements.ended_on": long & unread})


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 2001-05-01
C2       | 2001-05-02
C3       |

care_episodes
episode_id | care_id | child_id | started_on
E2a        | L2      |          | 2016-01-04
E2b        | L2      | C2       | 2016-02-04

placements
placement_id | care_id | child_id | started_on | ended_on   | placement_type
P1           | L1      | C1       | 2016-05-01 |            | P2
P2           | L2      |          | 2016-05-01 |            | P2
P3           | L3      | C3       | 2016-05-01 |            | P2
P4           | L1      | C1       | 2016-05-17 |            | T4
P5           | L1      | C1       | 2016-05-16 |            | T4
P6           | L1      | C1       | 2016-02-01 | 2016-02-08 | T4
P7           | L1      | C1       | 2016-02-01 | 2016-02-09 | T4
P8           | L1      | C1       | 2015-02-01 | 2016-02-09 | T1
P9           | L1      | C1       |            |            | T4
P10          | L1      | C1       | 2016-05-16 | #N/A       | T4
P11          | L1      | C1       | 2016-05-17 | #N/A       | T4

expect
placement_id | outcome      | field                     | because
P1           | met          |                           | fifteen that day
P2           | broken       | placements.placement_type | fifteen the day after; who it is, another episode of that care says
P3           | met          |                           | no date of birth to tell the age by
P4           | met          |                           | seven days so far
P5           | broken       | placements.ended_on       | eight days and going on
P6           | met          |                           | lasted seven days
P7           | broken       | placements.ended_on       | lasted eight
P8           | out_of_scope |                           | in hospital: another kind
P9           | met          |                           | nobody knows since when
P10          | not_recorded | placements.ended_on       | ended on a day that cannot be read: within seven days, or not
P11          | met          |                           | whenever it ended, it lasted seven days at most
"""
