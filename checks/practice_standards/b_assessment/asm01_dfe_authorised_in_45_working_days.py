"""Assessments authorised in the period took no more than 45 working days from their own start, as England counts it."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, clocks, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="ASM-01.dfe",
    name="Assessments authorised in 45 working days, as England counts",
    wording="Assessments authorised in the period took no more than 45 working days from their own start.",
    why="This is the one figure that stands beside England's. It knows nothing of assessments still open: the list under ASM-01 does.",
    source="Department for Education, Characteristics of children in need: assessments completed within 45 working days",
    source_class=SourceClass.DFE,
    record="assessments",
    counting=PERIOD,
    target=TargetClass.STATUTORY_DFE,
    clock=working_days(45),
    what_to_do="If the start or authorisation is wrong or missing, put the date right on the assessment.",
    owner="Head of Service, Assessment and Intervention",
    field="assessments.started_on",
    findings=False,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("5.24", "5.17"),
    second_of="ASM-01",
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Assessments authorised in the period, and those whose day of authorisation cannot be read."""
    rows = tables.assessments
    unreadable = rows["assessment_id"].isin(tables.unreadable_keys("assessments", "authorised_on"))
    rows = rows.assign(event_on=rows["authorised_on"].mask(unreadable, asked.today), due_on=clocks.due(rows["started_on"], asked))
    return rows[rows["event_on"].between(asked.since, asked.today)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it authorised by the 45th working day? Missing where either date is not known, or they contradict each other."""
    answer = clocks.answers(rows)
    answer["met"] = (~clocks.past(rows["due_on"], rows["authorised_on"], asked)).astype("boolean")
    for missing, reason, field in (
        (rows["authorised_on"].isna(), Reason.UNREADABLE_VALUE, "assessments.authorised_on"),
        (rows["started_on"].isna(), Reason.BLANK_FIELD, "assessments.started_on"),
        (rows["authorised_on"] < rows["started_on"], Reason.CONFLICT, "assessments.authorised_on"),
    ):
        answer.loc[missing, "met"] = pd.NA
        answer.loc[missing, ["reason", "field"]] = [str(reason), field]
    return answer


EXAMPLES = """
as at 2016-06-28
counting period

assessments
assessment_id | child_id | started_on | authorised_on
A1            | C1       | 2016-04-22 | 2016-06-28
A2            | C2       | 2016-04-21 | 2016-06-28
A3            | C3       | 2016-04-22 |
A4            | C4       | 2015-11-01 | 2015-12-27
A5            | C5       | 2015-11-01 | 2015-12-28
A6            | C6       |            | 2016-06-01
A7            | C7       | 2016-06-01 | 2016-05-31
A8            | C8       | 2016-04-22 | #N/A
A9            | C9       | 2016-04-22 | 2016-06-29
A10           | C10      | #N/A       | 2016-06-01
A11           | C11      | 2016-06-01 | 2016-06-01

expect
assessment_id | outcome      | due_on     | reason           | field                     | because
A1            | met          | 2016-06-28 |                  |                           | W03: the 45th working day, over two bank holidays
A2            | not_met      | 2016-06-27 | outstanding      | assessments.started_on    | one working day late
A3            | out_of_scope |            |                  |                           | not authorised: England counts only what was finished
A4            | out_of_scope |            |                  |                           | authorised the day before the period began
A5            | met          | 2016-01-06 |                  |                           | authorised on the first day of the period, in time
A6            | not_recorded |            | blank_field      | assessments.started_on    | no start to count from
A7            | not_recorded | 2016-08-03 | conflict         | assessments.authorised_on | authorised before it started
A8            | not_recorded | 2016-06-28 | unreadable_value | assessments.authorised_on | authorised on a day that cannot be read
A9            | out_of_scope |            |                  |                           | authorised tomorrow: not yet
A10           | not_recorded |            | unreadable_value | assessments.started_on    | the start cannot be read
A11           | met          | 2016-08-03 |                  |                           | started and authorised on one day
"""
