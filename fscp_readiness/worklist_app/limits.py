"""How often something may be done: so many times in a stretch of time, for each name that is counted."""

from __future__ import annotations

import datetime as dt
from collections import deque
from typing import Final

MOST_NAMES: Final = 20_000


class Allowance:
    """Counts in memory. Times older than the stretch are forgotten."""

    def __init__(self, most: int, within: dt.timedelta) -> None:
        self._most, self._within = most, within
        self._times: dict[str, deque[dt.datetime]] = {}

    def spend(self, name: str, now: dt.datetime) -> bool:
        """Count one for that name; False where it has none left, and then nothing is counted."""
        if len(self._times) >= MOST_NAMES:
            self._forget(now)
        times = self._times.setdefault(name, deque())
        while times and now - times[0] >= self._within:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        return True

    def left(self, name: str, now: dt.datetime) -> int:
        """How many that name has left."""
        times = self._times.get(name, ())
        return self._most - sum(now - each < self._within for each in times)

    def _forget(self, now: dt.datetime) -> None:
        self._times = {name: times for name, times in self._times.items() if times and now - times[-1] < self._within}
