"""The performance and management information that is asked for: whose it is, how old, and whether its file lies where it should.

A file is looked for by its name alone. None is opened: what is in it is its owner's to answer for.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from fscp_readiness.settings.inspection import Inspection


class Found(StrEnum):
    """What became of looking for a file."""

    FOUND = "found"
    NOT_FOUND = "not found"
    NOWHERE_SAID = "place not said"


class UpToDate(StrEnum):
    """How old its owner says a document is, on the day of the call."""

    YES = "up to date"
    TOO_OLD = "too old"
    AHEAD = "dated after the call"
    NOT_SAID = "date not said"


@dataclass(frozen=True)
class Checked:
    """One document. ``ready``: it was found and is up to date."""

    title: str
    owner: str
    file: str
    last_updated: dt.date | None
    found: Found
    up_to_date: UpToDate

    @property
    def ready(self) -> bool:
        return self.found is Found.FOUND and self.up_to_date is UpToDate.YES


def look_for(inspection: Inspection, called: dt.date, config: Path) -> tuple[Checked, ...]:
    """Every document of the checklist, in its order. A relative ``documents_folder`` is one beside ``config``."""
    folder = config.parent / inspection.documents_folder if inspection.documents_folder else None
    return tuple(
        Checked(
            each.title, each.owner, each.file, each.last_updated,
            _found(folder, each.file), _aged(each.last_updated, each.within_days, called),
        )
        for each in inspection.documents
    )  # fmt: skip


def _found(folder: Path | None, file: str) -> Found:
    if folder is None or not file:
        return Found.NOWHERE_SAID
    return Found.FOUND if (folder / file).is_file() else Found.NOT_FOUND


def _aged(last: dt.date | None, within_days: int, called: dt.date) -> UpToDate:
    if last is None:
        return UpToDate.NOT_SAID
    days = (called - last).days
    if days < 0:
        return UpToDate.AHEAD
    return UpToDate.YES if days <= within_days else UpToDate.TOO_OLD
