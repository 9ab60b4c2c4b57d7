"""Children in need: plans, visits and reviews; visits while an assessment is being made; short breaks."""

from __future__ import annotations

from . import days, visiting
from .cases import Case
from .rhythm import IN_NEED
from .world import World


def write_need(world: World, case: Case) -> None:
    """The plan of a child in need, with CIN-02's line where the case is open and this is what the child is visited under."""
    chance, sheets, child, start = world.chance, world.sheets, case.child.child_id, case.need_from
    assert start is not None
    stop = case.need_to or case.closed
    worker = (case.worker or case.team.holders[0]).worker_id
    case.need_plan_id = sheets.add(
        "ssd_cin_plans",
        cinp_referral_id=case.referral_id, cinp_person_id=child, cinp_cin_plan_start_date=start, cinp_cin_plan_end_date=stop,
        cinp_cin_plan_team=case.team.team_id, cinp_cin_plan_worker_id=worker,
    )  # fmt: skip
    if stop is None:
        outcome = case.decided("CIN-02")
        visiting.lay_visits(world, case, "ssd_cin_visits", IN_NEED, start, outcome, lambda day, last: _alone(world, case))
        visiting.write_line(world, "CIN-02", "ssd_cin_episodes", case.referral_id, child, outcome)
    else:
        visiting.lay_ended_visits(world, case, "ssd_cin_visits", IN_NEED, start, stop, lambda day, last: _alone(world, case))
    until, held = stop or world.today, start
    while (held := world.on_working_day(held + chance.randint(35, 60))) <= until:
        if held >= world.written_up_since:
            sheets.add("ext_cin_review", person_id=child, cin_plan_id=case.need_plan_id, held_on=held)


def write_assessment_visits(world: World, case: Case) -> None:
    """The child is seen early, and again while the assessment lasts; soon where there is an enquiry, unless that is what goes wrong."""
    chance, today = world.chance, world.today
    if (
        case.decided("seen") == "unseen"
        or case.fault == "no_referral_date"
        or (case.closed is not None and case.closed < world.visits_since)
    ):
        return
    day = days.working_days_after(case.received, chance.randint(1, 5))
    if case.enquiry_on is not None and case.conference_on is None:
        seen_for = case.enquiry_on if chance.random() < 0.6 else days.working_days_after(case.enquiry_on, 1)
        visiting.write_visit(world, case, "ssd_cin_visits", min(today, seen_for), True, _alone(world, case))
        day = days.working_days_after(seen_for, chance.randint(4, 9))
    stop = case.authorised or today
    while day <= stop:
        visiting.write_visit(world, case, "ssd_cin_visits", day, True, _alone(world, case))
        day = days.working_days_after(day, chance.randint(14, 24))


def _alone(world: World, case: Case) -> bool:
    return case.child.age(world.today) >= 4 and world.chance.random() < 0.6
