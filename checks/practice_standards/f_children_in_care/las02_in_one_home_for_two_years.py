"""Children who have been in care for long have lived in one home for two years."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, placements, populations
from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="LAS-02",
    name="Long-term stability of placements",
    wording="Children under 16 who have been in care for two and a half years or more have lived in the same home for two years.",
    why="A child who stays has one school, one bedroom and somebody who knows what they like. It is counted as England counts it.",
    source="Department for Education, Children looked after in England including adoptions",
    source_class=SourceClass.DFE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    values={"under_age": 16, "months_in_care": 30, "months_in_one_home": 24},
    what_to_do="Look at which moves could have been avoided, and at what would make the present home last.",
    owner="Head of Service, Children in Care",
    field="placements.started_on",
    findings=False,
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("5.17",),
)

PLACED_FOR_ADOPTION = ("A3", "A4", "A5", "A6")


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children in care tonight, under 16, for two and a half years or more. A blank date does not leave a child out."""
    rows = populations.care_asked_about(tables, live=True)
    people = tables.everything("people").drop_duplicates("child_id").set_index("child_id")
    age = populations.age_in_years(looked_up(rows["child_id"], people["born_on"]).astype(DATES), asked.today)
    long = clocks.add_months(rows["starts_on"], int(asked.values["months_in_care"])) <= asked.today
    young = (age < int(asked.values["under_age"])).fillna(True).astype(bool)
    rows = rows[young & (long | rows["starts_on"].isna())].assign(unsure=lambda kept: age[kept.index].isna() | kept["starts_on"].isna())
    return rows.assign(home_since=looked_up(rows["care_id"], _home_since(tables)).astype(DATES))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """In the same home for two years? (Here met is what is counted.) Missing where a blank date decides it."""
    answer = clocks.answers(rows)
    enough = clocks.add_months(rows["home_since"], int(asked.values["months_in_one_home"])) <= asked.today
    answer["met"] = enough.astype("boolean").mask(rows["home_since"].isna() | rows["unsure"])
    answer.loc[answer["met"].isna(), "reason"] = str(Reason.BLANK_FIELD)
    return answer


def _home_since(tables: Tables) -> pd.Series:
    """By care_id: since when the child has lived in the present home. With adopters to be, the home before counts too.

    Blank where the last home ended and no other follows it, unless the child is away from it for the time being (T codes).
    """
    stays = placements.stays(tables)
    stays = stays[stays["care_id"].notna()].sort_values(["care_id", "started_on", "placement_id"], na_position="last", kind="stable")
    stays["home"] = (~stays["continues"]).groupby(stays["care_id"]).cumsum()
    stays = stays.assign(blank=stays["started_on"].isna(), over=stays["ended_on"].notna())
    homes = stays.groupby(["care_id", "home"], as_index=False).agg(
        since=("started_on", "min"),
        blank=("blank", "any"),
        kind=("placement_type", "last"),
        over=("over", "last"),
    )
    homes["since"] = homes["since"].mask(homes["blank"])
    homes["before"] = homes.groupby("care_id")["since"].shift(1)
    last = homes.drop_duplicates("care_id", keep="last").set_index("care_id")
    away = tables.placements["placement_type"].isin(placements.TEMPORARY)
    if "ended_on" in tables.placements:
        away &= tables.placements["ended_on"].isna()
    untold = last["over"].astype(bool) & ~last.index.isin(tables.placements[away]["care_id"].dropna())
    last["since"] = last["since"].mask(untold)
    last["before"] = last["before"].mask(untold)
    adopting = last["kind"].isin(PLACED_FOR_ADOPTION) & last["before"].notna()
    return last["since"].mask(adopting, last["before"]).astype(DATES)


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 2006-01-10
C2       | 2006-01-10
C3       | 2006-01-10
C4       | 2006-01-10
C5       | 2006-01-10
C6       | 2000-05-24
C7       | 2000-05-25
C8       | 2006-01-10
C9       | 2006-01-10
C10      | 2006-01-10
C11      |
C12      | 2012-01-10
C13      | 2012-01-10
C14      | 2006-01-10
C15      | 2006-01-10

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2013-01-07 |
E2         | L2      | C2       | 2013-01-07 |
E3         | L3      | C3       | 2013-11-24 |
E4         | L4      | C4       | 2013-11-25 |
E5         | L5      | C5       | 2013-01-07 | 2016-05-01
E6         | L6      | C6       | 2013-01-07 |
E7         | L7      | C7       | 2013-01-07 |
E8         | L8      | C8       | 2013-01-07 |
E9         | L9      | C9       |            |
E10        | L10     | C10      | 2013-01-07 |
E11        | L11     | C11      | 2013-01-07 |
E12        | L12     | C12      | 2013-01-07 |
E13        | L13     | C13      | 2013-01-07 |
E14        | L14     | C14      | 2013-01-07 |
E15        | L15     | C15      | 2013-01-07 |

placements
placement_id | care_id | child_id | started_on | ended_on   | placement_type | postcode
P1a          | L1      | C1       | 2013-01-07 | 2014-05-24 | U6             |
P1b          | L1      | C1       | 2014-05-24 |            | U4             |
P2a          | L2      | C2       | 2013-01-07 | 2014-05-25 | U6             |
P2b          | L2      | C2       | 2014-05-25 |            | U4             |
P3           | L3      | C3       | 2013-11-24 |            | U4             |
P4           | L4      | C4       | 2013-11-25 |            | U4             |
P5           | L5      | C5       | 2013-01-07 |            | U4             |
P6           | L6      | C6       | 2013-01-07 |            | U4             |
P7           | L7      | C7       | 2013-01-07 |            | U4             |
P8a          | L8      | C8       | 2013-01-07 | 2016-02-01 | U4             | ZZ1 1AA
P8b          | L8      | C8       | 2016-02-01 | 2016-02-08 | T1             | ZZ2 2AA
P8c          | L8      | C8       | 2016-02-08 |            | U4             | ZZ1 1AA
P9           | L9      | C9       | 2013-01-07 |            | U4             |
P10          | L10     | C10      |            |            | U4             |
P11          | L11     | C11      | 2013-01-07 |            | U4             |
P12a         | L12     | C12      | 2013-01-07 | 2015-12-01 | U6             |
P12b         | L12     | C12      | 2015-12-01 |            | A6             |
P13a         | L13     | C13      | 2013-01-07 | 2015-12-01 | U6             |
P13b         | L13     | C13      | 2015-12-01 |            | U4             |
P14          | L14     | C14      | 2013-01-07 | 2016-03-01 | U4 |
P15a         | L15     | C15      | 2013-01-07 | 2016-05-20 | U4 |
P15b         | L15     | C15      | 2016-05-20 |            | T1 |

expect
record_id | outcome      | reason      | because
L1        | met          |             | in one home for two years today
L2        | not_met      | outstanding | a day short
L3        | met          |             | in care for two and a half years today
L4        | out_of_scope |             | a day short of two and a half years
L5        | out_of_scope |             | no longer in care
L6        | out_of_scope |             | sixteen today
L7        | met          |             | sixteen tomorrow
L8        | met          |             | back from hospital to the same home
L9        | not_recorded | blank_field | the day care began is blank
L10       | not_recorded | blank_field | the day the placement began is blank
L11       | not_recorded | blank_field | the date of birth is blank
L12       | met          |             | with adopters to be: the home before counts too
L13       | not_met      | outstanding | moved from one foster home to another
L14       | not_recorded | blank_field | the last home ended in March, and none is recorded since
L15       | met          |             | in hospital since Friday, and the home is kept

as at 2016-05-24

people
child_id | born_on
C1       | 2006-01-10

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-11-24 |

placements
placement_id | care_id | child_id | started_on | placement_type
P1           | L1      | C1       | 2015-11-24 | U4

expect
record_id | outcome      | because
L1        | out_of_scope | nobody has been in care for long: there is nobody to count
"""
