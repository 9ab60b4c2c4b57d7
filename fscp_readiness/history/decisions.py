"""What people decide about a night, written down with their name: a table taken as it is, a pack read and what came of it."""

from __future__ import annotations

import datetime as dt

from fscp_readiness.tables import BY_NAME

from .audit import Event
from .state import State, StateRefused, locked
from .store import open_store

SHORTEST_REASON = 10
"""Letters: a reason is a sentence, not a dash."""


def accept_source(state: State, as_at: dt.date, table_name: str, who: str, why: str, said_at: str) -> None:
    """Take one table as the source gives it on one night, whatever its gates say.

    table_name  as the source calls it (ssd_cp_plans)
    who, why    the person who says so, and a sentence without a child in it
    said_at     when, as the command line knows it
    Raises StateRefused for a table that no door reads, or a word without a name or a reason; AnotherRun while a run holds the state.
    """
    if table_name not in {declared.source for declared in BY_NAME.values()}:
        raise StateRefused(f"No source table is called {table_name!r}. Give its SSD or ext_ name, as data/tables.csv has it.", "ACC-01")
    if not who.strip() or len(why.strip()) < SHORTEST_REASON:
        raise StateRefused(
            "A table is taken as it is on a named person's word, with a reason of a sentence: give --who and --reason.", "ACC-02"
        )
    with locked(state, started=f"to accept {table_name}"):
        store = open_store(state)
        try:
            store.accept(as_at, table_name, who.strip(), why.strip(), said_at)
            about = f"{table_name} for the night of {as_at.isoformat()}: {why.strip()}"
            store.write_down(state.key, said_at, Event.SOURCE_ACCEPTED, who.strip(), about)
        finally:
            store.close()


def pack_read(state: State, reader: str, read_on: dt.date, code: str = "", decided: str = "", said_by: str = "") -> dt.date:
    """Write down that a reader opened the newest pack and, where they say so, what they decided about a measure; gives the pack's as_at.

    Raises StateRefused where there is no pack yet, or a decision that nobody signs.
    """
    if decided and not said_by.strip():
        raise StateRefused("A decision is signed: give --by with the name of whoever decided.", "ACC-03")
    with locked(state, started="to note a reading"):
        store = open_store(state)
        try:
            nights = store.runs()["as_at"]
            if nights.empty:
                raise StateRefused("There is no pack yet that anybody could have read. Run fscp-readiness nightly first.", "ACC-04")
            as_at = dt.date.fromisoformat(str(nights.max()))
            store.read_by(reader, read_on, as_at, code, decided.strip(), said_by.strip())
            store.write_down(state.key, read_on.isoformat(), Event.PACK_READ, reader, f"pack of {as_at.isoformat()} {code}".strip())
            return as_at
        finally:
            store.close()


def packs_read(state: State) -> list[dict[str, str]]:
    """Every reading that is noted, oldest first: reader, read_on, as_at, code, decided, said_by."""
    store = open_store(state)
    try:
        rows = store.readings(dt.date.max)
    finally:
        store.close()
    return [{str(name): str(value or "") for name, value in row.items()} for row in rows.to_dict("records")]
