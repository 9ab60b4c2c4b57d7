"""The average score of the strengths and difficulties questionnaires returned for children in care in the last twelve months."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, arrangements, clocks, health, months
from fscp_readiness.tables import Tables, matched
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="LAH-05.mean",
    name="Average strengths and difficulties score",
    wording="The average score, 0 to 40, of the last questionnaire of each child of 4 to 16 in care for twelve months: 17 or more is of concern.",
    why="The average stands beside England's. It says how troubled the children are, not how well they are helped.",
    source="Department for Education, outcomes for looked after children: average strengths and difficulties score",
    source_class=SourceClass.DFE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    clock=months(12),
    values={"from_age": 4, "to_age": 16},
    what_to_do="If a score is blank or above 40, put it right; the average leaves that child out.",
    owner="Head of Service, Children in Care",
    field="sdq_scores.score",
    findings=False,
    measures="count",
    lower_is_better=True,
    judgements=("SIF-KJ2", "IL-CIC"),
    second_of="LAH-05",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children aged 4 to 16 now in care for twelve months (LAH-05's), with the score of the last questionnaire of the last twelve."""
    rows = arrangements.of_ages(arrangements.in_care_twelve_months(tables, asked), tables, asked)
    given = health.questionnaires(tables)
    given = given[given["counts"].fillna(False).astype(bool) & given["on"].notna()]
    given = given[~clocks.past(clocks.due(given["on"], asked), asked.today, asked)]
    last = given.sort_values("on", kind="stable").drop_duplicates("child_id", keep="last")[["child_id", "score"]].dropna()
    return matched(rows, last, on="child_id", how="left")


def amount(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """The score, once for each child; blank for a child without one, who is left out."""
    return pd.DataFrame({"amount": rows["score"].astype("Float64"), "weight": rows["score"].notna().astype("Float64")})


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is the child in the average? Missing where no questionnaire with a score came back in the last twelve months."""
    answer = clocks.answers(rows)
    answer["met"] = rows["score"].notna().astype("boolean").replace(False, pd.NA)
    answer.loc[answer["met"].isna(), ["reason", "field"]] = [str(Reason.NO_EVENT), "sdq_scores.score"]
    return answer


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 2004-01-01
C2       | 2004-01-01
C3       | 2004-01-01
C4       | 2014-01-01
C5       | 2004-01-01

care_episodes
episode_id | care_id | child_id | started_on
E1         | L1      | C1       | 2015-01-05
E2         | L2      | C2       | 2015-01-05
E3         | L3      | C3       | 2015-01-05
E4         | L4      | C4       | 2015-01-05
E5         | L5      | C5       | 2015-01-05

sdq_scores
sdq_id | child_id | completed_on | score
Q1     | C1       | 2015-09-01   | 30
Q1B    | C1       | 2016-04-01   | 20
Q2     | C2       | 2015-05-23   | 10
Q3     | C3       | 2016-04-01   | 41
Q4     | C4       | 2016-04-01   | 10
Q5     | C5       | #N/A         | 30

expect
record_id | outcome      | reason   | because
L1        | met          |          | counted with the later score, 20
L2        | not_recorded | no_event | the last one came back more than twelve months ago
L3        | not_recorded | no_event | no score is above forty
L4        | out_of_scope |          | two years old
L5        | not_recorded | no_event | a score on a day that cannot be read may be years old
"""
