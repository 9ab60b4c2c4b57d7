"""Every section 47 enquiry ends with its outcome recorded within 15 working days."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, enquiries, outcomes, working_days
from fscp_readiness.tables import DATES, Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="S47-02",
    name="Enquiries with an outcome in 15 working days",
    wording="Every section 47 enquiry ends, and its outcome is recorded, within 15 working days of the strategy discussion that began it.",
    why="An enquiry that nobody ends leaves a family under suspicion and a child without an answer. The outcome says what was found and what happens next.",
    source="Local standard; Data to Insight's check of enquiries against the conference's 15 working days",
    source_class=SourceClass.LOCAL,
    record="section_47_enquiries",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(15),
    what_to_do="Finish the enquiry and record its outcome. If it has ended, record the day and what was decided.",
    owner="Head of Service, Safeguarding",
    field="section_47_enquiries.ended_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.7",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Enquiries (live: of open episodes), once ended or late. Done: ended, and an outcome or whether anything further is needed recorded."""
    rows = enquiries.of_episodes(tables, asked)
    outcome = rows["no_further_action"].notna() | (outcomes.said(rows["outcome"]) if "outcome" in rows else False)
    without = rows["ended_on"].notna() & ~outcome
    too_late = clocks.past(clocks.due(rows["starts_on"], asked), rows["ended_on"], asked)
    unread = rows["enquiry_id"].isin(tables.unreadable_keys("section_47_enquiries", "no_further_action"))
    rows = rows.assign(
        done_on=rows["ended_on"].where(outcome).astype(DATES),
        done_field="section_47_enquiries.ended_on",
        maybe_done=without if asked.live else without & ~too_late,
        maybe_reason=pd.Series(str(Reason.BLANK_FIELD), index=rows.index).mask(unread, str(Reason.UNREADABLE_VALUE)),
        maybe_field="section_47_enquiries.no_further_action",
    )
    return clocks.once(clocks.doubt_where_unreadable(rows, tables, "section_47_enquiries", "ended_on", "enquiry_id"), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Did it end in time with an outcome? Missing where a blank decides: its start, or the outcome of one that has ended."""
    return clocks.once_met(rows, asked, in_order=True)


EXAMPLES = """
as at 2016-04-01

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-03-01  |
R2          | C2       | 2016-03-01  | 2016-03-31

section_47_enquiries
enquiry_id | referral_id | child_id | started_on | ended_on   | no_further_action | outcome
Q1         | R1          | C1       | 2016-03-08 | 2016-03-31 | yes               |
Q2         | R1          | C1       | 2016-03-08 |            |                   |
Q3         | R1          | C1       | 2016-03-09 |            |                   |
Q4         | R1          | C1       | 2016-03-08 | 2016-03-20 |                   |
Q5         | R1          | C1       | 2016-03-08 | 2016-03-20 |                   | conference
Q6         | R1          | C1       | 2016-03-08 | #N/A       | no                |
Q7         | R1          | C1       | 2016-03-08 | 2016-03-20 | #N/A              |
Q8         | R1          | C1       | 2016-03-08 | 2016-03-07 | no                |
Q9         | R1          | C1       |            |            |                   |
Q10        | R2          | C2       | 2016-03-08 |            |                   |
Q11        | R1          | C1       | 2016-01-08 | 2016-03-20 | no                |
Q12        |             | C1       | 2016-03-08 |            |                   |
Q13        | R1          | C1       | #N/A       |            |                   |
Q14        | R1          | C1       | 2016-03-08 | 2016-04-02 | no                |
Q15        | R1          | C1       | 2016-03-08 |            | #N/A              |
Q16        | R1          | C1       | 2016-03-08 | 2016-03-20 | #N/A              | conference
Q17        | R1          | C1       | 2016-03-08 | 2016-03-20 |                   | {"NFA_FLAG": "", "LEGAL_FLAG": "N"}
Q18        | R1          | C1       | 2016-03-08 | 2016-03-20 |                   | {"NFA_FLAG": "", "LEGAL_FLAG": "Y"}

expect
enquiry_id | outcome      | due_on     | reason           | field                                  | because
Q1         | met          | 2016-03-31 |                  |                                        | ended on the fifteenth working day, nothing further needed
Q2         | not_met      | 2016-03-31 | outstanding      | section_47_enquiries.ended_on          | due yesterday: Good Friday and Easter Monday are skipped
Q3         | out_of_scope |            |                  |                                        | due today
Q4         | not_recorded | 2016-03-31 | blank_field      | section_47_enquiries.no_further_action | ended, and nothing says what was found
Q5         | met          | 2016-03-31 |                  |                                        | the outcome is written in words
Q6         | not_recorded | 2016-03-31 | unreadable_value | section_47_enquiries.ended_on          | the day it ended cannot be read
Q7         | not_recorded | 2016-03-31 | unreadable_value | section_47_enquiries.no_further_action | the outcome cannot be read
Q8         | not_recorded | 2016-03-31 | conflict         | section_47_enquiries.ended_on          | ended before it began
Q9         | not_recorded |            | blank_field      | section_47_enquiries.started_on        | no day to count from
Q10        | out_of_scope |            |                  |                                        | the episode has closed
Q11        | met          | 2016-01-29 |                  |                                        | ended late, and nothing is outstanding now
Q12        | not_met      | 2016-03-31 | outstanding      | section_47_enquiries.ended_on          | no episode is named: it stays in
Q13        | not_recorded |            | unreadable_value | section_47_enquiries.started_on        | the start cannot be read
Q14        | not_met      | 2016-03-31 | outstanding      | section_47_enquiries.ended_on          | it ends tomorrow
Q15        | not_met      | 2016-03-31 | outstanding      | section_47_enquiries.ended_on          | it has not ended, whatever the flag says
Q16        | met          | 2016-03-31 |                  |                                        | the outcome is written in words, whatever the flag says
Q17        | not_recorded | 2016-03-31 | blank_field      | section_47_enquiries.no_further_action | a list of outcomes, and none of them is ticked
Q18        | met          | 2016-03-31 |                  |                                        | one of the list is ticked

as at 2016-04-01
counting period

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-03-01  |
R2          | C2       | 2016-03-01  | 2016-03-31
R3          | C3       | 2016-03-01  | 2016-04-01

section_47_enquiries
enquiry_id | referral_id | child_id | started_on | ended_on   | no_further_action
Q1         | R1          | C1       | 2016-03-08 | 2016-03-31 | no
Q2         | R1          | C1       | 2016-03-07 | 2016-03-31 | no
Q3         | R1          | C1       | 2016-03-08 |            |
Q4         | R2          | C2       | 2016-03-08 |            |
Q5         | R3          | C3       | 2016-03-08 |            |
Q6         | R1          | C1       | 2015-09-10 | 2015-10-01 | no
Q7         | R1          | C1       | 2015-09-09 | 2015-10-01 | no
Q8         | R1          | C1       | 2016-02-01 | 2016-03-01 |
Q9         | R1          | C1       | 2016-03-08 | 2016-03-31 |

expect
enquiry_id | outcome      | due_on     | because
Q1         | met          | 2016-03-31 | on the last day in time
Q2         | not_met      | 2016-03-30 | one working day late
Q3         | not_met      | 2016-03-31 | still running
Q4         | out_of_scope |            | the episode closed on the last day in time
Q5         | not_met      | 2016-03-31 | the episode closed the day after, with the enquiry open
Q6         | met          | 2015-10-01 | the first day of the period
Q7         | out_of_scope |            | due the day before the period, and ended late inside it
Q8         | not_met      | 2016-02-22 | ended late, and without an outcome: late whichever it was
Q9         | not_recorded | 2016-03-31 | ended in time, and nothing says what was found
"""
