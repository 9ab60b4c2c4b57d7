"""Few children have two or more section 47 enquiries within twelve months."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks
from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="S47-05",
    name="Children with repeat enquiries in twelve months",
    wording="Few children have two or more section 47 enquiries within twelve months.",
    why="A second enquiry so soon asks whether the first found what was happening to the child, and whether the help after it was enough.",
    source="Ofsted, Annex A list 5: section 47 enquiries in the last twelve months",
    source_class=SourceClass.OFSTED,
    record="section_47_enquiries",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    values={"months": 12, "enquiries": 2},
    what_to_do="Read the enquiries one after the other: what did the earlier one miss, or what did its help not change?",
    owner="Head of Service, Safeguarding",
    field="section_47_enquiries.started_on",
    findings=False,
    lower_is_better=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("5.24",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """The latest enquiry of each child with one begun in the last twelve months, or with one that has no start."""
    rows = tables.section_47_enquiries.drop_duplicates("enquiry_id")
    rows = rows[rows["child_id"].notna()].sort_values(["child_id", "started_on", "enquiry_id"], na_position="first", kind="stable")
    opens = clocks.add_months(pd.Series([asked.today]).astype(DATES), -int(asked.values["months"])).iloc[0]
    rows = rows[~(rows["started_on"] < opens)]
    sure, all_of_them = rows[rows["started_on"].notna()].groupby("child_id").size(), rows.groupby("child_id").size()
    latest = rows.drop_duplicates("child_id", keep="last")
    return latest.assign(sure=looked_up(latest["child_id"], sure).fillna(0), perhaps=looked_up(latest["child_id"], all_of_them).fillna(0))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Has the child had two or more? Missing where an enquiry without a start decides it."""
    answer = clocks.answers(rows).assign(reason=str(Reason.NO_EVENT))
    enough = int(asked.values["enquiries"])
    answer["met"] = (rows["sure"] >= enough).astype("boolean").mask((rows["sure"] < enough) & (rows["perhaps"] >= enough))
    answer.loc[answer["met"].isna(), ["reason", "field"]] = [str(Reason.BLANK_FIELD), "section_47_enquiries.started_on"]
    return answer


EXAMPLES = """
as at 2016-05-24

section_47_enquiries
enquiry_id | child_id | started_on
Q1a        | C1       | 2016-01-04
Q1b        | C1       | 2016-05-24
Q2a        | C2       | 2015-05-24
Q2b        | C2       | 2016-05-20
Q3a        | C3       | 2015-05-23
Q3b        | C3       | 2016-05-20
Q4         | C4       | 2016-05-20
Q5         | C5       | 2015-05-23
Q6a        | C6       |
Q6b        | C6       | 2016-05-20
Q7         | C7       |
Q8a        | C8       | 2016-05-20
Q8b        | C8       | 2016-05-25
Q9a        | C9       | 2015-12-24
Q9b        | C9       | 2016-05-24

expect
enquiry_id | outcome      | reason      | because
Q1b        | met          |             | two in twelve months, the second today
Q2b        | met          |             | the first on the day twelve months back
Q3b        | not_met      | no_event    | the first one day more than twelve months back
Q4         | not_met      | no_event    | one only
Q5         | out_of_scope |             | none in the last twelve months
Q6b        | not_recorded | blank_field | the other has no start: it may have been in the twelve months
Q7         | not_met      | no_event    | one only, whenever it began
Q8a        | not_met      | no_event    | the second begins tomorrow
Q9b        | met          |             | N02: today's, and one five months ago
"""
