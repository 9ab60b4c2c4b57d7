"""What goes wrong in keeping children's files, decided before anything is laid down: activity, documents, decisions, the child's voice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from . import oversight
from .cases import Case
from .dealing import deal
from .outcomes import clearly_visited
from .world import World


def decide(world: World, cases: Sequence[Case]) -> None:
    """Fill the outcomes REC-02, REC-03, REC-04, REC-06, MGT-02, VOC-02 and W03 of every open case that may have faults."""
    if world.faultless:
        return
    today = world.today
    for case in cases:
        if case.decided("quiet"):
            case.outcome["REC-02"] = "missed"
    _deal(
        world, cases, "REC-02", {"missed": 0.04, "old_entry": 0.01, "undated": 0.01, "unwritten": 0.01},
        lambda case, _: today - case.received > oversight.active_within(case) + 30,
    )  # fmt: skip
    _deal(world, cases, "REC-03", {"stale": 0.05, "none": 0.02, "undated": 0.01}, lambda case, _: today - case.received > 180)
    _deal(world, cases, "REC-06", {"stale": 0.05, "none": 0.03}, lambda case, _: today - case.received > 180)
    _deal(
        world, cases, "MGT-02", {"accept": 0.02, "assess": 0.015, "s47": 0.01, "conference": 0.01, "untyped": 0.01},
        lambda case, what: _asked_after(world, case, "accept" if what == "untyped" else what)
        and (what != "untyped" or case.authorised is not None),  # else it could be the review of a running assessment (ASM-05)
    )  # fmt: skip
    _deal(
        world, cases, "REC-04", {"missing": 0.05, "unauthorised": 0.02},
        lambda case, what: (
            case.cohort in (("plan", "need", "care") if what == "missing" else ("need", "care")) and today - case.received > 20
            and case.decided("REC-03") != "none" and case.decided("CPP-03") == ""
        ),
    )  # fmt: skip
    _deal(world, cases, "W03", {"two": 0.015}, lambda case, _: today - case.received > 95 and case.decided("ALO-01") == "")
    _deal(world, cases, "VOC-02", {"no_method": 0.03, "speech_blank": 0.01}, lambda case, _: _may_be_unheard(world, case))


def decide_ended(world: World, ended: Sequence[Case]) -> None:
    """A decision to close, and one to step down, that nobody recorded."""
    if world.faultless:
        return
    for kind in ("close", "step_down"):
        fair = [case for case in ended if case.cohort != "nfa" and not case.decided("MGT-02") and _asked_after(world, case, kind)]
        for case in world.chance.sample(fair, min(len(fair), max(1, len(fair) // 40))):
            case.outcome["MGT-02"] = kind


def _asked_after(world: World, case: Case, kind: str) -> bool:
    """Does MGT-02 ask after a decision of this kind, and is its day past the working day in which to record it?"""
    on = [day for day, each in oversight.events_of(case) if each == kind]
    return bool(on) and oversight.decisions_since(world) <= on[0] <= world.ago(2) and case.decided("REF-01") == ""


def _may_be_unheard(world: World, case: Case) -> bool:
    return clearly_visited(world, case) and not case.child.unborn and not case.decided("VOC-01")


def _deal(world: World, cases: Sequence[Case], standard: str, shares: Mapping[str, float], can: Callable[[Case, str], bool]) -> None:
    fair = [case for case in cases if not case.faultless]
    dealt = deal(
        world.chance, fair, world.shares(shares), can=lambda case, what: not case.decided(standard) and can(case, what),
        weight=lambda case: world.weakness(case.team), most=0.6,
    )  # fmt: skip
    for case, outcome in zip(fair, dealt, strict=True):
        if outcome:
            case.outcome[standard] = outcome
