"""No referral is dated while another case of the child is open."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import Tables, matched
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="E02",
    name="No referral while a case is open",
    wording="No referral is dated while another case of the same child is open.",
    why="News of a child who is already being worked with is a contact. Typed as a referral it starts a second clock and counts the child again.",
    source="Department for Education, Children in Need census guide: a referral is not recorded while a case is open",
    source_class=SourceClass.DFE,
    record="referrals",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record it as a contact on the open case; if the earlier case had ended, close it on the day it ended.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    field="referrals.received_on",
    judgements=("SIF-KJ1", "SIF-KJ3", "IL-HP", "IL-LEAD"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Every referral with a date, those taken no further too."""
    rows = tables.referrals
    return rows[rows["received_on"].notna()]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Was no other case open? One taken no further never opened; of two referrals of one day the higher id is the later."""
    columns = ["child_id", "referral_id", "received_on"]
    this = rows[columns].dropna(subset="child_id").reset_index(names="row")
    others = rows[~rows["no_further_action"].fillna(False).astype(bool)]
    pairs = matched(this, others[[*columns, "closed_on"]], on="child_id", suffixes=("", "_other"))
    same_day = pairs["received_on_other"] == pairs["received_on"]
    earlier = (pairs["received_on_other"] < pairs["received_on"]) | (same_day & (pairs["referral_id_other"] < pairs["referral_id"]))
    still_open = ~(pairs["closed_on"] <= pairs["received_on"])
    return pd.Series(~rows.index.isin(pairs[earlier & still_open]["row"]), index=rows.index)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1a         | C1       | 2016-01-12  | no                |
R1b         | C1       | 2016-02-20  | no                |
R2a         | C2       | 2016-01-12  | no                | 2016-02-20
R2b         | C2       | 2016-02-20  | no                |
R3a         | C3       | 2016-01-12  | no                | 2016-02-21
R3b         | C3       | 2016-02-20  | yes               | 2016-02-20
R4a         | C4       | 2016-01-12  | yes               |
R4b         | C4       | 2016-02-20  | no                |
R5a         | C5       | 2016-02-20  |                   |
R5b         | C5       | 2016-02-20  | no                |
R6a         | C6       |             | no                |
R6b         | C6       | 2016-02-20  | no                |
R7a         | C7       | 2016-02-20  | no                |
R7b         | C7       | 2016-05-25  | no                |
R8          |          | 2016-02-20  | no                |

expect
referral_id | outcome      | because
R1a         | met          | the case that was open
R1b         | broken       | N11: a contact while the case was open, typed as a referral
R2a         | met          | the earlier case
R2b         | met          | dated the day the earlier case closed
R3a         | met          | the earlier case
R3b         | broken       | the case closed the day after; taken no further, it is a contact all the same
R4a         | met          | taken no further
R4b         | met          | the earlier referral never opened
R5a         | met          | the lower id of two on one day
R5b         | broken       | the higher id; a blank flag keeps the other open
R6a         | out_of_scope | no date
R6b         | met          | nothing with a date to compare with
R7a         | met          | the only one there yet
R7b         | out_of_scope | dated tomorrow
R8          | met          | names no child: another rule's
"""
