"""A database by an SQLAlchemy URL: read-only, one consistent look, declared columns only, never everything."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Set
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from fscp_readiness.settings.sources import Sources
from fscp_readiness.tables import Table

from . import ssd
from .columnar import as_cells
from .extract import Account, Extract
from .problems import ArgumentsProblem, SourceProblem
from .text_table import TableRefused, TextTable, heading

_ROWS_A_FETCH = 50_000


def read(source: str, sources: Sources, *, as_at: dt.date, extracted_on: dt.date, previously_empty: Set[str]) -> Extract:
    """The database as an Extract. ArgumentsProblem for a URL that cannot be used, SourceProblem where it does not answer."""
    url = _url(source)
    name = safe_name(url)
    engine = _engine(url)
    account = Account()
    try:
        with engine.connect() as connection:
            _read_only(connection)
            found = _found(connection, sources, account)
            return ssd.assemble(
                found, sources, account, as_at=as_at, extracted_on=extracted_on, previously_empty=previously_empty, source_name=name
            )
    except SQLAlchemyError:
        # The driver's own words may repeat the URL, and with it the password.
        raise SourceProblem("SRC-01", f"The database {name} did not answer, or refused the login.") from None
    finally:
        engine.dispose()


def safe_name(url: sa.URL) -> str:
    """The URL without its user, password and options: ``postgresql://reporting-server/ssd``; a SQLite file by its name alone."""
    backend = url.get_backend_name()
    if backend == "sqlite":
        return f"sqlite {Path(url.database or '').name}"
    return f"{backend}://{url.host or ''}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def _url(source: str) -> sa.URL:
    try:
        url = sa.make_url(source)
    except (ArgumentError, ValueError):
        raise ArgumentsProblem("ARG-03", "The database URL cannot be understood; it reads dialect://user@server/database.") from None
    if url.get_backend_name() == "sqlite":
        file = Path(url.database or "")
        if not url.database or not file.is_file():
            raise SourceProblem("SRC-02", f"There is no SQLite file called {file.name!r}, or its share is not reachable.")
    return url


def _engine(url: sa.URL) -> sa.Engine:
    try:
        if url.get_backend_name() == "sqlite":
            path = Path(url.database or "").resolve().as_posix()
            return sa.create_engine(f"sqlite:///file:{path}?mode=ro&uri=true", poolclass=sa.NullPool)
        return sa.create_engine(url, poolclass=sa.NullPool, hide_parameters=True)
    except (NoSuchModuleError, ModuleNotFoundError):
        raise ArgumentsProblem("SRC-18", f"The driver for {url.drivername} is not installed on this machine.") from None


def _read_only(connection: sa.Connection) -> None:
    """Ask the database itself to refuse writing, and to show one moment throughout. SQL Server and Oracle rest on the login's rights."""
    match connection.dialect.name:
        case "sqlite":
            connection.exec_driver_sql("PRAGMA query_only = ON")
            connection.exec_driver_sql("BEGIN")
        case "postgresql":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        case _:
            pass


def _found(connection: sa.Connection, sources: Sources, account: Account) -> Mapping[str, ssd.Found]:
    schema = sources.database_schema or None
    inspector = sa.inspect(connection)
    there = {heading(name): name for name in [*inspector.get_table_names(schema=schema), *inspector.get_view_names(schema=schema)]}
    by_source = {table.source: table for table in ssd.DECLARED}
    for name in sorted(there.keys() - by_source.keys()):
        account.ignored.append(("", there[name], ""))
    found = {}
    for source in sorted(there.keys() & by_source.keys()):
        columns = [column["name"] for column in inspector.get_columns(there[source], schema=schema)]
        reader = _reader(connection, by_source[source], there[source], columns, schema, sources)
        found[source] = ssd.Found(there[source], reader)
    return found


def _reader(
    connection: sa.Connection, declared: Table, name: str, columns: list[str], schema: str | None, sources: Sources
) -> Callable[[Account], tuple[TextTable, str]]:
    def read_one(account: Account) -> tuple[TextTable, str]:
        own_names = {heading(theirs): heading(ours) for theirs, ours in sources.column_map.get(declared.source, {}).items()}
        wanted = {heading(column.source) for column in declared if column.source}
        chosen = [column for column in columns if own_names.get(heading(column), heading(column)) in wanted]
        account.ignored.extend((declared.source, name, column) for column in columns if column not in chosen)
        if not chosen:
            raise TableRefused("SCH-57", "The table has none of the columns that are looked for.")
        rows = _rows(connection, name, chosen, schema)
        rows.sort(key=_order)
        cells: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in chosen]
        text = {heading(column): as_cells(found) for column, found in zip(chosen, cells, strict=True)}
        digest = hashlib.sha256()
        for column in sorted(text):
            digest.update(repr((column, text[column].tolist())).encode())
        table = TextTable(
            columns=text, row_numbers=np.arange(1, len(rows) + 1, dtype=np.int64), rows_read=len(rows),
            headings={heading(column): column for column in chosen},
        )  # fmt: skip
        return table, digest.hexdigest()

    return read_one


def _order(row: tuple[Any, ...]) -> tuple[str, ...]:
    """A database promises no order: rows are put in one, so that the same rows make the same pack."""
    return tuple("" if value is None else str(value) for value in row)


def _rows(connection: sa.Connection, name: str, chosen: list[str], schema: str | None) -> list[tuple[Any, ...]]:
    table = sa.table(name, *(sa.column(column) for column in chosen), schema=schema)
    query = sa.select(*(table.c[column] for column in chosen))
    rows: list[tuple[Any, ...]] = []
    try:
        streamed = {"stream_results": True, "max_row_buffer": _ROWS_A_FETCH}
        # Nested: one table's failure must not end the look at the others.
        with connection.begin_nested(), connection.execute(query, execution_options=streamed) as result:
            for part in result.partitions(_ROWS_A_FETCH):
                rows.extend(tuple(row) for row in part)
    except DBAPIError as fault:
        if fault.connection_invalidated:
            raise
        raise TableRefused("SRC-13", f"The table {name} could not be read; has the login lost its right to it?") from None
    return rows
