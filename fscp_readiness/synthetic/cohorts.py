"""The open cases of the last day: which children, in what part of the service, since when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from . import days, people
from .cases import Case
from .people import Child
from .world import Team, World

_AGES_SET: Final = 7
"""The first few cases of each cohort have ages that are set, so that every fault has somewhere to be planted at every size."""

Maker = Callable[[World, Child, Team, int], Case]


def open_cases(world: World) -> list[Case]:
    """Every case open on the last day, with its days decided and nothing laid down yet."""
    size = world.size
    cases = _cohort(world, size.assessments, "front", _assessment, 0, 16)
    cases += _cohort(world, size.in_need, "safeguarding", _in_need, 0.2, 16)
    cases += _cohort(world, size.short_breaks, "disabled", _short_break, 4, 16, disabled=True)
    cases += _cohort(world, size.on_plan, "safeguarding", _on_plan, 0.2, 16)
    cases += _cohort(world, size.temporary_plans, "safeguarding", _temporary, 4, 14)
    cases += _cohort(world, size.in_care, "care", _in_care, 1, 17)
    return cases


def _cohort(
    world: World, count: int, does: str, make: Maker, youngest: float, oldest: float, *, disabled: bool | None = None
) -> list[Case]:
    chance, cases = world.chance, list[Case]()
    ages = _ages(world, make, count)
    while len(cases) < count:
        family, ethnicity, team = people.new_family(world), people.family_ethnicity(world), world.team(does)
        siblings = min(chance.choices((1, 2, 3, 4), (55, 27, 13, 5))[0], count - len(cases))
        together = ages[len(cases)]
        alone = make is _in_care and chance.random() < 0.07
        for number in range(1 if alone else siblings):
            waited = together if len(cases) > _AGES_SET and chance.random() < 0.85 else ages[len(cases)]
            unborn = make in (_assessment, _on_plan) and number == 0 and waited <= 20 and chance.random() < 0.15
            young = youngest + waited * (1.5 if make is _assessment else 1) / 365
            born = None if unborn else people.born_at_age(world, world.today, young, max(young, min(17.7, oldest + 1.7)))
            if alone:
                waited = min(waited, 700)
                born = people.born_at_age(world, world.today, 16.2, 17.8)
            expected = world.today + chance.randint(15, 120) if unborn else None
            known = world.today - waited - chance.randint(0, 400)
            child = people.add_child(
                world, family, born=born, expected=expected, ethnicity=ethnicity, disabled=disabled, unaccompanied=alone, known_since=known
            )
            cases.append(make(world, child, team, waited))
    return cases


def _ages(world: World, make: Maker, count: int) -> list[int]:
    """How long each has been in this part of the service: calendar days for care, plans and need; working days for assessments."""
    chance = world.chance
    if make is _assessment:
        young = [chance.randint(0, 44) for _ in range(count)]
        return _set(chance.sample(young, count), {0: 30, 1: 45, 2: 0, 3: 38, 4: 9, 5: 17, 6: 6})
    if make is _in_care:
        return _set(
            _drawn(world, count, ((0, 60, 14), (61, 365, 26), (366, 3300, 60))), {0: 33, 1: 20, 2: 400, 3: 900, 4: 1300, 5: 640, 6: 260}
        )
    if make in (_on_plan, _temporary):
        longest = 440 if world.faultless else 900  # no plan is open for more than fifteen months where nothing drifts
        return _set(
            _drawn(world, count, ((0, 30, 12), (31, 420, 80), (421, longest, 8))), {0: 32, 1: 110, 2: 200, 3: 4, 4: 340, 5: 130, 6: 380}
        )
    longest = 350 if world.faultless else 560  # nor any child in need plan for more than twelve
    return _set(_drawn(world, count, ((0, 40, 18), (41, 300, 70), (301, longest, 12))), {0: 120, 1: 200, 2: 3, 3: 300, 4: longest - 60})


def _drawn(world: World, count: int, bands: Sequence[tuple[int, int, int]]) -> list[int]:
    """Days from bands of (fewest, most, share)."""
    chosen = world.chance.choices(bands, [share for _, _, share in bands], k=count)
    return [world.chance.randint(low, high) for low, high, _ in chosen]


def _set(drawn: list[int], wanted: dict[int, int]) -> list[int]:
    return [wanted.get(place, value) for place, value in enumerate(drawn)]


def _assessment(world: World, child: Child, team: Team, waited: int) -> Case:
    received = world.ago(waited)
    started = min(world.today, days.working_days_after(received, world.chance.randint(0, 2)))
    return Case(child, team, "assessment", received, assessed_from=started if waited else None, no_further_action=False if waited else None)


def _in_need(world: World, child: Child, team: Team, waited: int) -> Case:
    chance = world.chance
    plan = world.on_working_day(world.today - waited)
    authorised = days.working_days_before(plan, chance.randint(0, 8))
    case = _assessed(world, Case(child, team, "need", 0), authorised)
    case.need_from = plan
    return case


def _assessed(world: World, case: Case, authorised: int) -> Case:
    """Referral and finished assessment before a plan; later than 45 working days where the team was not working well."""
    chance = world.chance
    took = chance.randint(18, 44) if world.well_done(case.team, authorised) else chance.randint(46, 70)
    case.received = days.working_days_before(authorised, took)
    case.assessed_from = days.working_days_after(case.received, chance.randint(0, 2))
    case.authorised, case.need_found = authorised, True
    return case


def _short_break(world: World, child: Child, team: Team, waited: int) -> Case:
    case = _in_need(world, child, team, waited)
    case.cohort = "short_break"
    assert case.need_from is not None
    case.care_from = min(world.today, case.need_from + 14)
    return case


def _on_plan(world: World, child: Child, team: Team, waited: int) -> Case:
    chance = world.chance
    conference = world.on_working_day(world.today - waited)
    case = _assessed(world, Case(child, team, "plan", 0), days.working_days_before(conference, chance.randint(0, 4)))
    case.conference_on = case.plan_from = conference
    case.led_to_plan = True
    if chance.random() < 0.05:
        case.transfer_in = True
        return case
    took = chance.randint(7, 15) if world.well_done(team, conference) else chance.randint(16, 28)
    case.enquiry_on = max(case.received, days.working_days_before(conference, took))
    case.enquiry_ended = max(case.enquiry_on, days.working_days_before(conference, 2))
    return case


def _temporary(world: World, child: Child, team: Team, waited: int) -> Case:
    start = world.on_working_day(world.today - min(waited, 100))
    return Case(child, team, "temporary", start, plan_from=start)


def _in_care(world: World, child: Child, team: Team, waited: int) -> Case:
    chance = world.chance
    started = world.today - waited
    if child.born is not None and started < child.born:
        started = child.born + 1
    authorised = days.working_days_before(started, chance.randint(0, 20))
    case = _assessed(world, Case(child, team, "care", 0), authorised)
    case.care_from = started
    moved = chance.choices((0, 1, 2), (55, 30, 15))[0] if waited > 90 else 0
    latest = started + chance.randint(30, max(31, waited - 3)) if moved else started
    case.placement_from = min(latest, world.today)
    if chance.random() < 0.12 and waited > 40:
        case.placement_from = max(started, world.today - chance.randint(3, 30))
    return case
