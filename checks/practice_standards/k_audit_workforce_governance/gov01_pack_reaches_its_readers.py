"""The board, the lead member and the scrutiny panel each read the pack every month, and what they decide is recorded."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, governance, months
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="GOV-01",
    name="The pack reaches its readers every month",
    wording="The board, the lead member and the scrutiny panel are each given the pack at least every month, and what they decide is recorded.",
    why="Those who answer for the service must know what is true of it, and be able to show what they did about it.",
    source="Kirklees Cabinet report, 24 May 2016, 5.6 to 5.11",
    source_class=SourceClass.SEED,
    record="governance_meetings",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=months(1),
    what_to_do="Put the pack on the next agenda, and record the meeting, the pack it read and what it decided in config/governance.toml.",
    owner="Director of Children's Services",
    field="governance_meetings.held_on",
    findings=False,
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("5.6", "5.7", "5.8", "5.9", "5.10", "5.11"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """The three readers, each with the last meeting that was given the pack."""
    return governance.last_reading(tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """In the last month? Missing where a meeting has no day, or does not say which pack was read or what was decided."""
    answer = clocks.answers(rows)
    answer["met"] = (rows["due_on"] >= asked.today).fillna(False).astype("boolean")
    answer.loc[rows["done_on"].isna(), "reason"] = str(Reason.NO_EVENT)
    in_time = answer["met"].fillna(False).astype(bool)
    answer = governance.not_dated(answer, in_time & rows["decisions"].isna(), "governance_meetings.decisions")
    answer = governance.not_dated(answer, in_time & rows["pack_as_at"].isna(), "governance_meetings.pack_as_at")
    return governance.not_dated(answer, rows["maybe"] & ~in_time, "governance_meetings.held_on")


EXAMPLES = """
as at 2016-05-24

governance_meetings
meeting_id | reader      | held_on    | pack_as_at | decisions
M1         | board       | 2016-04-24 | 2016-04-22 | two more auditors
M2         | board       | 2016-03-24 | 2016-03-22 |
M3         | lead_member | 2016-04-23 | 2016-04-22 | none
M4         | scrutiny    | 2016-05-25 | 2016-05-24 | none

expect
record_id   | outcome | due_on     | reason      | because
board       | met     | 2016-05-24 |             | a month ago to the day
lead_member | not_met | 2016-05-23 | outstanding | a day over a month
scrutiny    | not_met |            | no_event    | meets tomorrow, and never has before

as at 2016-05-24

governance_meetings
meeting_id | reader      | held_on    | pack_as_at | decisions
M1         | board       | 2016-05-20 | 2016-05-19 |
M2         | lead_member | 2016-05-20 |            | none
M3         | scrutiny    | #N/A       | 2016-05-19 | none

expect
record_id   | outcome      | reason      | field                          | because
board       | not_recorded | blank_field | governance_meetings.decisions  | nobody recorded what was decided: 'none' is an answer, a blank is not
lead_member | not_recorded | blank_field | governance_meetings.pack_as_at | which night's pack was read is blank
scrutiny    | not_recorded | blank_field | governance_meetings.held_on    | met on a day that cannot be read
"""
