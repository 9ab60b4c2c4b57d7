"""Episodes that have ended: six years of referrals, assessments, plans and care, better and worse by team and month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from . import days, people
from .cases import Case
from .people import Child
from .world import Team, World

_KINDS: Final = ("nfa", "assessed", "enquiry", "need", "plan", "care")
_SHARES: Final = (5, 50, 11, 25, 6, 3)


def closed_cases(world: World) -> Iterator[Case]:
    """Closed episodes of children who are known to the service and whose cases are all closed."""
    chance, made = world.chance, 0
    span = world.today - world.horizon
    while made < world.size.closed_children:
        family, ethnicity, team = people.new_family(world), people.family_ethnicity(world), world.team("front")
        first = world.horizon + chance.randint(1, span - 8)
        for _ in range(min(chance.choices((1, 2, 3, 4), (60, 25, 11, 4))[0], world.size.closed_children - made)):
            made += 1
            born = people.born_at_age(world, first, 0.1, min(16.0, 17.9 - (world.today - first) / 900))
            child = people.add_child(world, family, born=born, ethnicity=ethnicity, known_since=first - chance.randint(0, 300))
            received: int | None = first if chance.random() < 0.8 else first + chance.randint(0, 60)
            while received is not None:
                case = _closed(world, child, team, received)
                if case is None:
                    break
                yield case
                received = _again(world, case)


def earlier_cases(world: World, cases: Sequence[Case]) -> Iterator[Case]:
    """Closed episodes from before their present one, for some children whose case is open."""
    chance = world.chance
    for case in cases:
        if case.before is not None:
            yield case.before
            continue
        if case.child.born is None or case.faultless or case.child.unaccompanied or chance.random() > 0.42:
            continue
        low, high = max(world.horizon, case.child.born + 30), case.received - 60
        if high - low < 60:
            continue
        before = _closed(world, case.child, world.team("front"), chance.randint(low, high), kinds=("nfa", "assessed", "enquiry", "need"))
        if before is not None and before.closed is not None and before.closed < case.received - 5:
            yield before


def earlier_plan(world: World, case: Case) -> Case | None:
    """A case that ended before this one, with a child protection plan that ended less than two years before this one's began."""
    assert case.plan_from is not None and case.child.born is not None
    for _ in range(80):
        received = world.on_working_day(case.received - world.chance.randint(250, 1000))
        if received < max(world.horizon, case.child.born + 30):
            continue
        before = _of_kind(world, case.child, world.team("front"), received, "plan")
        ended = before.closed is not None and before.plan_to is not None and before.closed < case.received - 5
        if ended and before.plan_to is not None and days.months_after(before.plan_to, 24) >= case.plan_from:
            return before
    return None


def _again(world: World, case: Case) -> int | None:
    if case.closed is None or world.chance.random() > 0.54:
        return None
    received = case.closed + 6 + int(world.chance.expovariate(1 / 300))
    too_old = case.child.born is None or case.child.age(received) >= 17
    return None if received > world.today - 6 or too_old else received


def _closed(world: World, child: Child, team: Team, received: int, kinds: Sequence[str] = _KINDS) -> Case | None:
    """An episode that began that day and has ended by now; a shorter kind where a longer one would not have."""
    chance = world.chance
    received = world.on_working_day(received)
    kind = chance.choices(kinds, _SHARES[: len(kinds)])[0]
    for attempt in (kind, "assessed", "nfa"):
        case = _of_kind(world, child, team, received, attempt)
        if case.closed is not None and case.closed <= world.today - 1:
            return case
    return None


def _of_kind(world: World, child: Child, team: Team, received: int, kind: str) -> Case:
    chance = world.chance
    case = Case(child, team, kind, received)
    if kind == "nfa":
        case.no_further_action, case.closed, case.close_reason = True, days.working_days_after(received, 1), "RC8"
        return case
    took = chance.randint(12, 45) if world.well_done(team, received) else chance.randint(46, 80)
    case.assessed_from = days.working_days_after(received, chance.randint(0, 2))
    case.authorised, case.need_found = days.working_days_after(received, took), kind not in ("assessed", "enquiry")
    case.closed, case.close_reason = days.working_days_after(case.authorised, chance.randint(1, 8)), "RC8"
    if kind == "assessed":
        return case
    case.close_reason = chance.choice(("RC7", "RC7", "RC7", "RC9", "RC3"))
    if kind in ("enquiry", "plan"):
        case.enquiry_on = days.working_days_after(received, chance.randint(0, 6))
        case.enquiry_ended = days.working_days_after(case.enquiry_on, chance.randint(3, 12))
    if kind == "enquiry":
        finished = max(case.authorised, case.enquiry_ended or 0)
        case.authorised, case.closed = finished, days.working_days_after(finished, chance.randint(1, 8))
        return case
    begun = days.working_days_after(case.authorised, chance.randint(1, 8))
    if kind == "plan":
        assert case.enquiry_on is not None and case.enquiry_ended is not None
        took = chance.randint(8, 15) if world.well_done(team, case.enquiry_on) else chance.randint(16, 30)
        case.conference_on = case.plan_from = days.working_days_after(case.enquiry_on, took)
        case.enquiry_ended = min(case.enquiry_ended, case.conference_on)
        case.led_to_plan = True
        case.plan_to = world.on_working_day(case.plan_from + chance.randint(95, 560))
        begun = case.plan_to
        case.authorised = min(case.authorised, case.plan_to)
    if kind == "care":
        case.care_from = case.placement_from = begun
        case.care_to = begun + chance.randint(20, 900)
        if case.care_to - begun > 200 and chance.random() < 0.5:
            case.placement_from = begun + chance.randint(30, 150)
        case.close_reason_of_care = chance.choice(("E4A", "E4A", "E13", "E45", "E46", "E48"))
        case.closed = case.care_to + chance.randint(0, 30)
        if child.born is not None and child.age(case.closed) >= 18:
            case.closed = None
        return case
    case.need_from = begun
    case.need_to = world.on_working_day(begun + chance.randint(60, 340 if kind == "need" else 130))
    case.closed = days.working_days_after(case.need_to, chance.randint(0, 5)) if chance.random() < 0.6 else case.need_to
    return case
