"""Every child is seen during their assessment."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, births, clocks, doubts
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="ASM-02",
    name="Children seen during their assessment",
    wording="Every child is seen during their assessment: each child, not each family.",
    why="An assessment of a child nobody has met rests on what adults say. Inspectors ask for this child by child.",
    source="Ofsted, Annex A list 4: child seen during the assessment",
    source_class=SourceClass.OFSTED,
    record="assessments",
    counting=PERIOD,
    target=TargetClass.LOCAL,
    what_to_do="If the child was seen, record it on the assessment. If not, see the child and say in the assessment what changed.",
    owner="Head of Service, Assessment and Intervention",
    field="assessments.child_seen",
    findings=False,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Assessments authorised in the period (or on a day that cannot be read); a child not born by then is exempt.

    perhaps_first: authorised on a day that cannot be read, perhaps before the child was born.
    """
    rows = tables.assessments
    unreadable = rows["assessment_id"].isin(tables.unreadable_keys("assessments", "authorised_on"))
    rows = rows.assign(event_on=rows["authorised_on"].mask(unreadable, asked.today))
    began = rows["started_on"].clip(lower=asked.since).fillna(asked.since)
    rows = rows.assign(perhaps_first=unreadable & (births.from_birth(rows, tables, began) > began))
    rows = rows[rows["event_on"].between(asked.since, asked.today)]
    return births.exempt_if_unborn(rows, tables, rows["event_on"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child seen? Missing where nobody has said, or the child was not seen and may not have been born."""
    answer = clocks.answers(rows).assign(
        met=rows["child_seen"].astype("boolean"), reason=str(Reason.NO_EVENT), field="assessments.child_seen"
    )
    blank = answer["met"].isna()
    answer.loc[blank, "reason"] = str(Reason.BLANK_FIELD)
    answer = births.unsure_if_perhaps_unborn(answer, rows, tables)
    return doubts.unless_met(answer, rows["perhaps_first"], Reason.UNREADABLE_VALUE, "assessments.authorised_on")


EXAMPLES = """
as at 2016-05-24
counting period

people
child_id | born_on    | expected_on
C1       | 2010-01-01 |
C2       | 2010-01-01 |
C3       | 2010-01-01 |
C4       |            | 2016-07-01
C5       | 2016-05-01 |
C6       | 2016-03-01 |
C7       |            |
C8       |            |
C9       | 2010-01-01 |
C10      | 2010-01-01 |
C11      | 2010-01-01 |
C12      | 2010-01-01 |
C13      | #N/A       |
C14      | #N/A       | 2016-07-01
C15      | 2016-03-01 |
C16      | 2016-03-01 |
C17      |            | 2016-05-24

assessments
assessment_id | child_id | started_on | authorised_on | child_seen
A1            | C1       | 2016-02-01 | 2016-05-24    | yes
A2            | C2       | 2016-02-01 | 2015-11-24    | no
A3            | C3       | 2016-02-01 | 2016-03-01    |
A4            | C4       | 2016-02-01 | 2016-03-01    | no
A5            | C5       | 2016-02-01 | 2016-04-01    | no
A6            | C6       | 2016-02-01 | 2016-04-01    | no
A7            | C7       | 2016-02-01 | 2016-04-01    | no
A8            | C8       | 2016-02-01 | 2016-04-01    | yes
A9            | C9       | 2016-02-01 |               | no
A10           | C10      | 2016-02-01 | 2015-11-23    | no
A11           | C11      | 2016-02-01 | 2016-04-01    | #N/A
A12           | C12      | 2016-02-01 | #N/A          | no
A13           | C13      | 2016-02-01 | 2016-04-01    | no
A14           | C14      | 2016-02-01 | 2016-04-01    |
A15           | C15      | 2016-02-01 | #N/A          | no
A16           | C16      | 2016-03-01 | #N/A          | no
A17           | C17      | 2016-02-01 | 2016-05-24    | no

expect
assessment_id | outcome      | reason           | field                  | because
A1            | met          |                  |                        | seen; authorised on the last day of the period
A2            | not_met      | no_event         | assessments.child_seen | not seen; authorised on the first day of the period
A3            | not_recorded | blank_field      | assessments.child_seen | nobody has said
A4            | exempt       |                  |                        | an unborn child cannot be seen
A5            | exempt       |                  |                        | born since, and unborn when the assessment was authorised
A6            | not_met      | no_event         | assessments.child_seen | born while it was going on, and could have been seen
A7            | not_recorded | blank_field      | people.born_on         | not seen, and no date of birth to say whether the child was born
A8            | met          |                  |                        | seen, so born, whenever that was
A9            | out_of_scope |                  |                        | not yet authorised
A10           | out_of_scope |                  |                        | authorised the day before the period began
A11           | not_recorded | unreadable_value | assessments.child_seen | the answer cannot be read
A12           | not_met      | no_event         | assessments.child_seen | not seen, whatever the day of authorisation
A13           | not_recorded | unreadable_value | people.born_on         | not seen, and the date of birth cannot be read
A14           | not_recorded | blank_field      | assessments.child_seen | a date of birth is there and cannot be read, so an expected one leaves nobody out
A15           | not_recorded | unreadable_value | assessments.authorised_on | born while it was going on, perhaps after it was authorised
A16           | not_met      | no_event         | assessments.child_seen | born when it began, so before it was authorised
A17           | exempt       |                  |                        | expected today, and no birth is recorded
"""
