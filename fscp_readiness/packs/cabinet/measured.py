"""Each measure of the paper laid out once: its month, a year ago, its standard, England, and what the months say."""

from __future__ import annotations

from dataclasses import dataclass

from fscp_readiness.settings.cabinet import PaperMeasure

from . import figures
from .change import Change, Changes, Printed, changes_of
from .facts import England, Facts
from .figures import Told


@dataclass(frozen=True)
class Measured:
    """One measure. ``gap``: how many whole percent its month lies short of its standard, 0 or less where it reaches it, None where unsaid.

    why_not  why the month has no count, blank where it has (figures.uncountable)
    revised  a count of the month stands otherwise than in the edition before
    """

    about: PaperMeasure
    now: Told
    year_ago: Told
    months: tuple[Told, ...]
    changes: Changes
    target: float | None
    england: England
    why_not: str
    revised: bool
    base: int

    @property
    def change(self) -> Change:
        return self.changes.change

    @property
    def gap(self) -> float | None:
        """In percent; the standard and the share as they are printed."""
        if self.now.share is None or self.target is None:
            return None
        short = round(self.target * 100, 1) - self.now.share
        return -short if self.about.better == "lower" else short

    @property
    def reaches(self) -> bool | None:
        return None if self.gap is None else self.gap <= 0


def measured(facts: Facts) -> tuple[Measured, ...]:
    """Every measure in the paper's order."""
    return tuple(_one(facts, each) for each in facts.cabinet.measures)


def _one(facts: Facts, about: PaperMeasure) -> Measured:
    months = figures.months_of(facts.disclosed, about, facts.month)
    base = facts.disclosed.policy.base
    why_not = facts.uncountable.get(about.code, "") if not months[-1].there else ""
    keys = [figures.key_of(about.code, about.counting, facts.month, part) for part in ("in_scope", "met")]
    return Measured(
        about=about,
        now=months[-1],
        year_ago=figures.told(facts.disclosed, about, figures.year_before(facts.month)),
        months=months,
        changes=changes_of([Printed(each.month, each.in_scope, each.share) for each in months], about.better, base),
        target=facts.targets.get(about.code),
        england=facts.england.get(about.code, England(None)),
        why_not=why_not,
        revised=any(key in facts.before and facts.before[key] != facts.disclosed.counts.get(key) for key in keys),
        base=base,
    )


def behind(all_measured: tuple[Measured, ...]) -> tuple[Measured, ...]:
    """Those short of their standard, the furthest first."""
    short = [each for each in all_measured if each.gap is not None and each.gap > 0]
    return tuple(sorted(short, key=lambda each: -(each.gap or 0)))


def judged(all_measured: tuple[Measured, ...]) -> tuple[Measured, ...]:
    """Those that can be set beside their standard."""
    return tuple(each for each in all_measured if each.reaches is not None)
