"""No open episode belongs to a child whose record breaks a critical recording rule."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="DQR-01",
    name="Open records with no critical recording fault",
    wording="No open episode belongs to a child whose record breaks a critical recording rule.",
    why="A child counted twice, or not at all, is in nobody's figures. Oversight rests on records that can be trusted.",
    source="Kirklees Cabinet report, 24 May 2016, 4.1 and 5.22",
    source_class=SourceClass.SEED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Put right what the recording rules list for this child, those of high severity first.",
    owner="Data Quality Lead",
    field="referrals.referral_id",
    findings=False,
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("4.1", "5.22"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes. Asked only where every critical rule was: a record is not clean for want of a rule to look at it."""
    tables.get("recording_faults")
    return populations.open_episodes(tables)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Does no row of the child's, and not this episode itself, break a critical rule tonight?"""
    faults = tables.recording_faults
    own = faults["broken_table"].eq(tables.output_name("referrals")).fillna(False).astype(bool)
    by_child = rows["child_id"].isin(faults["child_id"].dropna())
    return ~(by_child | rows["referral_id"].isin(faults[own]["broken_record_id"]))


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-01-04  | no                |
R4          |          | 2016-01-04  | no                |
R5          | C5       | 2016-01-04  | no                | 2016-05-24

recording_faults
fault_id | rule | broken_table     | broken_record_id | child_id
F1       | C01  | ssd_cp_plans     | P2               | C2
F2       | E01  | ssd_cin_episodes | R3               | C3
F3       | Q01  | ssd_cin_episodes | R4               |
F4       | E03  | ssd_cin_episodes | R5               | C5
F5       | Q01  | ssd_cp_plans     | R1               |

expect
referral_id | outcome      | because
R1          | met          | nothing critical is wrong; a plan of nobody's has the same id, and is another table's row
R2          | not_met      | the child has two plans open
R3          | not_met      | the episode itself breaks a rule
R4          | not_met      | the episode names no child
R5          | out_of_scope | closed on the day
"""
