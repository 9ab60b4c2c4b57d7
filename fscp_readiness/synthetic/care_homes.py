"""What is decided of each child in care before anything is laid down: the home, the orders, the reviews, and what goes wrong with them.

home, in ``case.home``: "" (fostered or in a home), "lasting" (meant to last until 18), "agreed" (and the child agreed to fewer visits),
"order" (with parents under a full care order, made on ``order_on``), "interim" (with parents under an interim order), "connected" (with
somebody approved for the time being).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from . import days
from .cases import Case
from .dealing import deal
from .rhythm import IN_CARE, Monthly, Rhythm
from .world import World

AT_HOME: Final = ("order", "interim")
SPECIAL: Final = (*AT_HOME, "connected")
SETTLED: Final = ("lasting", "agreed")
OFFICER_MONTHS: Final = 3
"""Months within which a reviewing officer is to be in contact (IRO-01's default)."""

_VISIT_FAULTS: Final = {"missed": 0.02, "allowance": 0.01, "blank": 0.01}
_FEW: Final = 30
"""In a council with fewer children in care than this each special rule of visiting has one fault, so that the ordinary one has its own."""


def decide(world: World, cases: Sequence[Case]) -> None:
    """Homes, orders and reviews of the children in care now. LAP-01, LAR-01 and LAH-01 have been dealt already."""
    _deal(world, cases, "LAV-03", _of_few(world, cases), lambda case, _: _in_care(world, case) >= 590)  # the fewest may have it, so first
    _deal(
        world, cases, "PER-02", {"long": 0.015},
        lambda case, _: _in_care(world, case) >= 500 and not case.child.unaccompanied and not case.decided("LAV-03"),
    )  # fmt: skip
    _deal(
        world, cases, "LAV-04", _of_few(world, cases),
        lambda case, _: _in_care(world, case) >= 125 and not case.child.unaccompanied and not case.decided("LAV-03"),
    )  # fmt: skip
    free = [case for case in cases if not case.faultless and not any(case.decided(code) for code in ("PER-02", "LAV-03", "LAV-04"))]
    kept = [case for case in free if _newly_placed(world, case)][:1] + [case for case in free if _long_placed(world, case)][:1]
    for case in cases:
        _settle_home(world, case, ordinary=case in kept)
    _deal(
        world, cases, "PER-03", {"unadvised": 0.015},
        lambda case, _: case.home not in AT_HOME and _in_care(world, case) > 215 and not case.child.unaccompanied
        and 0 <= case.child.age(world.today) < 15,
    )  # fmt: skip
    _decide_reviews(world, cases)
    _deal(
        world, cases, "PER-01", {"none": 0.012, "unreadable": 0.008},
        lambda case, _: case.decided("LAP-01") == "" and second_due(case) < world.today,
    )  # fmt: skip
    _deal(
        world, cases, "LAP-02", {"no_health": 0.015, "no_officer": 0.015, "officer_unreadable": 0.01},
        lambda case, _: case.decided("LAP-01") == "" and world.waited(_from(case)) > 20,
    )  # fmt: skip
    _deal(world, cases, "LAS-04", {"unseen": 0.01, "stale": 0.01, "unauthorised": 0.01, "unsaid": 0.01}, lambda case, _: case.home == "")
    _deal(world, cases, "IRO-01.disputes", {"open": 0.015}, lambda case, _: world.waited(_from(case)) > 55)


def decide_alone(world: World, cases: Sequence[Case]) -> None:
    """LAV-05, once it is known which visits are sure."""
    fine = ("", "due_today", "missed", "long_missed", "allowance")
    _deal(
        world, cases, "LAV-05", {"not_alone": 0.04, "alone_blank": 0.02},
        lambda case, _: case.child.age(world.today) >= 4 and case.placement_from is not None and world.today - case.placement_from > 20
        and all(case.decided(code) in fine for code in ("LAV-02", "LAV-03", "LAV-04")) and case.decided("LAV-01") == "",
    )  # fmt: skip


def visiting_code(case: Case) -> str:
    """The standard that asks about the running gap between visits."""
    return "LAV-03" if case.home in SETTLED else "LAV-04" if case.home in SPECIAL else "LAV-02"


def rhythm_of(case: Case) -> Rhythm:
    """How often the child is to be visited tonight."""
    assert case.placement_from is not None
    if case.home in SETTLED:
        return Monthly(6 if case.home == "agreed" else 3, working=False)
    if case.home in ("interim", "connected"):
        reviewed = any(day >= case.placement_from for day in case.review_days)
        return Rhythm(28 if reviewed else 7, working=False)
    return IN_CARE


def second_due(case: Case) -> int:
    """The day by which the second review is to be held: three months after the first was held, or was due where none was."""
    first = case.review_days[0] if case.review_days else days.working_days_after(_from(case), 20)
    return days.months_after(first, 3)


def plan_reviews(world: World, case: Case) -> None:
    """The days on which reviews of this period of care are held, as it was decided."""
    chance, start = world.chance, _from(case)
    stop, waited = case.care_to or world.today, world.waited(start)
    case.review_days = []
    if case.decided("LAR-01") == "missing":
        return
    held = days.working_days_after(start, chance.randint(12, 20))
    if not world.well_done(case.team, start):
        late = days.working_days_after(start, chance.randint(21, 30))
        held = late if late <= stop else held
    if held > stop and waited > 20:
        held = days.working_days_after(start, 15)
    while held <= stop:
        case.review_days.append(held)
        if case.decided("LAR-02") == "missing":
            break
        due = days.months_after(held, 3 if len(case.review_days) == 1 else 6)
        held = world.on_working_day(due - chance.randint(0, 15))
    if case.decided("LAR-03") == "missing":
        over = days.months_after(world.today, -6) - chance.randint(5, 40)
        case.review_days = [*(day for day in case.review_days if day < over - 30), world.on_working_day(over)]
    elif case.decided("IRO-01"):
        last = days.months_after(world.today, -OFFICER_MONTHS) - chance.randint(10, 60)
        case.review_days = [*(day for day in case.review_days if day < last - 30), world.on_working_day(last)]


def _decide_reviews(world: World, cases: Sequence[Case]) -> None:
    today = world.today

    def latest_second(case: Case) -> int:
        return days.months_after(days.working_days_after(_from(case), 30), 3)

    _deal(
        world, cases, "LAR-02", {"missing": 0.015},
        lambda case, _: case.decided("LAR-01") == "" and latest_second(case) < today and _in_care(world, case) < 330,
    )  # fmt: skip
    long = [case for case in cases if _in_care(world, case) > 430 and _from(case) > world.horizon and case.decided("LAR-01") == ""]
    _deal(world, long, "LAR-03", {"missing": 0.03}, lambda case, _: True)
    _deal(world, long, "IRO-01", {"outstanding": 0.03, "unreadable": 0.02}, lambda case, _: case.decided("LAR-03") == "")
    for case in cases:
        plan_reviews(world, case)


def _newly_placed(world: World, case: Case) -> bool:
    """Placed recently enough for a first visit to be what was missed (LAV-01)."""
    return case.placement_from is not None and 14 <= world.today - case.placement_from <= 34


def _long_placed(world: World, case: Case) -> bool:
    """Placed long enough for a later visit to be what was missed (LAV-02)."""
    return case.placement_from is not None and IN_CARE.room(world, case.placement_from)


def _settle_home(world: World, case: Case, *, ordinary: bool) -> None:
    """Where the child lives, and since when; as the visits that are to go wrong need it, else as it happens.

    ordinary  this one is visited by the ordinary rule, so that LAV-01 and LAV-02 have somewhere to be planted at every size
    """
    chance, today, start, long = world.chance, world.today, _from(case), _in_care(world, case)
    old, alone = case.placement_from, case.child.unaccompanied
    assert old is not None
    luck = 0.5 if ordinary else chance.random()
    if case.decided("PER-02"):
        case.home, case.placement_from = "order", today - chance.randint(385, min(900, long - 60))
        case.order_on = today - chance.randint(370, 384) if chance.random() < 0.5 else (start + case.placement_from) // 2
    elif case.decided("LAV-04") and long >= 340 or (luck < 0.05 and long >= 340 and not alone and not case.decided("LAV-03")):
        case.home, case.placement_from = "order", today - chance.randint(150, 330)
        during = chance.randint(case.placement_from + 10, today - 110)
        case.order_on = during if chance.random() < 0.5 else (start + case.placement_from) // 2
    elif case.decided("LAV-04") or (luck < 0.1 and 40 <= long < 340 and not alone):
        case.home, case.placement_from = "interim", start
    elif luck < 0.17 and 12 <= today - old <= 110 and not alone:
        case.home = "connected"
    elif case.decided("LAV-03") or (luck > 0.6 and today - old > 480 and not case.faultless):
        case.home = "agreed" if chance.random() < 0.3 and not alone else "lasting"
        case.placement_from = min(old, today - 500)


def _of_few(world: World, cases: Sequence[Case]) -> Mapping[str, float]:
    return _VISIT_FAULTS if len(cases) >= _FEW else {world.chance.choice(("missed", "blank")): 0.02}


def _in_care(world: World, case: Case) -> int:
    return world.today - _from(case)


def _from(case: Case) -> int:
    assert case.care_from is not None
    return case.care_from


def _deal(world: World, cases: Sequence[Case], standard: str, shares: Mapping[str, float], can: Callable[[Case, str], bool]) -> None:
    fair = [case for case in cases if not case.faultless]
    dealt = deal(
        world.chance, fair, world.shares(shares), can=lambda case, what: not case.decided(standard) and can(case, what),
        weight=lambda case: world.weakness(case.team), most=0.6,
    )  # fmt: skip
    for case, outcome in zip(fair, dealt, strict=True):
        if outcome:
            case.outcome[standard] = outcome
