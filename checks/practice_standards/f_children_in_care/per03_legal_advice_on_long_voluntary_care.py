"""Nobody under 16 stays in care by agreement alone for more than six months without legal advice."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, doubts, legal_statuses, months, populations
from fscp_readiness.tables import DATES, Tables, beside, looked_up
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
    """Children in care under section 20 (V2) tonight, from the day it began, or under a status that is not recorded. Exempt: those of the age agreed.

    Legal advice is recorded by a decision about pre-proceedings, or proceedings issued, on or after the day care by agreement began.
    """
    care = populations.care_asked_about(tables, live=True).drop_duplicates("child_id")
    rows = beside(care[["child_id", "care_id"]], legal_statuses.statuses_tonight(tables).set_index("child_id"), "child_id")
    agreed = rows["legal_status"].isna() | rows["legal_status"].eq(BY_AGREEMENT).fillna(False)
    rows = legal_statuses.under_since(rows[agreed & rows["legal_status_id"].notna()], tables, BY_AGREEMENT)
    people = tables.everything("people").drop_duplicates("child_id").set_index("child_id")
    born_on = looked_up(rows["child_id"], people["born_on"]).astype(DATES)
    limit = int(asked.values["under_age"])
    old = (populations.age_in_years(born_on, asked.today) >= limit).fillna(False).astype(bool)
    exempt = pd.Series(pd.NA, index=rows.index, dtype="string").mask(old, f"{limit} or over")
    advice = pd.concat([tables.pre_proceedings[["child_id"]].assign(on=tables.pre_proceedings["decided_on"]),
                        tables.proceedings[["child_id"]].assign(on=tables.proceedings["issued_on"])], ignore_index=True)  # fmt: skip
    last = looked_up(rows["child_id"], advice.groupby("child_id")["on"].max()).astype(DATES)
    undated = rows["child_id"].isin(advice[advice["on"].isna()]["child_id"])
    due_on = clocks.due(rows["earliest"].mask(rows["earliest"].eq(legal_statuses.LONG_AGO)), asked)
    return rows.assign(
        record_id=rows["legal_status_id"], exempt=exempt, due_on=due_on, advised_on=last, undated=undated, no_age=born_on.isna()
    )


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Under six months, or advised? Missing where a blank status, start or date of birth, or advice of no known day, decides it."""
    answer = clocks.answers(rows)
    early = rows["due_on"].notna() & _answered(rows, rows["earliest"], asked)
    late = _answered(rows, rows["latest"], asked)
    answer["met"] = (early & late).astype("boolean")
    legal_statuses.unsure(answer, rows, tables, early | late)
    doubts.unless_met(answer, rows["undated"], Reason.BLANK_FIELD, "pre_proceedings.decided_on")
    return doubts.unless_met(answer, rows["no_age"], Reason.BLANK_FIELD, "people.born_on")


def _answered(rows: pd.DataFrame, since: pd.Series, asked: Asked) -> pd.Series:
    """Had it begun on this day: is it six months or less, or is there advice since? True where the day is blank."""
    advised = (rows["advised_on"] >= since).fillna(False).astype(bool)
    return ~clocks.past(clocks.due(since, asked), asked.today, asked) | advised


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
C14      | 2008-01-10
C15      | 2008-01-10
C16      | 2008-01-10
C17      | 2008-01-10
C18      | 2008-01-10
C19      | 2008-01-10
C20      | 2008-01-10

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
E14        | L14     | C14      | 2014-01-06 |
E15        | L15     | C15      | 2014-01-06 |
E16        | L16     | C16      | 2014-01-06 |
E17        | L17     | C17      | 2014-01-06 |
E18        | L18     | C18      | 2014-01-06 |
E19        | L19     | C19      | 2014-01-06 |
E20        | L20     | C20      | 2014-01-06 |

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
S14             | C14      | V2           | 2015-09-01 | 2016-05-24
S15a            | C15      | V2           | 2015-09-01 |
S15b            | C15      | C1           | 2016-01-06 | 2016-05-24
S16             | C16      | #N/A         | 2015-09-01 |
S17             | C17      |              | 2015-11-24 |
S18a            | C18      | V2           | 2014-01-06 | 2015-01-06
S18b            | C18      | #N/A         | 2015-01-06 | 2016-01-06
S18c            | C18      | V2           | 2016-01-06 |
S19a            | C19      | V2           |            | 2016-01-06
S19b            | C19      | V2           | 2016-01-06 |
S20a            | C20      | V4           | 2015-09-01 |
S20             | C20      | V2           | 2015-09-01 |

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
S14             | out_of_scope |            |             |                            | care by agreement ended today
S15a            | not_met      | 2016-03-01 | outstanding |                            | the order beside it ended today
S16             | not_recorded | 2016-03-01 |             | legal_statuses.legal_status | a status that cannot be read, for nine months
S17             | met          | 2016-05-24 |             |                            | no status in its row; whatever it is, for six months today
S18c            | not_recorded | 2014-07-06 | blank_field | legal_statuses.legal_status | since January, or since 2014 if the status between cannot be another
S19b            | not_recorded |            | blank_field | legal_statuses.legal_status | since January, or from a day that is blank
S20             | not_met      | 2016-03-01 | outstanding |                            | of two of one day, a short break and care, it is care
"""
