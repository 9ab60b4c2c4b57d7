"""Every decision to accept, assess, enquire, hold a conference, step down or close carries a manager's recorded decision."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, decision_points
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="MGT-02",
    name="A manager's decision at each decision point",
    wording="Every decision to accept a referral, assess, begin a section 47 enquiry, hold a conference, step down or close carries a manager's decision on file.",
    why="These six moments turn a child's life. Afterwards somebody must be able to read who decided, and why.",
    source="Kirklees Cabinet report, 24 May 2016, 3.2 and 3.5",
    source_class=SourceClass.SEED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"days": 28, "working_days": 1},
    what_to_do="Record the decision and the reason for it, with the day it was made and who made it. Do not date it earlier than it was.",
    owner="Head of Service, Assessment and Intervention",
    field="management_decisions.decided_on",
    judgements=("SIF-KJ3", "IL-HP"),
    seed=("3.2", "3.5"),
    assumed="how near to the event a decision must lie to be that event's, and the working day in which to record it",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Events of the last six months at which a manager decides, once decided or past a working day: one row each, child open or not."""
    rows = decision_points.decision_points(tables, asked)
    rows = decision_points.with_decisions(rows, tables, int(asked.values["days"]))
    today = pd.Series(asked.today, index=rows.index)
    past = asked.calendar.between(rows["starts_on"], today) > asked.values["working_days"]
    return rows[rows["decided"] | rows["perhaps"] | past.fillna(True).astype(bool)].assign(event_on=rows["starts_on"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is there a decision of that kind near the event? Missing where the day of either, or what was decided, is not known."""
    answer = clocks.answers(rows)
    answer["met"] = rows["decided"].astype("boolean").mask(~rows["decided"] & rows["perhaps"])
    answer["reason"] = rows["perhaps_reason"].where(rows["perhaps"], str(Reason.NO_EVENT))
    answer["field"] = rows["perhaps_field"].where(rows["perhaps"], "")
    return answer


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-03-01  | no                |
R2          | C2       | 2016-03-01  | no                |
R3          | C3       | 2016-03-01  | no                |
R4          | C4       | 2016-03-01  | yes               |
R5          | C5       | 2015-11-24  | no                |
R6          | C6       | 2015-11-23  | no                |
R7          | C7       | 2014-01-06  | no                | 2016-05-20
R8          | C8       | 2014-01-06  | no                |
R9          | C9       |             | no                |
R10         | C10      | 2016-03-01  | no                |
R11         | C11      | 2016-03-01  | no                |
R12         | C12      |             | no                |
R13         | C13      | 2014-01-06  | no                |
R14         | C14      | 2016-03-01  | no                |
R15         | C15      | 2016-05-23  |                   |
R16         | C16      | 2016-05-20  |                   |
R17         | C17      |             | no                |

assessments
assessment_id | child_id | referral_id | started_on | authorised_on
A8            | C8       | R8          | 2016-03-02 | 2016-04-20

section_47_enquiries
enquiry_id | child_id | started_on | ended_on
S8         | C8       | 2016-03-03 |

initial_conferences
conference_id | child_id | held_on    | transfer_in
M8            | C8       | 2016-03-20 |
M13           | C13      | 2016-03-20 | yes
M14           | C14      |            | no

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P8      | C8       | 2015-01-05 | 2016-05-10 |
P13     | C13      | 2015-01-05 | 2016-05-10 |
P7      | C7       | 2015-01-05 | 2016-05-20 |
P11     | C11      | 2015-01-05 | 2016-05-10 | yes

care_episodes
episode_id | care_id | child_id | started_on
E13        | L13     | C13      | 2016-05-10

management_decisions
decision_id | child_id | decided_on | decision_type
D1          | C1       | 2016-03-29 | accept
D2          | C2       | 2016-03-30 | accept
D3          | C3       | 2016-03-01 | oversight
D5          | C5       | 2015-11-24 | accept
D8a         | C8       | 2016-03-02 | assess
D8b         | C8       | 2016-03-03 | s47
D9          | C9       | 2016-05-01 | accept
D10         | C10      | 2016-03-02 |
D11         | C11      |            | accept
D14         | C14      | #N/A       | accept
D17         | C17      | 2016-05-01 |

expect
record_id | outcome      | reason           | field                              | because
R1        | met          |                  |                                    | accepted by a manager, 28 days later
R2        | not_met      | no_event         | management_decisions.decided_on    | 29 days later is not that decision
R3        | not_met      | no_event         | management_decisions.decided_on    | oversight is not a decision to accept
R4        | out_of_scope |                  |                                    | not taken further
R5        | met          |                  |                                    | six months ago exactly
R6        | out_of_scope |                  |                                    | longer ago than six months
R7        | not_met      | no_event         | management_decisions.decided_on    | closed, with no decision to close
A8        | met          |                  |                                    | a decision to assess
S8        | met          |                  |                                    | a decision to enquire
M8        | not_met      | no_event         | management_decisions.decided_on    | a conference that nobody decided on
P8        | not_met      | no_event         | management_decisions.decided_on    | stepped down, with no decision
R9        | not_recorded | blank_field      | referrals.received_on              | a decision, and no day of the referral that it may belong to
R10       | not_recorded | blank_field      | management_decisions.decision_type | a decision the next day that does not say what
R11       | not_recorded | blank_field      | management_decisions.decided_on    | a decision to accept on a day not known
P11       | out_of_scope |                  |                                    | another council's plan
R12       | not_met      | no_event         | management_decisions.decided_on    | whatever the day, there is no decision at all
M13       | out_of_scope |                  |                                    | moved in on another council's plan
P13       | out_of_scope |                  |                                    | ended because the child came into care
M14       | out_of_scope |                  |                                    | not held yet
R14       | not_recorded | unreadable_value | management_decisions.decided_on    | a decision on a day that cannot be read
P7        | out_of_scope |                  |                                    | ended as the case closed: the decision is to close
R15       | out_of_scope |                  |                                    | yesterday's: there is a working day in which to record it
R16       | not_met      | no_event         | management_decisions.decided_on    | two working days ago; whether it was taken further is blank, which does not take it out
R17         | not_recorded | blank_field | referrals.received_on | neither the day of the referral nor what was decided is known
"""
