"""Every child of 4 to 16 in care for a year has had a strengths and difficulties questionnaire returned in the last twelve months."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, arrangements, health, months
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="LAH-05",
    name="Strengths and difficulties questionnaires each year",
    wording="Every child of 4 to 16 who has been in care for twelve months has had a questionnaire (SDQ) returned, with its score, in the last twelve.",
    why="The questionnaire is how a child's distress is noticed before it breaks out. A score of 17 or more asks for help now.",
    source="Department for Education, outcomes for looked after children: strengths and difficulties questionnaire",
    source_class=SourceClass.DFE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=months(12),
    values={"from_age": 4, "to_age": 16},
    what_to_do="Ask the carer for the questionnaire; or, if it came back, record its day and its score (0 to 40).",
    owner="Head of Service, Children in Care",
    field="sdq_scores.completed_on",
    judgements=("SIF-KJ2", "IL-CIC"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children aged 4 to 16 now in care (short breaks left out) for twelve months. One whose age or start is not recorded stays in."""
    rows = arrangements.of_ages(arrangements.in_care_twelve_months(tables, asked), tables, asked)
    return health.had_in_twelve_months(rows, health.questionnaires(tables), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was one returned in the last twelve months? Missing where its score or day, the child's birth or the start of care decides it."""
    return arrangements.unknown_age(health.had_met(rows, asked), rows, tables)


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 2004-01-01
C2       | 2004-01-01
C3       | 2004-01-01
C4       | 2012-05-24
C5       | 2012-05-25
C6       | 1999-05-25
C7       | 1999-05-24
C8       |
C9       |
C10      | 2004-01-01
C11      | 2004-01-01
C12      | 2004-01-01
C13      | 2004-01-01
C14      | 2004-01-01

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |
E2         | L2      | C2       | 2015-01-05 |
E3         | L3      | C3       | 2015-01-05 |
E4         | L4      | C4       | 2015-01-05 |
E5         | L5      | C5       | 2015-01-05 |
E6         | L6      | C6       | 2015-01-05 |
E7         | L7      | C7       | 2015-01-05 |
E8         | L8      | C8       | 2015-01-05 |
E9         | L9      | C9       | 2015-01-05 |
E10        | L10     | C10      | 2015-05-25 |
E11        | L11     | C11      | 2015-01-05 | 2016-05-01
E12        | L12     | C12      | 2015-01-05 |
E13        | L13     | C13      |            |
E14        | L14     | C14      | 2015-01-05 |

sdq_scores
sdq_id | child_id | completed_on | score
Q1     | C1       | 2015-05-24   | 13
Q2     | C2       | 2015-05-23   | 13
Q3     | C3       | 2016-04-01   |
Q8     | C8       | 2016-04-01   | 0
Q12    | C12      | 2016-04-01   | 41
Q14    | C14      | #N/A         | 12

expect
record_id | outcome      | due_on     | reason           | because
L1        | met          | 2016-05-24 |                  | twelve months ago to the day
L2        | not_met      | 2016-05-23 | outstanding      | a day more than twelve months ago
L3        | not_recorded | 2016-01-05 | blank_field      | a day and no score: it may not have come back
L4        | not_met      | 2016-01-05 | outstanding      | four years old today, and none
L5        | out_of_scope |            |                  | three years old until tomorrow
L6        | not_met      | 2016-01-05 | outstanding      | sixteen until tomorrow
L7        | out_of_scope |            |                  | seventeen today
L8        | met          | 2017-04-01 |                  | had in time, at whatever age; nought is a score
L9        | not_recorded | 2016-01-05 | blank_field      | none, and the date of birth is blank
L10       | out_of_scope |            |                  | in care for less than twelve months
L11       | out_of_scope |            |                  | no longer in care
L12       | not_recorded | 2016-01-05 | conflict         | no score is above forty
L13       | not_recorded |            | blank_field      | none, and the day care began is blank
L14       | not_recorded | 2016-01-05 | unreadable_value | returned on a day that cannot be read
"""
