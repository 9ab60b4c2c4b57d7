"""What the history lets go of when its time has come, in one transaction: killed at any moment, all of it has happened or none.

The list of nights (days and hashes, nobody's data) stays: it decides what a night is called. Nothing that a hold covers goes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, text

from fscp_readiness.settings.service import Retention

from .audit import Event, Head, told_ended
from .forgetting import all_keys
from .holds import Held, among, held
from .lives import OPEN
from .migrations import guards_down
from .pseudonyms import MARK, pseudonym
from .state import State
from .store import Store, entries, take_away, write_entry

WHO: Final = "retention"
_TABLES_BY_DAY: Final = (("judgement", "as_at"), ("measure", "as_at"), ("table_load", "as_at"))
_OVER: Final = "CASE WHEN ended_on <> '' THEN ended_on ELSE until END"
"""The day an exception ended: by somebody, by a night, or by its last day."""


def months_before(day: dt.date, months: int) -> dt.date:
    """The corresponding day so many months before, the month's last where it has no such day."""
    before: dt.date = (pd.Timestamp(day) - pd.DateOffset(months=months)).date()
    return before


def let_go(state: State, store: Store, as_at: dt.date, rules: Retention, said_at: str) -> dict[str, int]:
    """Delete and pseudonymise what is over age; gives how many rows of each kind, none where nothing was due. Done again it does nothing.

    The audit trail is told, once a day even where nothing was due. The caller holds the state folder's lock.
    """
    keeps = held(store, as_at)
    with store.writing() as connection:
        keys = all_keys(state.key, connection)
        held_names = {*keeps.children, *(pseudonym(key, "child", each) for key in keys for each in keeps.children)}

        def kept(child_id: str, first: str, last: str) -> bool:
            return among([child_id], held_names)[0] or keeps.span(dt.date.fromisoformat(first), dt.date.fromisoformat(last))

        done = _flags(connection, state.key, as_at, rules, kept)
        done |= _exceptions(connection, state.key, as_at, rules, kept)
        done |= _by_day(connection, as_at, rules, keeps)
        done = {name: count for name, count in done.items() if count}
        ended = _trail(connection, state.key, as_at, rules, keeps, said_at)
        done |= {"entries of the audit trail": ended} if ended else {}
        if done or not _said_today(connection, said_at):
            write_entry(connection, state.key, said_at, Event.RETENTION, WHO, f"for {as_at}: {told(done)}")
    return done


def told(done: dict[str, int]) -> str:
    """In words, without anybody's data."""
    return ", ".join(f"{name} {count}" for name, count in sorted(done.items())) or "nothing was due"


_Kept = Callable[[str, str, str], bool]


def _flags(connection: Connection, key: bytes, as_at: dt.date, rules: Retention, kept: _Kept) -> dict[str, int]:
    """Lives that ended: named by pseudonyms, and later gone. One that is open stays, whatever its age."""
    words = {"day": months_before(as_at, rules.pseudonym_months).isoformat(), "open": OPEN[0], "unknown": OPEN[1]}
    query = (
        "SELECT flag, spell, child_id, record_id, first_seen, ended_on FROM flag_interval WHERE until_on IS NULL AND ended_on < :day "
        "AND state NOT IN (:open, :unknown)"
    )
    over = [
        row for row in connection.execute(text(query), words).mappings() if not kept(row["child_id"], row["first_seen"], row["ended_on"])
    ]
    last = months_before(as_at, rules.findings_months).isoformat()
    gone = [{"flag": row["flag"], "spell": row["spell"]} for row in over if row["ended_on"] < last]
    plain = [row for row in over if row["ended_on"] >= last and not _is_named(row["child_id"], row["record_id"])]
    _each(connection, "DELETE FROM flag_interval WHERE flag = :flag AND spell = :spell", gone)
    _each(
        connection,
        "UPDATE flag_interval SET child_id = :child, record_id = :record WHERE flag = :flag AND spell = :spell",
        [{"flag": row["flag"], "spell": row["spell"], **_named(key, row["child_id"], row["record_id"])} for row in plain],
    )
    return {"findings deleted": len(gone), "findings pseudonymised": len(plain)}


def _exceptions(connection: Connection, key: bytes, as_at: dt.date, rules: Retention, kept: _Kept) -> dict[str, int]:
    """Exceptions that ended: the reasons go with the ids; and who has in hand a row that is long gone."""
    day, last = months_before(as_at, rules.pseudonym_months).isoformat(), months_before(as_at, rules.findings_months).isoformat()
    query = f"SELECT number, child_id, record_id, asked_for, reason, {_OVER} AS over FROM exception_signoff WHERE {_OVER} < :day"  # noqa: S608
    over = [row for row in connection.execute(text(query), {"day": day}).mappings() if not kept(row["child_id"], *_span(row))]
    gone = [int(row["number"]) for row in over if row["over"] < last]
    plain = [row for row in over if row["over"] >= last and not (_is_named(row["child_id"], row["record_id"]) and not row["reason"])]
    for number in gone:
        take_away(connection, "exception_signoff", "number = :number", {"number": number})
    _each(
        connection,
        "UPDATE exception_signoff SET child_id = :child, record_id = :record, reason = '', decided_why = '', ended_why = '' "
        "WHERE number = :number",
        [{"number": row["number"], **_named(key, row["child_id"], row["record_id"])} for row in plain],
    )
    before = {"day": months_before(as_at, rules.papers_months).isoformat()}
    taken = connection.execute(text("DELETE FROM taken WHERE substr(said_at, 1, 10) < :day"), before).rowcount
    return {"exceptions deleted": len(gone), "exceptions pseudonymised": len(plain), "rows in hand deleted": int(taken)}


def _span(row: Any) -> tuple[str, str]:  # noqa: ANN401 - a row of SQLAlchemy's
    return min(row["asked_for"] or row["over"], row["over"]), row["over"]


def _by_day(connection: Connection, as_at: dt.date, rules: Retention, keeps: Held) -> dict[str, int]:
    """Counts of nights, and what people said and read."""
    counts, said = months_before(as_at, 12 * rules.counts_years), months_before(as_at, 12 * rules.audit_years)
    done: dict[str, int] = {}
    for table, column in _TABLES_BY_DAY:
        done[f"rows of {table}"] = sum(
            connection.execute(text(f"DELETE FROM {table} WHERE {column} = :day"), {"day": day}).rowcount  # noqa: S608 - our own names
            for day in _days(connection, table, column, counts, keeps)
        )
    for day in _days(connection, "acceptance", "as_at", said, keeps):
        connection.execute(text("DELETE FROM acceptance WHERE as_at = :day"), {"day": day})
    for table, column, before in (("reading", "read_on", said), ("rehearsal", "day", counts)):
        done[f"rows of {table}"] = sum(
            take_away(connection, table, f"{column} = :day", {"day": day}) for day in _days(connection, table, column, before, keeps)
        )
    old = "lifted_at <> '' AND substr(lifted_at, 1, 10) < :day OR until <> '' AND until < :day"
    done["rows of hold"] = take_away(connection, "hold", old, {"day": said.isoformat()})
    return done


def _days(connection: Connection, table: str, column: str, before: dt.date, keeps: Held) -> list[str]:
    days = connection.execute(
        text(f"SELECT DISTINCT {column} FROM {table} WHERE {column} < :day ORDER BY {column}"),  # noqa: S608 - our own names
        {"day": before.isoformat()},
    )
    return [str(day) for (day,) in days if not keeps.day(dt.date.fromisoformat(str(day)))]


def _trail(connection: Connection, key: bytes, as_at: dt.date, rules: Retention, keeps: Held, said_at: str) -> int:
    """End the oldest part of the audit trail. The entry that says so is in the chain before they go, and is what lets it begin later."""
    before = months_before(as_at, 12 * rules.audit_years)
    tombstones = connection.execute(text("SELECT 1 FROM tombstone")).first() is not None
    last, count = None, 0
    for entry in entries(connection):
        day = dt.date.fromisoformat(entry.said_at[:10])
        needed = tombstones and entry.event == Event.KEY_ROTATED  # it holds the key by which tombstones are known
        if day >= before or keeps.day(day) or needed:
            break
        last, count = entry, count + 1
    if last is None:
        return 0
    write_entry(connection, key, said_at, Event.TRAIL_ENDED, WHO, told_ended(Head(last.number, last.mac)))
    with guards_down(connection):
        connection.execute(text("DELETE FROM audit WHERE number <= :last"), {"last": last.number})
    return count


def _said_today(connection: Connection, said_at: str) -> bool:
    last = connection.execute(text("SELECT max(said_at) FROM audit WHERE event = :what"), {"what": str(Event.RETENTION)}).scalar()
    return bool(last) and str(last)[:10] >= said_at[:10]


def _named(key: bytes, child_id: str, record_id: str) -> dict[str, str]:
    return {"child": pseudonym(key, "child", child_id), "record": pseudonym(key, "record", record_id)}


def _is_named(*ids: str) -> bool:
    return all(not each or each.startswith(MARK) for each in ids)


def _each(connection: Connection, said: str, rows: Iterable[dict[str, Any]]) -> None:
    told_each = list(rows)
    if told_each:
        connection.execute(text(said), told_each)
