"""Messages that wait for the relay: a file each in the state folder, for its owner alone. People stand in them by their ids, no address."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fscp_readiness.history import disk

from .wording import Message

OUTBOX: Final = "outbox"
MOST: Final = 100


@dataclass(frozen=True)
class Waiting:
    """A message, whom it is for, and how often it was tried."""

    message: Message
    ids: tuple[str, ...]
    tries: int = 0

    @property
    def name(self) -> str:
        """The file's: the same message is there once."""
        told = self.message
        named = hashlib.sha256("\0".join((told.night, told.state, told.about, told.channel)).encode()).hexdigest()[:12]
        return f"{told.night}-{told.channel}-{named}.json"


def waiting(state: Path) -> list[Waiting]:
    """What waits, the oldest night first. A file that cannot be read is taken away: what it said is said anew by the next night."""
    found = []
    for path in sorted((state / OUTBOX).glob("*.json")):
        try:
            held = json.loads(path.read_bytes())
            found.append(Waiting(Message(**held["message"]), tuple(held["ids"]), int(held["tries"])))
        except (OSError, ValueError, KeyError, TypeError):
            disk.remove(path)
    return found


def put(state: Path, each: Waiting) -> None:
    """Let a message wait. Raises OSError where the disk will not take it, or too many wait already."""
    folder = state / OUTBOX
    disk.make_folder(folder)
    if not (folder / each.name).exists() and sum(1 for _ in folder.glob("*.json")) >= MOST:
        raise OSError("the outbox is full")
    held = {"message": dataclasses.asdict(each.message), "ids": list(each.ids), "tries": each.tries}
    disk.write_whole(folder / each.name, json.dumps(held, ensure_ascii=False, indent=1).encode() + b"\n")


def take_away(state: Path, each: Waiting) -> None:
    """It waits no longer."""
    disk.remove(state / OUTBOX / each.name)
