"""A look at a reporting database, before any table of it is read: its address, its limits, and whether it is the right one."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from fscp_readiness.settings.database import Database
from fscp_readiness.settings.sources import Sources

from .problems import ArgumentsProblem, SourceProblem
from .servers import Server, after_connecting
from .watermark import Loaded, loaded_at


def safe_name(url: sa.URL) -> str:
    """The URL without its user, password and options: ``postgresql://reporting-server/ssd``; a SQLite file by its name alone."""
    backend = url.get_backend_name()
    if backend == "sqlite":
        return f"sqlite {Path(url.database or '').name}"
    return f"{backend}://{url.host or ''}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def address_of(source: str) -> sa.URL:
    try:
        url = sa.make_url(source)
    except (ArgumentError, ValueError):
        raise ArgumentsProblem("ARG-03", "The database URL cannot be understood. Write it dialect://user@server/database.") from None
    if url.get_backend_name() == "sqlite":
        file = Path(url.database or "")
        if not url.database or not file.is_file():
            raise SourceProblem(
                "SRC-02", f"There is no SQLite file called {file.name!r}, or its share is not reachable. Is the address right?"
            )
    return url


def engine_of(url: sa.URL, asked: Server, limits: Database) -> sa.Engine:
    kind = url.get_backend_name()
    try:
        if kind == "sqlite":
            path = Path(url.database or "").resolve().as_posix()
            return sa.create_engine(f"sqlite:///file:{path}?mode=ro&uri=true", poolclass=sa.NullPool)
        engine = sa.create_engine(url, poolclass=sa.NullPool, hide_parameters=True, connect_args=dict(asked.connect))
    except (NoSuchModuleError, ModuleNotFoundError):
        raise ArgumentsProblem(
            "SRC-18", f"The driver for {url.drivername} is not installed on this machine. Install it; doctor says how."
        ) from None
    sa.event.listen(engine, "connect", lambda connection, _: after_connecting(kind, connection, limits))
    return engine


def begin(connection: sa.Connection, asked: Server) -> None:
    """Ask the database itself to refuse writing, to show one moment throughout, and to stop what takes too long."""
    for statement in asked.opening:
        connection.exec_driver_sql(statement)


def see_it_is_the_right_one(connection: sa.Connection, asked: Server, sources: Sources, name: str) -> None:
    """Raises SourceProblem SRC-12 where another database answers than the one that config/sources names."""
    expected, wrong = sources.database, ""
    if (expected.name or expected.server) and asked.who:
        who, which = connection.exec_driver_sql(asked.who).one()
        if expected.name and str(which).casefold() != expected.name.casefold():
            wrong = f"it calls itself {which}, and config/sources names {expected.name}"
        elif expected.server and str(who).casefold() != expected.server.casefold():
            wrong = f"its server calls itself {who}, and config/sources names {expected.server}"
    if not wrong and expected.marker:
        mark = expected.marker
        table = sa.table(mark.table, sa.column(mark.column), schema=sources.database_schema or None)
        try:
            with connection.begin_nested():
                held = connection.execute(sa.select(sa.literal(1)).select_from(table).where(table.c[mark.column] == mark.value)).first()
        except DBAPIError:
            held = None
        if held is None:
            wrong = f"the row that only the right one has is not in {mark.table}"
    if wrong:
        raise SourceProblem(
            "SRC-12",
            f"This is not the database that is read every night ({name}): {wrong}. Is it the training or test copy? Nothing was read; "
            "put the address right, or config/sources if it is the right one.",
        )


def may_write(connection: sa.Connection, asked: Server) -> bool | None:
    """None where it cannot be asked. A file that is opened for reading alone cannot be written to."""
    if not asked.may_write:
        return False if connection.dialect.name == "sqlite" else None
    try:
        with connection.begin_nested():
            return bool(connection.exec_driver_sql(asked.may_write).scalar())
    except DBAPIError:
        return None


def loaded(connection: sa.Connection, sources: Sources) -> Loaded | None:
    place = sources.database.loaded_at
    return loaded_at(connection, place, sources.database_schema) if place else None


def see_it_stood_still(engine: sa.Engine, asked: Server, sources: Sources, before: Loaded | None, name: str) -> None:
    """Raises SourceProblem SRC-08 where the database was being loaded while it was read: a new look tells what the old one cannot."""
    if before is None:
        return
    with engine.connect() as connection:
        begin(connection, asked)
        after = loaded(connection, sources)
    if after != before:
        raise SourceProblem(
            "SRC-08",
            f"The reporting database {name} was still being loaded while it was read. IT: when does the load end? Run the night after it.",
        )
