"""Nobody under 16 stays in care by agreement alone for more than six months without legal advice."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, months, placements, populations
from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="PER-03",
    name="Legal advice on long voluntary care",
    wording="No child under 16 has been in care by agreement (section 20) for more than six months without legal advice recorded.",
    why="A child in care by agreement has nobody with the duty to decide. Months pass, and it becomes the plan that nobody made.",
    source="The council's own; Children Act 1989, section 20",
    source_class=SourceClass.LOCAL,
    record="legal_statuses",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=months(6),
    values={"under_age": 16},
    what_to_do="Take legal advice and record the decision: pre-proceedings, proceedings, or why agreement still serves the child.",
    owner="Head of Service, Children in Care",
    field="pre_proceedings.decided_on",
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("3.7",),
    assumed="That six months is when to ask, up to 16, and that a decision about pre-proceedings or proceedings shows the advice",
)

BY_AGREEMENT = "V2"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children in care under section 20 (V2) tonight, from the day it began. Exempt: those of the age agreed and over.

    Legal advice is recorded by a decision about pre-proceedings, or proceedings issued, on or after the day care by agreement began.
    """
    care = populations.care_asked_about(tables, live=True).drop_duplicates("child_id")
    rows = care[["child_id", "care_id"]].join(placements.legal_status_on(tables, care["child_id"], asked.today))
    rows = rows[rows["legal_status"].eq(BY_AGREEMENT).fillna(False)]
    rows = rows.assign(starts_on=placements.status_since(tables, rows), record_id=rows["legal_status_id"])
    people = tables.everything("people").drop_duplicates("child_id").set_index("child_id")
    born_on = looked_up(rows["child_id"], people["born_on"]).astype(DATES)
    limit = int(asked.values["under_age"])
    old = (populations.age_in_years(born_on, asked.today) >= limit).fillna(False).astype(bool)
    exempt = pd.Series(pd.NA, index=rows.index, dtype="string").mask(old, f"{limit} or over")
    advice = pd.concat([tables.pre_proceedings[["child_id"]].assign(on=tables.pre_proceedings["decided_on"]),
                        tables.proceedings[["child_id"]].assign(on=tables.proceedings["issued_on"])], ignore_index=True)  # fmt: skip
    last = looked_up(rows["child_id"], advice.groupby("child_id")["on"].max()).astype(DATES)
    undated = rows["child_id"].isin(advice[advice["on"].isna()]["child_id"])
    return rows.assign(exempt=exempt, due_on=clocks.due(rows["starts_on"], asked), advised_on=last, undated=undated, no_age=born_on.isna())


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Under six months, or advised? Missing where a blank start, a blank date of birth or advice of no known day decides it."""
    answer = clocks.answers(rows)
    long = clocks.past(rows["due_on"], asked.today, asked) | rows["starts_on"].isna()
    advised = (rows["advised_on"] >= rows["starts_on"]).fillna(False)
    answer["met"] = (~long | advised).astype("boolean")
    missed = answer["met"].eq(False)
    for where, field in (
        (rows["no_age"], "people.born_on"),
        (rows["undated"], "pre_proceedings.decided_on"),
        (rows["starts_on"].isna(), "legal_statuses.started_on"),
    ):
        answer.loc[missed & where, "met"] = pd.NA
        answer.loc[missed & where, ["reason", "field"]] = [str(Reason.BLANK_FIELD), field]
    return answer


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 2008-01-10
C2       | 2008-01-10
C3       | 2008-01-10
C4       | 2000-05-24
C5       | 2000-05-25
C6       |
C7       | 2008-01-10
C8       | 2008-01-10
C9       | 2008-01-10
C10      | 2008-01-10
C11      | 2008-01-10
C12      | 2008-01-10
C13      | 2008-01-10

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2014-01-06 |
E2         | L2      | C2       | 2014-01-06 |
E3         | L3      | C3       | 2014-01-06 |
E4         | L4      | C4       | 2014-01-06 |
E5         | L5      | C5       | 2014-01-06 |
E6         | L6      | C6       | 2014-01-06 |
E7         | L7      | C7       | 2014-01-06 |
E8         | L8      | C8       | 2014-01-06 |
E9         | L9      | C9       | 2014-01-06 |
E10        | L10     | C10      | 2014-01-06 |
E11        | L11     | C11      | 2014-01-06 | 2016-05-01
E12        | L12     | C12      | 2014-01-06 |
E13        | L13     | C13      | 2014-01-06 |

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
S1              | C1       | V2           | 2015-11-24 |
S2              | C2       | V2           | 2015-11-23 |
S3              | C3       | V2           | 2015-09-01 |
S4              | C4       | V2           | 2014-01-06 |
S5              | C5       | V2           | 2014-01-06 |
S6              | C6       | V2           | 2014-01-06 |
S7a             | C7       | V2           | 2014-01-06 | 2016-03-01
S7b             | C7       | C1           | 2016-03-01 |
S8a             | C8       | V2           | 2014-01-06 | 2016-02-01
S8b             | C8       | V2           | 2016-02-01 |
S9a             | C9       | C1           | 2014-01-06 | 2016-02-01
S9b             | C9       | V2           | 2016-02-01 |
S10             | C10      | V2           |            |
S11             | C11      | V2           | 2014-01-06 |
S12             | C12      | V2           | 2015-09-01 |
S13             | C13      | V2           | 2015-09-01 |

pre_proceedings
pre_proceedings_id | child_id | decided_on
G3                 | C3       | 2015-10-01
G12                | C12      | 2015-08-31

proceedings
proceedings_id | child_id | issued_on
J13            | C13      | 2015-09-01

expect
legal_status_id | outcome      | due_on     | reason      | field                      | because
S1              | met          | 2016-05-24 |             |                            | six months today
S2              | not_met      | 2016-05-23 | outstanding | pre_proceedings.decided_on | six months and a day, and no advice
S3              | met          | 2016-03-01 |             |                            | pre-proceedings were decided on after it began
S4              | exempt       |            |             |                            | sixteen today
S5              | not_met      | 2014-07-06 | outstanding |                            | sixteen tomorrow
S6              | not_recorded | 2014-07-06 | blank_field | people.born_on             | the date of birth would say whether the child is under 16
S7b             | out_of_scope |            |             |                            | under an interim order now
S8b             | not_met      | 2014-07-06 | outstanding |                            | a second row of the same status does not begin it again
S9b             | met          | 2016-08-01 |             |                            | by agreement since February only
S10             | not_recorded |            | blank_field | legal_statuses.started_on  | the day it began is blank
S11             | out_of_scope |            |             |                            | no longer in care
S12             | not_met      | 2016-03-01 | outstanding |                            | advice from before care by agreement began
S13             | met          | 2016-03-01 |             |                            | proceedings were issued on the day it began
"""
