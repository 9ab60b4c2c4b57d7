"""What ``doctor`` asks a reporting database, so that a night does not have to find it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from fscp_readiness.settings.sources import Sources

from . import ssd
from .columns_seen import Seen, renamed
from .database_session import address_of, begin, engine_of, loaded, may_write, safe_name, see_it_is_the_right_one
from .problems import ExtractProblem, SourceProblem
from .server_faults import fault_of, sentence
from .servers import server
from .text_table import heading


def look_at(source: str, sources: Sources) -> Iterator[Seen]:
    """Everything that can be asked in a minute: does it answer, is it the right one, may the login write, does it hold what is read?"""
    try:
        url = address_of(source)
        asked = server(url, sources.database)
        engine = engine_of(url, asked, sources.database)
    except ExtractProblem as problem:
        yield Seen(False, str(problem))
        return
    name = safe_name(url)
    try:
        with engine.connect() as connection:
            begin(connection, asked)
            yield Seen(True, f"{name} answers")
            try:
                see_it_is_the_right_one(connection, asked, sources, name)
                last = loaded(connection, sources)
            except SourceProblem as problem:
                yield Seen(False, str(problem))
                return
            if last:
                yield Seen(True, f"last loaded on {last.at:%-d %B %Y at %H:%M}")
            if may_write(connection, asked):
                yield Seen(False, "The login may also change what it reads: give it the right to read and no other. [SRC-14]")
            yield from _holds(connection, sources)
    except SQLAlchemyError as problem:
        fault = fault_of(problem)
        yield Seen(False, f"{sentence(fault, name, sources.database.seconds_a_query)} [{fault}]")
    finally:
        engine.dispose()


def _holds(connection: sa.Connection, sources: Sources) -> Iterator[Seen]:
    schema = sources.database_schema or None
    inspector = sa.inspect(connection)
    there = {heading(name): name for name in [*inspector.get_table_names(schema=schema), *inspector.get_view_names(schema=schema)]}
    known = [table for table in ssd.DECLARED if table.source in there]
    if "ssd_person" not in there:
        yield Seen(False, "The database holds no ssd_person, so nothing can be published: is it the right one? [DOC-09]")
        return
    yield Seen(True, f"holds {len(known)} of the {len(ssd.DECLARED)} tables that are read")
    kinds: Counter[str] = Counter()
    where: dict[str, list[str]] = {}
    for table in known:
        columns = {heading(str(each["name"])): each["type"] for each in inspector.get_columns(there[table.source], schema=schema)}
        yield from renamed(table, set(columns), sources)
        for column in table:
            if column.name == "child_id" and column.source and heading(column.source) in columns:
                kind = "numbers" if isinstance(columns[heading(column.source)], sa.Integer | sa.Numeric) else "text"
                kinds[kind] += 1
                where.setdefault(kind, []).append(table.source)
    if len(kinds) > 1:
        fewer = min(kinds, key=lambda kind: (kinds[kind], kind))
        yield Seen(
            False,
            f"The child's id is held as {fewer} in {', '.join(where[fewer])} and otherwise in the others. A number loses leading "
            "zeros, and children are not found. Have every table of the extract hold it as text. [SRC-16]",
        )
