"""A database by an SQLAlchemy URL: read-only, one consistent look, declared columns only, never everything.

Every table is read in one transaction that shows one moment. Where that breaks off, the whole look begins again: two halves of a table,
or two tables of two moments, are never put together. A table at which it breaks off each time is left out and said.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Set
from typing import Any, Final

import numpy as np
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from fscp_readiness.settings.sources import Sources
from fscp_readiness.tables import Table

from . import ssd
from .columnar import as_cells
from .database_session import address_of, begin, engine_of, loaded, may_write, safe_name, see_it_is_the_right_one, see_it_stood_still
from .extract import Account, Extract
from .problems import SourceProblem
from .room import Room
from .server_faults import BEGIN_AGAIN, Fault, fault_of, of_a_table, sentence
from .servers import server
from .text_table import TableRefused, TextTable, heading
from .watermark import said_of

_ROWS_A_FETCH: Final = 50_000
_MOST_LEFT_OUT: Final = 3
"""Where the look breaks off at more tables than this, the database is not fit to be read tonight."""


class _BrokeOff(Exception):
    """The moment that was being read is gone, at this table."""

    def __init__(self, table: str, fault: Fault) -> None:
        super().__init__(table)
        self.table, self.fault = table, fault


def read(
    source: str, sources: Sources, *, as_at: dt.date, extracted_on: dt.date, previously_empty: Set[str], room: Room | None = None
) -> Extract:
    """The database as an Extract. ArgumentsProblem for a URL that cannot be used, SourceProblem where it does not answer or has no room."""
    url = address_of(source)
    name, limits = safe_name(url), sources.database
    asked = server(url, limits)
    engine = engine_of(url, asked, limits)
    left_out: dict[str, Fault] = {}
    broke_off: Counter[str] = Counter()

    def look(connection: sa.Connection) -> Extract:
        account = Account()
        found = _found(connection, sources, account, left_out, room.taking() if room else _as_many_as_there_are)
        return ssd.assemble(
            found, sources, account, as_at=as_at, extracted_on=extracted_on, previously_empty=previously_empty, source_name=name
        )

    try:
        while True:
            try:
                with engine.connect() as connection:
                    begin(connection, asked)
                    before = loaded(connection, sources)
                    see_it_is_the_right_one(connection, asked, sources, name)
                    extract = look(connection)
                    writes = may_write(connection, asked) if limits.read_only else False
                see_it_stood_still(engine, asked, sources, before, name)
            except _BrokeOff as off:
                broke_off[off.table] += 1
                if broke_off[off.table] >= limits.tries:
                    left_out[off.table] = off.fault
                if len(left_out) > _MOST_LEFT_OUT:
                    raise SourceProblem(off.fault, sentence(off.fault, name)) from None
                continue
            extract.notes.extend((*said_of(before, name, as_at, extracted_on), *_SAID_OF_WRITING[writes]))
            return extract
    except SQLAlchemyError as problem:
        # The driver's own words may repeat the URL, and with it the password.
        fault = fault_of(problem)
        raise SourceProblem(fault, sentence(fault, name, limits.seconds_a_query)) from None
    finally:
        engine.dispose()


_SAID_OF_WRITING: Final[Mapping[bool | None, tuple[str, ...]]] = {
    False: (),
    True: (
        "The login that reads the case system's database may also change it. Nothing was changed: each look is read-only. "
        "IT: give it the right to read and no other. [SRC-14]",
    ),
    None: ("Whether the login that reads the case system's database may also change it could not be asked. [SRC-14]",),
}


def _as_many_as_there_are(_rows: int) -> None:
    """Room without end."""


def _found(
    connection: sa.Connection, sources: Sources, account: Account, left_out: Mapping[str, Fault], take: Callable[[int], None]
) -> Mapping[str, ssd.Found]:
    schema, seconds = sources.database_schema or None, sources.database.seconds_a_query
    inspector = sa.inspect(connection)
    there = {heading(name): name for name in [*inspector.get_table_names(schema=schema), *inspector.get_view_names(schema=schema)]}
    by_source = {table.source: table for table in ssd.DECLARED}
    for name in sorted(there.keys() - by_source.keys()):
        account.ignored.append(("", there[name], ""))
    found = {}
    for source in sorted(there.keys() & by_source.keys()):
        if there[source] in left_out:
            found[source] = ssd.Found(there[source], _refusing(there[source], left_out[there[source]], seconds))
            continue
        try:
            with connection.begin_nested():
                columns = [column["name"] for column in inspector.get_columns(there[source], schema=schema)]
        except DBAPIError as problem:  # a view whose tables are gone
            found[source] = ssd.Found(there[source], _refusing(there[source], _not_the_whole(problem, there[source]), seconds))
            continue
        found[source] = ssd.Found(there[source], _reader(connection, by_source[source], there[source], columns, schema, sources, take))
    return found


def _refusing(table: str, fault: Fault, seconds: int) -> Callable[[Account], tuple[TextTable, str]]:
    def refuse(account: Account) -> tuple[TextTable, str]:
        raise TableRefused(_code(fault), of_a_table(fault, table, seconds))

    return refuse


def _reader(
    connection: sa.Connection,
    declared: Table,
    name: str,
    columns: list[str],
    schema: str | None,
    sources: Sources,
    take: Callable[[int], None],
) -> Callable[[Account], tuple[TextTable, str]]:
    def read_one(account: Account) -> tuple[TextTable, str]:
        own_names = {heading(theirs): heading(ours) for theirs, ours in sources.column_map.get(declared.source, {}).items()}
        wanted = {heading(column.source) for column in declared if column.source}
        chosen = [column for column in columns if own_names.get(heading(column), heading(column)) in wanted]
        account.ignored.extend((declared.source, name, column) for column in columns if column not in chosen)
        if not chosen:
            raise TableRefused(
                "SCH-57", "The table has none of the columns that are looked for. Write their own names in config/sources (column_map)."
            )
        rows = _rows(connection, name, chosen, schema, sources.database.seconds_a_query, take)
        rows.sort(key=_order)
        padded = sum(isinstance(value, str) and value[-1:] in (" ", "\x00") for row in rows for value in row)
        if padded:
            account.notes.append(f"{name}: {padded:,} values are padded with blanks in the database, and were read without them. [SRC-17]")
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


def _rows(
    connection: sa.Connection, name: str, chosen: list[str], schema: str | None, seconds: int, take: Callable[[int], None]
) -> list[tuple[Any, ...]]:
    table = sa.table(name, *(sa.column(column) for column in chosen), schema=schema)
    query = sa.select(*(table.c[column] for column in chosen))
    rows: list[tuple[Any, ...]] = []
    try:
        streamed = {"stream_results": True, "max_row_buffer": _ROWS_A_FETCH}
        # Nested: one table's failure must not end the look at the others.
        with connection.begin_nested(), connection.execute(query, execution_options=streamed) as result:
            for part in result.partitions(_ROWS_A_FETCH):
                take(len(part))
                rows.extend(tuple(row) for row in part)
    except DBAPIError as problem:
        fault = _not_the_whole(problem, name)
        raise TableRefused(_code(fault), of_a_table(fault, name, seconds)) from None
    return rows


def _not_the_whole(problem: DBAPIError, table: str) -> Fault:
    """What kept one table from being read. Raises _BrokeOff where the moment that was being read is gone with it."""
    fault = fault_of(problem)
    if fault in BEGIN_AGAIN:
        raise _BrokeOff(table, fault) from None
    return fault


def _code(fault: Fault) -> str:
    return Fault.NO_RIGHT if fault is Fault.NO_ANSWER else fault
