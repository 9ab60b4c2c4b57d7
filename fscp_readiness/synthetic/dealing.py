"""Deciding outcomes before any event is laid down: a deck dealt to records, so that every kind of fault is there at every size."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from .cases import Case
from .world import World

T = TypeVar("T")


def deal(
    chance: random.Random,
    records: Sequence[T],
    shares: Mapping[str, float],
    *,
    can: Callable[[T, str], bool] = lambda record, outcome: True,
    weight: Callable[[T], float] = lambda record: 1.0,
    most: float = 0.45,
) -> list[str]:
    """One outcome a record, ``""`` for all well.

    shares  outcome -> share of records; at least one record gets each, as long as no more than ``most`` of the records go wrong
    can     may this record have that outcome?
    weight  records of weaker teams are likelier to be chosen
    """
    dealt = [""] * len(records)
    order = list(shares)
    chance.shuffle(order)
    wanted = {outcome: max(1, round(shares[outcome] * len(records))) for outcome in order}
    left = int(most * len(records)) if len(records) > 2 else len(records) // 2
    for outcome in order:
        free = [i for i, record in enumerate(records) if not dealt[i] and can(record, outcome)]
        for _ in range(min(wanted[outcome], len(free), left)):
            chosen = chance.choices(range(len(free)), [weight(records[i]) for i in free])[0]
            dealt[free.pop(chosen)] = outcome
            left -= 1
    return dealt


def deal_to(
    world: World,
    cases: Sequence[Case],
    standard: str,
    shares: Mapping[str, float],
    can: Callable[[Case, str], bool] = lambda case, outcome: True,
    *,
    part: str = "",
    most: float = 0.6,
) -> None:
    """Deal one standard's outcomes to cases, as the day has them; those kept faultless, or decided already, are passed over.

    part  whose chance is used ("" the council's own)
    most  no more than this share of the cases goes wrong
    """
    fair = [case for case in cases if not case.faultless]
    dealt = deal(
        world.stream(part) if part else world.chance, fair, world.shares(shares),
        can=lambda case, outcome: not case.decided(standard) and can(case, outcome),
        weight=lambda case: world.weakness(case.team), most=most,
    )  # fmt: skip
    for case, outcome in zip(fair, dealt, strict=True):
        if outcome:
            case.outcome[standard] = outcome
