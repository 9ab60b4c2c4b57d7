"""Who really holds a child: trays, people who have left, managers; allocations late and handovers with a gap; how heavy a caseload is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .cases import Case
from .staff import LIMIT
from .world import Worker, World

HEAVIEST: Final = 24
"""Weighted children a full-time case-holder may hold (CAS-02's default)."""

_ON_PLAN, _IN_CARE, _IN_COURT = 0.5, 0.25, 0.5
_MANAGER_HOLDS: Final = 4
_FEW_HOURS: Final = 0.06
"""Of a post: one child is within the plain limit (CAS-01), and one on a plan is above the weighted one (CAS-02)."""

NOT_REAL: Final = {
    "left": "the allocated worker has left the council",
    "tray": "the child is allocated to a tray",
    "manager": f"the child is one of {_MANAGER_HOLDS} that a manager holds",
    "unregistered": "the allocated social worker has no registration on record",
    "not_in_post": "the workforce system does not know the allocated worker",
    "untitled": "nothing says what the allocated worker does",
}


def decide(world: World, cases: Sequence[Case]) -> None:
    """Some children whom nobody has ever held, and some held from a day nobody wrote down."""
    if world.faultless:
        return
    many = max(1, len(cases) // 150) * (3 if world.day == "bad" else 1)
    new = [case for case in cases if case.cohort == "assessment" and 3 <= world.waited(case.received) <= 10 and _free(case)]
    for case in world.chance.sample(new, min(len(new), many)):
        case.outcome["ALO-01"] = "never"
    settled = [case for case in cases if case.cohort in ("assessment", "need") and world.waited(case.received) > 3 and _free(case)]
    settled = [case for case in settled if not case.decided("W03")]  # of two workers, nobody could say which is the later
    for case in world.chance.sample(settled, min(len(settled), many)):
        case.outcome["ALO-02"] = "undated"


def _free(case: Case) -> bool:
    return not case.faultless and case.enquiry_on is None and not case.decided("ALO-01")


def misallocate(world: World, cases: Sequence[Case]) -> None:
    """Give some children to workers who are none, taken from workers who have children to spare."""
    if world.faultless:
        return
    number = sum(len(team.holders) + len(team.others) for team in world.teams)
    for what in NOT_REAL:
        wanted = _MANAGER_HOLDS if what == "manager" else 1
        fair = [case for case in cases if _can_move(case)]
        if len(fair) < wanted + 4:
            continue
        if what == "unregistered":
            fair = [case for case in fair if case.cohort == "plan"] or fair
        team = world.chance.choice(fair).team
        number += 1
        worker = Worker(f"W{number:03d}", team, _FEW_HOURS if what == "unregistered" else 1.0, not_real=what)
        for case in world.chance.sample(fair, wanted):
            assert case.worker is not None
            case.worker.children.remove(case.child.child_id)
            case.worker, case.outcome["ALO-03"] = worker, what
            worker.children.append(case.child.child_id)
        team.holders.append(worker)


def _can_move(case: Case) -> bool:
    worker = case.worker
    if worker is None or worker.not_real or case.faultless or worker.full_time_equivalent is None:
        return False
    return 2 < len(worker.children) <= LIMIT * worker.full_time_equivalent and worker.children.count(case.child.child_id) == 1


def write_holding_lines(world: World, case: Case, let_go: int | None) -> None:
    """The lines of ALO-02, ALO-03 and ALO-04 for an open case. ``let_go``: the last day of an earlier worker, if there was one."""
    outcome, ledger = case.decided("ALO-01"), world.ledger
    record = ("ssd_cin_episodes", case.referral_id, case.child.child_id)
    never_held = "no worker has been allocated since the referral"
    if outcome == "never":
        ledger.not_met("ALO-02", *record, never_held)
    elif outcome == "blank" and let_go is None:
        ledger.not_met("ALO-02", *record, never_held, planted=False)
    elif outcome == "unreadable" and let_go is None:
        ledger.not_recorded("ALO-02", *record, "the only worker's id cannot be read", "unreadable_value", planted=False)
    if case.decided("ALO-02") == "undated":
        ledger.not_recorded("ALO-02", *record, "allocated, on a day nobody wrote down", "blank_field")
    if outcome == "unreadable":
        ledger.not_recorded("ALO-03", *record, "the allocated worker's id cannot be read", "unreadable_value", planted=False)
    _write_not_real(world, case, record)
    closely = case.cohort in ("plan", "temporary", "care")
    if let_go is None or world.waited(let_go) <= (1 if closely else 3):
        return
    if outcome in ("none", "blank"):
        ledger.not_met("ALO-04", *record, "a worker let go of the child and nobody has taken over", planted=False)
    elif outcome == "unreadable":
        ledger.not_recorded("ALO-04", *record, "who took over cannot be read", "unreadable_value", planted=False)


def _write_not_real(world: World, case: Case, record: tuple[str, str, str]) -> None:
    what = case.decided("ALO-03")
    if what in ("left", "tray", "manager"):
        world.ledger.not_met("ALO-03", *record, NOT_REAL[what])
    elif what == "not_in_post":
        world.ledger.not_recorded("ALO-03", *record, NOT_REAL[what], "no_event")
    elif what:
        world.ledger.not_recorded("ALO-03", *record, NOT_REAL[what], "blank_field")


def write_weighted(world: World, cases: Sequence[Case]) -> None:
    """CAS-02 from the plan's own book of who holds whom, once every court case is laid down."""
    court = {str(row["person_id"]) for row in world.sheets.rows("ext_proceedings") if row.get("final_order_on") is None}
    cohort = {case.child.child_id: case.cohort for case in cases}
    for team in world.teams:
        for worker in team.holders:
            held = sorted(set(worker.children))
            weight = len(held) + _IN_COURT * sum(child in court for child in held)
            weight += _ON_PLAN * sum(cohort[child] == "plan" for child in held) + _IN_CARE * sum(cohort[child] == "care" for child in held)
            if not held:
                continue
            if worker.full_time_equivalent is None:
                what = f"holds {len(held)} children and no full-time equivalent is recorded"
                world.ledger.not_recorded("CAS-02", "ssd_professionals", worker.worker_id, "", what, "blank_field")
            elif round(weight / worker.full_time_equivalent, 6) > HEAVIEST:
                what = f"holds {len(held)} children that weigh {weight} at {worker.full_time_equivalent} full-time equivalent"
                world.ledger.not_met("CAS-02", "ssd_professionals", worker.worker_id, "", what)
