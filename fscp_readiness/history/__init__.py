"""Nights remembered: the state folder and its key and lock, the store, the lives of flags, the audit trail, what a run is called."""

from .flags import flag, flags
from .nights import Night
from .remembered import Remembered, remembered
from .run_id import folder_hash, run_id
from .state import AnotherRun, State, StateRefused, default_folder, locked, open_state
from .store import Loaded, Run, Store, open_store

__all__ = [
    "AnotherRun", "Loaded", "Night", "Remembered", "Run", "State", "StateRefused", "Store", "default_folder", "flag", "flags",
    "folder_hash", "locked", "open_state", "open_store", "remembered", "run_id",
]  # fmt: skip
