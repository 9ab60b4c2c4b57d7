"""Small tables that the council keeps in config/ because no case system holds them: manual trackers, meetings, school terms.

Each is a file that may be absent: then what rests on it is not assessable. To add one: a model of its row, and a line of ``FILES``.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from .service import explained, read_toml
from .terms import load_terms


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Tracker(_Row):
    """A spreadsheet or list that a team keeps by hand (DQR-04). ``owner`` is a post, never a person."""

    name: str
    team: str = ""
    owner: str = ""
    started_on: dt.date | None = None
    retired_on: dt.date | None = None


class Meeting(_Row):
    """A meeting that was given the pack (GOV-01). ``decisions``: what was decided, or "none"; blank is not recorded."""

    reader: Literal["board", "lead_member", "scrutiny"]
    held_on: dt.date | None = None
    pack_as_at: dt.date | None = None
    decisions: str = ""


class Document(_Row):
    """A document that the file of every child of a cohort must hold (REC-04)."""

    cohort: Literal["assessment", "child in need", "child protection", "in care", "short break", "care leaver"]
    document: str
    authorised: bool = False
    within_days: int = 0
    once_reviewed: bool = False


class _Documents(_Row):
    """``owner`` is a post; without ``agreed_on`` the matrix is a default that awaits the council's approval."""

    owner: str = ""
    agreed_on: dt.date | None = None
    review_by: dt.date | None = None
    document: tuple[Document, ...] = ()


class _Trackers(_Row):
    tracker: tuple[Tracker, ...] = ()


class _Meetings(_Row):
    meeting: tuple[Meeting, ...] = ()


FILES: Final[dict[str, tuple[str, type[BaseModel], str]]] = {
    "manual_trackers": ("trackers.toml", _Trackers, "tracker"),
    "required_documents": ("documents.toml", _Documents, "document"),
    "governance_meetings": ("governance.toml", _Meetings, "meeting"),
}
"""Canonical table -> its file under config/, the model of the file, and the name of its rows there."""

Rows = list[dict[str, object]]


def council_tables(folder: Path) -> dict[str, Rows]:
    """Canonical table -> its rows, for each file that is there. Raises ConfigProblem with a sentence."""
    found: dict[str, Rows] = {}
    for name, (file, model, rows) in FILES.items():
        path = folder / file
        if path.exists():
            found[name] = _read(path, model, rows)
    terms = load_terms(folder / "terms.csv")
    if terms is not None:
        found["school_terms"] = [dataclasses.asdict(term) for term in terms]
    return found


def _read(path: Path, model: type[BaseModel], rows: str) -> Rows:
    try:
        whole = model.model_validate(read_toml(path))
    except ValidationError as problem:
        raise explained(problem, model, path) from None
    return [row.model_dump() for row in getattr(whole, rows)]
