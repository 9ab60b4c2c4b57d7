"""Every child who comes back from being missing is offered a return interview."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, calendar_days, clocks, missing
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="MIS-02",
    name="Return interviews offered every time",
    wording="Every child who comes back from being missing is offered a return interview, every time.",
    why="The child who is not asked learns that nobody minds. Offering it each time is the least that is owed.",
    source="Statutory guidance on children who run away or go missing from home or care; Ofsted, Annex A list 8",
    source_class=SourceClass.GUIDANCE,
    record="missing_episodes",
    counting=LIVE,
    target=TargetClass.STATUTORY,
    clock=calendar_days(3),
    values={"months_back": 12},
    what_to_do="Offer the child a return interview today; or, if it was offered, record that on the missing episode.",
    owner="Head of Service, Safeguarding",
    field="missing_episodes.interview_offered",
    judgements=("SIF-KJ1", "SIF-KJ2", "IL-CIC"),
    seed=("3.6",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Missing episodes ended in the last twelve months, of children now open, once offered or three days have passed since the return."""
    rows = missing.returns(tables, asked)
    due_on = clocks.due(rows["starts_on"].dt.normalize(), asked)
    late = clocks.past(due_on, asked.today, asked) | rows["bad_end"]
    return rows.assign(due_on=due_on, exempt=pd.NA)[late | rows["offered"].fillna(False).astype(bool)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is it recorded as offered? Missing where the record does not say, or says both: no, and an interview offered or held."""
    answer = clocks.answers(rows)
    answer["met"] = rows["offered"].astype("boolean")
    blank = answer["met"].isna()
    unread = rows["missing_id"].isin(tables.unreadable_keys("missing_episodes", "interview_offered"))
    answer.loc[blank, "reason"] = str(Reason.BLANK_FIELD)
    answer.loc[blank & unread, "reason"] = str(Reason.UNREADABLE_VALUE)
    answer.loc[blank & rows["offer_conflict"], "reason"] = str(Reason.CONFLICT)
    return answer


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2015-01-05  |
R2          | C2       | 2015-01-05  | 2016-05-23

missing_episodes
missing_id | child_id | missing_from | missing_to | missing_type | interview_offered
M1         | C1       | 2016-05-19   | 2016-05-20 | M            | Y
M2         | C1       | 2016-05-19   | 2016-05-20 | M            | N
M3         | C1       | 2016-05-20   | 2016-05-21 | M            | N
M4         | C1       | 2016-05-22   | 2016-05-23 | M            | Y
M5         | C1       | 2016-05-01   | 2016-05-02 | M            |
M6         | C1       | 2016-05-01   | 2016-05-02 | M            | U
M7         | C1       | 2016-05-01   | 2016-05-02 | M            | #N/A
M8         | C1       | 2016-05-01   | 2016-05-02 | M            |
M9         | C1       | 2016-05-01   | 2016-05-02 | M            | N
M10        | C1       | 2016-05-01   | 2016-05-02 | A            | N
M11        | C1       | 2016-05-01   |            | M            |
M12        | C1       | 2015-05-20   | 2015-05-23 | M            | N
M13        | C2       | 2016-05-01   | 2016-05-02 | M            | N
M14        | C1       | 2016-05-01   | #N/A       | M            | N

return_interviews
interview_id | missing_id | child_id | returned_at      | offered_at       | held_at | declined
I8           | M8         | C1       | 2016-05-02 18:30 | 2016-05-03 09:00 |         | yes
I9           | M9         | C1       | 2016-05-02 18:30 | 2016-05-03 09:00 |         |

expect
missing_id | outcome      | due_on     | reason           | because
M1         | met          | 2016-05-23 |                  | offered
M2         | not_met      | 2016-05-23 | outstanding      | four days back, and not offered
M3         | out_of_scope |            |                  | three days back: there is still time today
M4         | met          | 2016-05-26 |                  | offered at once
M5         | not_recorded | 2016-05-05 | blank_field      | blank
M6         | not_recorded | 2016-05-05 | blank_field      | unknown says no more than a blank
M7         | not_recorded | 2016-05-05 | unreadable_value | neither yes nor no
M8         | met          | 2016-05-05 |                  | blank here, and the interview's row says when it was offered
M9         | not_recorded | 2016-05-05 | conflict         | not offered, says the episode; offered, says the interview
M10        | out_of_scope |            |                  | an absence: it was known where the child was
M11        | out_of_scope |            |                  | still missing
M12        | out_of_scope |            |                  | back more than twelve months ago
M13        | out_of_scope |            |                  | the child's case has closed
M14        | not_met      |            | outstanding      | back on a day that cannot be read, and not offered
"""
