"""Children in need: plans, visits and reviews; visits while an assessment is being made; short breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from . import assessing, days, visiting
from .cases import Case
from .dealing import deal_to
from .rhythm import IN_NEED
from .world import World

PART: Final = "need"
REVIEWED: Final = 42
"""Days in which a child in need plan is reviewed again (CIN-03's default)."""

_NO_DAY: Final[dict[str, tuple[str | None, str]]] = {"blank": (None, "blank_field"), "unreadable": ("#N/A", "unreadable_value")}
"""What was decided -> what stands for the day of the last review, and the reason it gives."""


def write_need(world: World, case: Case) -> None:
    """The plan of a child in need, with CIN-02's line where the case is open and this is what the child is visited under."""
    sheets, child, start = world.sheets, case.child.child_id, case.need_from
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
    _write_reviews(world, case, stop)
    if stop is None and days.months_after(start, 12) < world.today:
        world.ledger.not_met("CIN-04", "ssd_cin_plans", case.need_plan_id, child, "open for more than twelve months")


def decide(world: World, cases: Sequence[Case]) -> None:
    """What goes wrong with reviews of child in need plans."""
    deal_to(
        world, cases, "CIN-03", {"missed": 0.05, "blank": 0.02, "unreadable": 0.01},
        lambda case, _: case.need_from is not None and world.today - case.need_from > 80, part=PART,
    )  # fmt: skip


def _write_reviews(world: World, case: Case, stop: int | None) -> None:
    """Every six weeks or sooner, later where the team was stretched; the last of an open plan as it was decided."""
    chance, child, start, outcome = world.stream(PART), case.child.child_id, case.need_from, case.decided("CIN-03")
    assert start is not None
    until = stop or world.today
    if stop is None and outcome:
        until = world.today - chance.randint(44, 60)
    held, days_held = start, list[int]()
    while True:
        in_time = chance.random() < world.quality(case.team, held)
        held = world.on_working_day(held + (chance.randint(28, REVIEWED) if in_time else chance.randint(43, 60)))
        if held > until:
            break
        days_held.append(held)
    last = days_held[-1] if days_held else start
    if stop is None and not outcome and world.today - last > REVIEWED:
        days_held.append(max(last + 1, world.on_working_day(world.today - chance.randint(3, 35))))
    written: list[int | str | None] = [day for day in days_held if day >= world.written_up_since]
    if outcome in _NO_DAY:
        written.append(_NO_DAY[outcome][0])
    case.last_review = max([day for day in written if isinstance(day, int)], default=None)
    for day in written:
        world.sheets.add("ext_cin_review", person_id=child, cin_plan_id=case.need_plan_id, held_on=day)
    if outcome == "missed":
        world.ledger.not_met("CIN-03", "ssd_cin_plans", case.need_plan_id, child, "not reviewed for more than six weeks")
    elif outcome in _NO_DAY:
        what = "the day of a review is not known, and the last that is was more than six weeks ago"
        world.ledger.not_recorded("CIN-03", "ssd_cin_plans", case.need_plan_id, child, what, _NO_DAY[outcome][1])


def decide_assessments(world: World, cases: Sequence[Case]) -> None:
    """Assessments that found need and led to no plan; those that ended in nothing, their episode left open, or do not say."""
    waiting = [case for case in cases if case.authorised is not None]
    for case in waiting:
        if case.need_found is False and not case.faultless:
            case.outcome["CIN-05"] = "in_none"
    deal_to(world, waiting, "CIN-05", {"unsaid": 0.06}, lambda case, _: case.need_found is True, part=PART)
    deal_to(
        world, waiting, "CIN-01", {"no_plan": 0.2},
        lambda case, _: case.need_found is True and world.waited(case.received) > 22 and not case.decided("CIN-05"), part=PART,
    )  # fmt: skip
    for case in waiting:
        if case.decided("CIN-05") == "unsaid":
            case.need_found = None
        elif case.decided("CIN-01"):
            case.authorised = world.ago(world.stream(PART).randint(11, 19))


def write_assessed_lines(world: World, case: Case, assessment: str) -> None:
    """CIN-01's and CIN-05's lines of an assessment that is finished."""
    child, ledger = case.child.child_id, world.ledger
    if case.decided("CIN-01") == "no_plan" and case.authorised is not None:
        what = f"no plan {world.waited(case.authorised)} working days after the assessment found need"
        ledger.not_met("CIN-01", "ssd_cin_assessments", assessment, child, what)
    if case.decided("CIN-05") == "in_none":
        what = "the assessment found nothing further to do, and the case is open"
        ledger.not_met("CIN-05", "ssd_cin_episodes", case.referral_id, child, what, "no_event")
    elif case.decided("CIN-05") == "unsaid":
        what = "the assessment does not say whether it found need, and there is no plan"
        ledger.not_recorded("CIN-05", "ssd_cin_episodes", case.referral_id, child, what, "blank_field")
        ledger.not_recorded("REC-04", "ssd_cin_episodes", case.referral_id, child, what, "blank_field", planted=False)


def write_assessment_visits(world: World, case: Case) -> None:
    """The child is seen early, and again while the assessment lasts; soon where there is an enquiry, unless that is what goes wrong."""
    chance, today = world.chance, world.today
    if (
        case.decided("seen") == "unseen"
        or case.fault == "no_referral_date"
        or (case.closed is not None and case.closed < world.visits_since)
    ):
        return
    if case.decided("S47-03") == "allowance" or assessing.write_first_visits(world, case):
        return
    day = days.working_days_after(case.received, chance.randint(1, 5))
    if case.enquiry_on is not None and (case.conference_on is None or case.decided("S47-02") == "no_end"):
        day = _see_for_enquiry(world, case)
        if case.decided("S47-03"):
            return
    stop = case.authorised or today
    while day <= stop:
        visiting.write_visit(world, case, "ssd_cin_visits", day, True, _alone(world, case))
        day = days.working_days_after(day, chance.randint(14, 24))


def _alone(world: World, case: Case) -> bool:
    return case.child.age(world.today) >= 4 and world.chance.random() < 0.6


def _see_for_enquiry(world: World, case: Case) -> int:
    """The first visit of an enquiry, alone where old enough unless something else was decided; gives the day of the next."""
    chance, started, outcome = world.stream(PART), case.enquiry_on, case.decided("S47-03")
    assert started is not None
    day = min(world.today, started if chance.random() < 0.6 else days.working_days_after(started, 1))
    seen, alone, said, paper = True, case.child.age(day) >= 4, "", False
    if outcome == "not_alone":
        alone = False
    elif outcome == "conflict":
        said = "not_seen"
    elif outcome == "paper":
        paper = True
    unsaid = outcome == "alone_blank"
    visiting.write_visit(world, case, "ssd_cin_visits", day, seen, None if unsaid else alone, said=said, paper=paper)
    return days.working_days_after(day, chance.randint(4, 9))
