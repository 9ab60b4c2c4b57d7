"""Every visit is dated in the past and on a day when the child's case was open."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import TableAbsent, Tables, matched
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="V01",
    name="Visits dated inside an open episode",
    wording="Every visit is dated no later than the day of the extract, not before its episode began and not after it closed.",
    why="A visit with a wrong date makes a child look seen who was not, or not seen who was.",
    source="Local data-quality rule",
    source_class=SourceClass.LOCAL,
    record="cp_visits",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Put the date of the visit right; a visit that is only planned is not a visit yet.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    field="cp_visits.visited_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

VISITS = ("cp_visits", "cin_visits", "care_visits")


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every visit with a date, those dated ahead among them."""
    parts = []
    for name in VISITS:
        if tables.holds(name):
            rows = tables.everything(name)[["visit_id", "child_id", "visited_on"]]
            parts.append(rows.assign(record_table=tables.output_name(name), field=f"{name}.visited_on"))
    if not parts:
        raise TableAbsent("cp_visits")
    rows = pd.concat(parts, ignore_index=True)
    return rows[rows["visited_on"].notna()].reset_index(drop=True)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is the date inside an episode of the child, and not ahead? A child with no episode on record has nothing to compare with."""
    ahead = rows["visited_on"] >= pd.Timestamp(asked.extracted_on or asked.as_at) + pd.Timedelta(days=1)
    episodes = tables.referrals[["child_id", "received_on", "closed_on"]].dropna(subset="child_id")
    visits = rows.loc[rows["child_id"].notna() & (rows["visited_on"] <= asked.today), ["child_id", "visited_on"]].reset_index(names="row")
    pairs = matched(visits, episodes, on="child_id")
    inside = ~(pairs["visited_on"] < pairs["received_on"]) & ~(pairs["visited_on"] > pairs["closed_on"])
    outside = set(pairs["row"]) - set(pairs[inside]["row"])
    return ~(ahead | rows.index.isin(list(outside)))


EXAMPLES = """
as at 2016-05-24
extracted on 2016-05-25

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-03-01  |
R2          | C2       | 2016-03-01  | 2016-05-01
R3a         | C3       | 2015-01-05  | 2015-12-01
R3b         | C3       | 2016-01-04  |
R4          | C4       |             |

cp_visits
visit_id | child_id | visited_on
V1       | C1       | 2016-05-24
V2       | C1       | 2016-05-25
V3       | C1       | 2016-05-26
V4       | C1       | 2016-02-29
V5       | C1       | 2016-03-01

cin_visits
visit_id | child_id | visited_on
V6       | C2       | 2016-05-01
V7       | C2       | 2016-05-02
V8       | C3       | 2015-12-15
V9       | C3       | 2015-11-30

care_visits
visit_id | child_id | visited_on
V10      | C4       | 2014-01-01
V11      | C99      | 2014-01-01
V12      | C1       |

expect
visit_id | outcome      | field                  | because
V1       | met          |                        | today
V2       | met          |                        | the day of the extract: not there yet, and no fault
V3       | broken       | cp_visits.visited_on   | later than the day of the extract
V4       | broken       | cp_visits.visited_on   | the day before the episode began
V5       | met          |                        | the day it began
V6       | met          |                        | the day it closed
V7       | broken       | cin_visits.visited_on  | the day after it closed
V8       | broken       | cin_visits.visited_on  | between two episodes
V9       | met          |                        | in the first of them
V10      | met          |                        | when the episode began is blank
V11      | met          |                        | no episode on record: another rule's
V12      | out_of_scope |                        | no date
"""
