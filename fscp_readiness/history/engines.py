"""The two databases that may hold the history, each made to behave as the other: one writer at a time, and no value in a message."""

from __future__ import annotations

import importlib.util
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError

from . import disk
from .state import StateRefused, not_taken, saying_why

_PRAGMAS: Final = (
    "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON", "secure_delete = ON",
    "trusted_schema = OFF", "busy_timeout = 10000",
)  # fmt: skip
_DAMAGE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_HEADING: Final = b"SQLite format 3\0"
_SHORT: Final = sqlite3.SQLITE_IOERR_SHORT_READ
_WRITERS_LOCK: Final = 0x46534350
"""The number that writers to PostgreSQL take, so that there is one at a time as in SQLite ("FSCP")."""


RESTORED: Final = ".restored"


def sqlite(path: Path) -> Engine:
    """The file at ``path``, made for its owner alone where it is not there. A restore that was stopped is finished first."""
    with saying_why():
        put_in_place(path)
        path.touch(mode=disk.OWNER_ONLY_FILE)
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: object) -> None:  # noqa: ANN401 - sqlite3's connection, or a pool's wrapper of it
        connection.isolation_level = None  # we say ourselves when a transaction begins, also before a CREATE TABLE
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begins(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine


def put_in_place(path: Path) -> None:
    """Finish a restore: what lies beside as ``.restored`` is whole, so it takes the file's place, and what was written after it goes."""
    restored = beside(path, RESTORED)
    if restored.exists():
        for tail in ("-wal", "-shm"):
            disk.remove(beside(path, tail))
        disk.replace(restored, path)


def beside(path: Path, tail: str) -> Path:
    """The file whose name is this one's and ``tail``."""
    return path.with_name(path.name + tail)


def postgresql(url: str) -> Engine:
    """The database at ``url`` (postgresql://...). Nothing is opened yet. Raises StateRefused, which never repeats the address."""
    try:
        address = make_url(url)
    except ArgumentError:
        address = None
    if address is None or address.get_backend_name() != "postgresql":
        raise StateRefused(
            "The address of the history's database is not one of PostgreSQL. Write it postgresql://user:password@host/name.", "HIST-01"
        )
    if importlib.util.find_spec("psycopg") is None:
        raise StateRefused(
            "PostgreSQL's driver is not installed here. It is in the lock and in the bundle: run make setup, or install the bundle again.",
            "HIST-02",
        )
    engine = create_engine(address.set(drivername="postgresql+psycopg"), hide_parameters=True, isolation_level="REPEATABLE READ")

    @event.listens_for(engine, "begin")
    def _begins(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")

    return engine


def for_writing(engine: Engine) -> Engine:
    """The same database for a transaction that writes: it waits for the writer before it, and then sees all that one wrote."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(writes=True)
    return engine.execution_options(writes=True, isolation_level="READ COMMITTED")


def check(engine: Engine) -> None:
    """See that the database answers and, of a file, that it is whole. Raises StateRefused."""
    lite = engine.dialect.name == "sqlite"
    if lite and not _begins_as_it_should(Path(str(engine.url.database))):
        raise damaged()
    try:
        with engine.connect() as connection:
            said = str(connection.execute(text("PRAGMA quick_check(1)" if lite else "SELECT 'ok'")).scalar())
    except UnicodeDecodeError:  # SQLite quotes what it stumbled over, and broken bytes are no text
        raise damaged() from None
    except (DBAPIError, sqlite3.DatabaseError) as problem:
        own = problem.orig if isinstance(problem, DBAPIError) else problem
        if not lite:
            raise no_answer(own) from None
        if not is_damage(own):
            raise
        said = "damaged"
    if said != "ok":
        raise damaged() from None


_SAYS_NO: Final = {
    sqlite3.SQLITE_FULL: disk.FULL,
    sqlite3.SQLITE_IOERR: disk.FAILED,
    sqlite3.SQLITE_READONLY: disk.CLOSED,
    sqlite3.SQLITE_CANTOPEN: disk.CLOSED,
    sqlite3.SQLITE_PERM: disk.CLOSED,
}


@contextmanager
def saying_why_not(what: str = "The history") -> Iterator[None]:
    """While it lasts, a disk that will not take SQLite's file, and a PostgreSQL that is gone, raise StateRefused, with a sentence; anything
    else goes by."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as problem:
        said = problem.orig if isinstance(problem, DBAPIError) else problem
        if isinstance(problem, (OperationalError, InterfaceError)) and not isinstance(said, sqlite3.Error):
            raise no_answer(said) from None
        why = _SAYS_NO.get(int(getattr(said, "sqlite_errorcode", 0)) & 0xFF)
        if why is None or is_damage(said):
            raise
        raise not_taken(what, why, "HIST") from None


def _begins_as_it_should(path: Path) -> bool:
    """SQLite takes a file that is shorter than its own heading for a new one."""
    with open(path, "rb") as file:
        return file.read(len(_HEADING)) in (b"", _HEADING)


def is_damage(problem: BaseException | None) -> bool:
    """Does SQLite say that the file itself is broken, and not that it is busy, locked or full?"""
    code = int(getattr(problem, "sqlite_errorcode", 0))
    return code & 0xFF in _DAMAGE or code == _SHORT


def no_answer(said: BaseException | None) -> StateRefused:
    """What is said of a PostgreSQL that is not there, broke off or turns us away. Whether a commit came through it cannot say."""
    return StateRefused(
        f"The history's database does not answer, or broke off ({type(said).__name__}). A night is kept there whole or not at all, and the "
        "last whole pack stands. Ask whoever looks after PostgreSQL, see that FSCP_STORE_URL is right, and run again.",
        "HIST-03",
    )


def damaged() -> StateRefused:
    """What is said of a file that is broken."""
    return StateRefused(
        "The history is damaged on the disk. Nothing was changed. 'fscp-readiness store restore' puts back the newest backup that is "
        "whole and keeps the damaged file beside it.",
        "HIST-115",
    )
