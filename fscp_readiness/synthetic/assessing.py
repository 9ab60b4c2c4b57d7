"""Assessments as they go on: seeing the child early, reviews midway, outcomes, and brothers and sisters each in their own right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from . import days, visiting
from .cases import Case
from .dealing import deal
from .rhythm import WRITE_UP
from .world import World

NO_FURTHER_ACTION: Final = '{"NFA_FLAG":"Y","PROV_OF_SERVICES_FLAG":"N"}'
SERVICES: Final = '{"NFA_FLAG":"N","PROV_OF_SERVICES_FLAG":"Y"}'

SEEN_BY: Final = 5
"""Working days from the referral in which a child is to be seen (ASM-03's default)."""

POINTS: Final = (10, 20, 35)
"""Working days by which an assessment is to be reviewed (ASM-05's default)."""

_LONGEST: Final = 45

_SEEN: Final = {
    "missed": ("not_met", "outstanding", "not seen since the referral"),
    "attempted": ("not_met", "outstanding", "a visit was tried and the child was not seen"),
    "allowance": ("not_recorded", "write_up_allowance", "the first visit fell due and may still be being written up"),
    "blank": ("not_recorded", "blank_field", "the only visit does not say whether the child was seen"),
    "conflict": ("not_recorded", "conflict", "the only visit and its write-up disagree about whether the child was seen"),
    "paper": ("not_recorded", "on_paper_only", "the only visit is known from paper only"),
}


def decide(world: World, cases: Sequence[Case]) -> None:
    """What goes wrong with assessments, once everything else about each case is decided."""
    running = [case for case in cases if case.cohort == "assessment" and case.assessed_from is not None and case.authorised is None]
    alone = [case for case in running if case.enquiry_on is None and not case.child.unborn]
    _deal(
        world, alone, "ASM-03",
        {"missed": 0.04, "attempted": 0.015, "allowance": 0.02, "blank": 0.015, "conflict": 0.01, "paper": 0.01},
        lambda case, what: (
            just_past_seeing(world, case) if what == "allowance" else world.waited(case.received) > SEEN_BY + 3
        ),
    )  # fmt: skip
    _deal(world, running, "A03", {"unreviewed": 0.02}, lambda case, _: _runs_long(world, case))
    _deal(world, running, "A02", {"beside": 0.02}, lambda case, _: not case.decided("A03") and _under_way(world, case))
    _deal(
        world, running, "ASM-05", {"missed": 0.05, "undated": 0.015, "unreadable": 0.01},
        lambda case, _: (
            world.waited(case.received) > POINTS[0] + 1 and not any(case.decided(code) for code in ("MGT-01", "A02", "A03"))
        ),
    )  # fmt: skip
    lately = days.months_after(world.today, -6)
    finished = [case for case in cases if case.cohort != "assessment" and case.authorised is not None and case.authorised >= lately]
    _deal(world, finished, "ASM-04", {"no_outcome": 0.05, "unreadable": 0.02}, lambda case, _: True)
    _deal(world, running, "ASM-04", {"unauthorised": 0.03}, lambda case, _: 0 < world.waited(case.received) <= _LONGEST)
    if not world.faultless:
        _decide_siblings(world, cases)


def _deal(world: World, cases: Sequence[Case], standard: str, shares: Mapping[str, float], can: Callable[[Case, str], bool]) -> None:
    fair = [case for case in cases if not case.faultless and not case.decided(standard)]
    dealt = deal(world.chance, fair, world.shares(shares), can=can, weight=lambda case: world.weakness(case.team), most=0.6)
    for case, outcome in zip(fair, dealt, strict=True):
        if outcome:
            case.outcome[standard] = outcome


def just_past_seeing(world: World, case: Case) -> bool:
    """Did the first visit fall due so lately that it may still be being written up?"""
    return not case.child.unborn and not case.faultless and world.waited(case.received) in (SEEN_BY + 1, SEEN_BY + 2)


def _under_way(world: World, case: Case) -> bool:
    """Begun long enough ago for a second assessment to have begun beside it; no review of the first says which of the two it was of."""
    return case.assessed_from is not None and world.waited(case.assessed_from) > 5


def _runs_long(world: World, case: Case) -> bool:
    """Overdue, and begun so long ago that a manager is to have said why it goes on."""
    return case.decided("ASM-01") == "overdue" and case.assessed_from is not None and world.waited(case.assessed_from) > _LONGEST


def _decide_siblings(world: World, cases: Sequence[Case]) -> None:
    """In families where somebody is being assessed: one not assessed at all, two in the same words, one whose words are not kept."""
    families: dict[str, list[Case]] = {}
    for case in cases:
        families.setdefault(case.child.family_id, []).append(case)
    together = [family for family in families.values() if len(family) > 1]
    world.chance.shuffle(together)
    many = max(1, len(cases) // 120) * (3 if world.day == "bad" else 1)
    for what in ("none", "same", "unkept"):
        for family in [family for family in together if _fits(world, family, what)][:many]:
            together.remove(family)
            chosen = [case for case in family if _may(world, case, what)]
            for case in chosen[: 2 if what == "same" else 1]:
                case.outcome["ASM-07"] = what
                if what == "none":
                    case.assessed_from = case.authorised = None


def _may(world: World, case: Case, what: str) -> bool:
    """Can this be wrong with the case, and nothing else follow from it?"""
    if case.faultless or case.authorised is None or any(case.decided(code) for code in ("ASM-04", "CPP-03", "REC-03")):
        return False
    visited = case.decided("CPV-01") != "never" and case.plan_from is not None and world.today - case.plan_from > 10
    return (case.cohort == "plan" and visited) if what == "none" else True


def _fits(world: World, family: Sequence[Case], what: str) -> bool:
    fair = [case for case in family if _may(world, case, what)]
    others = [case for case in family if what != "none" or case is not fair[0]] if fair else []
    lately = days.months_after(world.today, -6)
    going_on = any(case.assessed_from is not None and (case.authorised is None or case.authorised >= lately) for case in others)
    return len(fair) >= (2 if what == "same" else 1) and going_on


def outcome_of(case: Case) -> str | None:
    """What the outcome of the case's assessment is recorded as."""
    said = case.decided("ASM-04")
    if said in ("no_outcome", "unreadable"):
        return None if said == "no_outcome" else "#N/A"
    if case.authorised is None and said != "unauthorised":
        return None
    return NO_FURTHER_ACTION if case.need_found is False else SERVICES


def words_of(case: Case) -> str | None:
    """What the text of the case's assessment comes to, as the document store says it: two texts that are the same come to the same."""
    what = case.decided("ASM-07")
    return None if what == "unkept" else f"text-{case.child.family_id if what == 'same' else case.child.child_id}".lower()


def write_first_visits(world: World, case: Case) -> bool:
    """The visits of a case of which something is wrong about seeing the child early. False where nothing is."""
    what, child = case.decided("ASM-03"), case.child.child_id
    if not what:
        return False
    day = days.working_days_after(case.received, world.chance.randint(1, 4))
    if what == "attempted":
        visiting.write_visit(world, case, "ssd_cin_visits", day, False, None, said="no_access")
    elif what == "blank":
        visiting.write_visit(world, case, "ssd_cin_visits", day, None, None, said="-")
    elif what == "conflict":
        visiting.write_visit(world, case, "ssd_cin_visits", day, True, False, said="not_seen")
    elif what == "paper":
        visiting.write_visit(world, case, "ssd_cin_visits", day, True, False, paper=True)
    result, reason, said = _SEEN[what]
    line = world.ledger.not_met if result == "not_met" else world.ledger.not_recorded
    line("ASM-03", "ssd_cin_episodes", case.referral_id, child, said, reason)
    return True


def write_assessing(world: World, case: Case) -> None:
    """The reviews of an assessment that is going on, and the lines of ASM-03 to ASM-07 that follow from the plan."""
    if not case.open:
        return
    child, ledger, episode = case.child.child_id, world.ledger, "ssd_cin_episodes"
    if not case.decided("ASM-03") and case.assessed_from is not None and case.fault != "no_referral_date" and not case.child.unborn:
        _write_not_seen(world, case)
    if case.decided("ASM-07") == "none":
        ledger.not_met("CPP-03", "ssd_cp_plans", case.plan_id, child, "no assessment on file", "no_event", planted=False)
        ledger.not_met("ASM-07", episode, case.referral_id, child, "a brother or sister is assessed, and this child is not", "no_event")
    elif case.decided("ASM-07") == "same":
        ledger.not_met("ASM-07", episode, case.referral_id, child, "word for word a brother's or sister's assessment", "conflict")
    elif case.decided("ASM-07") == "unkept":
        what = "nobody can say whether the words are the child's own"
        ledger.not_recorded("ASM-07", episode, case.referral_id, child, what, "blank_field")
    if case.assessed_from is None:
        return
    assessment, table = case.assessment_ids[0], "ssd_cin_assessments"
    if case.decided("ASM-04") in ("no_outcome", "unauthorised"):
        what = "authorised without an outcome" if case.authorised is not None else "an outcome that nobody has authorised"
        ledger.not_met("ASM-04", table, assessment, child, what, "blank_field")
        if case.authorised is None:
            ledger.broken("A01", table, assessment, child, what, planted=False)
    elif case.decided("ASM-04") == "unreadable":
        ledger.not_recorded("ASM-04", table, assessment, child, "the outcome cannot be read", "unreadable_value")
    if case.decided("ASM-01") == "overdue":
        ledger.not_met("ASM-06", table, assessment, child, "open beyond 45 working days", planted=False)
    if case.authorised is None:
        _write_reviews(world, case, assessment)


def _write_not_seen(world: World, case: Case) -> None:
    """ASM-03's line where what was decided of the enquiry leaves the child not seen, or not surely."""
    since = [visit for visit in case.visits if visit.day >= case.received]
    if any(visit.seen and not visit.paper and visit.said in ("", "seen") for visit in since):
        return
    record = ("ASM-03", "ssd_cin_episodes", case.referral_id, case.child.child_id)
    unclear = next((visit for visit in since if visit.seen), None)
    due = days.working_days_after(case.received, SEEN_BY)
    if case.enquiry_on is not None:
        due = min(due, days.working_days_after(case.enquiry_on, 1))
    if unclear is not None:
        what, reason = "the only visit leaves us unable to tell", "on_paper_only" if unclear.paper else "conflict"
        world.ledger.not_recorded(*record, what, reason, planted=False)
    elif world.waited(due) > WRITE_UP:
        world.ledger.not_met(*record, "not seen since the referral, nor since the enquiry began", planted=False)
    elif world.waited(due) > 0:
        what = "the first visit fell due and may still be being written up"
        world.ledger.not_recorded(*record, what, "write_up_allowance", planted=False)


def _write_reviews(world: World, case: Case, assessment: str) -> None:
    """A review in each stretch of the assessment that is over; what is decided is about the last of them."""
    elapsed, what, child = world.waited(case.received), case.decided("ASM-05"), case.child.child_id
    if case.decided("A03") == "unreviewed":
        world.ledger.broken("A03", "ssd_cin_assessments", assessment, child, "open for more than 45 working days, and no review of it")
        never = "no review of the assessment was ever recorded"
        world.ledger.not_met("ASM-05", "ssd_cin_assessments", assessment, child, never, planted=False)
        return
    stretches = [(low, high) for low, high in zip((0, *POINTS), POINTS, strict=False) if elapsed > high]
    for low, high in stretches:
        last = (low, high) == stretches[-1]
        day = days.working_days_after(case.received, world.chance.randint(low + 1, min(high, low + 5)))
        long_ago = world.today - day > 30
        if last and case.decided("MGT-01") == "missed" and not long_ago:
            said = "no review of the assessment since the one before it was due"
            world.ledger.not_met("ASM-05", "ssd_cin_assessments", assessment, child, said, planted=False)
        elif not last or what != "missed":
            _write_review(world, case, day, what if last else "")
    _write_review_line(world, case, assessment, what)


def _write_review(world: World, case: Case, day: int, what: str) -> None:
    world.sheets.add(
        "ext_mgmt_decision", person_id=case.child.child_id, decided_on={"undated": None, "unreadable": "#N/A"}.get(what, day),
        recorded_at=min(world.today, day + 1), type="assessment_review", by_role="Team Manager",
    )  # fmt: skip


def _write_review_line(world: World, case: Case, assessment: str, what: str) -> None:
    child, ledger, table = case.child.child_id, world.ledger, "ssd_cin_assessments"
    if what == "missed":
        ledger.not_met("ASM-05", table, assessment, child, "no review of the assessment since the one before it was due")
    elif what == "unreadable":
        ledger.not_recorded("ASM-05", table, assessment, child, "reviewed on a day that cannot be read", "unreadable_value")
    elif what:
        ledger.not_recorded("ASM-05", table, assessment, child, "reviewed, on a day nobody wrote down", "blank_field")
