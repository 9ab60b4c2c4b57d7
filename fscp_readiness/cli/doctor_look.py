"""One thing that ``doctor`` looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """One thing looked at. state: ok, note, not_right or source (not right, and the source's to fix)."""

    what: str
    state: str
    sentence: str
