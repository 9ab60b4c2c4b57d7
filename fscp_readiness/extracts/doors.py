"""Which door a source comes in by."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Set
from pathlib import Path

from fscp_readiness.settings.sources import Sources
from fscp_readiness.vocabulary import Counting

from . import folder
from .extract import Extract
from .problems import ArgumentsProblem, SourceProblem
from .room import Room

_OTHER_WORKBOOKS = {
    ".xls": "an old Excel workbook (.xls)",
    ".xlsb": "a binary Excel workbook (.xlsb)",
    ".ods": "an OpenDocument workbook (.ods)",
}
_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)([-_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


def read(
    source: str,
    sources: Sources,
    *,
    as_at: dt.date,
    extracted_on: dt.date | None = None,
    previously_empty: Set[str] = frozenset(),
    room: Room | None = None,
) -> Extract:
    """Read a folder of SSD files, an SQLAlchemy URL, or an Annex A workbook.

    source            a path, or a URL with ``://``
    as_at             the last complete day
    extracted_on      the day the extract was made; by default ``as_at``
    previously_empty  SSD names of tables that were empty last night
    room              the memory that a night may take; None: nothing is too big (a workbook has a limit of its own)
    Raises SourceProblem (the source's to fix) and ArgumentsProblem (yours to fix).
    """
    day = extracted_on or as_at
    if not source:
        raise ArgumentsProblem("ARG-01", "No source was named: give a folder, a database URL or a workbook.")
    if "://" in source:
        from . import database

        return database.read(source, sources, as_at=as_at, extracted_on=day, previously_empty=previously_empty, room=room)
    path = Path(source)
    kind = path.suffix.lower()
    _of_this_night(path.name, as_at, day)
    if path.is_dir():
        return folder.read(path, sources, as_at=as_at, extracted_on=day, previously_empty=previously_empty, room=room)
    if not path.exists():
        raise SourceProblem(
            "SRC-02",
            f"There is no folder or file called {path.name!r}, or its share is not reachable. Is --source right, and is the share there?",
        )
    if kind in (".xlsx", ".xlsm"):
        from . import annex_a

        return annex_a.read(path, sources, as_at=as_at, extracted_on=day)
    if kind in _OTHER_WORKBOOKS:
        raise ArgumentsProblem("FILE-46", f"{path.name} is {_OTHER_WORKBOOKS[kind]}; open it in Excel and save it as .xlsx.")
    raise ArgumentsProblem("ARG-02", f"{path.name} cannot be read. Name a folder of SSD files, a database URL or an .xlsx workbook.")


def content_hash(source: str, *, as_at: dt.date, extracted_on: dt.date | None = None, room: Room | None = None) -> str | None:
    """The hash that the source's Extract will have, where that is known without reading its rows (a folder of files); else None.

    Raises ArgumentsProblem FILE-23, as ``read``. What cannot be looked at, or has no room, is None too: ``read`` says why.
    """
    if not source or "://" in source:
        return None
    path = Path(source)
    _of_this_night(path.name, as_at, extracted_on or as_at)
    try:
        return folder.content_hash(path, room) if path.is_dir() else None
    except (OSError, SourceProblem):
        return None


def _of_this_night(name: str, as_at: dt.date, extracted_on: dt.date) -> None:
    """Refuse a folder or workbook whose name says another day than the last complete one, the morning after it or the extract's."""
    found = _DAY_IN_NAME.search(name)
    if found is None:
        return
    said = f"{found[1]}-{found[3]}-{found[4]}"
    if said not in {day.isoformat() for day in (as_at, as_at + dt.timedelta(days=1), extracted_on)}:
        raise ArgumentsProblem(
            "FILE-23",
            f"{name} says that it is of {said}, and the night asked for is {as_at.isoformat()}. Nothing was read. Name tonight's extract; "
            "or, to fill in an earlier night, give its own --as-at and --back-fill.",
        )


def answerable(extract: Extract) -> Mapping[str, frozenset[Counting]] | None:
    """Practice standard's code -> the countings that this extract's door can answer; None where the tables themselves decide."""
    if extract.door != "annex_a":
        return None
    from .annex_a import ANNEX_A_ANSWERS

    return ANNEX_A_ANSWERS
