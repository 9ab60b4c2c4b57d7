"""Nights remembered: the state folder and its key and lock, what a run is called, what a flag is called, which night was last."""

from .flags import flag, flags
from .nights import Night, Nights, read_nights, remember
from .run_id import folder_hash, run_id
from .state import AnotherRun, State, StateRefused, default_folder, locked, open_state

__all__ = [
    "AnotherRun", "Night", "Nights", "State", "StateRefused", "default_folder", "flag", "flags", "folder_hash", "locked", "open_state",
    "read_nights", "remember", "run_id",
]  # fmt: skip
