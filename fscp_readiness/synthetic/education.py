"""Personal education plans of children in care: the first in ten working days, then one in each school term."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from . import days, plans
from .cases import Case
from .world import World

EPISODES = "ssd_cla_episodes"
_PACKAGE = Path(__file__).resolve().parent.parent
_CONFIG = (_PACKAGE / "shipped" if (_PACKAGE / "shipped").is_dir() else _PACKAGE.parent) / "config"
_FROM_AGE = 4

Term = tuple[int, int]
"""The first and the last day of a school term."""


@cache
def terms() -> tuple[Term, ...]:
    """The made-up council's school terms, as its config has them."""
    with (_CONFIG / "terms.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return tuple((_ordinal(row["starts_on"]), _ordinal(row["ends_on"])) for row in rows)


def _ordinal(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


def decide(world: World, cases: Sequence[Case]) -> None:
    """Whose first plan was never made, and whose was not reviewed in the last term that has ended."""
    chance, care = world.chance_of("education"), [case for case in cases if case.cohort == "care"]
    plans.decide(world, chance, care, "PEP-02", {"missed": 0.04, "unread": 0.01}, lambda case, _: _reviewed_before(world, case))
    plans.decide(
        world, chance, care, "PEP-01", {"missed": 0.03},
        lambda case, _: not case.decided("PEP-02") and _due(case) < world.today and _old_enough(case, _due(case)),
    )  # fmt: skip


def _reviewed_before(world: World, case: Case) -> bool:
    """Was the child in care, and old enough, long enough before the last term that has ended?"""
    since = [term for term in terms() if term[1] < world.today][-2]
    return case.care_from is not None and case.care_from < since[0] and _old_enough(case, since[0])


def _old_enough(case: Case, day: int) -> bool:
    return case.child.born is not None and days.birthday(case.child.born, _FROM_AGE) <= day


def _due(case: Case) -> int:
    assert case.care_from is not None
    return days.working_days_after(case.care_from, 10)


def write_education(world: World, case: Case) -> None:
    """The meetings of one period of care, with the lines of PEP-01 and PEP-02 where it is open."""
    chance, start, stop = world.chance_of(f"education {case.child.child_id}"), case.care_from, case.care_to or world.today
    assert start is not None
    asked = [term for term in terms() if start <= term[0] <= stop and _old_enough(case, term[0])]
    ended = [term for term in asked if term[1] < world.today]
    place = (EPISODES, case.care_id, case.child.child_id)
    if case.decided("PEP-01"):
        world.ledger.not_met("PEP-01", *place, "no personal education plan since coming into care")
        if ended:
            world.ledger.not_met("PEP-02", *place, "no personal education plan, so none reviewed in the last term", planted=False)
        return
    due = _due(case)
    late = not plans.in_time(world, chance, case, start)
    first = days.working_days_after(start, chance.randint(5, 10)) if not late else days.working_days_after(start, chance.randint(11, 18))
    if first > stop >= due:
        first = due
    held = [(first, "initial")] if first <= stop and _old_enough(case, first) else []
    for term in asked:
        last = bool(ended) and term == ended[-1]
        if case.decided("PEP-02") and last:
            break
        if last or plans.in_time(world, chance, case, term[0]):
            day = world.on_working_day(chance.randint(term[0] + 4, term[1]))
        else:
            day = world.on_working_day(term[1] + chance.randint(3, 12))
        if first < day <= stop:
            held.append((day, "review"))
        elif last and day > stop:
            held.append((min(stop, term[1]), "review"))
    for day, kind in held:
        if day >= world.written_up_since:
            world.sheets.add("ext_pep", person_id=case.child.child_id, held_on=day, kind=kind)
    if case.decided("PEP-02") == "missed":
        world.ledger.not_met("PEP-02", *place, "no review in the last school term that has ended, or since")
    elif case.decided("PEP-02") == "unread":
        world.sheets.add("ext_pep", person_id=case.child.child_id, held_on="#N/A", kind="review")
        world.ledger.not_recorded("PEP-02", *place, "the last review was held on a day that cannot be read", "unreadable_value")
