"""Another key: every name made with the old one is made again with the new, in one transaction, and what it encrypts is encrypted again.

Flags and fingerprints change their letters and nothing else: the day a flag was first seen and every exception go on. The audit trail
stays as it was sealed; its entry KEY_ROTATED holds the old key locked under the new, so the whole trail is still verified with the new one
alone. Stopped anywhere, the same command finishes it: the new key lies beside as key.next.json until all is done.
"""

from __future__ import annotations

import dataclasses
import json
import secrets
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final

from . import disk, snapshots
from .audit import Event, locked_away, verify
from .carrying import episode, renamed_everywhere
from .flags import flag
from .state import KEY_FILE, NEXT_KEY, State, StateRefused
from .store import Store, entries, open_store, write_first_under

BEFORE: Final = "key.before-{number}.json"
_ABOUT: Final = "secret: whoever has it can tell children from flags"


@dataclass(frozen=True)
class Rotated:
    """What was done. state: with the new key; flags, exceptions: how many have new names; before: the file that holds the old key."""

    state: State
    flags: int
    exceptions: int
    snapshots: int
    before: str


def rotate(state: State, looks: Mapping[str, tuple[str, str]], said_at: str, who: str, key: bytes = b"") -> Rotated:
    """Give the state folder another key, or finish what was begun. The caller holds its lock.

    looks  flag -> the fingerprint of its record and finding on the last night under the old key, and under the new (next_key)
    key    the new key; drawn where none is given
    Raises StateRefused for the demo, whose key is fixed.
    """
    new = dataclasses.replace(state, key=next_key(state, key))
    counts = {"flags": 0, "exceptions": 0}
    if not _is_done(new):
        with closing(open_store(state, anchors=None)) as store:
            counts = _renamed(store, state.key, new.key, looks, said_at, who)
    again = 0
    for run in snapshots.runs_kept(state):
        again += snapshots.sealed_again(state, new, run)
    number = 1
    while (before := state.folder / BEFORE.format(number=number)).exists() and before.read_bytes() != (
        state.folder / KEY_FILE
    ).read_bytes():
        number += 1
    disk.write_whole(before, (state.folder / KEY_FILE).read_bytes())
    disk.replace(state.folder / NEXT_KEY, state.folder / KEY_FILE)
    return Rotated(new, counts["flags"], counts["exceptions"], again, before.name)


def next_key(state: State, key: bytes = b"") -> bytes:
    """The key that comes next: the one that a stopped rotation left, or a new one, written down beside the present one."""
    if state.demo:
        raise StateRefused("The demo's key is fixed and protects nothing. Give a real service's state folder with --state.", "KEY-02")
    path = state.folder / NEXT_KEY
    try:
        held = bytes.fromhex(json.loads(path.read_bytes())["key"])
    except (OSError, ValueError, KeyError, TypeError):
        held = b""
    if len(held) == 32:
        return held
    made = key or secrets.token_bytes(32)
    disk.write_whole(path, json.dumps({"about": _ABOUT, "demo": False, "key": made.hex()}, indent=2).encode() + b"\n")
    return made


def _is_done(new: State) -> bool:
    """Does the history know the new key already?"""
    with closing(open_store(new, anchors=None)) as store:
        trail = store.trail()
    return any(entry.event == Event.KEY_ROTATED for entry in trail) and not verify(new.key, trail)


def _renamed(store: Store, old: bytes, new: bytes, looks: Mapping[str, tuple[str, str]], said_at: str, who: str) -> dict[str, int]:
    with store.writing() as connection:
        if verify(old, entries(connection)):
            raise StateRefused("The audit trail is not whole, so no other key is begun. See 'fscp-readiness audit verify' first.", "KEY-03")

        def name(row: Mapping[str, Any]) -> str:
            told = row["code"], row["record_table"], row["record_id"]
            made = episode(old, row)
            return flag(new, *told, made) if made is not None else flag(new, row["code"], row["record_table"], "", row["flag"])

        counts = renamed_everywhere(connection, name, looks)
        told = f"flags {counts['flags']}, exceptions {counts['exceptions']}; {locked_away(new, old)}"
        write_first_under(connection, new, said_at, Event.KEY_ROTATED, who, told)
    return counts
