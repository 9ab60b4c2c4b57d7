"""Faults of papers: an old plan or chronology (R01), a decision dated long after the act (R02), supervision half recorded (R03)."""

from __future__ import annotations

from collections.abc import Sequence

from . import days, oversight
from .cases import Case
from .faults.planting import times
from .world import World

PART = "paperwork"
DOCUMENTS, DECISIONS, SUPERVISION = "ext_document", "ext_mgmt_decision", "ext_supervision"
PLANS = ("cin_plan", "cp_plan", "care_plan")


def plant(world: World, cases: Sequence[Case]) -> None:
    """Each on open cases that nothing like it is wrong with, and that nothing else follows for."""
    _plant_old_documents(world, cases)
    _plant_late_decisions(world, cases)
    _plant_supervision(world, cases)


def _plant_old_documents(world: World, cases: Sequence[Case]) -> None:
    """A plan that has stood for more than a year, and a chronology that stops before the last review."""
    chance, wrong = world.stream(PART), {line.child_id for line in world.ledger.of("R01", "E01", "REC-03", "CPP-03")}
    free = {case.child.child_id: case for case in cases if not case.faultless and case.child.child_id not in wrong}
    year_ago, rows = days.months_after(world.today, -12), world.sheets.rows(DOCUMENTS)
    plans = [
        row for row in rows
        if row.get("type") in PLANS and row["person_id"] in free and isinstance(row.get("updated_on"), int)
        and isinstance(begun := row.get("started_on"), int) and begun < year_ago - 20
    ]  # fmt: skip
    for row in chance.sample(plans, min(len(plans), times(world))):
        case = free.pop(str(row["person_id"]))
        row["updated_on"] = row["authorised_on"] = None
        world.ledger.broken("R01", DOCUMENTS, str(row["document_id"]), case.child.child_id, "a plan that is more than twelve months old")
    stopped = [
        row for row in rows
        if row.get("type") == "chronology" and row["person_id"] in free and isinstance(started := row.get("started_on"), int)
        and (last := free[str(row["person_id"])].last_review) is not None and started < last - 9 and last > world.today - 75
        and oversight.behind_review(world, free[str(row["person_id"])], last - 1)
    ]  # fmt: skip
    for row in chance.sample(stopped, min(len(stopped), times(world))):
        case = free[str(row["person_id"])]
        assert case.last_review is not None
        row["updated_on"] = case.last_review - chance.randint(1, 8)
        what = "nothing in the chronology since the last review"
        world.ledger.broken("R01", DOCUMENTS, str(row["document_id"]), case.child.child_id, what)


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
