"""Handing over, remembered: each rehearsal, and each real call, with how long it took and what was lacking. Counts; no child."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import text

from .audit import Event
from .state import State
from .store import Store, open_store, write_entry

REHEARSAL: Final = "rehearsal"
CALL: Final = "call"
_EVENTS: Final = {REHEARSAL: Event.BUNDLE_REHEARSED, CALL: Event.BUNDLE_MADE}


@dataclass(frozen=True)
class Rehearsal:
    """One bundle that was made.

    day        the day of the call, as it was asked for
    kind       rehearsal or call
    run, as_at, framework   the night it was made of, and whose timetable it has
    seconds    from the command to the last file
    asked, failed   checks of Annex A;  gaps: what no list could say
    fit        may its Annex A be handed over as it stands
    documents, ready   of the checklist, and those found and up to date
    who, said_at   by whom and when;  zip_hash: SHA-256 of bundle.zip
    """

    day: dt.date
    kind: str
    run: str
    as_at: dt.date
    framework: str
    seconds: float
    asked: int
    failed: int
    gaps: int
    fit: bool
    documents: int
    ready: int
    who: str
    said_at: str
    zip_hash: str

    def told(self) -> dict[str, Any]:
        """As plain values, for the store, a snapshot and the run's name."""
        return {**asdict(self), "day": self.day.isoformat(), "as_at": self.as_at.isoformat(), "fit": int(self.fit)}

    @classmethod
    def of(cls, told: dict[str, Any]) -> Rehearsal:
        """What ``told`` told."""
        days = {name: dt.date.fromisoformat(str(told[name])) for name in ("day", "as_at")}
        return cls(**{**told, **days, "fit": bool(told["fit"])})


@dataclass(frozen=True)
class Signed:
    """By whom a bundle was asked for, and when, as the command line or the flow knows it."""

    who: str
    said_at: str


def remember(state: State, made: Rehearsal) -> None:
    """Keep it, with its entry in the audit trail, whole or not at all. The caller holds the state folder's lock."""
    store = open_store(state)
    try:
        with store.writing() as connection:
            number = int(connection.execute(text("SELECT coalesce(max(number), 0) FROM rehearsal")).scalar() or 0) + 1
            row = {"number": number, **made.told()}
            values = ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO rehearsal ({', '.join(row)}) VALUES ({values})"), row)  # noqa: S608 - our own names
            about = f"run {made.run}, bundle.zip {made.zip_hash}; failed {made.failed} of {made.asked}, gaps {made.gaps}"
            write_entry(connection, state.key, made.said_at, _EVENTS[made.kind], made.who, about)
    finally:
        store.close()


def last_rehearsed(store: Store, as_at: dt.date) -> Rehearsal | None:
    """The last bundle, rehearsed or real, for a call up to that day; None where none was made."""
    query = "SELECT * FROM rehearsal WHERE day <= :day ORDER BY day DESC, number DESC LIMIT 1"
    with store.reading() as connection:
        row = connection.execute(text(query), {"day": as_at.isoformat()}).mappings().first()
    return Rehearsal.of({name: value for name, value in row.items() if name != "number"}) if row else None
