"""Child protection plans: the plan, its visits, core groups and reviews."""

from __future__ import annotations

from . import days, visiting
from .cases import Case
from .rhythm import CHILD_PROTECTION
from .world import World

CATEGORIES = ("NEG", "NEG", "NEG", "EMO", "EMO", "PHY", "SAB")


def write_protection(world: World, case: Case) -> None:
    """An open plan of this or another council, with the lines of CPP-01, CPR-01, CPV-01 and CPV-02."""
    chance, sheets, child, start = world.chance, world.sheets, case.child.child_id, case.plan_from
    assert start is not None
    category = chance.choice(CATEGORIES)
    temporary = case.cohort == "temporary"
    case.plan_id = sheets.add(
        "ssd_cp_plans",
        cppl_referral_id=case.referral_id, cppl_icpc_id=case.conference_id or None, cppl_person_id=child, cppl_cp_plan_start_date=start,
        cppl_cp_plan_end_date=case.plan_to, cppl_cp_plan_ola=temporary, cppl_cp_plan_initial_category=category,
        cppl_cp_plan_latest_category=category if chance.random() < 0.85 else chance.choice(CATEGORIES),
    )  # fmt: skip
    if case.conference_id:
        next(row for row in reversed(sheets.rows("ssd_initial_cp_conference")) if row["icpc_icpc_id"] == case.conference_id)[
            "icpc_cp_plan_id"
        ] = case.plan_id
    outcome = case.decided("CPV-01")
    if case.plan_to is not None:
        visiting.lay_ended_visits(
            world, case, "ssd_cp_visits", CHILD_PROTECTION, start, case.plan_to, lambda day, last: _alone(world, case, day, last)
        )
    else:
        visiting.lay_visits(
            world, case, "ssd_cp_visits", CHILD_PROTECTION, start, outcome, lambda day, last: _alone(world, case, day, last)
        )
    visiting.write_line(world, "CPV-01", "ssd_cp_plans", case.plan_id, child, outcome)
    _write_alone_line(world, case)
    _write_core_groups(world, case)
    _write_reviews(world, case)


def _alone(world: World, case: Case, day: int, last: bool) -> bool | None:
    """Seen alone at this visit? True at the last one unless something else was decided."""
    chance, outcome = world.chance, case.decided("CPV-02")
    if outcome == "not_alone":
        return False if world.today - day <= 60 else chance.random() < 0.6
    if outcome == "alone_blank":
        return None if last else False if world.today - day <= 60 else chance.random() < 0.6
    if case.child.age(world.today) < 4:
        return False
    return True if last or world.today - day <= 40 else chance.random() < 0.7


def _write_alone_line(world: World, case: Case) -> None:
    outcome, child = case.decided("CPV-02"), case.child.child_id
    if outcome == "not_alone":
        world.ledger.not_met("CPV-02", "ssd_cp_plans", case.plan_id, child, "not seen alone at the last visit, nor in the last six weeks")
    elif outcome == "alone_blank":
        what = "the last visit does not say whether the child was seen alone"
        world.ledger.not_recorded("CPV-02", "ssd_cp_plans", case.plan_id, child, what, "blank_field")


def _write_core_groups(world: World, case: Case) -> None:
    chance, start, today = world.chance, case.plan_from, world.today
    assert start is not None
    if case.decided("CPP-01") == "missing":
        what = f"no core group {world.waited(start)} working days after the conference"
        world.ledger.not_met("CPP-01", "ssd_cp_plans", case.plan_id, case.child.child_id, what)
        return
    waited = world.waited(start)
    took = chance.randint(5, 10) if waited <= 10 or world.well_done(case.team, start) else chance.randint(11, max(11, min(25, waited)))
    held = days.working_days_after(start, took)
    stop = case.plan_to or today
    if held > stop and waited > 10:
        held = days.working_days_after(start, 7)
    while held <= stop:
        if held >= world.written_up_since or held <= start + 60:
            world.sheets.add(
                "ext_core_group", person_id=case.child.child_id, cp_plan_id=case.plan_id, held_on=held, plan_updated=chance.random() < 0.9
            )
        held = world.on_working_day(held + chance.randint(28, 55))


def _write_reviews(world: World, case: Case) -> None:
    chance, start, sheets = world.chance, case.plan_from, world.sheets
    assert start is not None
    stop = case.plan_to or world.today
    due, last = days.months_after(start, 3), start
    missing = case.decided("CPR-01") == "missing"
    if missing:
        what = "no review held three months after the plan began"
        world.ledger.not_met("CPR-01", "ssd_cp_plans", case.plan_id, case.child.child_id, what)
    while due <= stop and not missing:
        late = not world.well_done(case.team, due) and due + 25 < stop
        held = world.on_working_day(due + chance.randint(4, 20) if late else due - chance.randint(1, 12))
        if held <= last:
            held = due
        ended = case.plan_to is not None and days.months_after(held, 6) > stop
        sheets.add(
            "ssd_cp_reviews",
            cppr_person_id=case.child.child_id, cppr_cp_plan_id=case.plan_id, cppr_cp_review_due=due, cppr_cp_review_date=held,
            cppr_cp_review_meeting_id=f"R{case.plan_id}-{held}", cppr_cp_review_outcome_continue_cp=not ended,
            cppr_cp_review_quorate="Y" if chance.random() < 0.9 else "N",
            cppr_cp_review_participation=chance.choice(("PN1", "PN3", "PN5", "PN0")),
        )  # fmt: skip
        last, due = held, days.months_after(held, 6)
    if case.plan_to is None and last <= world.today < due:
        sheets.add(
            "ssd_cp_reviews", cppr_person_id=case.child.child_id, cppr_cp_plan_id=case.plan_id, cppr_cp_review_due=due,
            cppr_cp_review_date=None,
        )  # fmt: skip
