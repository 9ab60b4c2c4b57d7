"""Child protection plans: the plan, its visits, core groups and reviews."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from . import days, history, visiting
from .cases import Case
from .dealing import deal_to
from .rhythm import CHILD_PROTECTION
from .world import World

PART: Final = "protection"
MEETS: Final = 42
"""Days in which a core group meets again (CPP-02's default)."""

_NO_DAY: Final[dict[str, tuple[str | None, str]]] = {"blank": (None, "blank_field"), "unreadable": ("#N/A", "unreadable_value")}
"""What was decided -> what stands for the day of the last meeting, and the reason it gives."""

MISSING_FROM_FILE: Final = {
    "no_plan": ("the child protection plan is not on file", "no_event"),
    "not_authorised": ("the assessment on file is not authorised", "no_event"),
    "undated": ("the plan on file has no day: it may be an earlier one", "blank_field"),
}

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
    if case.open:
        _write_bedroom(world, case)
    if not temporary:
        _write_core_groups(world, case)
        _write_reviews(world, case)
    if case.open and not temporary:
        _write_warning_line(world, case)
        write_file_line(world, case)


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
    """Within ten working days, then every six weeks; later where the team was stretched; the last of an open plan as it was decided."""
    chance, start, today, child = world.stream(PART), case.plan_from, world.today, case.child.child_id
    assert start is not None
    if case.decided("CPP-01") == "missing":
        what = f"no core group {world.waited(start)} working days after the conference"
        world.ledger.not_met("CPP-01", "ssd_cp_plans", case.plan_id, child, what)
        return
    in_time, waited, outcome = chance.random() < world.quality(case.team, start), world.waited(start), case.decided("CPP-02")
    took = chance.randint(5, 10) if waited <= 10 or in_time else chance.randint(11, max(11, min(25, waited)))
    held, stop = days.working_days_after(start, took), case.plan_to or today
    if held > stop and waited > 10:
        held = days.working_days_after(start, 7)
    if outcome:
        stop = today - chance.randint(45, 70)
    held_on = list[int]()
    while held <= stop:
        held_on.append(held)
        soon = chance.random() < world.quality(case.team, held)
        held = world.on_working_day(held + (chance.randint(25, MEETS) if soon else chance.randint(43, 60)))
    if held_on and case.plan_to is None and not outcome and today - held_on[-1] > MEETS:
        held_on.append(world.on_working_day(today - chance.randint(0, 35)))
    days_written: list[int | str | None] = [day for day in held_on if day >= world.written_up_since or day <= start + 60]
    if outcome in _NO_DAY:
        days_written.append(_NO_DAY[outcome][0])
    for day in days_written:
        updated = chance.random() < 0.9
        world.sheets.add("ext_core_group", person_id=child, cp_plan_id=case.plan_id, held_on=day, plan_updated=updated)
    if outcome == "missed":
        world.ledger.not_met("CPP-02", "ssd_cp_plans", case.plan_id, child, "the core group has not met for more than six weeks")
    elif outcome in _NO_DAY:
        what = "the day of a core group is not known, and the last that is was more than six weeks ago"
        world.ledger.not_recorded("CPP-02", "ssd_cp_plans", case.plan_id, child, what, _NO_DAY[outcome][1])


def _write_reviews(world: World, case: Case) -> None:
    chance, start, child = world.stream(PART), case.plan_from, case.child.child_id
    assert start is not None
    stop = case.plan_to or world.today
    due, last = days.months_after(start, 3), start
    missing, later = case.decided("CPR-01") == "missing", case.decided("CPR-02")
    if missing:
        what = "no review held three months after the plan began"
        world.ledger.not_met("CPR-01", "ssd_cp_plans", case.plan_id, child, what)
    held_on = list[tuple[int, int]]()
    while due <= stop and not missing:
        late = chance.random() > world.quality(case.team, due) and due + 25 < stop
        held = world.on_working_day(due + chance.randint(4, 20) if late else due - chance.randint(1, 12))
        if held <= last:
            held = due
        held_on.append((due, held))
        last, due = held, days.months_after(held, 6)
    while later and len(held_on) > 1 and days.months_after(held_on[-1][1], 6) >= world.today:
        due, last = held_on.pop()[0], held_on[-1][1]
    for number, (was_due, held) in enumerate(held_on):
        ended = case.plan_to is not None and days.months_after(held, 6) > stop
        newest = number == len(held_on) - 1
        _write_review(world, case, was_due, held, goes_on=not ended, newest=newest)
    if later == "unreadable":
        _write_review(world, case, due, "#N/A", goes_on=True, newest=True)
    elif case.plan_to is None and (last <= world.today < due or later):
        world.sheets.add(
            "ssd_cp_reviews", cppr_person_id=child, cppr_cp_plan_id=case.plan_id, cppr_cp_review_due=due, cppr_cp_review_date=None,
        )  # fmt: skip
    if later == "missing":
        world.ledger.not_met("CPR-02", "ssd_cp_plans", case.plan_id, child, "not reviewed for more than six months")
    elif later == "unreadable":
        what = "the day of the last review cannot be read, and the one before was more than six months ago"
        world.ledger.not_recorded("CPR-02", "ssd_cp_plans", case.plan_id, child, what, "unreadable_value")


def _write_review(world: World, case: Case, due: int, held: int | str, *, goes_on: bool, newest: bool) -> None:
    """One review held. The newest of an open plan was quorate, unless something else was decided."""
    case.last_review = case.last_review if isinstance(held, str) else max(held, case.last_review or held)
    chance, child, outcome = world.stream(PART), case.child.child_id, case.decided("CPR-04") if newest else ""
    newest = newest and case.plan_to is None
    quorate: str | None = "Y" if newest or case.decided("CPR-02") or chance.random() < 0.9 else "N"
    if outcome:
        quorate = {"not_quorate": "N", "blank": None, "unclear": "PERHAPS"}[outcome]
    day = due if isinstance(held, str) else held
    young = case.child.age(day) < 4
    review = world.sheets.add(
        "ssd_cp_reviews",
        cppr_person_id=child, cppr_cp_plan_id=case.plan_id, cppr_cp_review_due=due, cppr_cp_review_date=held,
        cppr_cp_review_meeting_id=f"R{case.plan_id}-{day}", cppr_cp_review_outcome_continue_cp=goes_on, cppr_cp_review_quorate=quorate,
        cppr_cp_review_participation="PN0" if young else chance.choice(("PN1", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN6", "PN7")),
    )  # fmt: skip
    if outcome == "not_quorate":
        world.ledger.not_met("CPR-04", "ssd_cp_reviews", review, child, "the last review was not quorate")
    elif outcome:
        reason = "blank_field" if outcome == "blank" else "unreadable_value"
        world.ledger.not_recorded("CPR-04", "ssd_cp_reviews", review, child, "the last review does not say whether it was quorate", reason)


def _write_bedroom(world: World, case: Case) -> None:
    """Was the bedroom seen? At the last visit of an open plan, unless something else was decided."""
    rows = takewhile(lambda row: row["cppv_cp_plan_id"] == case.plan_id, reversed(world.sheets.rows("ssd_cp_visits")))
    outcome, paper = case.decided("CPV-03"), {visit.visit_id for visit in case.visits if visit.paper}
    seen = [row for row in rows if row["cppv_cp_visit_id"] not in paper]
    if not outcome:
        for row in [row for row in seen if row["cppv_cp_visit_seen"]][:1]:
            row["cppv_cp_visit_bedroom"] = True
        return
    for row in seen:
        row["cppv_cp_visit_bedroom"] = False
    if outcome == "not_seen":
        world.ledger.not_met("CPV-03", "ssd_cp_plans", case.plan_id, case.child.child_id, "the bedroom has not been seen for three months")
        return
    seen[0]["cppv_cp_visit_bedroom"] = None
    what = "the last visit does not say whether the bedroom was seen, and it was not at those before"
    world.ledger.not_recorded("CPV-03", "ssd_cp_plans", case.plan_id, case.child.child_id, what, "blank_field")


def _write_warning_line(world: World, case: Case) -> None:
    """CPD-03: open for more than fifteen months, or begun soon after another ended."""
    assert case.plan_from is not None
    if days.months_after(case.plan_from, 15) < world.today:
        world.ledger.not_met("CPD-03", "ssd_cp_plans", case.plan_id, case.child.child_id, "open for more than fifteen months")
    elif case.decided("CPD-03") == "again":
        what = "begun within two years of the end of the child's last plan"
        world.ledger.not_met("CPD-03", "ssd_cp_plans", case.plan_id, case.child.child_id, what)


def write_file_line(world: World, case: Case) -> None:
    """CPP-03's line, of the document that was left out or left undone; and where there is no chronology, which is REC-03's."""
    if case.decided("REC-03") == "none":
        what = "there is no chronology on file"
        world.ledger.not_met("CPP-03", "ssd_cp_plans", case.plan_id, case.child.child_id, what, "no_event", planted=False)
        return
    if case.decided("CPP-03") in MISSING_FROM_FILE:
        what, reason = MISSING_FROM_FILE[case.decided("CPP-03")]
        write = world.ledger.not_met if reason == "no_event" else world.ledger.not_recorded
        write("CPP-03", "ssd_cp_plans", case.plan_id, case.child.child_id, what, reason)


def decide(world: World, cases: Sequence[Case]) -> None:
    """What goes wrong with core groups, later reviews, the file and the bedroom; and who has been on a plan before."""
    today = world.today

    def waited(case: Case) -> int:
        assert case.plan_from is not None
        return today - case.plan_from

    def reviewed(case: Case, _: str) -> bool:
        assert case.plan_from is not None
        return days.months_after(case.plan_from, 3) + 25 < today and not (case.decided("CPR-01") or case.decided("CPR-02"))

    def long_enough(case: Case, _: str) -> bool:
        assert case.plan_from is not None
        return days.months_after(case.plan_from, 10) < today and not case.decided("CPR-01")

    deal_to(
        world, cases, "CPP-02", {"missed": 0.04, "blank": 0.02, "unreadable": 0.01},
        lambda case, _: waited(case) > 115 and not case.decided("CPP-01"), part=PART,
    )  # fmt: skip
    deal_to(world, cases, "CPR-02", {"missing": 0.02, "unreadable": 0.01}, long_enough, part=PART)
    deal_to(world, cases, "CPR-04", {"not_quorate": 0.04, "blank": 0.02, "unclear": 0.01}, reviewed, part=PART)
    deal_to(world, cases, "CPP-03", {"no_plan": 0.02, "not_authorised": 0.02, "undated": 0.01}, part=PART)
    deal_to(
        world, cases, "CPV-03", {"not_seen": 0.03, "blank": 0.02},
        lambda case, _: waited(case) > 120 and case.decided("CPV-01") not in ("paper", "never") and not case.child.unborn, part=PART,
    )  # fmt: skip
    deal_to(world, cases, "CPD-03", {"again": 0.06}, lambda case, _: waited(case) < 400 and case.child.age(case.received) >= 5, part=PART)
    for case in cases:
        if case.decided("CPD-03") == "again":
            case.before = history.earlier_plan(world, case)
            if case.before is None:
                del case.outcome["CPD-03"]
