"""Strategy discussions, section 47 enquiries and conferences, with the lines of S47-01, S47-02, S47-03, S47-04 and CPT-01."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from . import days
from .cases import Case
from .dealing import deal_to
from .world import World

PART: Final = "enquiries"

_SEEN: Final = {
    "unseen": ("not_met", "outstanding", "an enquiry is running and nobody has seen the child"),
    "not_alone": ("not_met", "outstanding", "seen since the enquiry began, but never alone"),
    "allowance": ("not_recorded", "write_up_allowance", "the visit fell due and may still be being written up"),
    "alone_blank": ("not_recorded", "blank_field", "the visits do not say whether the child was seen alone"),
    "conflict": ("not_recorded", "conflict", "the visit and its write-up disagree about whether the child was seen"),
    "paper": ("not_recorded", "on_paper_only", "the visit is known from paper only"),
}


def decide_assessments(world: World, cases: Sequence[Case]) -> None:
    """What goes wrong with enquiries, discussions and children moving in, while the child is being assessed."""
    running = [case for case in cases if is_running(case)]
    born = [case for case in running if not case.faultless and not case.child.unborn and world.waited(case.enquiry_on or world.today) > 4]
    if born and not world.faultless and not any(case.decided("seen") for case in running):
        born[0].outcome["seen"] = "unseen"
    for case in running:
        if case.decided("seen") == "unseen":
            case.outcome["S47-03"] = "unseen"

    def can_be_unseen(case: Case, what: str) -> bool:
        assert case.enquiry_on is not None
        waited, age = world.waited(case.enquiry_on), case.child.age(case.enquiry_on)
        if what == "allowance":
            return world.waited(case.received) >= 5 and age >= 0 and case.decided("S47-01") != "overdue"
        return waited >= 4 and age >= (0 if what in ("conflict", "paper") else 5)

    deal_to(world, running, "S47-03", {"not_alone": 0.1, "allowance": 0.1, "alone_blank": 0.06, "conflict": 0.04, "paper": 0.04},
            can_be_unseen, part=PART, most=0.9)  # fmt: skip
    for case in running:
        if case.decided("S47-03") == "allowance":
            case.enquiry_on = world.ago(world.stream(PART).randint(2, 3))
    deal_to(world, running, "S47-04", {"held_blank": 0.05, "held_first": 0.05}, lambda case, _: _room_before(world, case), part=PART)
    others = [case for case in cases if case.enquiry_on is None and case.assessed_from is not None]
    deal_to(
        world, [case for case in others if case.authorised is None], "S47-04", {"not_held": 0.02},
        lambda case, _: world.waited(case.received) >= 4, part=PART,
    )  # fmt: skip
    deal_to(
        world, [case for case in others if case.authorised is None], "CPT-01", {"not_held": 0.02, "not_told": 0.01},
        lambda case, _: world.waited(case.received) >= 18 and not case.child.unborn, part=PART,
    )  # fmt: skip


def _room_before(world: World, case: Case) -> bool:
    return case.enquiry_on is not None and world.waited(case.enquiry_on) >= 3


def decide_plans(world: World, cases: Sequence[Case]) -> None:
    """Enquiries that led to a plan and that nobody ended, or of which nobody recorded the outcome; children here on another's plan."""
    for number, case in enumerate(case for case in cases if case.cohort == "temporary" and world.waited(case.received) >= 18):
        if world.stream(PART).random() < 0.2 or number == 0:
            case.outcome["CPT-01"] = "waiting" if world.faultless else "not_held"

    def can(case: Case, what: str) -> bool:
        fine = case.decided("CPV-02") == "" and case.decided("CPV-01") in ("", "due_today", "allowance", "missed")
        return case.enquiry_on is not None and world.waited(case.enquiry_on) > 20 and fine

    deal_to(world, cases, "S47-02", {"no_end": 0.03, "no_outcome": 0.03}, can, part=PART)


def is_running(case: Case) -> bool:
    """Is there an enquiry that nobody has ended, no conference having been held?"""
    return case.enquiry_on is not None and case.enquiry_ended is None and case.conference_on is None


def write_enquiry(world: World, case: Case, worker: str) -> None:
    """The discussion and the enquiry that it began."""
    sheets, child, started = world.sheets, case.child.child_id, case.enquiry_on
    assert started is not None
    ended = None if case.decided("S47-02") == "no_end" else case.enquiry_ended
    blank = ended is None or case.decided("S47-02") == "no_outcome"
    case.enquiry_id = sheets.add(
        "ssd_s47_enquiry",
        s47e_referral_id=case.referral_id, s47e_person_id=child, s47e_s47_start_date=started, s47e_s47_end_date=ended,
        s47e_s47_nfa=None if blank else case.conference_on is None, s47e_s47_completed_by_team=case.team.team_id,
        s47e_s47_completed_by_worker_id=worker,
    )  # fmt: skip
    _write_discussion(world, case)
    _write_enquiry_lines(world, case)


def _write_discussion(world: World, case: Case) -> None:
    chance, child, started = world.stream(PART), case.child.child_id, case.enquiry_on
    assert started is not None
    wanted = chance.choice((0, 0, 1)) if chance.random() < world.quality(case.team, started) else chance.randint(2, 4)
    needed = max(case.received, days.working_days_before(started, wanted)) if wanted else started
    held: int | None = started
    outcome = case.decided("S47-04")
    if outcome == "held_blank":
        needed, held = started, None
    elif outcome == "held_first":
        needed = days.working_days_after(started, 1)
    discussion = world.sheets.add(
        "ext_strategy_discussion",
        person_id=child, referral_id=case.referral_id, s47_enquiry_id=case.enquiry_id, need_identified_on=needed, held_on=held,
        actions_recorded=world.chance.random() < 0.93,
    )  # fmt: skip
    if outcome == "held_blank":
        what = "the enquiry began, and the day of the discussion that began it is blank"
        world.ledger.not_recorded("S47-04", "ext_strategy_discussion", discussion, child, what, "blank_field")
    elif outcome == "held_first":
        what = "the discussion was held before the need for it was identified"
        world.ledger.not_recorded("S47-04", "ext_strategy_discussion", discussion, child, what, "conflict")


def _write_enquiry_lines(world: World, case: Case) -> None:
    ledger, child, started = world.ledger, case.child.child_id, case.enquiry_on
    assert started is not None
    if case.decided("S47-01") == "overdue":
        what = f"no conference {world.waited(started)} working days after the strategy discussion"
        ledger.not_met("S47-01", "ssd_s47_enquiry", case.enquiry_id, child, what)
        what = f"not ended {world.waited(started)} working days after the strategy discussion"
        ledger.not_met("S47-02", "ssd_s47_enquiry", case.enquiry_id, child, what, planted=False)
    if case.decided("S47-02") == "no_end":
        what = "a conference was held, and nobody has ended the enquiry"
        ledger.not_met("S47-02", "ssd_s47_enquiry", case.enquiry_id, child, what)
        ledger.broken("S01", "ssd_s47_enquiry", case.enquiry_id, child, what, planted=False)
    elif case.decided("S47-02") == "no_outcome":
        what = "the enquiry ended, and its outcome is blank"
        ledger.not_recorded("S47-02", "ssd_s47_enquiry", case.enquiry_id, child, what, "blank_field")
    if case.decided("S47-03") in _SEEN:
        result, reason, what = _SEEN[case.decided("S47-03")]
        write = ledger.not_met if result == "not_met" else ledger.not_recorded
        write("S47-03", "ssd_s47_enquiry", case.enquiry_id, child, what, reason)


def write_conference(world: World, case: Case, worker: str) -> None:
    """The conference, and where the child was moving in, the day we were told."""
    sheets, child, held = world.sheets, case.child.child_id, case.conference_on
    assert held is not None
    case.conference_id = sheets.add(
        "ssd_initial_cp_conference",
        icpc_icpc_meeting_id=f"M{case.child.family_id[1:]}-{held}", icpc_s47_enquiry_id=case.enquiry_id or None, icpc_person_id=child,
        icpc_referral_id=case.referral_id, icpc_icpc_transfer_in=case.transfer_in,
        icpc_icpc_target_date=days.working_days_after(case.enquiry_on, 15) if case.enquiry_on is not None else None,
        icpc_icpc_date=held, icpc_icpc_outcome_cp_flag=case.led_to_plan, icpc_icpc_team=case.team.team_id, icpc_icpc_worker_id=worker,
    )  # fmt: skip
    if case.transfer_in:
        notified = max(case.received, days.working_days_before(held, world.chance.randint(6, 15)))
        sheets.add("ext_transfer_in", icpc_id=case.conference_id, notified_on=notified)


def write_other_discussions(world: World, case: Case) -> None:
    """Discussions that began no enquiry, and conferences that wait for a child who moved in on another council's plan."""
    chance, sheets, ledger, child = world.stream(PART), world.sheets, world.ledger, case.child.child_id
    if case.decided("S47-04") == "not_held":
        needed = world.ago(chance.randint(2, min(6, world.waited(case.received) - 1)))
        discussion = sheets.add("ext_strategy_discussion", person_id=child, referral_id=case.referral_id, need_identified_on=needed)
        what = f"not held {world.waited(needed)} working days after the need for it was identified"
        ledger.not_met("S47-04", "ext_strategy_discussion", discussion, child, what)
    elif case.cohort == "assessment" and case.enquiry_on is None and world.waited(case.received) >= 3 and chance.random() < 0.15:
        held = days.working_days_after(case.received, chance.randint(1, 2))
        sheets.add(
            "ext_strategy_discussion",
            person_id=child, referral_id=case.referral_id, need_identified_on=days.working_days_before(held, 1), held_on=held,
            actions_recorded=True,
        )  # fmt: skip
    if case.decided("CPT-01"):
        _write_waiting_conference(world, case)


def _write_waiting_conference(world: World, case: Case) -> None:
    sheets, ledger, child = world.sheets, world.ledger, case.child.child_id
    conference = sheets.add(
        "ssd_initial_cp_conference", icpc_person_id=child, icpc_referral_id=case.referral_id, icpc_icpc_transfer_in=True,
        icpc_icpc_team=case.team.team_id,
    )  # fmt: skip
    if case.decided("CPT-01") == "not_told":
        what = "a transfer-in conference waits, and the day we were told is not recorded"
        ledger.not_recorded("CPT-01", "ssd_initial_cp_conference", conference, child, what, "blank_field")
        return
    in_time = case.decided("CPT-01") == "waiting"
    notified = world.ago(world.stream(PART).randint(2, 15) if in_time else world.stream(PART).randint(16, 18))
    sheets.add("ext_transfer_in", icpc_id=conference, notified_on=notified)
    if in_time:
        return
    what = f"no transfer-in conference {world.waited(notified)} working days after we were told"
    ledger.not_met("CPT-01", "ssd_initial_cp_conference", conference, child, what)
