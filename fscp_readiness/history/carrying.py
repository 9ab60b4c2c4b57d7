"""A move to another case system: flags, exceptions and who has what in hand go on under the new system's ids, in one transaction.

What the map does not name stays behind under ``old:id``, so that no id of the new system is taken for one of the old.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, text

from .audit import Entry, Event
from .flags import flag
from .lives import OPEN
from .pseudonyms import MARK, tombstone
from .store import Store, next_number, write_entry

NewId = Callable[[str, str], str | None]
"""(table, old id) -> the id in the new system, or None."""

PEOPLE: Final = "ssd_person"
UNNAMED: Final = "unnamed"
_ASKED: Final = ("asked", "agreed")
_MOST_ALIKE: Final = 100
"""So many rows of one id, wrong in one place, are told apart."""
_INTERVAL: Final = "flag", "spell", "from_on"


@dataclass(frozen=True)
class Carried:
    """What goes over and what stays behind: counts, and nothing of any child. Flags: open ones, exceptions: asked or agreed ones.

    as_they_were  exceptions of a record that is the same in both systems but for its ids, as far as the last night's copy of it can tell
    """

    flags: int
    flags_left: int
    exceptions: int
    exceptions_left: int
    as_they_were: int
    taken: int
    taken_left: int

    @property
    def sentence(self) -> str:
        """For the audit trail."""
        return (
            f"flags {self.flags} carried, {self.flags_left} left; exceptions {self.exceptions} carried, {self.exceptions_left} left; "
            f"taken {self.taken} carried, {self.taken_left} left"
        )


@dataclass(frozen=True)
class _Name:
    """What a flag is called afterwards."""

    flag: str
    record_id: str
    child_id: str
    carried: bool


def carry_over(
    store: Store,
    key: bytes,
    new_id: NewId,
    looks: Mapping[str, tuple[str, str]],
    old: str,
    new: str,
    said_at: str,
    who: str,
    *,
    only_count: bool,
    forgotten: Iterable[str] = (),
) -> Carried:
    """Name everything again by the new system's ids, or (``only_count``) count what would be.

    looks  flag -> the fingerprint of its record and finding on the last night, and the same under the new ids
    forgotten  new ids of children who were forgotten under their old one
    """
    with store.reading() if only_count else store.writing() as connection:
        intervals = _rows(connection, "SELECT * FROM flag_interval")
        requests = _rows(
            connection, "SELECT number, flag, code, record_table, record_id, field, child_id, fingerprint, state FROM exception_signoff"
        )
        taken = _rows(connection, "SELECT * FROM taken")
        names: dict[str, _Name] = {}
        for row in sorted((*intervals, *requests), key=_is_pseudonym):
            if row["flag"] not in names:
                names[row["flag"]] = _named(key, row, new_id, old)
        found = _counted(intervals, requests, taken, names, looks)
        if not only_count:
            _write_flags(connection, intervals, names)
            _write_requests(connection, requests, names, looks)
            _write_taken(connection, taken, names)
            _hold_on(connection, new_id)
            _stay_forgotten(connection, key, forgotten, said_at, who)
            write_entry(connection, key, said_at, Event.CARRIED_OVER, who, f"{old or UNNAMED} to {new}: {found.sentence}")
    return found


def carried_to(trail: Sequence[Entry], after: int) -> tuple[str, str] | None:
    """The two case systems of the last carrying over that the trail holds after an entry; None where there is none."""
    for entry in reversed(trail):
        if entry.number > after and entry.event == Event.CARRIED_OVER:
            old, _, new = entry.about.partition(":")[0].partition(" to ")
            return ("" if old == UNNAMED else old), new
    return None


def left_behind(old: str, record_id: str) -> str:
    """What a record of the old system that nothing ties to the new one is called from then on."""
    return f"{old or UNNAMED}:{record_id}"


def _named(key: bytes, row: Mapping[str, Any], new_id: NewId, old: str) -> _Name:
    record, child = row["record_id"], row["child_id"]
    if not record:
        return _Name(row["flag"], "", child, carried=True)
    made, moved = episode(key, row), new_id(row["record_table"], record)
    if made is None or moved is None:
        target = left_behind(old, record)
        return _Name(
            flag(key, row["code"], row["record_table"], target, row["flag"] if made is None else made), target, child, carried=False
        )
    return _Name(flag(key, row["code"], row["record_table"], moved, made), moved, new_id(PEOPLE, child) or child, carried=True)


def episode(key: bytes, row: Mapping[str, Any]) -> str | None:
    """The episode that a flag was made with, found by making it again; None where no other part of it fits."""
    told = row["code"], row["record_table"], row["record_id"]
    plain = dict.fromkeys(("", row["field"]))
    tried = [*plain, *(f"{each}#{number}" for number in range(2, _MOST_ALIKE) for each in plain)]
    return next((each for each in tried if flag(key, *told, each) == row["flag"]), None)


def renamed_everywhere(
    connection: Connection, new_flag: Callable[[Mapping[str, Any]], str], looks: Mapping[str, tuple[str, str]]
) -> dict[str, int]:  # fmt: skip
    """Give every flag, wherever it is held, another name, and exceptions the fingerprint that goes with it; within a transaction.

    new_flag  a row that holds a flag (of flag_interval or exception_signoff) -> its new name
    looks     as for carry_over
    """
    intervals, requests = _rows(connection, "SELECT * FROM flag_interval"), _rows(connection, "SELECT * FROM exception_signoff")
    names: dict[str, _Name] = {}
    for row in sorted((*intervals, *requests), key=_is_pseudonym):
        if row["flag"] not in names:
            names[row["flag"]] = _Name(new_flag(row), row["record_id"], row["child_id"], carried=True)
    taken = _rows(connection, "SELECT * FROM taken")
    _write_flags(connection, intervals, names, ids=False)
    _write_requests(connection, [{**row, "own": True} for row in requests], names, looks)
    _write_taken(connection, taken, names)
    return {"flags": len({row["flag"] for row in intervals}), "exceptions": len(requests)}


def _counted(
    intervals: Iterable[Mapping[str, Any]], requests: Iterable[Mapping[str, Any]], taken: Iterable[Mapping[str, Any]],
    names: Mapping[str, _Name], looks: Mapping[str, tuple[str, str]],
) -> Carried:  # fmt: skip
    open_now = {row["flag"] for row in intervals if row["until_on"] is None and row["state"] in OPEN}
    asked = [row for row in requests if row["state"] in _ASKED]
    held = [row["flag"] in names and names[row["flag"]].carried for row in taken]
    carried = [row for row in asked if names[row["flag"]].carried]
    return Carried(
        flags=sum(names[each].carried for each in open_now),
        flags_left=sum(not names[each].carried for each in open_now),
        exceptions=len(carried),
        exceptions_left=len(asked) - len(carried),
        as_they_were=sum(looks.get(row["flag"], ("", ""))[0] == row["fingerprint"] for row in carried),
        taken=sum(held),
        taken_left=len(held) - sum(held),
    )


def _write_flags(connection: Connection, intervals: list[dict[str, Any]], names: Mapping[str, _Name], ids: bool = True) -> None:
    changed = [
        row for row in intervals if not ids or (names[row["flag"]].flag, names[row["flag"]].child_id) != (row["flag"], row["child_id"])
    ]
    if changed:
        where = " AND ".join(f"{name} = :{name}" for name in _INTERVAL)
        connection.execute(text(f"DELETE FROM flag_interval WHERE {where}"), [{name: row[name] for name in _INTERVAL} for row in changed])  # noqa: S608 - our own names
        columns = list(changed[0])
        insert = text(f"INSERT INTO flag_interval ({', '.join(columns)}) VALUES ({', '.join(':' + name for name in columns)})")  # noqa: S608 - our own names
        connection.execute(
            insert, [{**row, **_words(names[row["flag"]], {} if ids and not _is_pseudonym(row) else row)} for row in changed]
        )


def _write_requests(
    connection: Connection, requests: list[dict[str, Any]], names: Mapping[str, _Name], looks: Mapping[str, tuple[str, str]]
) -> None:
    for passing in (True, False):  # a flag may take another's name before that one has its own
        for row in requests:
            name, (before, after) = names[row["flag"]], looks.get(row["flag"], ("", ""))
            told = {
                **_words(name, row if row.get("own") else {}),
                "number": row["number"],
                "look": after if before == row["fingerprint"] else row["fingerprint"],
            }
            connection.execute(
                text(
                    "UPDATE exception_signoff SET flag = :flag, record_id = :record_id, child_id = :child_id, fingerprint = :look "
                    "WHERE number = :number"
                ),
                {**told, "flag": f"passing {row['number']}"} if passing else told,
            )


def _write_taken(connection: Connection, taken: list[dict[str, Any]], names: Mapping[str, _Name]) -> None:
    connection.execute(text("DELETE FROM taken"))
    kept = [{**row, "flag": names[row["flag"]].flag} for row in taken if row["flag"] in names and names[row["flag"]].carried]
    if kept:
        connection.execute(text("INSERT INTO taken (flag, who, name, said_at) VALUES (:flag, :who, :name, :said_at)"), kept)


def _hold_on(connection: Connection, new_id: NewId) -> None:
    """A child who is held is held under both ids: older packs and snapshots name the old one."""
    for row in _rows(connection, "SELECT * FROM hold WHERE lifted_at = '' AND child_id <> ''"):
        moved = new_id(PEOPLE, row["child_id"])
        if moved and moved != row["child_id"]:
            again = {**row, "number": next_number(connection, "hold"), "child_id": moved}
            places = ", ".join(":" + name for name in again)
            connection.execute(text(f"INSERT INTO hold ({', '.join(again)}) VALUES ({places})"), again)  # noqa: S608 - our own names


def _stay_forgotten(connection: Connection, key: bytes, forgotten: Iterable[str], said_at: str, who: str) -> None:
    """A child who was forgotten does not come back under the new id."""
    for child in sorted(forgotten):
        told = {"mac": tombstone(key, child), "why": "moved", "who": who, "at": said_at}
        if connection.execute(text("SELECT 1 FROM tombstone WHERE mac = :mac"), told).first() is None:
            row = {"number": next_number(connection, "tombstone"), **told}
            connection.execute(text("INSERT INTO tombstone (number, mac, why, who, said_at) VALUES (:number, :mac, :why, :who, :at)"), row)


def _words(name: _Name, own: Mapping[str, Any]) -> dict[str, str]:
    """A row's new name, and its ids: its own, or those that the name has."""
    return {"flag": name.flag, "record_id": own.get("record_id", name.record_id), "child_id": own.get("child_id", name.child_id)}


def _is_pseudonym(row: Mapping[str, Any]) -> bool:
    """Is the record's own id no longer there (ageing)? What its flag is called is then told by another row, if by any."""
    return str(row["record_id"]).startswith(MARK)


def _rows(connection: Connection, query: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(text(query)).mappings()]
