"""The return's own timeliness: which events are in the year, the last working day in time, and what has no first day."""

from __future__ import annotations

import pytest

from fscp_readiness.measures.census_timeliness import timeliness
from fscp_readiness.standards import Calendar

from .test_census import returned

CALENDAR = Calendar.read()


def counted(code, **rows):
    found = {each.code: each for each in timeliness(returned(**rows), CALENDAR)}[code]
    return found.met, found.in_scope, found.undated


def asm(started, authorised):
    return {"child_id": "C000001", "started_on": started, "authorised_on": authorised}


def enquiry(started, held):
    return {"child_id": "C000001", "started_on": started, "conference_on": held}


@pytest.mark.parametrize(
    ("started", "authorised", "expected"),
    [
        ("2023-06-01", "2023-08-03", (1, 1, 0)),  # the 45th working day
        ("2023-06-01", "2023-08-04", (0, 1, 0)),
        ("2023-02-01", "2023-03-31", (0, 0, 0)),  # authorised before the year
        ("2023-04-01", "2023-04-01", (1, 1, 0)),
        ("2024-03-01", "2024-03-31", (1, 1, 0)),
        ("2024-03-01", "2024-04-01", (0, 0, 0)),
        (None, "2023-08-03", (0, 1, 1)),
        ("2023-06-01", None, (0, 0, 0)),
    ],
)
def test_assessments_by_the_day_they_were_authorised(started, authorised, expected):
    assert counted("ASM-01.dfe", assessments=[asm(started, authorised)]) == expected


@pytest.mark.parametrize(
    ("started", "held", "expected"),
    [
        ("2023-06-01", "2023-06-22", (1, 1, 0)),  # the 15th working day
        ("2023-06-01", "2023-06-23", (0, 1, 0)),
        ("2023-12-01", "2023-12-22", (1, 1, 0)),
        ("2023-12-08", "2024-01-03", (1, 1, 0)),  # the 15th, over three bank holidays
        ("2023-12-08", "2024-01-04", (0, 1, 0)),
        (None, "2023-06-22", (0, 1, 1)),
        ("2023-06-01", None, (0, 0, 0)),
    ],
)
def test_conferences_by_the_enquiry_s_own_first_day(started, held, expected):
    assert counted("S47-01", section_47=[enquiry(started, held)]) == expected
