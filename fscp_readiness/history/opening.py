"""The history as a night finds it: whole; or put back by itself from the newest backup, and said; or begun anew, and said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .audit import Event, Head, lost, unknown
from .safekeeping import recover
from .state import State, StateRefused
from .store import Store, open_store

PUT_BACK: Final = ("HIST-115", "HIST-116")
"""A damaged file, or one whose end is missing: what a backup mends. Tampering is a person's to look at."""


def open_history(state: State, said_at: str, who: str, anchors: Sequence[Head]) -> tuple[Store, tuple[str, ...]]:
    """The store, and a sentence for each thing that was done to it. The caller holds the state folder's lock.

    said_at, who  for the audit trail, where something was done
    anchors       heads of the trail that published packs hold (trail.published_heads)
    Raises StateRefused where nothing can be put back, or somebody must look first.
    """
    begun, told = _begun_anew(state, said_at, who, anchors)
    if begun:
        return begun, told
    try:
        return open_store(state, anchors=anchors), ()
    except StateRefused as problem:
        if problem.code not in PUT_BACK:
            raise
        restored = recover(state, said_at, who, anchors)
        return open_store(state, anchors=anchors), (f"{restored.sentence} [{problem.code}]",)


def _begun_anew(state: State, said_at: str, who: str, anchors: Sequence[Head]) -> tuple[Store | None, tuple[str, ...]]:
    """An empty history beside packs that know of one: it is named in the first entry, so that nobody misses it without being told."""
    try:
        store = open_store(state, anchors=None)
    except StateRefused:
        return None, ()
    if store.head().number or len(store.runs()):
        store.close()
        return None, ()
    missing = unknown(state.key, [], anchors)
    if not missing:
        return store, ()
    store.write_down(state.key, said_at, Event.RESTORED, who, f"begun anew; packs that know more: {lost(missing)}")
    return store, (
        f"{len(missing)} published packs know of a history that this state folder does not hold, so it begins anew tonight: flags are "
        "first seen tonight, and nothing is compared with earlier nights. If that is not meant, put the state folder back. [HIST-118]",
    )
