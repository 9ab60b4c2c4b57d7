"""A census return written from a night's own tables, as a case system would send it: for tests that then change one thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pandas as pd

from fscp_readiness.tables import Tables


def census_of(tables: Tables, last: dt.date, council: str = "999", leave_out: Iterable[str] = (), more: str = "") -> str:
    """The XML of the twelve months to ``last``. leave_out: ids of children who are not in it; more: elements put after the children."""
    first = (pd.Timestamp(last) - pd.DateOffset(years=1) + pd.Timedelta(days=1)).date()
    cases: dict[str, list[str]] = {}
    for row in _rows(tables, "referrals"):
        received, closed = row["received_on"], row["closed_on"]
        if received is not None and received <= last and (closed is None or closed >= first):
            nfa = "true" if row["no_further_action"] else "false"
            inside = _tag("CINreferralDate", received) + _tag("CINclosureDate", closed, last) + _tag("ReferralNFA", nfa)
            cases.setdefault(row["child_id"], []).append(inside)
    held = {row["enquiry_id"]: row["held_on"] for row in _rows(tables, "initial_conferences") if row["enquiry_id"] is not None}
    alone = [row for row in _rows(tables, "initial_conferences") if row["enquiry_id"] is None]
    modules: tuple[tuple[str | list[dict[str, Any]], str, dict[str, str]], ...] = (
        ("assessments", "Assessments", {"AssessmentActualStartDate": "started_on", "AssessmentAuthorisationDate": "authorised_on"}),
        ("section_47_enquiries", "Section47", {"S47ActualStartDate": "started_on"}),
        (alone, "Section47", {"DateOfInitialCPC": "held_on"}),
        ("cp_plans", "ChildProtectionPlans", {"CPPstartDate": "started_on", "CPPendDate": "ended_on"}),
    )
    for name, element, columns in modules:
        for row in _rows(tables, name) if isinstance(name, str) else name:
            if row.get("other_council"):
                continue
            inside = "".join(_tag(tag, row[column], last) for tag, column in columns.items())
            if name == "section_47_enquiries" and inside:
                inside += _tag("DateOfInitialCPC", held.get(row["enquiry_id"]), last)
            case = cases.setdefault(row["child_id"], [""])
            case[0] += f"<{element}>{inside}</{element}>" if inside else ""
    children = "".join(
        f"<Child><ChildIdentifiers><LAchildID>{child}</LAchildID></ChildIdentifiers>"
        f"{''.join(f'<CINdetails>{case}</CINdetails>' for case in found)}</Child>"
        for child, found in sorted(cases.items())
        if child not in set(leave_out)
    )
    return (
        "<Message><Header><CollectionDetails><Collection>CIN</Collection>"
        f"<Year>{last.year}</Year><ReferenceDate>{last}</ReferenceDate></CollectionDetails>"
        f"<Source><LEA>{council}</LEA></Source></Header><Children>{children}{more}</Children></Message>"
    )


def _rows(tables: Tables, name: str) -> list[dict[str, Any]]:
    frame = tables.everything(name).astype("object")
    frame = frame.where(frame.notna(), None)
    days = [column for column in frame if column.endswith("_on")]
    rows = frame[frame["child_id"].notna()].to_dict("records")
    return [{**row, **{day: row[day].date() if row[day] is not None else None for day in days}} for row in rows]


def _tag(name: str, value: object, last: dt.date | None = None) -> str:
    """One element; none where there is no value, or where it is of a day after the return's last."""
    if value is None or (last is not None and isinstance(value, dt.date) and value > last):
        return ""
    return f"<{name}>{value}</{name}>"
