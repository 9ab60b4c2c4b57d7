"""Which database holds the history: the state folder's own file until store.json says that it was moved to PostgreSQL.

store.json names no host and no password. The address is in the environment variable FSCP_STORE_URL, set by whoever starts the program,
and an address that leads to any other database than the one the history was moved to is refused before anything is written there.
"""

from __future__ import annotations

import json
import os
from typing import Final

from sqlalchemy import Engine, inspect, text

from . import disk
from .audit import Head
from .state import SWITCH_FILE, State, StateRefused

ADDRESS: Final = "FSCP_STORE_URL"


def address() -> str:
    """The address of the history's database, from the environment. Raises StateRefused when it is not there."""
    url = os.environ.get(ADDRESS, "").strip()
    if not url:
        raise StateRefused(
            f"The history lives in PostgreSQL and its address was not given. Set the environment variable {ADDRESS} "
            "(postgresql://user:password@host/name) for whoever starts this program; it is never written down here.",
            "HIST-04",
        )
    return url


def switched(state: State) -> Head | None:
    """The end of the trail when the history was moved to PostgreSQL; None while it lives in the state folder."""
    path = state.folder / SWITCH_FILE
    if not path.exists():
        return None
    try:
        held = json.loads(path.read_bytes())
        return Head(int(held["entries"]), str(held["seal"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise StateRefused(f"{SWITCH_FILE} in the state folder cannot be read. Put it back from a copy of the folder.", "HIST-05") from None


def switch(state: State, moved: Head, said_at: str) -> None:
    """From now on the history is the one in PostgreSQL whose trail holds ``moved``."""
    about = f"The history lives in PostgreSQL. Its address is in the environment variable {ADDRESS} and nowhere else."
    told = {"about": about, "since": said_at, "entries": moved.number, "seal": moved.mac}
    disk.write_whole(state.folder / SWITCH_FILE, json.dumps(told, indent=2).encode() + b"\n")


def see_it_is_ours(engine: Engine, moved: Head) -> None:
    """Raise StateRefused when this is another database than the one the history was moved to."""
    with engine.connect() as connection:
        there = inspect(connection).has_table("audit")
        query = text("SELECT mac FROM audit WHERE number = :number")
        seal = connection.execute(query, {"number": moved.number}).scalar() if there else None
    if seal != moved.mac:
        raise StateRefused(
            f"The database at {ADDRESS} is not the one that this service's history was moved to, or the end of its trail was cut off. "
            "Nothing was written there. Put the address right, or restore that database.",
            "HIST-06",
        )
