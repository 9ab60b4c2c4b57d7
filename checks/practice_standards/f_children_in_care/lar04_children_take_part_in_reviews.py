"""Children in care take part in their reviews."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, clocks, populations, visits
from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="LAR-04",
    name="Children taking part in their reviews",
    wording="Children in care who are old enough take part in their reviews, in person or through somebody or something that speaks for them.",
    why="A review decides where a child will live and whom they will see. Most children can say what they think of that.",
    source="Department for Education, Children looked after return (SSDA903), participation codes PN0 to PN7",
    source_class=SourceClass.DFE,
    record="care_reviews",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    values={"from_age": 4},
    what_to_do="Ask the reviewing officer how the child took part and record the code on the review.",
    owner="Head of Service, Safeguarding and Quality Assurance",
    field="care_reviews.participation",
    findings=False,
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("3.6",),
)

TOOK_PART = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6")
TOO_YOUNG = "PN0"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Reviews held in the period of children in care (short breaks left out). Exempt: children under four on the day."""
    held = tables.care_reviews
    cancelled = held["cancelled"].fillna(False).astype(bool) if "cancelled" in held else pd.Series(False, index=held.index)
    held = held[held["held_on"].between(asked.since, asked.today) & ~cancelled].assign(on=held["held_on"], event_on=held["held_on"])
    periods = populations.care_asked_about(tables, live=False).set_index("care_id", drop=False)
    rows = visits.joined_to(held, periods.reset_index(drop=True), "care_id")
    rows = rows[rows["care_id"].isin(periods.index)].drop_duplicates("review_id")
    rows = rows.assign(child_id=rows["child_id"].fillna(looked_up(rows["care_id"], periods["child_id"])))
    people = tables.everything("people").drop_duplicates("child_id").set_index("child_id")
    born_on = looked_up(rows["child_id"], people["born_on"]).astype(DATES)
    from_age = int(asked.values["from_age"])
    young = (clocks.add_months(born_on, 12 * from_age) > rows["on"]).fillna(False).astype(bool)
    rows["no_age"] = born_on.isna()
    return rows.assign(exempt=pd.Series(pd.NA, index=rows.index, dtype="string").mask(young, f"under {from_age}"))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Did the child take part? Missing where the code is blank, or says too young of a child not known to be; or the age decides it."""
    answer = clocks.answers(rows)
    code = rows["participation"]
    too_young = code.eq(TOO_YOUNG).fillna(False).astype(bool)
    answer["met"] = code.isin(TOOK_PART).astype("boolean").mask(code.isna() | too_young)
    unheard = answer["met"].eq(False).fillna(False).astype(bool) & rows["no_age"]
    answer.loc[unheard, "met"] = pd.NA
    answer.loc[unheard, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "people.born_on"]
    answer.loc[code.isna(), "reason"] = str(Reason.BLANK_FIELD)
    answer.loc[too_young, "reason"] = str(Reason.CONFLICT)
    return answer


EXAMPLES = """
as at 2016-05-24
counting period

people
child_id | born_on
C1       | 2005-01-10
C2       | 2012-05-10
C3       | 2012-05-11
C4       |
C5       | 2005-01-10

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |
E2         | L2      | C2       | 2015-01-05 | 2016-05-20
E3         | L3      | C3       | 2015-01-05 |
E4         | L4      | C4       | 2015-01-05 |
E5         | L5      | C5       | 2015-01-05 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S5              | C5       | V4           | 2015-01-05

care_reviews
review_id | care_id | child_id | held_on    | cancelled | participation
R1        | L1      | C1       | 2015-11-24 | no        | PN1
R2        | L1      | C1       | 2016-01-12 | no        | PN6
R3        |         | C1       | 2016-02-12 |           | PN7
R4        | L1      | C1       | 2016-03-12 | no        |
R5        | L1      | C1       | 2016-04-12 | no        | PN0
R6        | L1      | C1       | 2016-05-12 | yes       | PN1
R7        | L1      | C1       | 2015-11-23 | no        | PN1
R8        | L2      | C2       | 2016-05-10 | no        | PN4
R9        | L3      | C3       | 2016-05-10 | no        | PN0
R10       | L4      | C4       | 2016-05-10 | no        | PN0
R11       | L5      | C5       | 2016-05-10 | no        | PN1
R12       | L1      | C1       | 2016-05-20 | no        | #N/A
R13       | L4      | C4       | 2016-05-20 | no        | PN7

expect
review_id | outcome      | reason           | because
R1        | met          |                  | the child came and spoke, on the first day of the period
R2        | met          |                  | the child's feelings were conveyed
R3        | not_met      | outstanding      | neither came nor was heard
R4        | not_recorded | blank_field      | how the child took part is blank
R5        | not_recorded | conflict         | said to be under four, and is eleven
R6        | out_of_scope |                  | cancelled
R7        | out_of_scope |                  | the day before the period began
R8        | met          |                  | four years old that day, and was there
R9        | exempt       |                  | a day short of four years old
R10       | not_recorded | conflict         | said to be under four, and no date of birth says so
R11       | out_of_scope |                  | short breaks have their own reviews
R12       | not_recorded | unreadable_value | how the child took part cannot be read
R13       | not_recorded | blank_field      | the child was not heard, and may be under four
"""
