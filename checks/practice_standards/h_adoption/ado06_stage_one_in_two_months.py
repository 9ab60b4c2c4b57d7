"""The first stage of an adopter's approval is finished within two months of its start."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, adoption, clocks, months
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="ADO-06.stage1",
    name="Adopters' first stage in two months",
    wording="The first stage of an adopter's approval is finished within two months of the day it started.",
    why="People who come forward and hear nothing go elsewhere, and a child loses a family nobody met.",
    source="Statutory guidance on adoption (edition in force): adopter approval in two stages",
    source_class=SourceClass.GUIDANCE,
    record="adopters",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=months(2),
    assumed="the two months: the guidance was not read here",
    what_to_do="Finish the stage and record its last day; where the adopter asked for more time or has left, record that day and why.",
    owner="Head of Service, Adoption",
    field="adopters.stage_1_ended_on",
    judgements=("SIF-GJ1", "IL-CIC"),
    second_of="ADO-06",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Adopters who began the stage, once it has ended or is late. Live: those who have neither left nor adopted."""
    later = ("stage_2_started_on", "stage_2_ended_on", "approved_on", "matched_on", "placed_on", "adoption_order_on")
    return adoption.stage(tables, asked, "stage_1_started_on", "stage_1_ended_on", later)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Did the first stage end in time? Missing where its start is blank, its end came before, or the second stage says it ended on no known day."""
    return clocks.once_met(rows, asked, in_order=True)


EXAMPLES = """
as at 2016-06-29

adopters
adopter_id | enquired_on | stage_1_started_on | stage_1_ended_on | stage_2_started_on | left_on    | leaving_reason
A1         | 2016-02-01  | 2016-04-28         |                  |                    |            |
A2         | 2016-02-01  | 2016-04-29         |                  |                    |            |
A3         | 2015-06-01  | 2015-08-03         | 2016-02-01       | 2016-02-02         |            |
A4         | 2015-06-01  | 2015-08-03         |                  |                    | 2016-01-04 | 1
A5         | 2015-06-01  | 2015-08-03         |                  | 2015-11-02         |            |
A6         | 2016-06-01  |                    |                  |                    |            |
A7         | 2015-06-01  |                    | 2015-10-01       |                    |            |
A8         | 2015-06-01  | 2015-08-03         | #N/A             |                    |            |
A9         | 2015-06-01  | 2015-08-03         | 2015-08-02       |                    |            |
A10        | 2015-06-01  | 2015-08-03         |                  |                    |            | 3
A11        | 2015-06-01  | #N/A               |                  |                    |            |

expect
adopter_id | outcome      | due_on     | reason           | field                       | because
A1         | not_met      | 2016-06-28 | outstanding      | adopters.stage_1_ended_on   | due yesterday
A2         | out_of_scope |            |                  |                             | due today is not late
A3         | met          | 2015-10-03 |                  |                             | ended late, so nothing is outstanding
A4         | out_of_scope |            |                  |                             | left
A5         | not_recorded | 2015-10-03 | blank_field      | adopters.stage_1_ended_on   | in the second stage, so the first ended, on no recorded day
A6         | out_of_scope |            |                  |                             | not begun
A7         | met          |            |                  |                             | ended, so nothing is outstanding, though the day it started is blank
A8         | not_recorded | 2015-10-03 | unreadable_value | adopters.stage_1_ended_on   | ended on a day that cannot be read
A9         | not_recorded | 2015-10-03 | conflict         | adopters.stage_1_ended_on   | ended before it started
A10        | not_recorded | 2015-10-03 | blank_field      | adopters.left_on            | a reason for leaving, on no recorded day
A11        | not_recorded |            | unreadable_value | adopters.stage_1_started_on | started on a day that cannot be read

as at 2016-06-29
counting period

adopters
adopter_id | enquired_on | stage_1_started_on | stage_1_ended_on | stage_2_started_on | left_on
A1         | 2015-06-01  | 2015-12-31         | 2016-02-29       |                    |
A2         | 2015-06-01  | 2015-12-31         | 2016-03-01       |                    |
A3         | 2015-06-01  | 2015-12-31         |                  |                    |
A4         | 2015-06-01  | 2015-12-31         |                  |                    | 2016-02-29
A5         | 2015-06-01  | 2015-10-28         | 2015-12-28       |                    |
A6         | 2015-06-01  |                    | 2016-02-29       |                    |
A7         | 2015-06-01  | 2015-12-31         | 2016-03-01       | 2016-03-02         |

expect
adopter_id | outcome      | due_on     | because
A1         | met          | 2016-02-29 | on the last day in time: no 31 February
A2         | not_met      | 2016-02-29 | one day late
A3         | not_met      | 2016-02-29 | late and outstanding
A4         | out_of_scope |            | left by the day it was due
A5         | out_of_scope |            | due and done the day before the six months
A6         | not_recorded |            | ended, and the day it started is blank
A7         | not_met      | 2016-02-29 | one day late: that the second stage has begun makes the first no less late
"""
