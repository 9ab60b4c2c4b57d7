"""Every assessment is finished, authorised by a manager, within 45 working days."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, populations, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="ASM-01",
    name="Assessments finished in 45 working days",
    wording="Every assessment is finished within 45 working days: the first of an episode counted from the referral, a later one from its own start.",
    why="Until the assessment is finished the child has no plan, and the family does not know what will happen.",
    source="Working Together to Safeguard Children (edition in force)",
    source_class=SourceClass.GUIDANCE,
    record="assessments",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=working_days(45),
    what_to_do="Finish the assessment and have it authorised; or, if it is done, record the date of authorisation.",
    owner="Head of Service, Assessment and Intervention",
    field="assessments.authorised_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("5.24", "5.17"),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Assessments of open episodes (live) or due or done in the period, once finished or late."""
    rows = tables.assessments
    episodes = tables.referrals.drop_duplicates("referral_id").set_index("referral_id")
    first = rows.sort_values(["started_on", "assessment_id"], na_position="last").drop_duplicates("referral_id", keep="first").index
    is_first = rows.index.isin(first) & rows["referral_id"].isin(episodes.index).to_numpy()
    rows = rows.assign(
        starts_on=rows["started_on"].mask(is_first, rows["referral_id"].map(episodes["received_on"])),
        done_on=rows["authorised_on"],
        ends_on=rows["referral_id"].map(episodes["closed_on"]),
        start_field="assessments.started_on",
    )
    rows.loc[is_first, "start_field"] = "referrals.received_on"
    if asked.live:
        rows = populations.open_on(rows, "ends_on")
    return clocks.once(rows, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it authorised in time? Missing where the day it is counted from is blank."""
    return clocks.once_met(rows, asked)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-03-17  |
R2          | C2       | 2016-03-16  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  | 2016-05-01
R5          | C5       | 2016-04-22  |
R6          | C6       |             |
R7          | C7       | 2015-06-01  |

assessments
assessment_id | referral_id | child_id | started_on | authorised_on
A1            | R1          | C1       | 2016-03-18 |
A2            | R2          | C2       | 2016-03-18 |
A3            | R3          | C3       | 2016-01-05 | 2016-04-29
A4            | R4          | C4       | 2016-01-05 |
A5            | R5          | C5       | 2016-04-25 |
A6            | R6          | C6       | 2016-04-25 |
A7a           | R7          | C7       | 2015-06-02 | 2015-07-01
A7b           | R7          | C7       | 2016-03-17 |

expect
assessment_id | outcome      | due_on     | because
A1            | out_of_scope |            | W07: 45 working days today; due today is not overdue
A2            | not_met      | 2016-05-23 | the 46th working day: one over
A3            | met          | 2016-03-07 | finished late, so nothing is outstanding now
A4            | out_of_scope |            | the episode has closed
A5            | out_of_scope |            | W03: not due until 28 June, two bank holidays on the way
A6            | not_recorded |            | the referral it is counted from has no date
A7a           | met          | 2015-08-03 | the first assessment of the episode
A7b           | out_of_scope |            | a later assessment is counted from its own start: due today

as at 2017-01-12
counting period

referrals
referral_id | child_id | received_on
R1          | C1       | 2016-11-07
R2          | C2       | 2016-11-04
R3          | C3       | 2016-11-04

assessments
assessment_id | referral_id | child_id | started_on | authorised_on
A1            | R1          | C1       | 2016-11-08 | 2017-01-12
A2            | R2          | C2       | 2016-11-07 | 2017-01-12
A3            | R3          | C3       | 2016-11-07 |

expect
assessment_id | outcome | due_on     | because
A1            | met     | 2017-01-12 | W05: the 45th working day, over Christmas and the substitute new year holiday
A2            | not_met | 2017-01-11 | one working day late
A3            | not_met | 2017-01-11 | late and still outstanding
"""
