"""What this council says of its reporting database: which one it is, when it was loaded, and how long it may take to answer."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Place(BaseModel):
    """One column of one table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str = Field(min_length=1)
    column: str = Field(min_length=1)


class Marker(Place):
    """A row that only the right database has: ``column`` of ``table`` holds ``value``."""

    value: str = Field(min_length=1)


class Database(BaseModel):
    """``database:`` in ``config/sources/*.yaml``; everything may be left out.

    name, server        what the database and its server call themselves; another answer stops the night (SRC-12)
    marker              a row that the training database lacks
    loaded_at           where the reporting database writes when it was last loaded: the newest value is its watermark
    read_only           the login may not write: said every night while it may (false: the council has accepted that it may)
    seconds_to_connect  how long to wait for an answer at all
    seconds_a_query     how long one table may take; then the server is told to stop, and that table is held
    seconds_for_a_lock  how long to wait for somebody else's lock
    tries               how often a look that broke off is begun again, from the start
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = ""
    server: str = ""
    marker: Marker | None = None
    loaded_at: Place | None = None
    read_only: bool = True
    seconds_to_connect: int = Field(default=15, ge=1, le=300)
    seconds_a_query: int = Field(default=600, ge=1, le=7200)
    seconds_for_a_lock: int = Field(default=30, ge=1, le=600)
    tries: int = Field(default=3, ge=1, le=10)
