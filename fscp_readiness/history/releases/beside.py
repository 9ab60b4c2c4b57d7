"""What was let out, kept once more beside the history: a history put back from an older backup must not forget what readers know.

One file a release under releases/ in the state folder, written once. Whoever opens the ledger writes those that are missing there, and
takes in again those that the ledger has forgotten, which the audit trail then says.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from .. import disk
from ..state import State, saying_why
from .ledger import Entry, Ledger
from .statements import Hidden, Statement, Unreadable

FOLDER: Final = "releases"
_NAME: Final = 24

Whole = tuple[Entry, tuple[Statement, ...], tuple[Hidden, ...]]


def settle(state: State, ledger: Ledger, said_at: str) -> tuple[str, ...]:
    """Make the ledger and the files beside it say the same; gives a sentence where the ledger had forgotten something.

    said_at  when, by the caller's clock
    The caller holds the state folder's lock. Raises StateRefused where the disk will not take it, Unreadable for a file that is broken.
    """
    folder = state.folder / FOLDER
    known = {_name(each): each for each in ledger.whole()}
    there = set(folder.glob("*.json")) if folder.is_dir() else set()
    forgotten = [_read(path) for path in sorted(there) if path.name not in known]
    for whole in sorted(forgotten, key=lambda each: each[0].number):
        ledger.take_in(*whole, said_at=said_at)
    missing = {name: whole for name, whole in known.items() if folder / name not in there}
    with saying_why("The folder of what was let out"):
        for name, whole in missing.items():
            disk.make_folder(folder)
            disk.write_whole(folder / name, _plain(whole))
    if not forgotten:
        return ()
    return (
        f"The history had forgotten {len(forgotten)} releases, as one does that is put back from an older backup. They are in the ledger "
        "again, so that papers are attacked with them.",
    )


def unknown(out: Path, ledger: Ledger) -> tuple[str, ...]:
    """Papers that lie under ``out`` as issued and that the ledger does not hold: "2026-10, edition 1"."""
    held = [(each.month, each.audience, each.edition, dict(each.files)) for each in ledger.released()]
    found = []
    for told in _told(out):
        if told.get("state") == "issued":
            key = (told.get("month"), told.get("audience"), told.get("edition"), told.get("files"))
            found += [f"{key[0]}, edition {key[2]}"] if key not in held else []
    return tuple(sorted(set(found)))


def _told(out: Path) -> Iterator[Mapping[str, Any]]:
    for path in (out / "cabinet").glob("**/release.json"):
        try:
            told = json.loads(path.read_bytes())
        except (OSError, ValueError):
            continue  # a file that says nothing claims nothing
        if isinstance(told, dict):
            yield told


def _name(whole: Whole) -> str:
    """A name of what was let out, the same however the ledger numbers it."""
    entry, statements, _ = whole
    said = [entry.kind, entry.month, entry.audience, entry.edition, entry.issued_at, entry.place, dict(sorted(entry.files.items()))]
    told = json.dumps([said, [each.as_plain() for each in statements]], ensure_ascii=True, separators=(",", ":"))
    return f"{hashlib.sha256(told.encode()).hexdigest()[:_NAME]}.json"


def _plain(whole: Whole) -> bytes:
    entry, statements, hidden = whole
    told = {
        "entry": dataclasses.asdict(entry),
        "statements": [each.as_plain() for each in statements],
        "hidden": [each.as_plain() for each in hidden],
    }
    return json.dumps(told, ensure_ascii=True, indent=1, sort_keys=True).encode() + b"\n"


def _read(path: Path) -> Whole:
    try:
        told = json.loads(path.read_bytes())
        statements = tuple(Statement.from_plain(each) for each in told["statements"])
        hidden = tuple(Hidden.from_plain(each) for each in told["hidden"])
        whole = Entry(**told["entry"]), statements, hidden
    except (OSError, ValueError, KeyError, TypeError):
        raise Unreadable(f"{FOLDER}/{path.name} in the state folder") from None
    if _name(whole) != path.name:
        raise Unreadable(f"{FOLDER}/{path.name} in the state folder, which is not what was written there")
    return whole
