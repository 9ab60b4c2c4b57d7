"""Ten years of a history in made-up rows, a night a week: findings that end, exceptions, counts, an audit trail."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, inspect, text

from fscp_readiness.history import State, Store
from fscp_readiness.history.audit import Event
from fscp_readiness.history.store import write_entries

LAST = dt.date(2026, 11, 23)
WEEKS = 10 * 52
DAYS = [LAST - dt.timedelta(weeks=WEEKS - number) for number in range(WEEKS + 1)]


def lived(state: State, store: Store) -> None:
    """Each week a night, a finding about child C<week> that lasts four weeks, an exception about it, a reading, an entry of the trail."""
    with store.writing() as connection:
        for number, day in enumerate(DAYS):
            said, ended = day.isoformat(), day + dt.timedelta(weeks=4)
            child, open_still = f"C{number:06}", ended > LAST
            _put(connection, "run", as_at=said, run=f"{said}-{number:08x}", state="published")
            _put(connection, "table_load", as_at=said, table_name="ssd_person", state="fresh")
            _put(connection, "measure", as_at=said, code="CPV-01", counting="live", scope="all", group_name="")
            _put(connection, "judgement", as_at=said, framework="f", judgement="j", word="Not ready")
            _put(connection, "acceptance", as_at=said, table_name="ssd_person", who="w", why="words", said_at=said)
            _put(connection, "reading", number=number + 1, read_on=said, as_at=said, reader="Director")
            life = {"flag": f"f{number:08}", "spell": 1, "child_id": child, "record_id": f"P{number:06}", "first_seen": said}
            until = None if open_still else ended.isoformat()
            _put(connection, "flag_interval", **life, from_on=said, until_on=until, last_seen=said, state="open")
            if not open_still:
                _put(connection, "flag_interval", **life, from_on=until, last_seen=said, state="vanished", ended_on=until)
            _put(connection, "exception_signoff", number=number + 1, flag=f"f{number:08}", child_id=child, record_id=f"P{number:06}",
                 reason=f"words about {child}", asked_for=said, until=ended.isoformat(), state="agreed")  # fmt: skip
            _put(connection, "taken", flag=f"f{number:08}", who="w", name="A Worker", said_at=said)
        write_entries(connection, state.key, ((day.isoformat(), Event.RUN, "nightly", f"night {day}") for day in DAYS))


def _put(connection: Connection, table: str, **told: Any) -> None:  # noqa: ANN401 - a column's value
    kinds = {each["name"]: each for each in inspect(connection).get_columns(table)} if table not in _COLUMNS else _COLUMNS[table]
    _COLUMNS[table] = kinds
    row = {name: told.get(name, _blank(kind)) for name, kind in kinds.items()}
    connection.execute(text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(':' + name for name in row)})"), row)


_COLUMNS: dict[str, dict[str, Any]] = {}


def _blank(kind: Any) -> Any:  # noqa: ANN401
    if kind["nullable"]:
        return None
    return 0 if "INT" in str(kind["type"]).upper() or "DOUBLE" in str(kind["type"]).upper() or "REAL" in str(kind["type"]).upper() else ""
