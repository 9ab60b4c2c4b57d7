"""No child in care lives in an unregistered home, or is deprived of liberty, without authority and oversight every week."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, calendar_days, clocks, doubts, placements
from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="LAS-04",
    name="Unregistered homes and deprivation of liberty",
    wording="Every child in care who lives in an unregistered home or is deprived of liberty has had a manager's oversight this week, and any deprivation of liberty is authorised.",
    why="These are the children whom nobody else inspects, or who may not walk out. If the council does not look every week nobody does.",
    source="Ofsted, themes of inspection reports to 2026; the seven days are the council's own",
    source_class=SourceClass.OFSTED,
    record="placements",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=calendar_days(7),
    what_to_do="Get the court's authority if there is none, look at the home today and record the day; find a registered home.",
    owner="Assistant Director, Children in Care",
    field="placement_details.oversight_on",
    judgements=("SIF-KJ2", "SIF-KJ3", "IL-CIC"),
)

NEED_REGISTRATION = ("H5", "K1", "K2", "P2", "R1", "S1", "Z1")
DAYS = ("oversight_on", "deprivation_of_liberty_authorised_on")


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Current placements said to be unregistered, or in which a child is deprived of liberty; and, where registration is blank or cannot
    be read, those of a kind that needs it (children's homes, supported accommodation, residential schools, other) or of no known kind.
    """
    rows = placements.placements_in_care(tables, current=True)
    details = tables.placement_details.drop_duplicates("placement_id").set_index("placement_id")
    said = {name: looked_up(rows["placement_id"], details[name]) for name in details.columns}
    registered = said["registered"].astype("boolean")
    restricted_from = said["deprivation_of_liberty_from"]
    names = ("deprivation_of_liberty_from", "deprivation_of_liberty_authorised_on")
    unread = rows["placement_id"].isin({key for name in names for key in tables.unreadable_keys("placement_details", name)})
    restricted = restricted_from.notna() | said["deprivation_of_liberty_authorised_on"].notna() | unread
    needs = rows["placement_type"].isna() | rows["placement_type"].isin(NEED_REGISTRATION)
    unsure = registered.isna() & needs & ~restricted
    rows = rows.assign(
        unsure=unsure, restricted=restricted, authorised_on=said["deprivation_of_liberty_authorised_on"],
        due_on=clocks.due(said["oversight_on"].astype(DATES), asked),
    )  # fmt: skip
    return rows[registered.eq(False).fillna(False) | restricted | unsure]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Overseen this week, and authorised where it must be? Missing where registration is not recorded, or a day cannot be read."""
    answer = clocks.answers(rows)
    overseen = rows["due_on"].notna() & ~clocks.past(rows["due_on"], asked.today, asked)
    authorised = ~rows["restricted"] | rows["authorised_on"].notna()
    answer["met"] = (overseen & authorised).astype("boolean")
    answer.loc[overseen & ~authorised, "field"] = "placement_details.deprivation_of_liberty_authorised_on"
    no_oversight_day, no_authority_day = (doubts.unreadable(rows, tables, "placement_details", name) for name in DAYS)
    could_be = (overseen | no_oversight_day) & (authorised | no_authority_day)
    doubts.unless_met(answer, could_be & ~overseen, Reason.UNREADABLE_VALUE, f"placement_details.{DAYS[0]}")
    doubts.unless_met(answer, could_be & overseen, Reason.UNREADABLE_VALUE, f"placement_details.{DAYS[1]}")
    unread = doubts.unreadable(rows, tables, "placement_details", "registered")
    doubts.unless_met(answer, rows["unsure"] & unread, Reason.UNREADABLE_VALUE, "placement_details.registered")
    return doubts.unless_met(answer, rows["unsure"], Reason.BLANK_FIELD, "placement_details.registered")


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
E8         | L8      | C8       | 2015-01-05 |
E9         | L9      | C9       | 2015-01-05 |
E10        | L10     | C10      | 2015-01-05 |
E11        | L11     | C11      | 2015-01-05 |
E12        | L12     | C12      | 2015-01-05 | 2016-05-20
E13        | L13     | C13      | 2015-01-05 |
E14        | L14     | C14      | 2015-01-05 |
E15        | L15     | C15      | 2015-01-05 |

placements
placement_id | care_id | child_id | started_on | placement_type
P1           | L1      | C1       | 2016-01-05 | K2
P2           | L2      | C2       | 2016-01-05 | K2
P3           | L3      | C3       | 2016-05-23 | Z1
P4           | L4      | C4       | 2016-01-05 | K2
P5           | L5      | C5       | 2016-01-05 | K2
P6           | L6      | C6       | 2016-01-05 | K2
P7           | L7      | C7       | 2016-01-05 | K2
P8           | L8      | C8       | 2016-01-05 | H5
P9           | L9      | C9       | 2016-01-05 | U4
P10          | L10     | C10      | 2016-01-05 | K2
P11          | L11     | C11      | 2016-01-05 | K2
P12          | L12     | C12      | 2016-01-05 | K2
P13          | L13     | C13      | 2016-01-05 | H5
P14          | L14     | C14      | 2016-01-05 | K1
P15          | L15     | C15      | 2016-01-05 | K2

placement_details
placement_id | registered | oversight_on | deprivation_of_liberty_from | deprivation_of_liberty_authorised_on
P1           | no         | 2016-05-17   |                             |
P2           | no         | 2016-05-16   |                             |
P3           | no         |              |                             |
P4           | yes        | 2016-05-20   | 2016-03-01                  | 2016-03-02
P5           | yes        | 2016-05-20   | 2016-03-01                  |
P6           | yes        | 2016-05-01   | 2016-03-01                  | 2016-03-02
P7           | yes        |              |                             |
P9           |            |              |                             |
P10          | no         | #N/A         |                             |
P11          | #N/A       |              |                             |
P12          | no         |              |                             |
P13          |            | 2016-05-20   |                             |
P14          | yes        | 2016-05-20   | 2016-03-01                  | #N/A
P15          | yes        | 2016-05-20   |                             | #N/A

expect
placement_id | outcome      | due_on     | reason           | field                                                  | because
P1           | met          | 2016-05-24 |                  |                                                        | not registered; looked at a week ago to the day
P2           | not_met      | 2016-05-23 | outstanding      | placement_details.oversight_on                         | a day over the week
P3           | not_met      |            | outstanding      | placement_details.oversight_on                         | moved in yesterday, and no oversight is recorded
P4           | met          | 2016-05-27 |                  |                                                        | deprived of liberty, authorised and looked at this week
P5           | not_met      | 2016-05-27 | outstanding      | placement_details.deprivation_of_liberty_authorised_on | deprived of liberty, and nobody has authorised it
P6           | not_met      | 2016-05-08 | outstanding      | placement_details.oversight_on                         | authorised, and not looked at for weeks
P7           | out_of_scope |            |                  |                                                        | a registered children's home
P8           | not_recorded |            | blank_field      | placement_details.registered                           | supported accommodation of which nothing is recorded
P9           | out_of_scope |            |                  |                                                        | a foster home is not registered as a home is
P10          | not_recorded |            | unreadable_value | placement_details.oversight_on                         | looked at, on a day that cannot be read
P11          | not_recorded |            | unreadable_value | placement_details.registered                           | whether it is registered cannot be read
P12          | out_of_scope |            |                  |                                                        | no longer in care
P13          | met          | 2016-05-27 |                  |                                                        | registered or not, it was looked at this week
P14          | not_recorded | 2016-05-27 | unreadable_value | placement_details.deprivation_of_liberty_authorised_on | whether it was authorised cannot be read
P15          | not_recorded | 2016-05-27 | unreadable_value | placement_details.deprivation_of_liberty_authorised_on | no day it began; a day of authority, read or not, says that there is one
"""
