"""Every open case has a named, allocated social worker."""

from dataclasses import replace

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="ALO-01",
    name="Children with an allocated social worker",
    wording="Every open case has a named, allocated social worker from acceptance to closure.",
    why="A child whom nobody holds is seen by nobody, and drifts. In 2016 slow allocation was the first thing the service's own audit found.",
    source="Kirklees Cabinet report, 24 May 2016, 4.1 and 5.24; Ofsted inspection findings",
    source_class=SourceClass.SEED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Allocate a social worker today and record the allocation on the child's file.",
    owner="Head of Service, Assessment and Intervention",
    field="involvements.worker_id",
    judgements=("SIF-KJ1", "SIF-KJ2", "SIF-KJ3", "IL-HP", "IL-CIC"),
    seed=("4.1", "5.24", "3.4"),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Episodes open at the end of the day whose referral was accepted."""
    return populations.open_episodes(tables)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is a worker allocated at the end of the day? Missing where the worker's name, or the day the allocation ended, cannot be read."""
    allocated = populations.allocated_workers(tables).set_index("child_id")
    worker = looked_up(rows["child_id"], allocated["worker_id"])
    unreadable = looked_up(rows["child_id"], allocated["involvement_id"]).isin(tables.unreadable_keys("involvements", "worker_id"))
    answer = pd.DataFrame({"met": worker.notna().astype("boolean"), "reason": str(Reason.NO_EVENT), "field": ""}, index=rows.index)
    blank = worker.isna() & rows["child_id"].isin(allocated.index)
    answer.loc[blank, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "involvements.worker_id"]
    answer.loc[unreadable, "met"] = pd.NA
    answer.loc[unreadable, ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), "involvements.worker_id"]
    perhaps_over = tables.involvements["involvement_id"].isin(tables.unreadable_keys("involvements", "ended_on"))
    if perhaps_over.any():  # asked again without them: where the answer is another, nobody can say
        without = met(rows, replace(tables, frames={**tables.frames, "involvements": tables.involvements[~perhaps_over]}), asked)["met"]
        turns = answer["met"].notna() & (without.isna() | without.ne(answer["met"]).fillna(False).astype(bool))
        answer.loc[turns, "met"] = pd.NA
        answer.loc[turns, ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), "involvements.ended_on"]
    return answer


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-05-09  | no                |
R2          | C2       | 2016-05-09  |                   |
R3          | C3       | 2016-05-09  | no                |
R4          | C4       | 2016-05-09  | yes               |
R5          | C5       | 2016-05-09  | no                | 2016-05-24
R6          | C6       | 2016-05-09  | no                | 2016-05-25
R7          | C7       | 2016-05-09  | no                |
R8          | C8       | 2016-05-25  | no                |
R9          | C9       | 2016-05-09  | no                |
R10         | C10      | 2016-05-09  | no                |
R11         | C11      |             | no                |
R12         | C12      | 2016-05-09  | no                |
R13         | C13      | 2016-05-24  | no                |
R14         | C14      | 2016-05-09  | no                |
R15         | C15      | 2016-05-09  | no                |
R16         | C16      | 2016-05-09  | no                |

involvements
involvement_id | worker_id | role                  | child_id | started_on | ended_on
I1             | W1        | Allocated Case Worker | C1       | 2016-05-11 | 2016-05-18
I2             | W2        | allocated  case worker| C1       | 2016-05-23 |
I3             | W1        | Family Support Worker | C2       | 2016-05-11 |
I4             |           | Social Worker         | C3       | 2016-05-11 |
I5             | W1        | Social Worker         | C6       | 2016-05-11 | 2016-05-24
I6             | #N/A      | Social Worker         | C7       | 2016-05-11 |
I7             | W1        | Social Worker         | C9       | 2016-05-11 | 2016-05-25
I8             | W1        | Social Worker         | C10      | 2016-05-11 |
I9             |           | Social Worker         | C10      | 2016-05-20 |
I10            | W1        |                       | C12      | 2016-05-11 |
I11            | W1        | Social Worker         | C13      | 2016-05-25 |
I12            | W1        | SOCIAL WORKER         | C14      |            |
I13            | W1        | Social Worker         | C15      | 2016-05-11 | #N/A
I14            | W1        | Social Worker         | C16      | 2016-05-11 |
I15            | W2        | Social Worker         | C16      | 2016-05-12 | #N/A

expect
referral_id | outcome      | reason           | because
R1          | met          |                  | N10: worker B holds the case on the night, whatever gap came before
R2          | not_met      | no_event         | a family support worker is not an allocation; a blank NFA flag keeps the child in
R3          | not_met      | blank_field      | a blank name where a name must be is not met
R4          | out_of_scope |                  | no further action: the case was never opened
R5          | out_of_scope |                  | closed on the day
R6          | not_met      | no_event         | closes tomorrow, so still open; the worker's involvement ended today
R7          | not_recorded | unreadable_value | there is a name, and it cannot be read
R8          | out_of_scope |                  | referred tomorrow: not there yet
R9          | met          |                  | the involvement ends tomorrow, so the worker holds the case tonight
R10         | not_met      | blank_field      | of two open allocations the later counts, and nobody is named on it
R11         | not_met      | no_event         | no day it came in, and open: the child still needs a worker
R12         | not_met      | no_event         | an involvement without a role is not an allocation
R13         | not_met      | no_event         | came in today; the allocation begins tomorrow
R14         | met          |                  | the worker is named, on a day nobody wrote down
R15         | not_recorded | unreadable_value | the allocation ended on a day that cannot be read, or has not ended
R16         | met          |                  | whether or not the later allocation has ended, a worker holds the case
"""
