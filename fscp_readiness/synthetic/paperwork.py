"""Faults of papers: a decision dated long after the act, supervision without its day or a signature (R02, R03)."""

from __future__ import annotations

from collections.abc import Sequence

from . import days, oversight
from .cases import Case
from .faults.planting import times
from .world import World

PART = "paperwork"
DECISIONS, SUPERVISION = "ext_mgmt_decision", "ext_supervision"


def plant(world: World, cases: Sequence[Case]) -> None:
    """Each on open cases that nothing like it is wrong with, and that nothing else follows for."""
    _plant_late_decisions(world, cases)
    _plant_supervision(world, cases)


def _plant_late_decisions(world: World, cases: Sequence[Case]) -> None:
    """The decision to assess: still near enough to be that act's (MGT-02), and too long after it."""
    chance, wrong = world.stream(PART), {line.child_id for line in world.ledger.of("MGT-01", "MGT-02", "E01", "DRF-01")}
    first, last = oversight.decisions_since(world), world.today - 30
    fair = [
        case for case in cases
        if case.assessed_from is not None and first <= case.assessed_from <= last
        and not case.faultless and case.child.child_id not in wrong
    ]  # fmt: skip
    for case in chance.sample(fair, min(len(fair), times(world))):
        for row in world.sheets.rows(DECISIONS):
            if row["person_id"] == case.child.child_id and row["type"] == "assess" and row["decided_on"] == case.assessed_from:
                assert case.assessed_from is not None
                row["decided_on"] = row["recorded_at"] = days.working_days_after(case.assessed_from, chance.randint(7, 12))
                what = "decided to assess long after the assessment began"
                world.ledger.broken("R02", DECISIONS, str(row["decision_id"]), case.child.child_id, what)


def _plant_supervision(world: World, cases: Sequence[Case]) -> None:
    """One more discussion of a child who has been discussed lately: without its day, or without a signature."""
    chance, wrong = world.stream(PART), {line.child_id for line in world.ledger.of("SUP-02")}
    discussed = {row["person_id"] for row in world.sheets.rows(SUPERVISION)}
    fair = [case for case in cases if not case.faultless and case.child.child_id not in wrong and case.child.child_id in discussed]
    for case, lacks in zip(chance.sample(fair, min(len(fair), 2 * times(world))), ("held_on", "signed_by") * len(fair), strict=False):
        day, child = max(case.received, world.today - chance.randint(40, 60)), case.child.child_id
        worker, manager = case.team.holders[0].worker_id, (case.team.others or case.team.holders)[0].worker_id
        found = world.sheets.add(
            SUPERVISION, kind="case", worker_id=worker, person_id=child, held_on=None if lacks == "held_on" else day, recorded_at=day,
            signed_by=None if lacks == "signed_by" else manager,
        )  # fmt: skip
        world.ledger.broken("R03", SUPERVISION, found, child, f"{lacks} is blank")
