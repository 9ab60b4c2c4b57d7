"""The whole history from one database into another, and whether both now say the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, MetaData, Table, text

VERSION: Final = "schema_version"
_AT_A_TIME: Final = 5_000


def tables(connection: Connection) -> list[Table]:
    """Every table of the history but its version, those that others point at first."""
    found = MetaData()
    found.reflect(bind=connection, only=lambda name, _: name != VERSION)
    return list(found.sorted_tables)


def copy_all(source: Connection, target: Connection, which: Sequence[Table]) -> None:
    """Copy every row of every table. The target has the tables, and no row in them."""
    for table in which:
        names = [column.name for column in table.columns]
        if target.dialect.name == "postgresql":
            _copied_in(target, table.name, names, _rows(source, table))
            continue
        values = ", ".join(f":{name}" for name in names)
        insert = text(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({values})")  # noqa: S608 - our own tables' names
        for rows in _rows(source, table):
            target.execute(insert, [dict(zip(names, row, strict=True)) for row in rows])


def _copied_in(target: Connection, table_name: str, names: list[str], parts: Iterable[list[tuple[Any, ...]]]) -> None:
    """By PostgreSQL's own COPY: a million rows in seconds."""
    driver: Any = target.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table_name} ({', '.join(names)}) FROM STDIN") as copy:
        for rows in parts:
            for row in rows:
                copy.write_row(row)


def sums(connection: Connection, which: Sequence[Table]) -> dict[str, tuple[int, str]]:
    """Of each table how many rows it has and the SHA-256 of them all, in the order of its key."""
    found = {}
    for table in which:
        digest, count = hashlib.sha256(), 0
        for rows in _rows(connection, table):
            count += len(rows)
            digest.update("".join(json.dumps(list(row), ensure_ascii=True) + "\n" for row in rows).encode())
        found[table.name] = count, digest.hexdigest()
    return found


def _rows(connection: Connection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    names = ", ".join(column.name for column in table.columns)
    key = ", ".join(column.name for column in table.primary_key.columns)
    query = text(f"SELECT {names} FROM {table.name} ORDER BY {key}")  # noqa: S608 - our own tables' names
    with connection.execute(query, execution_options={"stream_results": True}) as result:
        for part in result.partitions(_AT_A_TIME):
            yield [tuple(row) for row in part]
