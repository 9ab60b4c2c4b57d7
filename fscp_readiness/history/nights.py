"""The nights that were published, remembered as little as tonight needs: which was last, what it read, and what it was called."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from . import disk
from .state import State, StateRefused

FILE = "nights.json"
NO_HISTORY = "no history"


@dataclass(frozen=True)
class Night:
    """One published night. ``tables``: table -> rows read; counts only, nothing of any child."""

    as_at: dt.date
    run: str
    source_hash: str = ""
    data_date: str = ""
    tables: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Nights:
    """Every remembered night, oldest first; one a day."""

    held: tuple[Night, ...]

    @property
    def last(self) -> Night | None:
        return self.held[-1] if self.held else None

    def before(self, as_at: dt.date) -> Night | None:
        """The newest night before that day: "last night" to a run about it."""
        earlier = [night for night in self.held if night.as_at < as_at]
        return earlier[-1] if earlier else None

    def hash_before(self, as_at: dt.date) -> str:
        """Hash of the history as it stood before that day, for ``run_id``; what came later does not change it."""
        earlier = [_as_data(night) for night in self.held if night.as_at < as_at]
        return hashlib.sha256(json.dumps(earlier, sort_keys=True).encode()).hexdigest() if earlier else NO_HISTORY


def read_nights(state: State) -> Nights:
    """The nights this state folder remembers. Raises StateRefused when the file is there and cannot be read."""
    path = state.folder / FILE
    if not path.exists():
        return Nights(())
    try:
        read = [Night(**{**each, "as_at": dt.date.fromisoformat(each["as_at"])}) for each in json.loads(path.read_bytes())]
    except (OSError, ValueError, TypeError, KeyError):
        raise StateRefused(f"{path.name} in the state folder cannot be read. Put it back from the last backup.", "STA-04") from None
    return Nights(tuple(sorted(read, key=lambda night: night.as_at)))


def remember(state: State, night: Night, *, back_fill: bool = False) -> bool:
    """Remember a night once its pack is in place; the same night again changes nothing. True when something was written.

    A night before the last one is not remembered, unless ``back_fill``. Call it after every publication, also when there was nothing
    new: a run that died between its pack and its memory is made whole by the next.
    """
    nights = read_nights(state)
    if nights.last is not None and night.as_at < nights.last.as_at and not back_fill:
        return False
    kept = tuple(sorted((*(each for each in nights.held if each.as_at != night.as_at), night), key=lambda each: each.as_at))
    if [_as_data(each) for each in kept] == [_as_data(each) for each in nights.held]:
        return False
    disk.write_whole(state.folder / FILE, json.dumps([_as_data(each) for each in kept], indent=1, sort_keys=True).encode() + b"\n")
    return True


def _as_data(night: Night) -> dict[str, object]:
    return {**asdict(night), "as_at": night.as_at.isoformat(), "tables": dict(sorted(night.tables.items()))}
