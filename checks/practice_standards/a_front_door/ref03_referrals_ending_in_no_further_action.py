"""It is known how many referrals end in no further action."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, clocks
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="REF-03",
    name="Referrals that ended in no further action",
    wording="It is known what share of referrals end in no further action.",
    why="A high share may mean that partners do not know the threshold; a very low one, that the front door turns nobody away. Neither is good in itself.",
    source="Department for Education, Characteristics of children in need: referrals resulting in no further action",
    source_class=SourceClass.DFE,
    record="referrals",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    what_to_do="Read a handful of them with the partners who made them: did they know what the service is for?",
    owner="Head of Service, Assessment and Intervention",
    field="referrals.no_further_action",
    findings=False,
    lower_is_better=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Referrals received in the period (in Annex A, those of list 3); one whose day is not known may be one of them."""
    name = "referral_counts" if tables.holds("referral_counts") else "referrals"
    rows = tables.get(name).assign(record_table=tables.output_name(name), source_table=name)
    ended = rows["closed_on"] if name == "referrals" else asked.today
    rows["event_on"] = rows["received_on"].fillna(ended).fillna(asked.today)
    return rows[rows["event_on"].between(asked.since, asked.today)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Did it end in no further action? (Here met is what is counted.) Missing where nobody has said, or its day is not known."""
    answer = clocks.answers(rows).assign(met=rows["no_further_action"].astype("boolean"), reason=str(Reason.NO_EVENT))
    for column in ("no_further_action", "received_on"):
        where = rows[column].isna()
        answer.loc[where, ["met", "reason"]] = [pd.NA, str(Reason.BLANK_FIELD)]
        answer.loc[where, "field"] = rows["source_table"][where] + "." + column
        unread = rows["referral_id"].isin(tables.unreadable_keys(rows["source_table"].iloc[0], column)) if len(rows) else where
        answer.loc[where & unread, "reason"] = str(Reason.UNREADABLE_VALUE)
    return answer


EXAMPLES = """
as at 2016-05-24
counting period

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-05-24  | yes               | 2016-05-24
R2          | C2       | 2015-11-24  | no                |
R3          | C3       | 2015-11-23  | yes               | 2015-11-24
R4          | C4       | 2016-03-01  |                   |
R5          | C5       | 2016-03-01  | #N/A              |
R6          | C6       |             | yes               | 2016-03-01
R7          | C7       |             | yes               | 2015-03-01
R8          | C8       | 2016-05-25  | yes               |
R9          | C9       | #N/A        | no                |

expect
referral_id | outcome      | reason           | field                       | because
R1          | met          |                  |                             | counted: no further action, on the last day of the period
R2          | not_met      | no_event         | referrals.no_further_action | taken on, on the first day of the period
R3          | out_of_scope |                  |                             | the day before the period
R4          | not_recorded | blank_field      | referrals.no_further_action | nobody has said
R5          | not_recorded | unreadable_value | referrals.no_further_action | the answer cannot be read
R6          | not_recorded | blank_field      | referrals.received_on       | no day; it closed in the period, so it may belong to it
R7          | out_of_scope |                  |                             | no day, and it closed before the period
R8          | out_of_scope |                  |                             | comes in tomorrow
R9          | not_recorded | unreadable_value | referrals.received_on       | the day cannot be read

as at 2016-05-24
counting period

referral_counts
referral_id   | child_id | received_on | no_further_action
C1/2016-03-01 | C1       | 2016-03-01  | yes
C2/2016-03-01 | C2       | 2016-03-01  | no
C3/2016-03-01 | C3       | 2016-03-01  |

expect
referral_id   | outcome      | because
C1/2016-03-01 | met          | list 3 of a workbook: no further action
C2/2016-03-01 | not_met      | list 3 of a workbook: taken on
C3/2016-03-01 | not_recorded | list 3 leaves it blank
"""
