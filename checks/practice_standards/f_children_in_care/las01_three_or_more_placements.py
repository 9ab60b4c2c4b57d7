"""Few children in care have had three or more placements in twelve months."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, placements, populations
from fscp_readiness.tables import DATES, Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="LAS-01",
    name="Three or more placements in twelve months",
    wording="Few children in care have had three or more placements in the last twelve months.",
    why="Each move costs a child a home, and often a school and friends. It is counted as England counts it, and a target would reward leaving a child where they are not safe.",
    source="Department for Education, Children looked after in England including adoptions",
    source_class=SourceClass.DFE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    values={"placements": 3, "months": 12},
    what_to_do="Look at why the placements ended, and at what would make the present one last.",
    owner="Head of Service, Children in Care",
    field="placements.started_on",
    findings=False,
    lower_is_better=True,
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("5.17",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children in care at the end of the day, with the number of placements that are sure and the number that may be."""
    rows = populations.in_care(tables).assign(record_id=lambda periods: periods["care_id"])
    if tables.holds("placement_counts"):
        given = tables.placement_counts.drop_duplicates("care_id").set_index("care_id")["placements_in_12_months"]
        counted = rows["care_id"].map(given).astype("Int64")
        unknown = counted.isna()
        return rows.assign(sure=counted.fillna(0), possible=counted.mask(unknown, int(asked.values["placements"])))
    counted = _counted(tables, asked)
    sure = counted[~counted["unsure"]].groupby("child_id").size()
    possible = counted.groupby("child_id").size()
    return rows.assign(
        sure=rows["child_id"].map(sure).fillna(0).astype("Int64"), possible=rows["child_id"].map(possible).fillna(0).astype("Int64")
    )


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Has the child had that many placements? (Here met is what is counted.) Missing where blank start dates could make the difference."""
    limit = int(asked.values["placements"])
    answer = clocks.answers(rows)
    answer["met"] = (rows["sure"] >= limit).astype("boolean").mask((rows["sure"] < limit) & (rows["possible"] >= limit))
    answer.loc[answer["met"].isna(), "reason"] = str(Reason.BLANK_FIELD)
    return answer


def _counted(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Placements that count: a day or longer or still going on, open at some time in the twelve months, and a change of carer.

    ``unsure`` where the start is blank.
    """
    stays = placements.stays(tables)
    since = clocks.add_months(pd.Series([asked.today]).astype(DATES), -int(asked.values["months"])).iloc[0]
    a_day_or_more = stays["ended_on"].isna() | stays["started_on"].isna() | (stays["ended_on"] > stays["started_on"])
    kept = stays[a_day_or_more & ~(stays["ended_on"] <= since) & ~stays["continues"]]
    return kept.assign(unsure=kept["started_on"].isna())


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | placement_id | started_on | start_reason | ended_on
E1         | L1      | C1       |              | 2015-01-05 |              |
E2         | L2      | C2       |              | 2015-01-05 |              |
E3         | L3      | C3       |              | 2015-01-05 |              |
E4         | L4      | C4       |              | 2015-01-05 |              |
E5         | L5      | C5       |              | 2015-01-05 |              |
E6         | L6      | C6       |              | 2015-01-05 |              |
E7a        | L7      | C7       | P7a          | 2015-09-01 | S            | 2016-01-04
E7b        | L7      | C7       | P7b          | 2016-01-04 | P            | 2016-03-01
E7c        | L7      | C7       | P7c          | 2016-03-01 | T            |
E8         | L8      | C8       |              | 2015-01-05 |              |
E9         | L9      | C9       |              | 2015-01-05 |              | 2016-05-01
E10        | L10     | C10      |              | 2016-01-05 |              |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S10             | C10      | V3           | 2016-01-05

placements
placement_id | care_id | child_id | started_on | ended_on   | placement_type | postcode
P1a          | L1      | C1       | 2015-01-05 | 2015-06-01 | U4             |
P1b          | L1      | C1       | 2015-06-01 | 2015-09-01 | U4             |
P1c          | L1      | C1       | 2015-09-01 |            | K2             |
P2a          | L2      | C2       | 2015-01-05 | 2015-05-24 | U4             |
P2b          | L2      | C2       | 2015-05-24 | 2015-09-01 | U4             |
P2c          | L2      | C2       | 2015-09-01 |            | K2             |
P3a          | L3      | C3       | 2015-09-01 | 2016-01-04 | U4             |
P3b          | L3      | C3       | 2016-01-04 | 2016-01-04 | U4             |
P3c          | L3      | C3       | 2016-01-04 |            | U4             |
P4a          | L4      | C4       | 2015-09-01 | 2016-02-01 | U4             | ZZ1 1AA
P4b          | L4      | C4       | 2016-02-01 | 2016-02-08 | T1             | ZZ2 2AA
P4c          | L4      | C4       | 2016-02-08 |            | U4             | ZZ11AA
P5a          | L5      | C5       | 2015-09-01 | 2016-02-01 | U4             | ZZ1 1AA
P5b          | L5      | C5       | 2016-02-01 | 2016-03-01 | U4             | ZZ2 2AA
P5c          | L5      | C5       | 2016-03-01 |            | A5             | ZZ2 2AA
P6a          | L6      | C6       | 2015-09-01 | 2016-01-04 | U4             |
P6b          | L6      | C6       |            | 2016-03-01 | U4             |
P6c          | L6      | C6       | 2016-03-01 |            | U4             |
P7a          | L7      | C7       | 2015-09-01 | 2016-01-04 | U4             |
P7b          | L7      | C7       | 2016-01-04 | 2016-03-01 | U4             |
P7c          | L7      | C7       | 2016-03-01 |            | U4             |
P8a          | L8      | C8       | 2015-09-01 | 2016-01-04 | U4             | ZZ1 1AA
P8b          | L8      | C8       | 2016-01-04 | 2016-03-01 | U4             | ZZ2 2AA
P8c          | L8      | C8       | 2016-03-01 |            | U4             | ZZ1 1AA

expect
record_id | outcome      | because
L1        | met          | three, one of them open when the twelve months began
L2        | not_met      | the first ended on the day the twelve months began
L3        | not_met      | one lasted less than a day
L4        | not_met      | a stay in hospital and the return to the same home
L5        | not_met      | adoption by the present carer is not a move
L6        | not_recorded | the start of one is blank, and it makes the difference
L7        | not_met      | the carer did not change
L8        | met          | moved back to an earlier home, and both were moves
L9        | out_of_scope | no longer in care
L10       | out_of_scope | short breaks are not care

as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on
E1         | C1      | C1       | 2015-01-05
E2         | C2      | C2       | 2015-01-05
E3         | C3      | C3       | 2015-01-05

placement_counts
care_id | child_id | placements_in_12_months
C1      | C1       | 3
C2      | C2       | 2
C3      | C3       |

expect
record_id | outcome      | because
C1        | met          | a workbook gives the number
C2        | not_met      | two
C3        | not_recorded | the workbook leaves it blank
"""
