"""A strategy discussion is held within one working day of the need for it being seen."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, enquiries, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="S47-04",
    name="Strategy discussions held within a working day",
    wording="Every strategy discussion is held within one working day of the need for it being identified.",
    why="While a child may be suffering harm, the police, health and children's social care each know a part of it. Until they talk, nobody knows enough to act.",
    source="Ofsted, inspecting local authority children's services, 2026: strategy discussions; the one working day is the council's own",
    source_class=SourceClass.OFSTED,
    record="strategy_discussions",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(1),
    what_to_do="Hold the discussion today. If it was held, record its day.",
    owner="Head of Service, Safeguarding",
    field="strategy_discussions.held_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
    assumed="that the discussion is held within one working day of the need being identified",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Discussions (live: of open episodes), once held or late. One whose day is blank though its enquiry began may have been held."""
    rows = enquiries.with_episode_end(tables.strategy_discussions, tables)
    if asked.live:
        rows = rows[rows["ends_on"].isna()]
    rows = rows.assign(
        starts_on=rows["need_identified_on"],
        start_field="strategy_discussions.need_identified_on",
        done_on=rows["held_on"],
        done_field="strategy_discussions.held_on",
        maybe_done=rows["held_on"].isna() & rows["enquiry_id"].isin(tables.section_47_enquiries["enquiry_id"]),
        maybe_reason="blank_field",
        maybe_field="strategy_discussions.held_on",
    )
    return clocks.once(clocks.doubt_where_unreadable(rows, tables, "strategy_discussions", "held_on", "discussion_id"), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it held in time? Missing where the day of need is blank, it was held before that day, or whether it was held is unclear."""
    return clocks.once_met(rows, asked, in_order=True)


EXAMPLES = """
as at 2016-03-30

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-03-01  |
R2          | C2       | 2016-03-01  | 2016-03-29

section_47_enquiries
enquiry_id | child_id | started_on
Q5         | C1       | 2016-03-24
Q13        | C1       |

strategy_discussions
discussion_id | referral_id | child_id | enquiry_id | need_identified_on | held_on
D1            | R1          | C1       |            | 2016-03-24         | 2016-03-29
D2            | R1          | C1       |            | 2016-03-24         |
D3            | R1          | C1       |            | 2016-03-29         |
D4            | R2          | C2       |            | 2016-03-24         |
D5            | R1          | C1       | Q5         | 2016-03-24         |
D6            | R1          | C1       |            | 2016-03-24         | #N/A
D7            | R1          | C1       |            | 2016-03-24         | 2016-03-23
D8            | R1          | C1       |            |                    |
D9            | R1          | C1       |            |                    | 2016-03-24
D10           |             | C1       |            | 2016-03-24         |
D11           | R1          | C1       |            | 2016-03-01         | 2016-03-24
D12           | R1          | C1       |            | #N/A               |
D13           | R1          | C1       | Q13        | 2016-03-24         |

expect
discussion_id | outcome      | due_on     | reason           | field                                   | because
D1            | met          | 2016-03-29 |                  |                                         | held on the next working day, after Easter
D2            | not_met      | 2016-03-29 | outstanding      | strategy_discussions.held_on            | due yesterday
D3            | out_of_scope |            |                  |                                         | due today
D4            | out_of_scope |            |                  |                                         | the episode has closed
D5            | not_recorded | 2016-03-29 | blank_field      | strategy_discussions.held_on            | its enquiry began: it may have been held, and its day is blank
D6            | not_recorded | 2016-03-29 | unreadable_value | strategy_discussions.held_on            | the day cannot be read
D7            | not_recorded | 2016-03-29 | conflict         | strategy_discussions.held_on            | held before the need was identified
D8            | not_recorded |            | blank_field      | strategy_discussions.need_identified_on | neither day is recorded
D9            | met          |            |                  |                                         | held: nothing is outstanding
D10           | not_met      | 2016-03-29 | outstanding      | strategy_discussions.held_on            | no episode is named: it stays in
D11           | met          | 2016-03-02 |                  |                                         | held late, and not outstanding
D12           | not_recorded |            | unreadable_value | strategy_discussions.need_identified_on | the day of need cannot be read
D13           | not_recorded | 2016-03-29 | blank_field      | strategy_discussions.held_on            | its enquiry is on record, on whatever day it began: it may have been held

as at 2016-03-30
counting period

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-03-01  |
R2          | C2       | 2016-03-01  | 2016-03-29

section_47_enquiries

strategy_discussions
discussion_id | referral_id | child_id | enquiry_id | need_identified_on | held_on
D1            | R1          | C1       |            | 2016-03-24         | 2016-03-29
D2            | R1          | C1       |            | 2016-03-23         | 2016-03-29
D3            | R2          | C2       |            | 2016-03-24         |
D4            | R2          | C2       |            | 2016-03-23         |
D5            | R1          | C1       |            |                    | 2016-03-29
D6            | R1          | C1       |            | 2015-09-29         | 2015-09-30

expect
discussion_id | outcome      | due_on     | because
D1            | met          | 2016-03-29 | on the last day in time
D2            | not_met      | 2016-03-24 | held one working day late
D3            | out_of_scope |            | the episode closed on the last day in time
D4            | not_met      | 2016-03-24 | never held
D5            | not_recorded |            | held on a day in the period, and when it was needed is not known
D6            | met          | 2015-09-30 | the first day of the period
"""
