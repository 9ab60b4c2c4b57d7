"""The made-up council while it is being made: its day, its chances, its teams and how well each of them works, month by month."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from . import days
from .ledger import Ledger
from .sheets import Sheets
from .sizes import SIZES, Size

COUNCIL: Final = "Calderbeck Metropolitan Borough Council"
"""Made up: there is no such council."""

NO_FAULT: Final = frozenset({"due_today", "done", "found", "running", "ended", "conference", "resolved"})
"""Outcomes that are dealt and that nobody need put right."""

BAD_DAY: Final = 6.0
"""How many times likelier a fault is on a bad day."""

_NAMES: Final = {"front": "Assessment Team", "safeguarding": "Safeguarding Team", "care": "Children in Care Team"}
_SERVICES: Final = {
    "front": "Assessment and Intervention",
    "safeguarding": "Family Support and Child Protection",
    "care": "Children in Care and Care Leavers",
}


@dataclass(eq=False)
class Worker:
    """``children`` holds the cases whose allocated worker this is on the last day. ``not_real``: why this is no case-holder (ALO-03)."""

    worker_id: str
    team: Team
    full_time_equivalent: float | None
    case_holder: bool = True
    agency: bool = False
    newly_qualified: bool | None = False
    title: str = ""
    not_real: str = ""
    children: list[str] = field(default_factory=list)


@dataclass(eq=False)
class Team:
    team_id: str
    name: str
    service_id: str
    service_name: str
    does: str  # front, safeguarding, disabled, care, leaving
    steadiness: float
    walk: list[float] = field(default_factory=list)  # quality by month, the last one the month of as_at
    holders: list[Worker] = field(default_factory=list)
    others: list[Worker] = field(default_factory=list)


class World:
    """Everything the parts of the generator share. ``today`` is ``as_at``; ``horizon`` the first day of its history.

    Visits of ended records go back to ``visits_since`` and write-ups, supervision and decisions to ``written_up_since``: the council
    moved no older ones to its present system.
    """

    def __init__(self, size: str, seed: int, today: int, day: str = "ordinary") -> None:
        self.name, self.day = size, day
        self.size: Size = SIZES[size]
        self.seed = seed
        self.chance = random.Random(f"{size} {seed} {today}")
        self._chances: dict[str, random.Random] = {}
        self.today = today
        self.horizon = days.months_after(today, -12 * self.size.years)
        self.written_up_since = days.months_after(today, -15)
        self.visits_since = max(self.horizon, days.months_after(today, -36))
        self.sheets = Sheets()
        self.ledger = Ledger()
        self.families = 0
        self.teams = self._make_teams()

    def chance_of(self, part: str) -> random.Random:
        """Chances of one part's own: what it draws moves nothing in another."""
        return random.Random(f"{self.name} {self.seed} {self.today} {part}")

    @property
    def faultless(self) -> bool:
        """Is this the day on which nothing is wrong?"""
        return self.day == "good"

    def stream(self, part: str) -> random.Random:
        """One part's own chance, drawn from where it was left: what it draws moves nothing elsewhere in the council."""
        if part not in self._chances:
            self._chances[part] = random.Random(f"{self.name} {self.seed} {self.today} {part}")
        return self._chances[part]

    def shares(self, wanted: Mapping[str, float]) -> dict[str, float]:
        """Shares of outcomes, as the day has them: on a good day those that are no fault, on a bad day many more of the faults."""
        if self.faultless:
            return {outcome: share for outcome, share in wanted.items() if outcome in NO_FAULT}
        return {outcome: share * (BAD_DAY if self.day == "bad" and outcome not in NO_FAULT else 1) for outcome, share in wanted.items()}

    def team(self, does: str) -> Team:
        """A team that does this work; where the council has none of its own, one that takes it on."""
        stand_in = {"safeguarding": "front", "disabled": "safeguarding", "leaving": "care"}
        while True:
            fitting = [team for team in self.teams if team.does == does]
            if fitting:
                return self.chance.choice(fitting)
            does = stand_in[does]

    def quality(self, team: Team, day: int) -> float:
        """How likely this team was to do a thing in time, in that month (0.5 to 0.99)."""
        back = min(len(team.walk) - 1, max(0, (self.today - day) // 30))
        return team.walk[-1 - back]

    def weakness(self, team: Team) -> float:
        """How much likelier than others this team is to miss things now."""
        return 0.2 + 4 * (1 - team.walk[-1])

    def well_done(self, team: Team, day: int) -> bool:
        return self.chance.random() < self.quality(team, day)

    def on_working_day(self, day: int) -> int:
        """A working day at or before ``day``."""
        return days.working_day_near(day)

    def ago(self, working_days: int) -> int:
        """The working day since which exactly so many working days have passed."""
        return days.working_days_before(self.today, working_days)

    def waited(self, since: int) -> int:
        """Working days from ``since`` to today."""
        return days.working_days_between(since, self.today)

    def _make_teams(self) -> list[Team]:
        teams = []
        for service_id, does, ids in self.size.services:
            for number, team_id in enumerate(ids, start=1):
                what, name = does, f"{_NAMES[does]} {number}"
                last = number == len(ids)
                if does == "care" and last and len(ids) > 1:
                    what, name = "leaving", "Leaving Care Team"
                if does == "safeguarding" and last and len(ids) > 2:
                    what, name = "disabled", "Disabled Children's Team"
                steadiness = self.chance.uniform(0.86, 0.97)
                team = Team(team_id, name, service_id, _SERVICES[does], what, steadiness)
                level = steadiness
                for _ in range(self.size.years * 12 + 2):
                    level += 0.35 * (steadiness - level) + self.chance.gauss(0, 0.045)
                    team.walk.append(min(0.99, max(0.5, level)))
                teams.append(team)
        return teams
