"""How many children a full-time social worker holds, on average."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CAS-01.mean",
    name="Children for each full-time social worker",
    wording="The average number of children held for each full-time post of the social workers who hold any.",
    why="The average stands beside England's. It says nothing of the worker who holds too many: that is CAS-01.",
    source="Department for Education, Children's social work workforce: average caseload",
    source_class=SourceClass.DFE,
    record="workers",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="If a worker's hours are blank or nought, put them right; the average leaves that worker and their children out.",
    owner="Assistant Director",
    field="workers.full_time_equivalent",
    findings=False,
    measures="mean",
    lower_is_better=True,
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("4.1", "5.22", "5.23"),
    second_of="CAS-01",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Workers allocated to at least one child whose episode, plan or period of care is open."""
    return populations.caseloads(tables).assign(record_id=lambda rows: rows["worker_id"])


def amount(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children, over full-time posts; both blank for a worker whose hours are not known."""
    known = rows["full_time_equivalent"].notna()
    return pd.DataFrame({"amount": rows["children"].astype("Float64").where(known), "weight": rows["full_time_equivalent"]})


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is the worker in the average? Missing where the worker's hours are blank or nought."""
    answer = clocks.answers(rows)
    answer["met"] = rows["full_time_equivalent"].notna().astype("boolean").replace(False, pd.NA)
    answer.loc[answer["met"].isna(), ["reason", "field"]] = [str(Reason.BLANK_FIELD), "workers.full_time_equivalent"]
    return answer


EXAMPLES = """
as at 2016-05-24

workers
worker_id | full_time_equivalent
W1        | 0.8
W2        |
W3        | 1

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-01-04  | no                | 2016-03-01

involvements
involvement_id | worker_id | role          | child_id | started_on | ended_on
I1             | W1        | Social Worker | C1       | 2016-01-05 |
I2             | W2        | Social Worker | C2       | 2016-01-05 |
I3             | W3        | Social Worker | C3       | 2016-01-05 |

expect
worker_id | outcome      | reason      | because
W1        | met          |             | counted: one child for four fifths of a post
W2        | not_recorded | blank_field | the hours are blank, so worker and child are left out of the average
W3        | out_of_scope |             | the only child has closed
"""
