"""A child whose record was rectified, expunged or made one with another leaves the history too, and does not come back.

What is left is a tombstone, which the id gives again and which gives no id. The audit trail keeps what was done, by flag and number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from sqlalchemy import Connection, text

from . import holds
from .audit import Event, known_keys
from .decisions import SHORTEST_REASON
from .engines import beside
from .pseudonyms import pseudonym, tombstone
from .state import HISTORY_FILE, State, StateRefused
from .store import Store, next_number, take_away, write_entry

Because = Literal["rectified", "expunged", "merged", "erased"]
BECAUSE: Final[tuple[str, ...]] = get_args(Because)


@dataclass(frozen=True)
class Forgotten:
    """What went. number: of the tombstone; rows: table -> how many rows of the history."""

    number: int
    rows: dict[str, int] = field(default_factory=dict)


def check_may_forget(store: Store, child_id: str, because: str, who: str, why: str, as_at: dt.date) -> None:
    """Raise StateRefused where nobody said who and why, or a hold needs the child."""
    if not child_id.strip() or because not in BECAUSE:
        raise StateRefused(f"Say which child, by its id, and why it leaves: give --because one of {', '.join(BECAUSE)}.", "FGT-01")
    if not who.strip() or len(why.strip()) < SHORTEST_REASON:
        raise StateRefused("A child is forgotten on a named person's word, with a reason of a sentence: give --who and --why.", "FGT-02")
    keeps = holds.held(store, as_at).of(child_id)
    if keeps:
        named = ", ".join(f"{hold.number} ({hold.kind}, {hold.covers})" for hold in keeps)
        raise StateRefused(
            f"Nothing was forgotten: the child is under hold {named}. Ask the person who placed it; once it is lifted with 'fscp-readiness "
            "hold lift', run this again.",
            "FGT-03",
        )


def forget(state: State, store: Store, child_id: str, because: str, who: str, said_at: str) -> Forgotten:
    """Take every row of the child out of the history and leave a tombstone, in one transaction; then see that no byte stays in the file.

    The caller holds the state folder's lock and has asked check_may_forget. Done again it takes out what came since, and adds no tombstone.
    """
    with store.writing() as connection:
        keys = all_keys(state.key, connection)
        names = {child_id.strip(), *_as_spelt(connection, child_id), *(pseudonym(key, "child", child_id.strip()) for key in keys)}
        rows: dict[str, int] = {}
        for name in sorted(names):
            flags = _flags_of(connection, name)
            for flag in flags:
                _add(rows, "taken", connection.execute(text("DELETE FROM taken WHERE flag = :flag"), {"flag": flag}).rowcount)
            words = {"child": name, "list": f"{name}/"}
            _add(rows, "exception_signoff", take_away(connection, "exception_signoff", _OF, words))
            _add(rows, "flag_interval", connection.execute(text(f"DELETE FROM flag_interval WHERE {_OF}"), words).rowcount)  # noqa: S608
            connection.execute(text("UPDATE hold SET child_id = '(forgotten)' WHERE child_id = :child"), words)
        mac = tombstone(state.key, child_id)
        known = connection.execute(text("SELECT number FROM tombstone WHERE mac = :mac"), {"mac": mac}).scalar()
        number = int(known) if known else next_number(connection, "tombstone")
        if not known:
            row = {"number": number, "mac": mac, "why": because, "who": who.strip(), "at": said_at}
            connection.execute(text("INSERT INTO tombstone (number, mac, why, who, said_at) VALUES (:number, :mac, :why, :who, :at)"), row)
        if rows or not known:
            told = ", ".join(f"{table} {count}" for table, count in sorted(rows.items())) or "none"
            write_entry(connection, state.key, said_at, Event.FORGOTTEN, who.strip(), f"tombstone {mac[:16]}, {because}; rows: {told}")
    leave_no_bytes(state, store)
    return Forgotten(number, rows)


_OF: Final = "(child_id = :child OR record_id = :child OR substr(record_id, 1, length(:list)) = :list)"
"""Rows about a child. Annex A's records are named by the child's id, or by it, a stroke and a day."""


def leave_no_bytes(state: State, store: Store) -> None:
    """Write over what was deleted. SQLite's pages are overwritten as they are freed (secure_delete); the log after them is emptied here.

    PostgreSQL keeps deleted rows on its pages until VACUUM, which is asked for here; its write-ahead log and the backups that its owner
    makes go by the owner's own schedule.
    """
    if store.engine.dialect.name == "sqlite":
        with store.engine.connect() as connection:
            driver = connection.connection.driver_connection
            driver.execute("VACUUM")  # type: ignore[union-attr]
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
        log = beside(state.folder / HISTORY_FILE, "-wal")
        if log.exists() and log.stat().st_size:
            raise StateRefused(
                "The rows are gone, and another program still reads the history, so its log may hold them. Stop the worklists in the "
                "browser and run the same command again.",
                "FGT-04",
            )
        return
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in ("flag_interval", "exception_signoff", "taken", "hold"):
            connection.exec_driver_sql(f"VACUUM {table}")


def forgotten_among(store: Store, key: bytes, ids: Iterable[str]) -> frozenset[str]:
    """Which of these ids are of children that were forgotten, as they are spelt here."""
    with store.reading() as connection:
        kept = {str(mac) for (mac,) in connection.execute(text("SELECT mac FROM tombstone"))}
        keys = all_keys(key, connection) if kept else ()
    return frozenset(each for each in ids if any(tombstone(one, each) in kept for one in keys))


def numbers_forgotten(store: Store) -> tuple[int, ...]:
    """The numbers of the tombstones: they decide, with all else, what a night says."""
    with store.reading() as connection:
        return tuple(int(number) for (number,) in connection.execute(text("SELECT number FROM tombstone ORDER BY number")))


def all_keys(key: bytes, connection: Connection) -> tuple[bytes, ...]:
    """The key, and those before it that anything may still be named with."""
    rotated = connection.execute(text("SELECT 1 FROM audit WHERE event = :what"), {"what": str(Event.KEY_ROTATED)}).first()
    if rotated is None:
        return (key,)
    from .store import entries

    return known_keys(key, entries(connection))


def _as_spelt(connection: Connection, child_id: str) -> Collection[str]:
    """The id as the history spells it, also where it stayed behind in a move to another case system (carrying.left_behind)."""
    plain = child_id.strip().casefold()
    held = connection.execute(text("SELECT DISTINCT child_id FROM flag_interval UNION SELECT DISTINCT child_id FROM exception_signoff"))
    names = [str(each) for (each,) in held]
    return {each for each in names if each.strip().casefold() == plain or each.casefold().endswith(f":{plain}")}


def _flags_of(connection: Connection, name: str) -> list[str]:
    found = connection.execute(text(f"SELECT DISTINCT flag FROM flag_interval WHERE {_OF}"), {"child": name, "list": f"{name}/"})  # noqa: S608
    return [str(flag) for (flag,) in found]


def _add(rows: dict[str, int], table: str, count: int) -> None:
    if count:
        rows[table] = rows.get(table, 0) + count
