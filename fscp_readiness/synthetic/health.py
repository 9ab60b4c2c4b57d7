"""Health of children in care: assessments, dental and optical checks, immunisations, and questionnaires of how they feel."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from . import days, plans
from .cases import Case
from .world import World

EPISODES = "ssd_cla_episodes"
_WRONG = {
    "LAH-02": ("no health assessment in the last twelve months, or six when under five", "the last health check does not say of what",
               "the last health assessment has a day that cannot be read"),
    "LAH-03": ("no dental check in the last twelve months", "the last check does not say of what", ""),
    "LAH-04": ("immunisations are not up to date", "whether immunisations are up to date is blank", ""),
    "LAH-05": ("no questionnaire returned in the last twelve months", "", "the last questionnaire has a day that cannot be read"),
}  # fmt: skip
"""standard -> what the ledger says of one not met, one with a blank and one that cannot be read."""


def decide(world: World, cases: Sequence[Case]) -> None:
    """Who in care goes without: one thing a child, so that each stands alone."""
    chance, care = world.chance_of("health"), [case for case in cases if case.cohort == "care"]
    shares = {"LAH-05": 0.04, "LAH-03": 0.04, "LAH-04": 0.04, "LAH-02": 0.03}
    for code, share in shares.items():
        plans.decide(world, chance, care, code, {"missed": share}, lambda case, _, code=code: _may(world, case, code))  # type: ignore[misc]
    if world.size.open_children >= 100:
        for code, unclear in {
            "LAH-02": ("blank", "unread"),
            "LAH-03": ("blank",),
            "LAH-04": ("blank", "no_row"),
            "LAH-05": ("unread",),
        }.items():
            can = lambda case, _, code=code: _may(world, case, code)  # noqa: E731
            plans.decide(world, chance, care, code, dict.fromkeys(unclear, 0.01), can)


def _may(world: World, case: Case, code: str) -> bool:
    if case.care_from is None or any(case.decided(other) for other in _WRONG) or case.decided("LAH-01"):
        return False
    fits = 4 <= case.child.age(world.today) <= 16 if code == "LAH-05" else True
    return fits and world.today - case.care_from > 440


def write_health(world: World, case: Case) -> None:
    """Everything above for one period of care, with the lines of LAH-01 to LAH-05 where it is open."""
    chance = world.chance_of(f"health {case.child.child_id}")
    if case.decided("LAH-01") == "missing":
        _write_no_first_assessment(world, chance, case)
    else:
        _write_assessments(world, chance, case)
    _write_dental(world, chance, case)
    _write_immunisations(world, chance, case)
    _write_questionnaires(world, chance, case)
    for code, (missed, blank, unread) in _WRONG.items():
        what, place = case.decided(code), (code, EPISODES, case.care_id, case.child.child_id)
        if what == "missed":
            world.ledger.not_met(*place, missed)
        elif what:
            reason = {"blank": "blank_field", "unread": "unreadable_value", "no_row": "no_event"}[what]
            said = {"blank": blank, "unread": unread, "no_row": "nothing is recorded of immunisations"}[what]
            world.ledger.not_recorded(*place, said, reason)


def _write_no_first_assessment(world: World, chance: Random, case: Case) -> None:
    assert case.care_from is not None
    waited = world.waited(case.care_from)
    what = f"no health assessment {waited} working days after coming into care"
    world.ledger.not_met("LAH-01", EPISODES, case.care_id, case.child.child_id, what)
    if _due(case, case.care_from) < world.today:
        what = "no health assessment since coming into care, and the first review assessment has fallen due"
        world.ledger.not_met("LAH-02", EPISODES, case.care_id, case.child.child_id, what, planted=False)
    day = days.working_days_after(case.care_from, min(waited, chance.randint(5, 15)))
    kind, status = chance.choice((("DENTAL", "COMPLETED"), ("HEALTH", "CANCELLED"), ("HEALTH", "REFUSED")))
    _check(world, case, kind, day, status)


def _write_assessments(world: World, chance: Random, case: Case) -> None:
    start, stop = case.care_from, case.care_to or world.today
    assert start is not None
    took = chance.randint(10, 20) if plans.in_time(world, chance, case, start) else chance.randint(21, 40)
    first = days.working_days_after(start, took)
    if first > stop and world.waited(start) > 20:
        first = days.working_days_after(start, 16)
    held = [first] if first <= stop else []
    while held:
        due = _due(case, held[-1])
        early = due - chance.randint(2, 30)
        following = early if plans.in_time(world, chance, case, due) else due + chance.randint(5, 50)
        if following > stop >= due:
            following = early
        if following > stop:
            break
        held.append(max(held[-1] + 1, world.on_working_day(following)))
    if case.decided("LAH-02"):
        while len(held) > 1 and _due(case, held[-1]) >= world.today:
            held.pop()
    for day in held:
        if day >= world.horizon or day == first:
            _check(world, case, "HEALTH", day, "COMPLETED" if chance.random() < 0.9 else None)
    recent = world.today - chance.randint(5, 60)
    if case.decided("LAH-02") == "blank":
        _check(world, case, None, recent, "COMPLETED")
    elif case.decided("LAH-02") == "unread":
        _check(world, case, "HEALTH", "#N/A", "COMPLETED")


def _due(case: Case, day: int) -> int:
    return days.months_after(day, 6 if case.child.age(day) < 5 else 12)


def _write_dental(world: World, chance: Random, case: Case) -> None:
    start, stop, what = case.care_from, case.care_to or world.today, case.decided("LAH-03")
    assert start is not None
    day = stop - (chance.randint(370, 420) if what else chance.randint(5, 330))
    if what == "blank":
        _check(world, case, None, stop - chance.randint(5, 60), "COMPLETED")
    elif what == "missed" and chance.random() < 0.5:
        _check(world, case, "DENTAL", stop - chance.randint(5, 60), "REFUSED")
    while day > max(start, world.horizon):
        _check(world, case, "DENTAL", day, "COMPLETED" if chance.random() < 0.9 else None)
        if chance.random() < 0.6:
            _check(world, case, "OPTICAL", day, "COMPLETED")
        day -= chance.randint(180, 400)


def _check(world: World, case: Case, kind: str | None, day: int | str, status: str | None) -> None:
    world.sheets.add(
        "ssd_cla_health", clah_person_id=case.child.child_id, clah_health_check_type=kind, clah_health_check_date=day,
        clah_health_check_status=status,
    )  # fmt: skip


def _write_immunisations(world: World, chance: Random, case: Case) -> None:
    what, start = case.decided("LAH-04"), case.care_from
    assert start is not None
    settled = case.care_to is None and days.months_after(start, 12) <= world.today
    up_to_date = True if settled and not what else None if what == "blank" else what != "missed" and chance.random() < 0.85
    if what != "no_row":
        world.sheets.add(
            "ssd_cla_immunisations", clai_person_id=case.child.child_id, clai_immunisations_status=up_to_date,
            clai_immunisations_status_date=max(start, world.today - 200),
        )  # fmt: skip


def _write_questionnaires(world: World, chance: Random, case: Case) -> None:
    start, stop, what, child = case.care_from, case.care_to or world.today, case.decided("LAH-05"), case.child
    assert start is not None
    if not 4 <= child.age(stop) <= 16 or days.months_after(start, 12) > stop:
        return
    day = stop - (chance.randint(370, 430) if what == "missed" else chance.randint(5, 350))
    early = child.age(day) < 4
    if early and what != "missed" and child.born is not None:
        day, early = days.birthday(child.born, 4), False  # the questionnaire is for children of 4 to 16
    returned = day if what != "unread" else "#N/A"
    questionnaire = world.sheets.add(
        "ssd_sdq_scores", csdq_person_id=child.child_id, csdq_sdq_completed_date=returned, csdq_sdq_score=chance.randint(4, 28)
    )
    if early:
        world.ledger.broken("L09", "ssd_sdq_scores", questionnaire, child.child_id, "too young for the questionnaire", planted=False)
