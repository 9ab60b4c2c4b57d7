"""Few children in care live more than twenty miles from home and outside the council's area."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, placements
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="LAS-03",
    name="Placed far from home",
    wording="Few children in care live more than twenty miles from home and outside the council's area.",
    why="Far from home a child is far from school, friends and the worker who visits. Some must be, for safety; most need not.",
    source="Department for Education, Children looked after in England including adoptions",
    source_class=SourceClass.DFE,
    record="placements",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    values={"miles": 20},
    what_to_do="Look at what would bring the child nearer, and at who sees to school, health and family time where the child is.",
    owner="Head of Service, Children in Care",
    field="placements.miles_from_home",
    findings=False,
    lower_is_better=True,
    judgements=("SIF-KJ2", "IL-CIC"),
)

NOT_KNOWN = 999
"""The return's 999.9: a home or a placement without a postcode, or outside England."""


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """The current placement of each child in care (short breaks left out), with its distance and whether it is inside the area."""
    rows = placements.placements_in_care(tables, current=True)
    details = tables.placement_details.drop_duplicates("placement_id").set_index("placement_id")
    return rows.assign(inside_area=looked_up(rows["placement_id"], details["inside_area"]).astype("boolean"))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is it far and outside? (Here met is what is counted.) Missing where the distance or the area is blank and would decide it."""
    answer = clocks.answers(rows)
    miles = rows["miles_from_home"].astype("Float64")
    far = (miles > asked.values["miles"]).mask(miles > NOT_KNOWN).astype("boolean")
    answer["met"] = far & ~rows["inside_area"]
    unclear = answer["met"].isna()
    answer.loc[unclear, "reason"] = str(Reason.BLANK_FIELD)
    answer.loc[unclear & far.notna(), "field"] = "placement_details.inside_area"
    return answer


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |
E2         | L2      | C2       | 2015-01-05 |
E3         | L3      | C3       | 2015-01-05 |
E4         | L4      | C4       | 2015-01-05 |
E5         | L5      | C5       | 2015-01-05 |
E6         | L6      | C6       | 2015-01-05 |
E7         | L7      | C7       | 2015-01-05 |
E8         | L8      | C8       | 2015-01-05 | 2016-05-01

placements
placement_id | care_id | child_id | started_on | miles_from_home
P1           | L1      | C1       | 2015-01-05 | 20.1
P2           | L2      | C2       | 2015-01-05 | 20.0
P3           | L3      | C3       | 2015-01-05 | 45
P4           | L4      | C4       | 2015-01-05 |
P5           | L5      | C5       | 2015-01-05 | 999.9
P6           | L6      | C6       | 2015-01-05 | 45
P7           | L7      | C7       | 2015-01-05 |
P8           | L8      | C8       | 2015-01-05 | 45

placement_details
placement_id | inside_area
P1           | no
P2           | no
P3           | yes
P4           | no
P5           | no
P7           | yes
P8           | no

expect
placement_id | outcome      | reason      | field                         | because
P1           | met          |             |                               | over twenty miles and outside
P2           | not_met      | outstanding |                               | twenty miles is not more than twenty
P3           | not_met      | outstanding |                               | far, and inside the area
P4           | not_recorded | blank_field | placements.miles_from_home    | the distance is blank
P5           | not_recorded | blank_field | placements.miles_from_home    | 999.9 says that it is not known
P6           | not_recorded | blank_field | placement_details.inside_area | nobody has said whether it is inside the area
P7           | not_met      | outstanding |                               | inside the area, however far
P8           | out_of_scope |             |                               | no longer in care
"""
