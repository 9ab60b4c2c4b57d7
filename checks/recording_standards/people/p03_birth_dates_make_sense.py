"""No date of birth lies ahead, and an expected date fits its referral and is followed by a birth."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="P03",
    name="Birth dates that make sense",
    wording="No date of birth lies ahead; an expected date lies within 4 weeks before and 40 weeks after the referral, and a birth follows it.",
    why="A wrong birth date gives a child the wrong age in every rule; an unborn child never recorded as born is a baby nobody is visiting.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="people",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    values={"days_before_referral": 28, "days_after_referral": 280, "days_without_birth": 30},
    what_to_do="Put the date right; where the child has been born, record the date of birth.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    field="people.born_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every person with either date, as recorded."""
    rows = tables.everything("people")
    return rows[rows["born_on"].notna() | rows["expected_on"].notna()] if "expected_on" in rows else rows[rows["born_on"].notna()]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Do the dates make sense? Ahead means later than the day of the extract.

    A workbook (Annex A) gives an unborn child's expected date as the date of birth, so there it may lie up to 40 weeks ahead.
    """
    extracted = pd.Timestamp(asked.extracted_on or asked.as_at)
    if "expected_on" not in rows:
        limit = extracted + pd.Timedelta(days=asked.values["days_after_referral"])
        return _answer(rows, rows["born_on"] > limit, pd.Series(False, index=rows.index))
    unborn = rows["born_on"].isna()
    overdue = unborn & (rows["expected_on"] < asked.today - pd.Timedelta(days=asked.values["days_without_birth"]))
    if "died_on" in rows:
        overdue &= rows["died_on"].isna()
    gap = (rows["expected_on"] - _latest_referral(rows, tables)).dt.days
    misfit = unborn & ((gap < -asked.values["days_before_referral"]) | (gap > asked.values["days_after_referral"]))
    return _answer(rows, rows["born_on"] > extracted, overdue | misfit)


def _latest_referral(rows: pd.DataFrame, tables: Tables) -> pd.Series:
    return looked_up(rows["child_id"], tables.optional("referrals").groupby("child_id")["received_on"].max())


def _answer(rows: pd.DataFrame, birth: pd.Series, expected: pd.Series) -> pd.DataFrame:
    field = pd.Series("people.born_on", index=rows.index, dtype="string").mask(expected, "people.expected_on")
    return pd.DataFrame({"met": (~(birth | expected)).astype("boolean"), "field": field}, index=rows.index)


EXAMPLES = """
as at 2016-05-24
extracted on 2016-05-25

people
child_id | born_on    | expected_on | died_on
C000001  | 2016-05-25 |             |
C000002  | 2016-05-26 |             |
C000003  |            | 2016-04-24  |
C000004  |            | 2016-04-23  |
C000005  |            | 2017-02-05  |
C000006  |            | 2017-02-06  |
C000007  |            | 2016-05-01  |
C000008  |            | 2016-04-01  | 2016-04-02
C000009  |            | 2016-07-01  |
C000010  |            |             |
C000011  | 2010-01-01 |             |
C000012  |            | 2016-04-30  |
C000013  | 2014-02-01 | 2014-02-09  |

referrals
referral_id | child_id | received_on
R3          | C000003  | 2016-04-01
R4          | C000004  | 2016-04-01
R5          | C000005  | 2016-05-01
R6          | C000006  | 2016-05-01
R7          | C000007  | 2016-05-20
R12         | C000012  | 2016-05-29
R13         | C000013  | 2016-05-09

expect
child_id | outcome      | field              | because
C000001  | met          |                    | born on the day of the extract
C000002  | broken       | people.born_on     | born the day after the extract
C000003  | met          |                    | expected 30 days ago
C000004  | broken       | people.expected_on | expected 31 days ago and no birth recorded
C000005  | met          |                    | expected 40 weeks after the referral
C000006  | broken       | people.expected_on | a day more than 40 weeks
C000007  | met          |                    | expected 19 days before the referral
C000008  | met          |                    | died before birth: no birth will follow
C000009  | met          |                    | no referral to compare with
C000010  | out_of_scope |                    | neither date: another rule's
C000011  | met          |                    | an ordinary date of birth
C000012  | met          |                    | the referral is not there yet, so there is nothing to compare with
C000013  | met          |                    | born: the day it was expected has served, and that both are kept is another rule's
"""
