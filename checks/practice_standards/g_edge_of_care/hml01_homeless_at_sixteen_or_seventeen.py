"""Every homeless young person of 16 or 17 has been offered somewhere to live, and is assessed within 45 working days."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, arrangements, clocks, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="HML-01",
    name="Homeless at 16 or 17: assessed and offered care",
    wording="Every young person of 16 or 17 who presents as homeless has been offered accommodation, and is assessed within 45 working days.",
    why="A homeless child of sixteen is a child in need of somewhere to live tonight, and may be owed the care of the council until 25.",
    source="Ofsted, themes of the reports of 2016 and 2026; the time is that of any assessment (Working Together)",
    source_class=SourceClass.OFSTED,
    record="homeless_presentations",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=working_days(45),
    what_to_do="Offer the young person accommodation today and finish the assessment; or, if that is done, record the days.",
    owner="Head of Service, Assessment and Intervention",
    field="homeless_presentations.assessed_on",
    judgements=("SIF-KJ1", "IL-HP"),
    assumed="That an offer is looked for at once, whatever the assessment finds.",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Young people who presented as homeless and are not yet 18. One whose date of birth is blank stays in."""
    rows = arrangements.with_birth(tables.homeless_presentations, tables)
    rows = rows[~(arrangements.birthday(rows["born_on"], 18) <= asked.today)]
    no_offer = rows["accommodation_offered_on"].isna()
    return rows.assign(no_offer=no_offer, due_on=clocks.due(rows["presented_on"], asked).mask(no_offer))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Offered, and assessed or still in time? Missing where the day of an offer, an assessment or the presenting decides and is unclear."""
    answer = clocks.answers(rows)
    waiting = rows["assessed_on"].isna()
    answer["met"] = (~rows["no_offer"] & ~(waiting & clocks.past(rows["due_on"], asked.today, asked))).astype("boolean")
    answer.loc[rows["no_offer"], "field"] = "homeless_presentations.accommodation_offered_on"
    no_start = ~rows["no_offer"] & waiting & rows["due_on"].isna()
    answer.loc[no_start, "met"] = pd.NA
    answer.loc[no_start, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "homeless_presentations.presented_on"]
    assessed = arrangements.unread(rows, tables, "homeless_presentations", "assessed_on", "presentation_id")
    offered = arrangements.unread(rows, tables, "homeless_presentations", "accommodation_offered_on", "presentation_id")
    late = waiting & clocks.past(clocks.due(rows["presented_on"], asked), asked.today, asked)
    answer = arrangements.doubted(answer, assessed & ~rows["no_offer"], "homeless_presentations.assessed_on")
    return arrangements.doubted(answer, offered & (~late | assessed), "homeless_presentations.accommodation_offered_on")


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 1999-01-01
C2       | 1999-01-01
C3       | 1999-01-01
C4       | 1999-01-01
C5       | 1999-01-01
C6       | 1998-05-24
C7       | 1998-05-25
C8       |
C9       | 1999-01-01
C10      | 1999-01-01
C11      | 1999-01-01

homeless_presentations
presentation_id | child_id | presented_on | assessed_on | accommodation_offered_on
H1              | C1       | 2016-03-17   |             | 2016-03-17
H2              | C2       | 2016-03-16   |             | 2016-03-16
H3              | C3       | 2016-03-16   | 2016-05-24  | 2016-03-16
H4              | C4       | 2016-05-23   |             |
H5              | C5       | 2016-03-01   | 2016-04-01  |
H6              | C6       | 2016-03-01   |             |
H7              | C7       | 2016-03-01   |             |
H8              | C8       | 2016-03-01   |             |
H9              | C9       |              |             | 2016-03-01
H10             | C10      | 2016-03-01   | #N/A        | 2016-03-01
H11             | C11      | 2016-03-01   | 2016-04-01  | #N/A

expect
presentation_id | outcome      | due_on     | reason           | because
H1              | met          | 2016-05-24 |                  | offered; the 45th working day is today
H2              | not_met      | 2016-05-23 | outstanding      | offered, and one working day over without an assessment
H3              | met          | 2016-05-23 |                  | assessed late, so nothing is outstanding
H4              | not_met      |            | outstanding      | presented yesterday and nothing offered
H5              | not_met      |            | outstanding      | assessed and nothing offered
H6              | out_of_scope |            |                  | eighteen today
H7              | not_met      |            | outstanding      | seventeen until tomorrow
H8              | not_met      |            | outstanding      | the date of birth is blank, and nothing was done
H9              | not_recorded |            | blank_field      | offered; the day of presenting is blank, so the assessment may be late
H10             | not_recorded | 2016-05-06 | unreadable_value | assessed on a day that cannot be read
H11             | not_recorded |            | unreadable_value | offered on a day that cannot be read
"""
