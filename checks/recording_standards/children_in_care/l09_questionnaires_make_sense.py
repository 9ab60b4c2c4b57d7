"""Every strengths and difficulties questionnaire has a score from 0 to 40 or a reason for having none, and the child was 4 to 16."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.standards.ages import age_on
from fscp_readiness.standards.parts import unbroken
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="L09",
    name="Questionnaires that make sense",
    wording="Every strengths and difficulties questionnaire has a score from 0 to 40, or a reason for having none, and the child was 4 to 16.",
    why="The score is how a parent would know that a child is not coping. One that cannot be is no warning at all.",
    source="Department for Education, children looked after return (SSDA903) validation",
    source_class=SourceClass.DFE,
    record="sdq_scores",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Type the score from the form, or the reason there is none; if the date is wrong, put it right.",
    kind=Kind.RECORDING,
    severity=Severity.QUERY,
    owner="Data Quality Lead",
    field="sdq_scores.score",
    judgements=("SIF-KJ2", "SIF-KJ3", "IL-CIC", "IL-LEAD"),
)

LOWEST, HIGHEST = 0, 40
YOUNGEST, OLDEST = 4, 16


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every questionnaire on record, each with the child's age the day it was filled in."""
    rows = tables.sdq_scores
    born = tables.people.drop_duplicates("child_id").set_index("child_id")["born_on"]
    return rows.assign(age=age_on(looked_up(rows["child_id"], born), rows["completed_on"]))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Can the score and the age be? A score that is there and cannot be read is none; beside a reason, nobody can say that it could not be."""
    unread = rows["sdq_id"].isin(tables.unreadable_keys("sdq_scores", "score")) & rows["reason"].notna()
    return unbroken(
        rows,
        {
            "sdq_scores.score": (rows["score"] < LOWEST) | (rows["score"] > HIGHEST) | (rows["score"].isna() & rows["reason"].isna()),
            "sdq_scores.completed_on": (rows["age"] < YOUNGEST) | (rows["age"] > OLDEST),
        },
        unclear={"sdq_scores.score": unread},
    )


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 2006-05-01
C2       | 2012-05-01
C3       | 1999-05-01
C4       |

sdq_scores
sdq_id | child_id | completed_on | score | reason
Q1     | C1       | 2016-05-01   | 0     |
Q2     | C1       | 2016-05-01   | 40    |
Q3     | C1       | 2016-05-01   | 41    |
Q4     | C1       | 2016-05-01   | -1    |
Q5     | C1       | 2016-05-01   |       | refused
Q6     | C1       | 2016-05-01   |       |
Q7     | C1       | 2016-05-01   | #N/A  |
Q8     | C2       | 2016-04-30   | 12    |
Q9     | C2       | 2016-05-01   | 12    |
Q10    | C3       | 2016-04-30   | 12    |
Q11    | C3       | 2016-05-01   | 12    |
Q12    | C4       | 2016-05-01   | 12    |
Q13    | C1       | 2016-05-25   |       |
Q14    | C1       | 2016-05-01   | #N/A  | refused
Q15    | C2       | 2016-04-30   | #N/A  | refused

expect
sdq_id | outcome      | field                   | because
Q1     | met          |                         | the lowest score there is
Q2     | met          |                         | the highest
Q3     | broken       | sdq_scores.score        | above the highest
Q4     | broken       | sdq_scores.score        | below the lowest
Q5     | met          |                         | no score, and a reason
Q6     | broken       | sdq_scores.score        | no score and no reason
Q7     | broken       | sdq_scores.score        | what is there cannot be read
Q8     | broken       | sdq_scores.completed_on | three years old
Q9     | met          |                         | four that day
Q10    | met          |                         | sixteen
Q11    | broken       | sdq_scores.completed_on | seventeen that day
Q12    | met          |                         | no date of birth to tell the age by
Q13    | out_of_scope |                         | not there yet
Q14    | not_recorded | sdq_scores.score        | there is a reason, and a score beside it that may be no score at all
Q15    | broken       | sdq_scores.completed_on | three years old, whatever the score
"""
