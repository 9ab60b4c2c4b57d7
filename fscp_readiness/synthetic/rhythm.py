"""Visits that must come again and again: where the last one lies for each thing that may be decided, and those before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from . import days
from .world import Team, World

WRITE_UP: Final = 2
"""Working days in which a visit may still be written up (REC-01's default)."""


@dataclass(frozen=True)
class Rhythm:
    """An interval of ``n`` working or calendar days. Every answer is a day on which the child was last seen."""

    n: int
    working: bool

    def back(self, world: World, units: int) -> int:
        return world.ago(units) if self.working else world.today - units

    def in_time(self, world: World, since: int) -> int:
        """Seen within the interval, and not before ``since``."""
        day = self.back(world, world.chance.randint(0, self.n))
        day = max(day, since)
        near = world.on_working_day(day)
        return near if near >= since and not self.late(world, near) else day

    def due_today(self, world: World) -> int:
        """Seen so long ago that today is the last day in time."""
        return self.back(world, self.n)

    def just_late(self, world: World) -> int:
        """One unit late: inside the days in which a visit may still be written up."""
        return self.back(world, self.n + 1)

    def missed(self, world: World) -> int:
        """Late, and past the days for writing up."""
        low, high = (self.n + WRITE_UP + 1, self.n + WRITE_UP + 7) if self.working else (self.n + 9, self.n + 30)
        return self.back(world, world.chance.randint(low, high))

    def long_missed(self, world: World) -> int:
        """So late that the child decides the word: twice the interval and more, and over six weeks past it where it is in calendar days."""
        return self.back(world, 3 * self.n + 3 if self.working else self.n + 50)

    def late(self, world: World, last: int) -> bool:
        return world.waited(last) > self.n if self.working else world.today - last > self.n

    def room(self, world: World, since: int) -> bool:
        """Is the record old enough for any of these to lie inside it?"""
        return since <= min(self.long_missed(world), self.back(world, self.n + 40)) - 3

    def earlier(self, world: World, team: Team, since: int, last: int) -> list[int]:
        """Days seen before ``last`` and after ``since``, the nearest first; further apart in months when the team was stretched."""
        seen, day = list[int](), last
        while True:
            share = world.chance.uniform(0.6, 1.0) if world.well_done(team, day) else world.chance.uniform(1.15, 1.9)
            units = max(3, round(self.n * share))
            day = days.working_days_before(day, units) if self.working else world.on_working_day(day - units)
            if day <= since:
                return seen
            seen.append(day)


@dataclass(frozen=True)
class Monthly(Rhythm):
    """An interval of ``n`` months: to the corresponding day, clipped to the month's end."""

    def first_in_time(self, world: World) -> int:
        """The earliest day from which the interval has not run out."""
        day = days.months_after(world.today, -self.n) - 4
        while days.months_after(day, self.n) < world.today:
            day += 1
        return day

    def in_time(self, world: World, since: int) -> int:
        day = max(world.chance.randint(self.first_in_time(world), world.today), since)
        near = world.on_working_day(day)
        return near if near >= since and not self.late(world, near) else day

    def due_today(self, world: World) -> int:
        return self.first_in_time(world)

    def just_late(self, world: World) -> int:
        return self.first_in_time(world) - 1

    def missed(self, world: World) -> int:
        return self.first_in_time(world) - world.chance.randint(9, 30)

    def long_missed(self, world: World) -> int:
        return self.first_in_time(world) - 60

    def late(self, world: World, last: int) -> bool:
        return days.months_after(last, self.n) < world.today

    def room(self, world: World, since: int) -> bool:
        return since <= self.first_in_time(world) - 63

    def earlier(self, world: World, team: Team, since: int, last: int) -> list[int]:
        return Rhythm(self.n * 30, working=False).earlier(world, team, since, last)


CHILD_PROTECTION: Final = Rhythm(10, working=True)
IN_NEED: Final = Rhythm(20, working=True)
IN_CARE: Final = Rhythm(42, working=False)
