"""No assessment, enquiry or plan is open in a closed episode, and no visit follows its closing."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import DATES, Tables, matched
from fscp_readiness.tables import table as declared
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="E04",
    name="Nothing open in a closed episode",
    wording="No assessment, section 47 enquiry or plan is open in a closed episode, and no visit is dated after it closed.",
    why="Either the child is still being worked with and nobody is in charge, or the record says that an open danger was left behind.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="referrals",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="End the work that should have ended before the case closed; or, if the child is still being worked with, open the case again.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    owner="Data Quality Lead",
    field="referrals.closed_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

WORK = {
    "assessments": "authorised_on",
    "section_47_enquiries": "ended_on",
    "cp_plans": "ended_on",
    "cin_plans": "ended_on",
}
VISITS = ("cp_visits", "cin_visits", "care_visits")


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Assessments, enquiries, plans and visits: the row that should not be there is the one that breaks the rule."""
    parts = [_work(tables, name, ends_on) for name, ends_on in WORK.items() if tables.holds(name)]
    parts += [_visits(tables, name) for name in VISITS if tables.holds(name)]
    episodes = tables.referrals[["referral_id", "child_id", "received_on", "closed_on"]]
    rows = pd.concat(parts, ignore_index=True) if parts else _work(tables, "assessments", "authorised_on")
    return rows.assign(broken=_open_in_closed(rows, episodes) | _after_closing(rows, episodes))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is it ended, or is its episode open?"""
    return ~rows["broken"]


def _work(tables: Tables, name: str, ends_on: str) -> pd.DataFrame:
    rows = tables.get(name)
    running = rows[ends_on].isna() if ends_on in rows else False
    episode = rows["referral_id"] if "referral_id" in rows else pd.NA
    return _looked_at(tables, name, ends_on).assign(episode_id=episode, running=running).astype({"episode_id": "string"})


def _visits(tables: Tables, name: str) -> pd.DataFrame:
    return _looked_at(tables, name, "visited_on").assign(visited_on=tables.get(name)["visited_on"])


def _looked_at(tables: Tables, name: str, column: str) -> pd.DataFrame:
    """A row of any of the tables, as this rule looks at it: ``column`` is the one at fault."""
    rows = tables.get(name)
    found = pd.DataFrame({"record_id": rows[declared(name).key], "child_id": rows["child_id"]})
    found = found.assign(
        record_table=tables.output_name(name), field=f"{name}.{column}", running=False, visited_on=pd.NaT, episode_id=pd.NA
    )
    return found.astype({"visited_on": DATES, "episode_id": "string"})


def _open_in_closed(rows: pd.DataFrame, episodes: pd.DataFrame) -> pd.Series:
    """Running work whose episode has closed; work that names no episode, where all of the child's have closed."""
    closed = rows["episode_id"].isin(episodes[episodes["closed_on"].notna()]["referral_id"].dropna())
    still_open = rows["child_id"].isin(episodes[episodes["closed_on"].isna()]["child_id"].dropna())
    all_closed = rows["episode_id"].isna() & ~still_open & rows["child_id"].isin(episodes["child_id"].dropna())
    return rows["running"] & (closed | all_closed)


def _after_closing(rows: pd.DataFrame, episodes: pd.DataFrame) -> pd.Series:
    """Visits on a day when one of the child's episodes had closed and none was open."""
    visits = rows.loc[rows["visited_on"].notna() & rows["child_id"].notna(), ["child_id", "visited_on"]].reset_index(names="row")
    pairs = matched(visits, episodes, on="child_id")
    had_closed = pairs["closed_on"] < pairs["visited_on"]
    was_open = ~(pairs["received_on"] > pairs["visited_on"]) & ~had_closed
    broken = set(pairs[had_closed]["row"]) - set(pairs[was_open]["row"])
    return pd.Series(rows.index.isin(list(broken)), index=rows.index)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  | 2016-05-01
R2          | C2       | 2016-01-04  |
R3          | C3       | 2015-01-05  | 2015-12-01
R3b         | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  | 2016-05-01
R5          | C5       | 2016-01-04  | 2016-05-25

assessments
assessment_id | child_id | referral_id | started_on | authorised_on
A1            | C1       | R1          | 2016-01-05 |
A2            | C2       | R2          | 2016-01-05 |
A3            | C1       | R1          | 2016-01-05 | 2016-02-01
A4            | C4       |             | 2016-01-05 |
A5            | C5       | R5          | 2016-01-05 |

section_47_enquiries
enquiry_id | child_id | referral_id | started_on | ended_on
S1         | C1       | R1          | 2016-01-05 |

cp_plans
plan_id | child_id | referral_id | started_on | ended_on
P1      | C1       | R1          | 2016-02-01 |
P3      | C3       | R3          | 2015-02-02 |

cin_plans
plan_id | child_id | referral_id | started_on | ended_on
N1      | C1       | R1          | 2016-02-01 | 2016-05-01
N3      | C3       |             | 2016-02-01 |

cp_visits
visit_id | child_id | visited_on
V1       | C1       | 2016-05-01
V2       | C1       | 2016-05-02
V3       | C3       | 2015-12-15
V4       | C3       | 2016-02-01
V5       | C3       | 2014-12-01

cin_visits
visit_id | child_id | visited_on
V6       | C99      | 2016-05-02
V7       | C4       |

expect
record_id | outcome | field                         | because
A1        | broken  | assessments.authorised_on     | open in a closed episode
A2        | met     |                               | its episode is open
A3        | met     |                               | finished before the episode closed
A4        | broken  | assessments.authorised_on     | names no episode, and all of the child's have closed
A5        | met     |                               | the episode closes tomorrow
S1        | broken  | section_47_enquiries.ended_on | an enquiry open in a closed episode
P1        | broken  | cp_plans.ended_on             | a plan open in a closed episode
P3        | broken  | cp_plans.ended_on             | its own episode has closed, though another is open
N1        | met     |                               | ended the day the episode closed
N3        | met     |                               | names no episode, and one of the child's is open
V1        | met     |                               | the day the episode closed
V2        | broken  | cp_visits.visited_on          | the day after
V3        | broken  | cp_visits.visited_on          | between two episodes
V4        | met     |                               | in the second episode
V5        | met     |                               | before any episode: another rule's
V6        | met     |                               | no episode to compare with
V7        | met     |                               | no date to compare
"""
