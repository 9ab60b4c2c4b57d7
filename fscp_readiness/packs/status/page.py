"""status.html and status.json, the same in both: every word decided here from what the night knows of itself."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Final

from fscp_readiness.packs.leadership.palette import COLOURS
from fscp_readiness.packs.stale import spoken
from fscp_readiness.packs.templates import draw

PUBLISHED, KEPT, FAILED, MISSED = "published", "kept", "failed", "missed"
_TAGS: Final = {
    PUBLISHED: ("on", "circle", "Published"),
    KEPT: ("close", "triangle", "Kept, not published"),
    FAILED: ("off", "square", "No pack"),
    MISSED: ("cannot", "diamond", "No night ran"),
}
_LINES: Final = {True: ("on", "circle", "In order"), False: ("off", "square", "Look at this"), None: ("plain", "none", "Not known")}


@dataclass(frozen=True)
class Tag:
    """A word with its tint and its shape, as shared/marks draws it."""

    tint: str
    shape: str
    word: str


@dataclass(frozen=True)
class Nights:
    """One night of the list. state: PUBLISHED, KEPT, FAILED or MISSED; code: why it failed."""

    night: dt.date
    state: str
    code: str = ""

    @property
    def tag(self) -> Tag:
        """How it is marked."""
        return Tag(*_TAGS[self.state])

    @property
    def day(self) -> str:
        """Tuesday 24 November 2026"""
        return f"{self.night:%A} {spoken(self.night)}"


@dataclass(frozen=True)
class Line:
    """One thing that must be in order. fine: None where it is not known; sentence: how it stands, and what to do where it is not fine."""

    what: str
    fine: bool | None
    sentence: str

    @property
    def tag(self) -> Tag:
        """How it is marked."""
        return Tag(*_LINES[self.fine])


@dataclass(frozen=True)
class Person:
    """One person of the list of those who are told, by post. told: when, in words; opened: the day, in words; blank: not."""

    post: str
    role: str
    told: str
    opened: str


@dataclass(frozen=True)
class Status:
    """All of the page.

    state    fresh, stale or refused, of the newest night that was to be
    newest   the day of the newest whole pack
    held     (table, the day its rows are of, the gate's code)
    waiting  messages to so many people wait in the outbox; told: so many were told of this night
    """

    written_at: dt.datetime
    night: dt.date
    state: str
    code: str
    newest: dt.date | None
    nights: tuple[Nights, ...]
    lines: tuple[Line, ...]
    people: tuple[Person, ...]
    held: tuple[tuple[str, str, str], ...]
    other_readers: int = 0
    told: int = 0
    waiting: int = 0

    @property
    def wanting(self) -> int:
        """How many lines somebody must look at."""
        return sum(1 for each in self.lines if each.fine is False)

    @property
    def heading(self) -> str:
        """The page's first sentence."""
        if self.state == "fresh":
            return f"The pack of {spoken(self.night)} is there"
        if self.newest:
            return f"There is no pack of {spoken(self.night)}: the newest is of {spoken(self.newest)}"
        return f"There is no pack of {spoken(self.night)}, and none before it"

    @property
    def standfirst(self) -> str:
        """The line beneath it: how much needs somebody."""
        unknown = sum(1 for each in self.lines if each.fine is None)
        not_known = f"{unknown} {'is' if unknown == 1 else 'are'} not known." if unknown else ""
        if self.wanting:
            return f"{self.wanting} of {len(self.lines)} things {'needs' if self.wanting == 1 else 'need'} somebody. {not_known}".strip()
        return f"Of {len(self.lines)} things, {not_known} Nothing else is wrong." if unknown else "Everything else is in order."

    @property
    def shown(self) -> str:
        """Of the nights listed, how many have a pack."""
        return f"{sum(each.state == PUBLISHED for each in self.nights)} of {len(self.nights)} nights have a pack"


def status_page(status: Status) -> str:
    """The page, for a screen of any width and for paper."""
    return draw(
        "status/page.html.j2", view=status, palette=COLOURS, written=f"{status.written_at:%H:%M} on {spoken(status.written_at.date())}"
    )


def status_json(status: Status) -> bytes:
    """The same for a machine: days, states, codes and counts."""
    told = {
        "written_at": status.written_at.isoformat(timespec="seconds"),
        "night": status.night.isoformat(),
        "state": status.state,
        "code": status.code or None,
        "newest": status.newest.isoformat() if status.newest else None,
        "told": status.told,
        "waiting": status.waiting,
        "people": len(status.people),
        "opened": sum(1 for each in status.people if each.opened) + status.other_readers,
        "nights": [{"night": each.night.isoformat(), "state": each.state, "code": each.code or None} for each in status.nights],
        "held": [{"table": table, "data_date": day, "code": code} for table, day, code in status.held],
        "lines": [{"what": each.what, "fine": each.fine, "sentence": each.sentence} for each in status.lines],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
