"""Every young person who has left care has their health history and key documents, and knows what the council offers."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, doubts, leavers
from fscp_readiness.tables import Tables, matched
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CLV-09",
    name="Care leavers' health history, documents and offer",
    wording="Every young person who has left care, over 21 too, has their health history and key documents and has been told the local offer.",
    why="Without a birth certificate, a health history or a word about what they may ask for, a young adult starts behind everybody else.",
    source="Ofsted, inspection of Kirklees 2016 and framework of 2026: what care leavers should have",
    source_class=SourceClass.OFSTED,
    record="care_leavers",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Give the young person what is missing, and record the day; or record the day it was given.",
    owner="Head of Service, Care Leavers",
    field="care_leaver_offers.documents_on",
    judgements=("SIF-GJ2", "IL-CL"),
)

EVERYBODY = ("health_history_on", "documents_on", "local_offer_on")
WITH_FORMER_CARERS = "Z"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Relevant, former relevant and qualifying young people of any age, with what they have been given.

    Exempt: those who died, refused, need no help or returned home. A blank category keeps a young person in.
    """
    offers = tables.care_leaver_offers.drop_duplicates("child_id").assign(offered=True)
    return matched(leavers.young_people(tables, leavers.LEFT_CARE), offers, on="child_id", how="left")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is everything there? Staying put is asked of those living with former carers. Missing where only a day or a home not recorded decides."""
    answer = clocks.answers(rows).assign(met=pd.Series(True, index=rows.index, dtype="boolean"))
    former_carers = rows["accommodation"].eq(WITH_FORMER_CARERS).fillna(False).astype(bool)
    asked_of = {column: pd.Series(True, index=rows.index) for column in EVERYBODY} | {"staying_put_from": former_carers}
    for column, who in asked_of.items():
        _ask_for(answer, rows[who], tables, column)
    garbled = doubts.unreadable(rows, tables, "care_leavers", "accommodation")
    anywhere = rows["accommodation"].isna() & rows["staying_put_from"].isna() & answer["met"].eq(True).fillna(False)
    doubts.cannot_tell(answer, anywhere & ~garbled, Reason.BLANK_FIELD, "care_leavers.accommodation")
    doubts.cannot_tell(answer, anywhere & garbled, Reason.UNREADABLE_VALUE, "care_leavers.accommodation")
    answer.loc[rows["offered"].isna(), "reason"] = str(Reason.NO_EVENT)
    return answer


def _ask_for(answer: pd.DataFrame, rows: pd.DataFrame, tables: Tables, column: str) -> None:
    """One thing that rows must have: what is lacking is not met, and a day that cannot be read makes a good answer missing."""
    unread = doubts.unreadable(rows, tables, "care_leaver_offers", column)
    met = answer["met"].reindex(rows.index)
    lacking = rows.index[rows[column].isna() & ~unread & met.ne(False).fillna(True)]
    doubtful = rows.index[unread & met.eq(True).fillna(False)]
    doubts.cannot_tell(answer, answer.index.isin(doubtful), Reason.UNREADABLE_VALUE, f"care_leaver_offers.{column}")
    answer.loc[lacking, ["met", "reason", "field"]] = [False, str(Reason.BLANK_FIELD), f"care_leaver_offers.{column}"]


EXAMPLES = """
as at 2016-05-24

care_leavers
care_leaver_id | child_id | eligibility     | in_touch | accommodation
K1             | C1       | FORMER RELEVANT | YES      | U
K2             | C2       | RELEVANT        | YES      | U
K3             | C3       | QUALIFYING      | NO       |
K4             | C4       | FORMER RELEVANT | YES      | U
K5             | C5       | FORMER RELEVANT | YES      | Z
K6             | C6       | FORMER RELEVANT | YES      | Z
K7             | C7       | FORMER RELEVANT | YES      | U
K8             | C8       | FORMER RELEVANT | YES      | U
K9             | C9       | ELIGIBLE        | YES      |
K10            | C10      | FORMER RELEVANT | NREQ     | U
K11            | C11      |                 | YES      | U
K12            | C12      | FORMER RELEVANT | YES      | U
K13            | C13      | FORMER RELEVANT | YES      | Z
K14            | C14      | FORMER RELEVANT | YES      | #N/A
K15            | C15      | FORMER RELEVANT | NO       |

care_leaver_offers
child_id | health_history_on | documents_on | local_offer_on | staying_put_from
C1       | 2016-05-24        | 2015-01-05   | 2015-01-05     |
C2       |                   | 2015-01-05   | 2015-01-05     |
C3       | 2015-01-05        |              | 2015-01-05     |
C4       | 2015-01-05        | 2015-01-05   |                |
C5       | 2015-01-05        | 2015-01-05   | 2015-01-05     | 2015-01-05
C6       | 2015-01-05        | 2015-01-05   | 2015-01-05     |
C7       | #N/A              | 2015-01-05   | 2015-01-05     |
C8       | #N/A              |              | 2015-01-05     |
C12      | 2015-01-05        | 2015-01-05   | 2016-05-25     |
C13      | 2015-01-05        | 2015-01-05   | 2015-01-05     | #N/A
C14      | 2015-01-05        | 2015-01-05   | 2015-01-05     |
C15      | 2015-01-05        | 2015-01-05   | 2015-01-05     |

expect
care_leaver_id | outcome      | reason           | field                                | because
K1             | met          |                  |                                      | everything is there, the last of it today
K2             | not_met      | blank_field      | care_leaver_offers.health_history_on | no health history
K3             | not_met      | blank_field      | care_leaver_offers.documents_on      | not in touch, and has no documents
K4             | not_met      | blank_field      | care_leaver_offers.local_offer_on    | has not been told the offer
K5             | met          |                  |                                      | staying put with former carers, and it is on record
K6             | not_met      | blank_field      | care_leaver_offers.staying_put_from  | living with former carers, and nothing says that it was agreed
K7             | not_recorded | unreadable_value | care_leaver_offers.health_history_on | given on a day that cannot be read
K8             | not_met      | blank_field      | care_leaver_offers.documents_on      | whatever that day is, there are no documents
K9             | out_of_scope |                  |                                      | still in care
K10            | exempt       |                  |                                      | needs no help
K11            | not_met      | no_event         | care_leaver_offers.health_history_on | a blank category keeps the young person in; nothing at all is recorded
K12            | not_met      | blank_field      | care_leaver_offers.local_offer_on    | to be told tomorrow, so not known tonight
K13            | not_recorded | unreadable_value | care_leaver_offers.staying_put_from  | agreed on a day that cannot be read
K14            | not_recorded | unreadable_value | care_leavers.accommodation           | may live with former carers: where cannot be read
K15            | not_recorded | blank_field      | care_leavers.accommodation           | may live with former carers: nobody knows where
"""
