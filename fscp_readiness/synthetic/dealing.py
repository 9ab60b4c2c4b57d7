"""Deciding outcomes before any event is laid down: a deck dealt to records, so that every kind of fault is there at every size."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

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
