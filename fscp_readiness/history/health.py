"""How the keeping stands, for a status page: backups, the weekly drill, snapshots, holds, retention. Days and counts; nobody's data."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from . import backups, holds
from .audit import Entry, Event
from .safekeeping import folder_of, newest_whole
from .snapshots import runs_kept
from .state import State, StateRefused
from .store import Store, open_store

DRILL_DAYS: Final = 7
WORKED, FAILED = "opened", "none opens"
_DRILL: Final = re.compile(r"drill for (\d{4}-\d{2}-\d{2}): (opened|none opens)")
_RETENTION: Final = re.compile(r"for (\d{4}-\d{2}-\d{2}): ")


@dataclass(frozen=True)
class Health:
    """How it stands on a day; None where it never happened.

    newest_backup   the day of the newest backup, ``backup_age`` in days
    last_drill      the day a backup was last opened to see that it can be, ``drill_worked`` whether one could
    snapshots_from  the day of the oldest snapshot, ``snapshots`` how many there are
    holds           how many are in force, ``forgotten`` how many tombstones
    last_retention  the day retention last ran for
    """

    newest_backup: dt.date | None
    backup_age: int | None
    last_drill: dt.date | None
    drill_worked: bool | None
    drill_due: bool
    snapshots: int
    snapshots_from: dt.date | None
    holds: int
    forgotten: int
    last_retention: dt.date | None

    def told(self) -> dict[str, object]:
        """As plain data, for JSON."""
        return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in vars(self).items()}


def health(state: State, as_at: dt.date, store: Store | None = None) -> Health:
    """How the keeping stands on ``as_at``. store: one that is open already. Raises StateRefused where the history cannot be opened."""
    own = store or open_store(state, anchors=None)
    try:
        entries = own.trail()
        in_force = len(holds.held(own, as_at).holds)
        with own.reading() as connection:
            forgotten = int(connection.exec_driver_sql("SELECT count(*) FROM tombstone").scalar() or 0)
    finally:
        if store is None:
            own.close()
    days = [day for day in backups.found(folder_of(state)) if day <= as_at]
    runs = runs_kept(state)
    drilled = _last(entries, Event.DRILL, _DRILL)
    retained = _last(entries, Event.RETENTION, _RETENTION)
    last_drill = dt.date.fromisoformat(drilled[1]) if drilled else None
    return Health(
        newest_backup=days[0] if days else None,
        backup_age=(as_at - days[0]).days if days else None,
        last_drill=last_drill,
        drill_worked=drilled[2] == WORKED if drilled else None,
        drill_due=last_drill is None or (as_at - last_drill).days >= DRILL_DAYS,
        snapshots=len(runs),
        snapshots_from=dt.date.fromisoformat(runs[0][:10]) if runs else None,
        holds=in_force,
        forgotten=forgotten,
        last_retention=dt.date.fromisoformat(retained[1]) if retained else None,
    )


def drill(state: State, store: Store, as_at: dt.date, said_at: str) -> str:
    """Open the newest backup as a restore would, change nothing, and write down whether it opened; gives the sentence."""
    try:
        found, skipped = newest_whole(state)
        words = f"{WORKED} the backup of {found.made_on}, {len(found.trail)} entries"
        words += f"; {len(skipped)} newer ones do not open" if skipped else ""
    except StateRefused as problem:
        words = f"{FAILED} ({problem.code})"
    store.write_down(state.key, said_at, Event.DRILL, "retention", f"drill for {as_at}: {words}")
    return words


def _last(entries: list[Entry], what: Event, shape: re.Pattern[str]) -> re.Match[str] | None:
    return next((said for entry in reversed(entries) if entry.event == what and (said := shape.match(entry.about))), None)
