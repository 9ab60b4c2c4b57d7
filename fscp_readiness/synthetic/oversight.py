"""Supervision and management decisions of a case, with the lines of SUP-02 and MGT-01; activities and documents beside them."""

from __future__ import annotations

from typing import Final

from . import days
from .cases import Case
from .world import World

_DOCUMENTS: Final = {"plan": "cp_plan", "temporary": "cp_plan", "need": "cin_plan", "short_break": "cin_plan", "care": "placement_plan"}


def often_supervised(case: Case) -> bool:
    """Supervised monthly: on a plan or in care. Others every two months."""
    return case.plan_from is not None or (case.care_from is not None and case.cohort == "care")


def write_oversight(world: World, case: Case) -> None:
    """Supervision of the case, a manager's oversight of it, and what else is on the file, up to now."""
    if case.closed is not None:
        _write_ended(world, case)
        return
    _write_supervision(world, case)
    _write_decisions(world, case)
    _write_file(world, case)


def _write_ended(world: World, case: Case) -> None:
    """The decisions to accept and to close, and the last supervision, of a case that has ended lately."""
    assert case.closed is not None
    if case.closed < world.written_up_since or case.cohort == "nfa":
        return
    child = case.child.child_id
    for day, kind in ((case.received, "accept"), (case.closed, "close")):
        world.sheets.add("ext_mgmt_decision", person_id=child, decided_on=day, recorded_at=day, type=kind, by_role="Team Manager")
    held = case.closed - world.chance.randint(1, 20)
    if held > case.received:
        worker = case.team.holders[0].worker_id
        manager = (case.team.others or case.team.holders)[0].worker_id
        world.sheets.add(
            "ext_supervision", kind="case", worker_id=worker, person_id=child, held_on=held, recorded_at=held, signed_by=manager
        )


def _write_supervision(world: World, case: Case) -> None:
    chance, today, child = world.chance, world.today, case.child.child_id
    outcome, often = case.decided("SUP-02"), often_supervised(case)
    worker = (case.worker or case.team.holders[0]).worker_id
    manager = (case.team.others or case.team.holders)[0].worker_id
    held: list[int] = []
    if outcome == "":
        if today - case.received > 24 or case.fault or chance.random() < 0.3:
            held.append(max(case.received, today - chance.randint(0, 28 if often or case.cohort != "need" else 58)))
    elif outcome == "missed":
        held.append(today - (chance.randint(33, 56) if often else chance.randint(64, 90)))
    if held:
        day = held[0]
        while (day := day - chance.randint(25, 36)) > max(case.received, world.written_up_since):
            held.append(day)
    for day in sorted(held):
        recorded = min(today, day + chance.randint(0, 4))
        world.sheets.add(
            "ext_supervision", kind="case", worker_id=worker, person_id=child, held_on=day, recorded_at=recorded, signed_by=manager
        )
    if outcome:
        within = "a month" if often else "two months"
        what = f"not discussed in supervision within {within}"
        world.ledger.not_met("SUP-02", "ssd_cin_episodes", case.referral_id, child, what)


def _write_decisions(world: World, case: Case) -> None:
    chance, today, child = world.chance, world.today, case.child.child_id
    outcome, held = case.decided("MGT-01"), list[tuple[int, str]]()
    if outcome == "":
        if today - case.received > 14 or case.fault or chance.random() < 0.5:
            held.append((max(case.received, today - chance.randint(0, 28)), "oversight"))
    elif outcome == "missed":
        held.append((today - chance.randint(30, 55), "oversight"))
    if held:
        day = held[0][0]
        while (day := day - chance.randint(21, 33)) > max(case.received, world.written_up_since):
            held.append((day, "oversight"))
        first = min(day for day, _ in held)
        milestones = (
            (case.received, "accept"), (case.enquiry_on, "s47"), (case.conference_on, "conference"), (case.authorised, "assess"),
        )  # fmt: skip
        held += [(day, kind) for day, kind in milestones if day is not None and world.written_up_since <= day < first]
    for day, kind in sorted(held):
        recorded = min(today, day + chance.choice((0, 0, 1, 2)))
        world.sheets.add("ext_mgmt_decision", person_id=child, decided_on=day, recorded_at=recorded, type=kind, by_role="Team Manager")
    if outcome:
        world.ledger.not_met("MGT-01", "ssd_cin_episodes", case.referral_id, child, "no management decision recorded within 28 days")


def _write_file(world: World, case: Case) -> None:
    chance, sheets, today, child = world.chance, world.sheets, world.today, case.child.child_id
    author = (case.worker or case.team.holders[0]).worker_id
    day = max(case.received, today - 150)
    while day <= today - (29 if case.decided("quiet") else 0):
        sheets.add(
            "ext_activity", person_id=child, event_on=day, recorded_at=min(today, day + chance.randint(0, 3)),
            type=chance.choice(("call", "email", "meeting", "note")), author_id=author,
        )  # fmt: skip
        day += chance.randint(6, 24)
    if case.authorised is not None:
        sheets.add("ext_document", person_id=child, type="assessment", started_on=case.assessed_from, authorised_on=case.authorised)
        for kind in ("chronology", "genogram"):
            if chance.random() < 0.85:
                updated = today - chance.randint(0, min(110, today - case.authorised))
                sheets.add("ext_document", person_id=child, type=kind, started_on=case.authorised, updated_on=updated)
    plan = _DOCUMENTS.get(case.cohort)
    started = case.plan_from or case.need_from or case.care_from
    if plan and started is not None and chance.random() < 0.93:
        authorised = min(today, days.working_days_after(started, 5))
        sheets.add("ext_document", person_id=child, type=plan, started_on=started, authorised_on=authorised)
