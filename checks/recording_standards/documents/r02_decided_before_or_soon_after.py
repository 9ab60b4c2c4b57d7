"""No manager's decision is dated more than five working days after what it allowed."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, decision_points
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="R02",
    name="Decisions dated before or soon after the act",
    wording="No manager's decision is dated more than five working days after what it allowed.",
    why="A decision written up weeks after the act did not guide it. Read later, it looks as though somebody had decided when nobody had.",
    source="Kirklees Cabinet report, 24 May 2016, 3.5; local data-quality rule",
    source_class=SourceClass.SEED,
    record="management_decisions",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.QUERY,
    values={"days": 28, "working_days": 5},
    what_to_do="Check the day. If the decision was made earlier, put that right; if not, leave it, and say in the note why it came after the act.",
    owner="Data Quality Lead",
    field="management_decisions.decided_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("3.5",),
    assumed="how near to the act a decision must lie to be that act's",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Decisions of an act of the last six months: what was decided is of its kind, and its day lies near it. Others are MGT-02's."""
    return decision_points.of_their_points(tables, asked, int(asked.values["days"])).assign(event_on=lambda rows: rows["starts_on"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Does it, or another decision on the same act, lie before the act or at most so many working days after it?"""
    soon = asked.calendar.between(rows["starts_on"], rows["decided_on"]).fillna(0) <= asked.values["working_days"]
    return soon.groupby(rows["point"]).transform("any")


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on  | no_further_action
R1          | C1       | 2016-03-01  |            | no
R2          | C2       | 2016-03-01  |            | no
R3          | C3       | 2016-03-01  |            | no
R4          | C4       | 2016-03-01  | 2016-05-03 | no
R5          | C5       | 2015-10-01  |            | no
R6          | C6       |             |            | no
R7          | C7       | 2016-04-15  |            | no
R7b         | C7       | 2016-03-10  | 2016-04-10 | no

assessments
assessment_id | referral_id | child_id | started_on | authorised_on
A3            | R3          | C3       | 2016-03-23 | 2016-04-20

section_47_enquiries
enquiry_id | child_id | started_on | ended_on

initial_conferences
conference_id | child_id | held_on

cp_plans
plan_id | child_id | started_on | ended_on

care_episodes
episode_id | care_id | child_id | started_on | ended_on

management_decisions
decision_id | child_id | decided_on | decision_type
D1          | C1       | 2016-03-08 | accept
D2          | C2       | 2016-03-09 | accept
D3          | C3       | 2016-04-01 | assess
D3b         | C3       | 2016-02-29 | accept
D4          | C4       | 2016-05-10 | close
D4a         | C4       | 2016-03-01 | accept
D4b         | C4       | 2016-03-21 | accept
D5          | C5       | 2015-10-20 | accept
D6          | C6       | 2016-03-09 | accept
D7          | C1       | 2016-03-30 | accept
D8          | C2       |            | accept
D9          | C2       | 2016-03-30 |
D10         | C2       | 2016-03-30 | oversight
D11         | C7       | 2016-03-28 | accept

expect
decision_id | outcome      | because
D1          | met          | five working days after the referral
D2          | broken       | six working days after
D3          | met          | five working days after, Good Friday and Easter Monday among the days
D3b         | met          | the day before
D4          | met          | five working days after the closing
D4a         | met          | the same day
D4b         | met          | a second decision on it, and the first was in time
D5          | out_of_scope | of an act more than six months ago
D6          | out_of_scope | the day of the referral is blank: MGT-02 says so
D7          | out_of_scope | twenty-nine days from the referral: not that one's
D8          | out_of_scope | no day
D9          | out_of_scope | what was decided is blank
D10         | out_of_scope | no act goes with it
D11         | broken       | eighteen days from each of two referrals: taken as the earlier one's, to be looked at
"""
