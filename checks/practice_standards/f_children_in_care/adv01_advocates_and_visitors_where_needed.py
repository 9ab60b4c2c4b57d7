"""Every child in care who needs an advocate has been offered one, and who needs an independent visitor has one."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="ADV-01",
    name="Advocates and independent visitors where needed",
    wording="Every child in care recorded as needing an advocate has been offered one, and as needing an independent visitor has one.",
    why="A child who disagrees with the council, or whom nobody visits, needs somebody of their own.",
    source="Children Act 1989, section 26A, and schedule 2 paragraph 17",
    source_class=SourceClass.STATUTE,
    record="advocacy_offers",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Offer the child an advocate, or find an independent visitor; or, if that is done, record the day.",
    owner="Head of Service, Corporate Parenting",
    field="advocacy_offers.offered_on",
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("3.6",),
    assumed="The duty's words: neither section was read.",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Each need for an advocate or an independent visitor recorded of a child now in care (short breaks left out)."""
    rows = tables.advocacy_offers
    return rows[rows["child_id"].isin(populations.children_in_care(tables))]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is there a day of offer (advocate) or of beginning (visitor)? Missing where which it is, or the day, decides and is not clear."""
    answer = clocks.answers(rows)
    started, offered = rows["started_on"].notna(), rows["offered_on"].notna() | rows["started_on"].notna()
    visitor, unclear = rows["advocacy_kind"].eq("independent_visitor").fillna(False).astype(bool), rows["advocacy_kind"].isna()
    answer["met"] = offered.mask(visitor, started).astype("boolean").mask(unclear & offered & ~started)
    answer.loc[visitor, "field"] = "advocacy_offers.started_on"
    answer.loc[answer["met"].isna(), ["reason", "field"]] = [str(Reason.BLANK_FIELD), "advocacy_offers.advocacy_kind"]
    for column, where in (("offered_on", ~visitor), ("started_on", True)):
        unread = rows["advocacy_id"].isin(tables.unreadable_keys("advocacy_offers", column)) & where
        doubt = unread & answer["met"].eq(False).fillna(False).astype(bool)
        answer.loc[doubt, "met"] = pd.NA
        answer.loc[doubt, ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), f"advocacy_offers.{column}"]
    return answer


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |
E2         | L2      | C2       | 2015-01-05 | 2016-05-24

advocacy_offers
advocacy_id | child_id | advocacy_kind       | needed_on  | offered_on | started_on
A1          | C1       | advocate            | 2016-05-01 | 2016-05-24 |
A2          | C1       | advocate            | 2016-05-24 |            |
A3          | C1       | independent_visitor | 2016-05-01 | 2016-05-02 |
A4          | C1       | independent_visitor | 2016-05-01 |            | 2016-05-20
A5          | C1       |                     | 2016-05-01 | 2016-05-02 |
A6          | C1       |                     | 2016-05-01 |            |
A7          | C1       | advocate            | 2016-05-01 | #N/A       |
A8          | C2       | advocate            | 2016-05-01 |            |
A9          | C1       | advocate            | 2016-05-01 | 2016-05-25 |
A10         | C1       | independent_visitor | 2016-05-01 | 2016-05-02 | #N/A
A11         | C1       | advocate            |            |            |
A12         | C1       | advocate            | 2016-05-01 |            | #N/A

expect
advocacy_id | outcome      | reason           | because
A1          | met          |                  | an advocate offered today
A2          | not_met      | outstanding      | needed and not offered
A3          | not_met      | outstanding      | a visitor was offered, and there is none yet
A4          | met          |                  | a visitor has begun
A5          | not_recorded | blank_field      | enough for an advocate and too little for a visitor, and it does not say which
A6          | not_met      | outstanding      | nothing done, whichever it is
A7          | not_recorded | unreadable_value | offered on a day that cannot be read
A8          | out_of_scope |                  | no longer in care
A9          | not_met      | outstanding      | to be offered tomorrow
A10         | not_recorded | unreadable_value | begun on a day that cannot be read
A11         | not_met      | outstanding      | needed since a day that is blank
A12         | not_recorded | unreadable_value | an advocate has begun on a day that cannot be read, so one may have been offered
"""
