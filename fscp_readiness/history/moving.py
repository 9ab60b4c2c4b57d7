"""From the state folder's own file to PostgreSQL: copied in one transaction, compared row by row, and only then used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Table

from . import disk, engines
from .audit import Event, Head
from .copying import copy_all, sums, tables
from .migrations import STEPS
from .state import HISTORY_FILE, State, StateRefused
from .store import Store, entries, head, open_store, step_after, version, write_entry
from .switch import switch, switched
from .trail import check_trail

LEFT_BEHIND: Final = ".moved"
Sums = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Moved:
    """What was moved. rows: table -> how many."""

    rows: dict[str, int]
    head: Head


def move(state: State, url: str, said_at: str, who: str) -> Moved:
    """Move the history into the empty PostgreSQL database at ``url``. The caller holds the state folder's lock.

    Tables, rows, their comparison and the entry MOVED are one transaction there, and store.json is written after it: stopped at any
    moment before that, the file here is still the history, and the same command does it again or finishes it. The file stays, under
    another name.

    Raises StateRefused when the history here is not whole, was moved already, or the database is not empty.
    """
    if switched(state):
        raise StateRefused("The history lives in PostgreSQL already. Nothing was changed; leave it as it is.", "HIST-07")
    here, there = open_store(state), Store(engines.postgresql(url))
    try:
        engines.check(there.engine)
        with here.engine.connect() as source, engines.for_writing(there.engine).begin() as target:
            which = tables(source)
            held = sums(source, which)
            if version(target) == 0:
                _copied(state, source, target, which, held, said_at, who)
            elif not _is_this_move(source, target, which, held):
                raise StateRefused(
                    "The database holds a history already, and it is another one or an older copy of this. Nothing was changed: give an "
                    "empty database.",
                    "HIST-08",
                )
            check_trail(entries(target), state.key)
            end = head(target)
    finally:
        here.close()
        there.close()
    switch(state, end, said_at)
    disk.replace(state.folder / HISTORY_FILE, engines.beside(state.folder / HISTORY_FILE, LEFT_BEHIND))
    return Moved({name: count for name, (count, _) in held.items()}, end)


def _copied(state: State, source: Connection, target: Connection, which: Sequence[Table], held: Sums, said_at: str, who: str) -> None:
    for number in range(len(STEPS)):
        step_after(target, number)
    copy_all(source, target, which)
    arrived = sums(target, which)
    if arrived != held:
        different = ", ".join(sorted(name for name in held if arrived.get(name) != held[name]))
        raise StateRefused(
            f"What arrived in the database is not what was sent ({different}). Nothing was changed there. Run it again.", "HIST-09"
        )
    write_entry(target, state.key, said_at, Event.MOVED, who, f"to PostgreSQL; rows {sum(count for count, _ in held.values())}")


def _is_this_move(source: Connection, target: Connection, which: Sequence[Table], held: Sums) -> bool:
    """Was this same history copied there, and the program stopped before it said so here?"""
    arrived = sums(target, which)
    ours, theirs = entries(source), entries(target)
    return (
        {name: said for name, said in arrived.items() if name != "audit"} == {name: said for name, said in held.items() if name != "audit"}
        and theirs[:-1] == ours
        and len(theirs) == len(ours) + 1
        and theirs[-1].event == Event.MOVED
    )
