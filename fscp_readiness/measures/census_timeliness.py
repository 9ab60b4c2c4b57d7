"""What a census return says of being in time, from its own rows: assessments in 45 working days, initial conferences in 15."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from fscp_readiness.extracts.cin_census import CensusReturn
from fscp_readiness.standards import Calendar

ASSESSMENT_DAYS, CONFERENCE_DAYS = 45, 15
"""Working days: Working Together and the children in need census guide. A conference's clock is its section 47 enquiry's."""


@dataclass(frozen=True)
class Timely:
    """One share of the return's own. ``code`` is the measure that England publishes of it; ``undated`` have no day to count from."""

    code: str
    what: str
    met: int
    in_scope: int
    undated: int


def timeliness(returned: CensusReturn, calendar: Calendar) -> tuple[Timely, ...]:
    """Both shares over the return's twelve months, first and last day in; what has no first day stands in the whole and is not met."""
    return (
        _timely(
            "ASM-01.dfe", f"Assessments authorised in the year, in {ASSESSMENT_DAYS} working days of their start",
            returned, calendar, returned.assessments, "authorised_on", ASSESSMENT_DAYS,
        ),
        _timely(
            "S47-01", f"Initial conferences held in the year under a section 47 enquiry, in {CONFERENCE_DAYS} working days of its start",
            returned, calendar, returned.section_47, "conference_on", CONFERENCE_DAYS,
        ),
    )  # fmt: skip


def _timely(code: str, what: str, returned: CensusReturn, calendar: Calendar, rows: pd.DataFrame, ends: str, most: int) -> Timely:
    first, last = pd.Timestamp(returned.begins), pd.Timestamp(returned.reference_date)
    mine = rows[rows[ends].between(first, last)]
    days = calendar.between(mine["started_on"], mine[ends])
    return Timely(code, what, int(days.le(most).fillna(False).sum()), len(mine), int(mine["started_on"].isna().sum()))
