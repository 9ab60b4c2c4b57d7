"""Every section 47 enquiry has the day of its strategy discussion and, after 15 working days, an outcome."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, outcomes
from fscp_readiness.standards.parts import unbroken
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="S01",
    name="Enquiries with a start and an outcome",
    wording="Every section 47 enquiry has the day of the strategy discussion that began it and, once 15 working days have passed, an outcome.",
    why="An enquiry with no start has no clock; one with no outcome does not say whether the child is at risk of harm.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="section_47_enquiries",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record the day of the strategy discussion; end the enquiry and say what it found.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    values={"working_days": 15},
    owner="Data Quality Lead",
    field="section_47_enquiries.ended_on",
    judgements=("SIF-KJ1", "SIF-KJ3", "IL-HP", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every enquiry that has begun, with the working days since."""
    rows = tables.section_47_enquiries
    today = pd.Series(asked.today, index=rows.index).astype(rows["started_on"].dtype)
    return rows.assign(waited=asked.calendar.between(rows["started_on"], today))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Has it a start, and in time an end and an outcome (a decision, a sentence, or a conference that names it)?"""
    name = "section_47_enquiries"
    there = {
        column: rows["enquiry_id"].isin(tables.unreadable_keys(name, column)) for column in ("started_on", "ended_on", "no_further_action")
    }
    due = rows["waited"] > asked.values["working_days"]
    outcome = rows["no_further_action"].notna() | there["no_further_action"] | outcomes.said(rows["outcome"])
    outcome |= rows["enquiry_id"].isin(tables.initial_conferences["enquiry_id"].dropna())
    return unbroken(
        rows,
        {
            f"{name}.started_on": rows["started_on"].isna() & ~there["started_on"],
            f"{name}.ended_on": due & rows["ended_on"].isna() & ~there["ended_on"],
            f"{name}.no_further_action": due & ~outcome,
        },
    )


EXAMPLES = """
as at 2016-05-24

section_47_enquiries
enquiry_id | child_id | started_on | ended_on   | no_further_action | outcome
S1         | C1       | 2016-04-29 | 2016-05-20 | yes |
S2         | C2       | 2016-04-29 |            |                   |
S3         | C3       | 2016-05-03 |            |                   |
S4         | C4       | 2016-04-29 | 2016-05-20 |                   |
S5         | C5       | 2016-04-29 | 2016-05-20 |                   |
S6         | C6       |            | 2016-05-20 | yes |
S7         | C7       | #N/A       |            |                   |
S8         | C8       | 2016-04-29 | #N/A       | no |
S9         | C9       | 2016-05-25 |            |                   |
S10        | C10      | 2016-05-20 | 2016-05-24 |                   |
S11        | C11      | 2016-04-29 | 2016-05-20 |                   | {"NFA_FLAG": "", "LEGAL_FLAG": "N"}
S12        | C12      | 2016-04-29 | 2016-05-20 |                   | {"NFA_FLAG": "", "LEGAL_FLAG": "Y"}

initial_conferences
conference_id | child_id | enquiry_id | held_on
M5            | C5       | S5         | 2016-05-19

expect
enquiry_id | outcome      | field                                  | because
S1         | met          |                                        | ended, and nothing more was needed
S2         | broken       | section_47_enquiries.ended_on          | sixteen working days and not ended
S3         | met          |                                        | fifteen working days: it may still be running
S4         | broken       | section_47_enquiries.no_further_action | ended, and nobody says what it found
S5         | met          |                                        | it led to a conference
S6         | broken       | section_47_enquiries.started_on        | no strategy discussion
S7         | met          |                                        | there is a day; that it cannot be read is another rule's
S8         | met          |                                        | ended on a day that cannot be read
S9         | out_of_scope |                                        | begins tomorrow
S10        | met          |                                        | the outcome is not due yet
S11        | broken       | section_47_enquiries.no_further_action | a list of outcomes, and none of them is ticked
S12        | met          |                                        | one of the list is ticked
"""
