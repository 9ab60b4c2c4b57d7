"""What goes wrong on the last day, decided for every open case before an event is laid down."""

from __future__ import annotations

from collections.abc import Sequence

from . import adoption, assessing, care_homes, days, enquiries, need, protection
from .cases import Case
from .dealing import deal_to as _deal
from .oversight import nothing_decided_lately, often_supervised
from .rhythm import CHILD_PROTECTION, IN_CARE, IN_NEED
from .world import World


def decide(world: World, cases: Sequence[Case]) -> None:
    """Fill ``outcome`` of every case. Cases kept faultless for a recording rule are passed over."""
    today = world.today
    _decide_assessments(world, [case for case in cases if case.cohort == "assessment"])
    _deal(world, cases, "REF-01", {"undecided": 0.012}, lambda case, _: world.waited(case.received) > 1)
    for cohort in ("plan", "care"):  # at every size, somebody who decides the word
        some = [case for case in cases if case.cohort == cohort]
        _deal(world, some, "ALO-01", {"none": 0.004}, lambda case, _: world.waited(case.received) > 10)
    _deal(
        world, cases, "ALO-01", {"none": 0.012, "blank": 0.003, "unreadable": 0.003},
        lambda case, what: world.waited(case.received) > 10 and (what == "none" or case.cohort in ("assessment", "need")),
    )  # fmt: skip
    _deal(world, cases, "SUP-02", {"missed": 0.06}, lambda case, _: today - case.received > (70 if often_supervised(case) else 100))
    _deal(world, cases, "MGT-01", {"missed": 0.07}, lambda case, _: today - case.received > 60 and nothing_decided_lately(world, case))
    _decide_plans(world, [case for case in cases if case.cohort in ("plan", "temporary")])
    _deal(
        world, [case for case in cases if case.cohort in ("need", "short_break")], "CIN-02",
        {"missed": 0.05, "long_missed": 0.01, "allowance": 0.02, "due_today": 0.02, "attempted": 0.01, "blank": 0.01, "conflict": 0.008,
         "paper": 0.008},
        lambda case, _: case.need_from is not None and IN_NEED.room(world, case.need_from),
    )  # fmt: skip
    protection.decide(world, [case for case in cases if case.cohort == "plan"])
    enquiries.decide_plans(world, [case for case in cases if case.cohort in ("plan", "temporary")])
    need.decide(world, [case for case in cases if case.cohort in ("need", "short_break")])
    _decide_care(world, [case for case in cases if case.cohort == "care"])
    _deal(
        world, cases, "VOC-01", {"wishes_no": 0.05, "wishes_blank": 0.02, "no_record": 0.01},
        lambda case, _: clearly_visited(world, case),
    )  # fmt: skip


def _decide_assessments(world: World, cases: Sequence[Case]) -> None:
    """Overdue ones get an earlier referral; some are finished and waiting to be closed; some have an enquiry running."""
    chance = world.chance
    shares = {"overdue": 0.1, "found": 0.04} | ({} if world.faultless else {"done": 0.1})
    young = next((case for case in cases if assessing.just_past_seeing(world, case)), None)  # left as it is, for ASM-03
    _deal(
        world, cases, "ASM-01", shares,
        lambda case, _: not case.child.unborn and world.waited(case.received) > 4 and case is not young,
    )  # fmt: skip
    for case in cases:
        if case.decided("ASM-01") == "overdue":
            case.received = world.ago(chance.randint(47, 75))
            case.assessed_from = days.working_days_after(case.received, 1)
        elif case.decided("ASM-01") == "done":
            del case.outcome["ASM-01"]
            case.received = world.ago(chance.randint(25, 70))
            case.assessed_from = days.working_days_after(case.received, 1)
            case.authorised, case.need_found = world.ago(chance.randint(0, 8)), False
        elif case.decided("ASM-01") == "found":
            del case.outcome["ASM-01"]
            case.received = world.ago(chance.randint(25, 70))
            case.assessed_from = days.working_days_after(case.received, 1)
            case.authorised, case.need_found = world.ago(chance.randint(0, 8)), True
    _deal(world, [case for case in cases if case.authorised is not None], "quiet", {"quiet": 0.1}, lambda case, _: True)
    need.decide_assessments(world, cases)
    running = [case for case in cases if case.authorised is None and case.assessed_from is not None and case is not young]
    _deal(world, running, "S47-01", {"overdue": 0.03}, lambda case, _: world.waited(case.received) > 20)
    _deal(
        world, running, "S47-01", {"running": 0.25, "ended": 0.15, "conference": 0.04},
        lambda case, what: world.waited(case.received) > {"running": 2, "ended": 12, "conference": 18}[what],
    )  # fmt: skip
    for case in running:
        what, waited = case.decided("S47-01"), world.waited(case.received)
        if what == "running":
            case.enquiry_on = world.ago(chance.randint(0, min(15, waited)))
        elif what == "overdue":
            case.enquiry_on = world.ago(chance.randint(16, min(waited, 27)))
        elif what == "ended":
            case.enquiry_on = world.ago(chance.randint(10, waited))
            case.enquiry_ended = days.working_days_after(case.enquiry_on, chance.randint(3, 9))
        elif what == "conference":
            case.enquiry_on = world.ago(chance.randint(16, waited))
            case.conference_on = days.working_days_after(case.enquiry_on, chance.randint(8, 15))
            case.enquiry_ended = case.conference_on
        if what != "overdue":
            case.outcome.pop("S47-01", None)
    under_way = [
        case for case in running if case.enquiry_ended is None and case.enquiry_on is not None and world.waited(case.enquiry_on) > 4
    ]
    _deal(world, under_way, "seen", {"unseen": 0.12}, lambda case, _: not case.child.unborn)
    enquiries.decide_assessments(world, cases)


def _decide_plans(world: World, cases: Sequence[Case]) -> None:
    today = world.today
    own = [case for case in cases if case.cohort == "plan"]

    def late_room(case: Case, what: str) -> bool:
        start = case.plan_from
        assert start is not None
        if what == "never":
            return 13 <= world.waited(start) <= 60 and 0 <= case.child.age(today) < 4
        return CHILD_PROTECTION.room(world, start)

    _deal(
        world, cases, "CPV-01",
        {"missed": 0.04, "long_missed": 0.012, "allowance": 0.03, "due_today": 0.02, "attempted": 0.012, "blank": 0.012, "conflict": 0.008,
         "paper": 0.008, "never": 0.003},
        late_room,
    )  # fmt: skip
    _deal(
        world, own, "CPP-01", {"missing": 0.025},
        lambda case, _: case.plan_from is not None and 11 <= world.waited(case.plan_from) <= 60,
    )  # fmt: skip
    _deal(
        world, own, "CPR-01", {"missing": 0.02},
        lambda case, _: case.plan_from is not None and days.months_after(case.plan_from, 3) < today < case.plan_from + 200,
    )  # fmt: skip
    _deal(
        world, cases, "CPV-02", {"not_alone": 0.04, "alone_blank": 0.02},
        lambda case, _: (
            case.child.age(today) >= 4 and case.decided("CPV-01") in ("", "due_today", "allowance", "missed")
            and case.plan_from is not None and today - case.plan_from > 10
        ),
    )  # fmt: skip


def _decide_care(world: World, cases: Sequence[Case]) -> None:
    today, chance = world.today, world.chance

    def since(case: Case) -> int:
        assert case.care_from is not None
        return world.waited(case.care_from)

    def in_place(case: Case) -> int:
        assert case.placement_from is not None
        return today - case.placement_from

    _deal(world, cases, "LAP-01", {"missing": 0.012}, lambda case, _: 11 <= since(case) <= 250)
    _deal(world, cases, "LAR-01", {"missing": 0.012}, lambda case, _: 21 <= since(case) <= 130)
    _deal(world, cases, "LAH-01", {"missing": 0.02}, lambda case, _: 21 <= since(case) <= 250)
    for case in cases:
        if case.placed_on is not None:
            adoption.plan_reviews(world, case)
    cases = [case for case in cases if case.placed_on is None]  # those placed for adoption are seen weekly
    care_homes.decide(world, cases)
    recent = [case for case in cases if in_place(case) <= 34 and case.home not in care_homes.SPECIAL]
    for case in recent:
        if in_place(case) <= 7 and chance.random() < 0.5:
            case.outcome["LAV-01"] = "not_due"
    _deal(
        world, cases, "LAV-01", {"missed": 0.02, "allowance": 0.008},
        lambda case, what: case in recent and (in_place(case) >= 14 if what == "missed" else _just_past(world, case.placement_from, 7)),
    )  # fmt: skip
    _deal(
        world, cases, "LAV-02",
        {"missed": 0.03, "long_missed": 0.008, "allowance": 0.015, "due_today": 0.015, "attempted": 0.008, "blank": 0.01, "conflict": 0.006,
         "paper": 0.006},
        lambda case, _: case.home == "" and case.placement_from is not None and IN_CARE.room(world, case.placement_from),
    )  # fmt: skip
    care_homes.decide_alone(world, cases)


def _just_past(world: World, start: int | None, n: int) -> bool:
    return start is not None and start + n < world.today and days.working_days_between(start + n, world.today) <= 2


def clearly_visited(world: World, case: Case) -> bool:
    """Is there sure to be a last visit, and is it clear that the child was seen at it?"""
    fine = ("", "due_today", "allowance", "missed", "long_missed")
    if case.cohort in ("plan", "temporary"):
        return case.decided("CPV-01") in fine and case.plan_from is not None and world.today - case.plan_from > 5
    if case.cohort in ("need", "short_break"):
        return case.decided("CIN-02") in fine and case.need_from is not None and world.today - case.need_from > 5
    if case.cohort == "care":
        settled = case.placement_from is not None and world.today - case.placement_from > 7
        return settled and case.placed_on is None and case.decided(care_homes.visiting_code(case)) in fine and case.decided("LAV-01") == ""
    return False
