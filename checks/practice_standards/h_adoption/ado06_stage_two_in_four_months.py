"""The second stage of an adopter's approval is decided within four months of its start."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, adoption, clocks, months
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="ADO-06",
    name="Adopters approved in four months of stage two",
    wording="The second stage of an adopter's approval is finished within four months of the day it started.",
    why="A child is waiting for the family that is waiting for an answer.",
    source="Statutory guidance on adoption (edition in force): adopter approval in two stages",
    source_class=SourceClass.GUIDANCE,
    record="adopters",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=months(4),
    assumed="the four months: the guidance was not read here",
    what_to_do="Finish the stage and record its last day; where the adopter asked for more time or has left, record that day and why.",
    owner="Head of Service, Adoption",
    field="adopters.stage_2_ended_on",
    judgements=("SIF-GJ1", "IL-CIC"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Adopters who began the stage, once it has ended or is late. Live: those who have neither left nor adopted."""
    return adoption.stage(
        tables, asked, "stage_2_started_on", "stage_2_ended_on", ("approved_on", "matched_on", "placed_on", "adoption_order_on")
    )


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Did it end in time? Missing where its start is blank, its end came before, or a later step says it ended on no known day."""
    return clocks.once_met(rows, asked, in_order=True)


EXAMPLES = """
as at 2016-06-29

adopters
adopter_id | enquired_on | stage_2_started_on | stage_2_ended_on | approved_on | matched_on | adoption_order_on | left_on    | leaving_reason
A1         | 2015-11-01  | 2016-02-28         |                  |             |            |                   |            |
A2         | 2015-11-01  | 2016-02-29         |                  |             |            |                   |            |
A3         | 2015-06-01  | 2015-08-03         | 2016-02-01       |             |            |                   |            |
A4         | 2015-06-01  | 2015-08-03         |                  |             |            |                   | 2016-01-04 | 1
A5         | 2015-06-01  | 2015-08-03         |                  | 2016-02-01  |            |                   |            |
A6         | 2015-06-01  |                    |                  | 2016-02-01  |            |                   |            |
A7         | 2015-06-01  |                    | 2016-02-01       |             |            |                   |            |
A8         | 2015-06-01  | #N/A               |                  |             |            |                   |            |
A9         | 2015-06-01  | 2016-02-28         | #N/A             |             |            |                   |            |
A10        | 2015-06-01  | 2015-08-03         | 2015-08-02       |             |            |                   |            |
A11        | 2015-06-01  | 2015-08-03         |                  |             |            |                   |            | 2
A12        | 2015-06-01  | 2015-08-03         | 2015-11-03       | 2015-11-10  | 2016-01-04 | 2016-06-01        |            |
A13        | 2015-06-01  | 2015-08-03         |                  |             |            |                   | #N/A       |
A14        | 2016-02-01  | 2016-02-28         | 2016-06-30       |             |            |                   |            |
A15        | 2015-06-01  | 2015-08-03         |                  |             | 2016-05-01 |                   |            |
A16        | 2015-11-01  | 2016-03-01         |                  |             |            |                   |            | 2
A17        | 2015-11-01  | 2016-02-28         |                  |             |            |                   | 2016-06-30 | 2
A18        | 2015-06-01  | 2015-08-03         |                  |             |            | #N/A              |            |

expect
adopter_id | outcome      | due_on     | reason           | field                       | because
A1         | not_met      | 2016-06-28 | outstanding      | adopters.stage_2_ended_on   | due yesterday
A2         | out_of_scope |            |                  |                             | due today is not late
A3         | met          | 2015-12-03 |                  |                             | decided late, so nothing is outstanding
A4         | out_of_scope |            |                  |                             | left
A5         | not_recorded | 2015-12-03 | blank_field      | adopters.stage_2_ended_on   | approved, so the stage ended, on no recorded day
A6         | out_of_scope |            |                  |                             | the old route: no stages
A7         | met          |            |                  |                             | decided, so nothing is outstanding, though the day it started is blank
A8         | not_recorded |            | unreadable_value | adopters.stage_2_started_on | started on a day that cannot be read
A9         | not_recorded | 2016-06-28 | unreadable_value | adopters.stage_2_ended_on   | ended on a day that cannot be read
A10        | not_recorded | 2015-12-03 | conflict         | adopters.stage_2_ended_on   | ended before it started
A11        | not_recorded | 2015-12-03 | blank_field      | adopters.left_on            | a reason for leaving, on no recorded day
A12        | out_of_scope |            |                  |                             | has adopted
A13        | not_recorded | 2015-12-03 | unreadable_value | adopters.left_on            | left on a day that cannot be read
A14        | not_met      | 2016-06-28 | outstanding      | adopters.stage_2_ended_on   | to be decided tomorrow, so outstanding tonight
A15        | not_recorded | 2015-12-03 | blank_field      | adopters.stage_2_ended_on   | matched with a child, so the stage ended, on no recorded day
A16        | out_of_scope |            |                  |                             | not late: whether they have left changes nothing
A17        | not_met      | 2016-06-28 | outstanding      | adopters.stage_2_ended_on   | leaves tomorrow, so outstanding tonight
A18        | not_recorded | 2015-12-03 | blank_field      | adopters.stage_2_ended_on   | adopted on a day that cannot be read, so the stage ended

as at 2016-06-29
counting period

adopters
adopter_id | enquired_on | stage_2_started_on | stage_2_ended_on | left_on
A1         | 2015-06-01  | 2015-10-31         | 2016-02-29       |
A2         | 2015-06-01  | 2015-10-31         | 2016-03-01       |
A3         | 2015-06-01  | 2015-10-31         |                  |
A4         | 2015-06-01  | 2015-10-31         |                  | 2016-02-29
A5         | 2015-06-01  | 2015-10-31         |                  | 2016-03-01
A6         | 2015-06-01  | 2015-08-28         | 2015-12-28       |
A7         | 2015-06-01  | 2015-08-29         | 2015-12-29       |
A8         | 2016-01-01  | 2016-03-01         |                  |
A9         | 2015-06-01  |                    | 2016-03-01       |

expect
adopter_id | outcome      | due_on     | because
A1         | met          | 2016-02-29 | on the last day in time: no 31 February, and 2016 is a leap year
A2         | not_met      | 2016-02-29 | one day late
A3         | not_met      | 2016-02-29 | late and outstanding
A4         | out_of_scope |            | left by the day it was due
A5         | not_met      | 2016-02-29 | left after the day it was due, undecided
A6         | out_of_scope |            | due and done the day before the six months
A7         | met          | 2015-12-29 | due and done on their first day
A8         | out_of_scope |            | neither due nor done
A9         | not_recorded |            | decided, and the day it started is blank
"""
