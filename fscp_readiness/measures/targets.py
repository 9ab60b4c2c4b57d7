"""The target and floor of a measure: from its class, and for three of them from England's published quartiles."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fscp_readiness.settings.readiness import Readiness
from fscp_readiness.vocabulary import Counting, TargetClass

from .benchmarks import Benchmarks


@dataclass(frozen=True)
class Target:
    """Target and floor as shares 0 to 1, both None where there is none. ``set_by`` says for a page whose they are and when set."""

    target: float | None
    floor: float | None
    set_by: str


def target_for(
    code: str, counting: Counting, target_class: TargetClass, readiness: Readiness, benchmarks: Benchmarks | None, as_at: dt.date
) -> Target:
    """The target of one measure on a night.

    A measure whose class is statutory_dfe follows England's quartiles only under the counting that England uses; under the other, and when
    nothing had been published by ``as_at``, it is judged as any other statutory one.
    """
    if target_class is TargetClass.CONTEXT:
        return Target(None, None, "context: a target would reward the wrong thing")
    dated = f"{readiness.dated.day} {readiness.dated:%B %Y}"
    approval = "approved" if readiness.approved else "awaiting approval"
    if target_class is TargetClass.STATUTORY_DFE:
        rule = readiness.targets.statutory_dfe
        if benchmarks is not None:
            upper, lower = benchmarks.quartiles(code, counting, as_at)
            if upper.value is not None and lower.value is not None:
                target = min(rule.target_at_most, upper.value)
                whose = "England's upper quartile" if target == upper.value else f"{rule.target_at_most:.0%}, the most asked"
                return Target(target, min(lower.value, target), f"national: {whose}; floor England's lower quartile, {upper.year}")
        target_class = TargetClass(rule.without_figures)
    flat = readiness.flat(target_class)
    assert flat is not None
    kind = "statutory duty" if target_class is TargetClass.STATUTORY else "local standard"
    return Target(flat.target, flat.floor, f"{kind}: readiness rules of {dated}, {approval}")
