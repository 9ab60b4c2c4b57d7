"""When the reporting database says that it was last loaded, and what follows for a night."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from fscp_readiness.settings.database import Place

from .problems import SourceProblem
from .values import LONDON


@dataclass(frozen=True)
class Loaded:
    """The newest value that the loading left. ``at``: London time."""

    at: dt.datetime


def loaded_at(connection: sa.Connection, place: Place, schema: str) -> Loaded:
    """The watermark. Raises SourceProblem SRC-08 where there is none: nobody can tell whether a load has ended."""
    table = sa.table(place.table, sa.column(place.column), schema=schema or None)
    newest = connection.execute(sa.select(sa.func.max(table.c[place.column]))).scalar()
    at = _moment(newest)
    if at is None:
        raise SourceProblem(
            "SRC-08",
            f"The reporting database does not say when it was last loaded: {place.table} holds no date in {place.column}. "
            "IT: has a load ever ended, and is config/sources right about where that is written?",
        )
    return Loaded(at)


def said_of(loaded: Loaded | None, name: str, as_at: dt.date, extracted_on: dt.date) -> tuple[str, ...]:
    """The sentences that a pack must carry. A load before the night's own day is late; one after the morning that follows cannot be."""
    if loaded is None:
        return ()
    day, at = loaded.at.date(), f"{loaded.at:%-d %B %Y at %H:%M}"
    if day > max(extracted_on, as_at) + dt.timedelta(days=1):
        return (
            f"The reporting database {name} says it was loaded on {at}, which has not come yet: its clock is wrong. Every date here is "
            f"counted to {as_at:%-d %B %Y}. IT: put the database server's clock right. [SRC-20]",
        )
    if day < as_at:
        return (
            f"The reporting database {name} was last loaded on {at}: what was recorded since is not in this pack. "
            "IT: has the nightly load failed? [SRC-10]",
        )
    return ()


def _moment(value: object) -> dt.datetime | None:
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if isinstance(value, dt.datetime):
        return value.astimezone(LONDON).replace(tzinfo=None) if value.tzinfo else value
    return dt.datetime(value.year, value.month, value.day) if isinstance(value, dt.date) else None
