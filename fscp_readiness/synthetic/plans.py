"""Planning apart: parts that draw their own chances, so that what one part decides moves nothing in another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

from .cases import Case
from .dealing import deal
from .world import World


def decide(
    world: World, chance: Random, cases: Sequence[Case], standard: str, shares: Mapping[str, float], can: Callable[[Case, str], bool]
) -> None:
    """Fill ``outcome[standard]`` of some cases that may have one: outcome -> share of the cases; none of those kept faultless."""
    fair = [case for case in cases if not case.faultless]
    dealt = deal(
        chance, fair, world.shares(shares), can=lambda case, what: not case.decided(standard) and can(case, what),
        weight=lambda case: world.weakness(case.team), most=0.6,
    )  # fmt: skip
    for case, outcome in zip(fair, dealt, strict=True):
        if outcome:
            case.outcome[standard] = outcome


def faults(world: World, kinds: Sequence[str]) -> list[str]:
    """What goes wrong of a few rare things: the first kind in a small council, each of them in a larger one, more on a bad day."""
    if world.faultless:
        return []
    few = list(kinds[:1]) if world.size.open_children < 100 else [*kinds] * max(1, world.size.open_children // 400)
    return few * 3 if world.day == "bad" else few


def in_time(world: World, chance: Random, case: Case, day: int) -> bool:
    """Was the case's team working well enough, that month, to do a thing in time?"""
    return chance.random() < world.quality(case.team, day)
