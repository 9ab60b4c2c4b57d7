"""An enquiry that found a conference necessary has one within 20 working days."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import Tables, matched
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="S03",
    name="A conference where one was found needed",
    wording="An enquiry that found more was to be done has a conference on record once 20 working days have passed, unless the child was on a plan.",
    why="Somebody decided that this child is at risk of harm, and there is nothing to say that anybody met about it.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="section_47_enquiries",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record the conference that was held; if none was needed, put the outcome of the enquiry right; if one was needed, hold it.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    values={"working_days": 20},
    owner="Data Quality Lead",
    field="section_47_enquiries.no_further_action",
    judgements=("SIF-KJ1", "SIF-KJ3", "IL-HP", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Enquiries that ended with more to be done, begun more than 20 working days ago, of children who were not on a plan then."""
    rows = tables.section_47_enquiries
    unread = rows["enquiry_id"].isin(tables.unreadable_keys("section_47_enquiries", "ended_on"))
    rows = rows[rows["no_further_action"].eq(False).fillna(False).astype(bool) & (rows["ended_on"].notna() | unread)]
    today = pd.Series(asked.today, index=rows.index).astype(rows["started_on"].dtype)
    due = asked.calendar.between(rows["started_on"], today) > asked.values["working_days"]
    pairs = matched(
        rows[["enquiry_id", "child_id", "started_on"]],
        populations.cp_plans(tables)[["child_id", "starts_on", "ends_on"]],
        on="child_id",
    )
    on_plan = pairs[~(pairs["starts_on"] >= pairs["started_on"]) & ~(pairs["ends_on"] < pairs["started_on"])]["enquiry_id"]
    return rows[due.fillna(False).astype(bool) & ~rows["enquiry_id"].isin(on_plan)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is there a conference that names the enquiry, or one of the child held since it began?"""
    held = tables.initial_conferences
    named = rows["enquiry_id"].isin(held["enquiry_id"].dropna())
    pairs = matched(rows[["enquiry_id", "child_id", "started_on"]], held[["child_id", "held_on"]].dropna(), on="child_id")
    since = pairs[pairs["held_on"] >= pairs["started_on"]]["enquiry_id"]
    return named | rows["enquiry_id"].isin(since)


EXAMPLES = """
as at 2016-05-24

section_47_enquiries
enquiry_id | child_id | started_on | ended_on   | no_further_action
S1         | C1       | 2016-04-22 | 2016-05-05 | no
S2         | C2       | 2016-04-22 | 2016-05-05 | no
S3         | C3       | 2016-04-25 | 2016-05-05 | no
S4         | C4       | 2016-04-22 | 2016-05-05 | yes
S5         | C5       | 2016-04-22 |            |
S6         | C6       | 2016-04-22 | 2016-05-05 | no
S7         | C7       | 2016-04-22 | 2016-05-05 | no
S8         | C8       | 2016-04-22 | 2016-05-05 |
S9         | C9       | 2016-04-22 | 2016-05-05 | no
S10        | C10      | 2016-04-22 | #N/A       | no
S11        | #N/A     | 2016-04-22 | 2016-05-05 | no

initial_conferences
conference_id | child_id | enquiry_id | held_on
M1            | C1       | S1         | 2016-05-13
M6            | C6       |            | 2016-05-13
M7            | C7       |            | 2016-04-13

cp_plans
plan_id | child_id | started_on | ended_on
P9      | C9       | 2016-01-05 |
P11     | #N/A     | 2016-01-05 |

expect
enquiry_id | outcome      | because
S1         | met          | its conference was held
S2         | broken       | 21 working days, and no conference
S3         | out_of_scope | twenty working days: one may still be held
S4         | out_of_scope | nothing more was needed
S5         | out_of_scope | still running
S6         | met          | a conference of the child was held since
S7         | broken       | the child's conference was before the enquiry
S8         | out_of_scope | the outcome is blank: another rule's
S9         | out_of_scope | N04: on a plan already, so no conference was needed
S10        | broken       | ended on a day that cannot be read
S11        | broken       | the plan is not known to be this child's
"""
