"""Every child's allocated worker is a real person, in post, registered where the work needs it, who holds cases."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, allocation, clocks
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="ALO-03",
    name="Allocated workers who really hold the child",
    wording="Every child's allocated worker is a person in post and registered where the work needs it: not a tray, a team, or a manager with many children.",
    why="A child allocated to a tray, or to somebody who has left, is unallocated, and the count of allocated children hides it.",
    source="Local standard; Data to Insight, children in need census validator; Kirklees Cabinet report, 24 May 2016, 4.1",
    source_class=SourceClass.LOCAL,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"children_a_manager_may_hold": 3},
    what_to_do="Allocate the child to a worker who will see them. If the worker's own record is wrong or blank, put that right.",
    owner="Head of Service, Assessment and Intervention",
    field="workers.job_title",
    judgements=("SIF-KJ1", "SIF-KJ3", "IL-LEAD"),
    seed=("4.1",),
    assumed="the words that mark a tray, and how many children a manager may hold, are common practice",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes whose child has an allocated worker tonight (that there is one at all is ALO-01)."""
    return allocation.allocated_people(tables)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is it somebody real? Missing where the worker, the post or the registration is not on record. The last that applies is said."""
    answer = clocks.answers(rows).fillna({"met": True})
    for where, found, reason, field in _what_is_wrong(rows, asked):
        answer.loc[where, ["met", "reason", "field"]] = [found, str(reason), field]
    return answer


def _what_is_wrong(rows: pd.DataFrame, asked: Asked) -> tuple[tuple[pd.Series, object, Reason, str], ...]:
    """Where, the answer, why and the field at fault: the later of two is said."""
    blank, unread = Reason.BLANK_FIELD, Reason.UNREADABLE_VALUE
    too_many = rows["manages"] & (rows["holds"] > asked.values["children_a_manager_may_hold"]).fillna(False).astype(bool)
    return (
        (rows["unregistered"], pd.NA, blank, "workers.registration"),
        (rows["unregistered"] & rows["unread_registration"], pd.NA, unread, "workers.registration"),
        (rows["no_title"], pd.NA, blank, "workers.job_title"),
        (rows["perhaps_left"], pd.NA, unread, "staff.ended_on"),
        (~rows["in_post"], pd.NA, Reason.NO_EVENT, "staff.worker_id"),
        (~rows["known"], pd.NA, Reason.NO_EVENT, "workers.worker_id"),
        (rows["unreadable"], pd.NA, unread, "involvements.worker_id"),
        (too_many | rows["not_a_person"], False, Reason.OUTSTANDING, "workers.job_title"),
        (rows["left"], False, Reason.OUTSTANDING, "staff.ended_on"),
    )


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-01-04  | no                |
R4          | C4       | 2016-01-04  | no                |
R5          | C5       | 2016-01-04  | no                |
R6          | C6       | 2016-01-04  | no                |
R7          | C7       | 2016-01-04  | no                |
R8          | C8       | 2016-01-04  | no                |
R9          | C9       | 2016-01-04  | no                |
R10         | C10      | 2016-01-04  | no                |
R11         | C11      | 2016-01-04  | no                |
R12         | C12      | 2016-01-04  | no                |
R13         | C13      | 2016-01-04  | no                |
R14         | C14      | 2016-01-04  | no                | 2016-05-24
R15         | C15      | 2016-01-04  | no                |
R16         | C16      | 2016-01-04  | no                |
R17         | C17      | 2016-01-04  | no                |
R18         | C18      | 2016-01-04  | no                |
R19         | C19      | 2016-01-04  | no                |
R20         | C20      | 2016-01-04  |                   |
R21         | C21      | 2016-01-04  | no                |

cp_plans
plan_id | child_id | started_on

care_episodes
episode_id | child_id | started_on

workers
worker_id | worker_name      | registration | job_title            | full_time_equivalent
W1        | Worker One       | SW1          | Social Worker        | 1
W2        | Worker Two       | SW2          | Social Worker        | 1
W3        | Worker Three     | SW3          | Social Worker        | 1
W4        | Duty Tray        | SW4          | Social Worker        | 1
W5        | East Team        |              | Team                 | 1
W6        | Worker Six       | SW6          | Referral Coordinator | 1
W7        | Worker Seven     | SW7          | Team Manager         | 1
W8        | Worker Eight     | SW8          | Team Manager         | 1
W9        | Worker Nine      |              | Social Worker        | 1
W10       | Worker Ten       |              | Lead Practitioner    | 1
W11       | Worker Eleven    | #N/A         | Social Worker        | 1
W12       | Worker Twelve    | SW12         | Social Worker        | 1
W15       | Worker Fifteen   | SW15         |                      | 1
W16       | Worker Sixteen   | SW16         | Social Worker        | 1

staff
worker_id | role                 | started_on | ended_on
W1        | Social Worker        | 2010-01-04 |
W2        | Social Worker        | 2010-01-04 | 2016-05-24
W3        | Social Worker        | 2010-01-04 | 2016-05-25
W4        |                      | 2010-01-04 |
W5        |                      | 2010-01-04 |
W6        | Referral Coordinator | 2010-01-04 |
W7        | Team Manager         | 2010-01-04 |
W8        | Team Manager         | 2010-01-04 |
W9        | Social Worker        | 2010-01-04 |
W10       | Lead Practitioner    | 2010-01-04 |
W11       | Social Worker        | 2010-01-04 |
W13       | Social Worker        | 2010-01-04 |
W15       |                      | 2010-01-04 |
W16       | Social Worker        | 2010-01-04 | #N/A

involvements
involvement_id | worker_id | role             | child_id | started_on
I1             | W1        | Social Worker    | C1       | 2016-01-04
I2             | W2        | Social Worker    | C2       | 2016-01-04
I3             | W3        | Social Worker    | C3       | 2016-01-04
I4             | W4        | Allocated Worker | C4       | 2016-01-04
I5             | W5        | Allocated Worker | C5       | 2016-01-04
I6             | W6        | Allocated Worker | C6       | 2016-01-04
I7             | W7        | Social Worker    | C7       | 2016-01-04
I8             | W8        | Social Worker    | C8       | 2016-01-04
I9             | W9        | Allocated Worker | C9       | 2016-01-04
I10            | W10       | Allocated Worker | C10      | 2016-01-04
I11            | W11       | Social Worker    | C11      | 2016-01-04
I12            | W12       | Social Worker    | C12      | 2016-01-04
I13            | W13       | Social Worker    | C13      | 2016-01-04
I14            | W4        | Social Worker    | C14      | 2016-01-04
I15            | W15       | Allocated Worker | C15      | 2016-01-04
I16            |           | Social Worker    | C16      | 2016-01-04
I17            | #N/A      | Social Worker    | C17      | 2016-01-04
I18            | W8        | Social Worker    | C18      | 2016-01-04
I19            | W8        | Social Worker    | C19      | 2016-01-04
I20            | W8        | Social Worker    | C20      | 2016-01-04
I21            | W16       | Social Worker    | C21      | 2016-01-04

expect
referral_id | outcome      | reason           | field                  | because
R1          | met          |                  |                        | a registered social worker in post
R2          | not_met      | outstanding      | staff.ended_on         | the worker left today
R3          | met          |                  |                        | the worker leaves tomorrow
R4          | not_met      | outstanding      | workers.job_title      | a duty tray
R5          | not_met      | outstanding      | workers.job_title      | a team's name
R6          | not_met      | outstanding      | workers.job_title      | a referral coordinator does not hold children
R7          | met          |                  |                        | a manager who holds one child
R8          | not_met      | outstanding      | workers.job_title      | a manager who holds four children
R9          | not_recorded | blank_field      | workers.registration   | a social worker with no registration on record
R10         | met          |                  |                        | a lead practitioner needs no registration
R11         | not_recorded | unreadable_value | workers.registration   | the registration cannot be read
R12         | not_recorded | no_event         | staff.worker_id        | the workforce system does not know the worker: nobody can say if they are in post
R13         | not_recorded | no_event         | workers.worker_id      | the case system's list of workers does not know the worker
R14         | out_of_scope |                  |                        | the case has closed
R15         | not_recorded | blank_field      | workers.job_title      | no title anywhere: nobody can say what the worker does
R16         | out_of_scope |                  |                        | nobody is named: ALO-01 says so
R17         | not_recorded | unreadable_value | involvements.worker_id | there is a name, and it cannot be read
R18         | not_met      | outstanding      | workers.job_title      | the same manager's second child
R19         | not_met      | outstanding      | workers.job_title      | the same manager's third child
R20         | not_met      | outstanding      | workers.job_title      | the same manager's fourth child; a blank flag keeps it in
R21         | not_recorded | unreadable_value | staff.ended_on         | the worker left on a day that cannot be read, or has not left
"""
