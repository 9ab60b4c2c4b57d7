"""The child's own view was before the last review of the child protection plan."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, populations, reviews
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CPR-04.views",
    name="Reviews that heard the child's view",
    wording="The child's own view was before the last review of the child protection plan: said, written, or put by somebody the child chose.",
    why="The review decides about the child. What the child wants and fears is part of the facts.",
    source="Local standard; Standard Safeguarding Dataset, participation in the review",
    source_class=SourceClass.LOCAL,
    record="cp_reviews",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    values={"from_age": 4},
    what_to_do="See that the child's view is asked for, and brought, before the next review.",
    owner="Head of Service, Safeguarding and Quality Assurance",
    field="cp_reviews.participation",
    findings=False,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.6",),
    second_of="CPR-04",
)

HEARD = ("PN1", "PN2", "PN3", "PN5", "PN6")


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """The last review held of each open plan of this council. Exempt: children under the age agreed on the day of the review, the unborn."""
    rows = reviews.last_of_open_plans(tables)
    age = reviews.age_at(rows, tables)
    young = (age < asked.values["from_age"]).fillna(False).astype(bool)
    exempt = pd.Series(pd.NA, index=rows.index, dtype="string").mask(young, f"under {int(asked.values['from_age'])}")
    exempt = exempt.mask(rows["child_id"].isin(populations.unborn(tables)), "unborn")
    return rows.assign(exempt=exempt, age_known=age.notna())


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the view there? Missing where the code is blank, or says the child was under four and the age says otherwise or nothing."""
    answer = clocks.answers(rows).assign(reason=str(Reason.BLANK_FIELD))
    code = rows["participation"]
    answer["met"] = code.isin(HEARD).astype("boolean").mask(code.isna() | code.eq("PN0").fillna(False))
    answer.loc[answer["met"].eq(False).fillna(False), "reason"] = str(Reason.NO_EVENT)
    too_old = code.eq("PN0").fillna(False).astype(bool) & rows["age_known"]
    answer.loc[too_old, "reason"] = str(Reason.CONFLICT)
    return answer


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | expected_on
C1       | 2008-01-01 |
C2       | 2012-02-01 |
C3       | 2012-02-02 |
C8       |            | 2016-08-01

cp_plans
plan_id | child_id | started_on
P1      | C1       | 2015-11-30
P2      | C2       | 2015-11-30
P3      | C3       | 2015-11-30
P4      | C4       | 2015-11-30
P5      | C1       | 2015-11-30
P6      | C1       | 2015-11-30
P7      | C1       | 2015-11-30
P8      | C8       | 2015-11-30

cp_reviews
review_id | child_id | plan_id | held_on    | participation
V1        | C1       | P1      | 2016-02-01 | PN6
V2        | C2       | P2      | 2016-02-01 | PN0
V3        | C3       | P3      | 2016-02-01 | PN0
V4        | C4       | P4      | 2016-02-01 | PN0
V5        | C1       | P5      | 2016-02-01 | PN7
V6        | C1       | P6      | 2016-02-01 | PN4
V7        | C1       | P7      | 2016-02-01 |
V8        | C8       | P8      | 2016-02-01 | PN7

expect
review_id | outcome      | reason      | because
V1        | met          |             | not there, and the view was brought
V2        | not_recorded | conflict    | four years old that day, and the code says under four
V3        | exempt       |             | three years old on the day of the review
V4        | not_recorded | blank_field | the code says under four, and the age is not known
V5        | not_met      | no_event    | neither there nor heard
V6        | not_met      | no_event    | there, and said nothing
V7        | not_recorded | blank_field | nobody recorded it
V8        | exempt       |             | not yet born
"""
