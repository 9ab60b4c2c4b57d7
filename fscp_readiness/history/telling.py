"""What the audit trail says of people being told: each message taken by the relay, each that was given up, each night that failed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .audit import Entry, Event

_TOLD: Final = re.compile(r"(\d{4}-\d{2}-\d{2}) (\w+) (\S+) to (\w+): (taken for|given up for) ([\w.,-]+)")
_FAILED: Final = re.compile(r"(\d{4}-\d{2}-\d{2}) ([A-Z]{2,5}-\d{1,3})")


@dataclass(frozen=True)
class Told:
    """One message as the trail has it. ``ids``: of the directory; ``taken``: False where it was given up. ``said_at``: when."""

    night: dt.date
    state: str
    about: str
    channel: str
    ids: tuple[str, ...]
    taken: bool
    said_at: str

    def written(self) -> tuple[str, Event, str, str]:
        """As an entry for the trail (store.write_entries)."""
        event = Event.PACK_DELIVERED if self.taken and self.state == "fresh" else Event.PEOPLE_TOLD
        how = "taken for" if self.taken else "given up for"
        return (
            self.said_at,
            event,
            "nightly",
            f"{self.night.isoformat()} {self.state} {self.about} to {self.channel}: {how} {','.join(self.ids)}",
        )


def told(entries: Sequence[Entry]) -> list[Told]:
    """Every message in the trail, oldest first."""
    found = []
    for entry in entries:
        if entry.event in (Event.PACK_DELIVERED, Event.PEOPLE_TOLD) and (said := _TOLD.fullmatch(entry.about)):
            night, state, about, channel, how, ids = said.groups()
            taken = how == "taken for"
            found.append(Told(dt.date.fromisoformat(night), state, about, channel, tuple(ids.split(",")), taken, entry.said_at))
    return found


def failed(night: dt.date, code: str, said_at: str) -> tuple[str, Event, str, str]:
    """A night that did not publish, as an entry for the trail."""
    return said_at, Event.NIGHT_FAILED, "nightly", f"{night.isoformat()} {code}"


def failures(entries: Sequence[Entry]) -> dict[dt.date, str]:
    """The code of each night that failed, the last where it failed more than once."""
    said = (_FAILED.fullmatch(entry.about) for entry in entries if entry.event == Event.NIGHT_FAILED)
    return {dt.date.fromisoformat(each[1]): each[2] for each in said if each}
