"""The key changed: the last night's findings are looked at under both keys, so that every exception goes on, and the history is renamed."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

from fscp_readiness.history import State, StateRefused, default_folder, locked, open_state, open_store
from fscp_readiness.history.exceptions.fingerprint import fingerprints
from fscp_readiness.history.rotating import Rotated, next_key, rotate
from fscp_readiness.history.safekeeping import backup
from fscp_readiness.history.snapshots import SnapshotGone, read_snapshot
from fscp_readiness.history.trail import published_heads

from .carry_over import found_last
from .kept_night import unpacked
from .settled import settled


def rotate_key(out: Path, said_at: str, who: str, state: Path | None = None, config: Path | None = None) -> Rotated:
    """Change the key and back the history up under the new one; or finish what was stopped.

    Raises StateRefused where nobody is named, the history is not whole, or it is the demo's; AnotherRun while a run holds the folder.
    """
    if not who.strip():
        raise StateRefused("The key is changed on a named person's word: give --who.", "KEY-05")
    opened = open_state(state or default_folder(out), make=False)
    with locked(opened, f"to change the key at {said_at}"):
        new = next_key(opened)
        done = rotate(opened, _looks(opened, new, config), said_at, who.strip())
        with closing(open_store(done.state, anchors=published_heads(out)[0])) as store:
            last = store.runs()["as_at"].max()
        if isinstance(last, str):
            backup(done.state, _day(last), anchors=published_heads(out)[0])
    return done


def _looks(state: State, new: bytes, config: Path | None) -> dict[str, tuple[str, str]]:
    """flag under the old key -> the fingerprint of what the last night found, under the old key and the new."""
    with closing(open_store(state, anchors=None)) as store:
        runs = store.runs()
    try:
        last = unpacked(read_snapshot(state, str(runs["run"].iloc[-1]))) if len(runs) else None
    except SnapshotGone:
        last = None
    except StateRefused:
        return {}  # it is encrypted under the new key already: what is left to do needs no fingerprint
    if last is None:
        return {}
    rows, tables = found_last(last, settled(config), state.key)
    looks = zip(fingerprints(state.key, rows, tables), fingerprints(new, rows, tables), strict=True)
    return dict(zip(rows["flag"], looks, strict=True))


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
