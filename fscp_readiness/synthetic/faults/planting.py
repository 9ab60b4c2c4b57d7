"""What all planting shares: how many of each, which row, and which children have a fault already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ..cases import Case
from ..sheets import Value
from ..world import World

Row = dict[str, Value]


def times(world: World) -> int:
    """How many of each: one in a small council, more in a large one."""
    return max(1, world.size.open_children // 400)


def row(world: World, table: str, key: str) -> Row:
    """The row that has this key."""
    column = world.sheets.key_of(table)
    return next(row for row in world.sheets.rows(table) if row[column] == key)


def rows_of(world: World, table: str, child_id: str) -> list[Row]:
    """The child's rows in a table, in the order they were laid down."""
    column = world.sheets.child_column(table)
    return [row for row in world.sheets.rows(table) if row.get(column) == child_id]


@dataclass(frozen=True)
class EndedCare:
    """A period of care that has ended, of a child who is not in care now; first and last days."""

    child_id: str
    care_id: str
    first: int
    last: int


@dataclass(eq=False)
class Planting:
    """What may be spoilt: the open cases, the ended ones of children all of whose cases have ended, and who has a fault already."""

    world: World
    open_cases: Sequence[Case]
    ended: Sequence[Case]
    spoilt: set[str] = field(default_factory=set)

    def last_ended(self) -> list[Case]:
        """The last case of each child, where all ended weeks ago."""
        last: dict[str, Case] = {}
        for case in self.ended:
            before = last.get(case.child.child_id)
            if before is None or case.received > before.received:
                last[case.child.child_id] = case
        return [case for case in last.values() if case.closed is not None and case.closed < self.world.today - 20]

    def take(self, cases: Iterable[Case], fits: Callable[[Case], bool] = lambda case: True) -> list[Case]:
        """Some cases (as many as ``times``) of children with no recording fault yet; they have one now."""
        fair = [case for case in cases if case.child.child_id not in self.spoilt and not case.fault and fits(case)]
        chosen: list[Case] = []
        self.world.chance.shuffle(fair)
        for case in fair:
            if len(chosen) < times(self.world) and case.child.child_id not in self.spoilt:
                self.spoilt.add(case.child.child_id)
                chosen.append(case)
        return chosen

    def take_ended_care(self, fits: Callable[[EndedCare], bool] = lambda care: True) -> list[EndedCare]:
        """Some ended periods of care of children with no recording fault yet; they have one now."""
        rows, now = self.world.sheets.rows("ssd_cla_episodes"), {case.child.child_id for case in self.open_cases}
        spans: dict[tuple[str, str], list[Row]] = {}
        for one in rows:
            if one["clae_person_id"] not in now:
                spans.setdefault((str(one["clae_person_id"]), str(one["clae_cla_id"])), []).append(one)
        periods = [
            EndedCare(child, care_id, _day(found[0], "clae_cla_episode_start_date"), _day(found[-1], "clae_cla_episode_ceased_date"))
            for (child, care_id), found in spans.items()
            if all(one["clae_cla_episode_ceased_date"] is not None for one in found)
        ]
        fair = [care for care in periods if care.child_id not in self.spoilt and care.last < self.world.today - 15 and fits(care)]
        chosen = self.world.chance.sample(fair, min(len(fair), times(self.world)))
        self.spoilt.update(care.child_id for care in chosen)
        return chosen


def _day(one: Row, column: str) -> int:
    day = one[column]
    assert isinstance(day, int)
    return day
