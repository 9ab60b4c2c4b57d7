"""Supervision of the workers themselves (SUP-01), and allocated workers who are not what they seem (W01)."""

from __future__ import annotations

from typing import Final

from . import days
from .workforce import PROTECTED
from .world import Worker, World

_MONTHS_BACK: Final = 6
_FAULTS: Final = ("missed", "newly_missed", "no_kind", "not_said_new")
_FIRST_WEEKS, _MONTHLY = 42, 30


def write_supervising(world: World) -> None:
    """Monthly supervision of every case-holder, weekly of a newly qualified one in the first weeks, and what was missed of it."""
    chance = world.chance
    holding = [worker for team in world.teams for worker in team.holders if worker.children]
    fair = [worker for worker in holding if _holds_few(worker)]
    chance.shuffle(fair)
    fates: dict[str, str] = {}
    if not world.faultless:
        often = max(1, len(fair) // 40) * (3 if world.day == "bad" else 1)
        wanted = list(_FAULTS) + ["missed"] * (often - 1)
        fates = {worker.worker_id: fate for worker, fate in zip(fair[: max(1, len(fair) * 3 // 4)], wanted, strict=False)}
        if len(fair) > len(fates):
            fates[fair[-1].worker_id] = "newly_well"
    for worker in holding:
        if worker.full_time_equivalent is None:
            what = "holds children and no full-time equivalent is recorded"
            world.ledger.broken("W01", "ssd_professionals", worker.worker_id, "", what, planted=False)
        elif worker.not_real in ("left", "tray"):
            what = "holds children and has left" if worker.not_real == "left" else "a tray is allocated children"
            world.ledger.broken("W01", "ssd_professionals", worker.worker_id, "", what)
        _write_one(world, worker, fates.get(worker.worker_id, ""))


def _holds_few(worker: Worker) -> bool:
    """May this one be made newly qualified, or have left, without more following than is planted here?"""
    hours = worker.full_time_equivalent
    return hours is not None and not worker.not_real and worker.newly_qualified is False and len(set(worker.children)) <= PROTECTED * hours


def _write_one(world: World, worker: Worker, fate: str) -> None:
    chance, today, ledger = world.chance, world.today, world.ledger
    record = ("ssd_professionals", worker.worker_id, "")
    post = next((row for row in world.sheets.rows("ext_staff") if row["worker_id"] == worker.worker_id), None)
    gap, step = chance.randint(0, 26), _MONTHLY
    if post is None:  # nobody can say whether the worker is newly qualified: supervised often enough either way
        post, gap, step = {"start_on": today - 400}, chance.randint(0, 6), 6
    if fate in ("newly_missed", "newly_well"):
        post["nqsw"], post["start_on"] = True, today - _FIRST_WEEKS + 8
        gap, step = (chance.randint(9, 14) if fate == "newly_missed" else chance.randint(0, 6)), 6
    elif fate == "not_said_new":
        post["nqsw"], post["start_on"] = None, today - 90
        gap = chance.randint(15, 25)
    elif fate in ("missed", "no_kind"):
        gap = chance.randint(33, 55)
    if fate in ("missed", "newly_missed"):
        ledger.not_met("SUP-01", *record, "the worker has not been supervised within the interval")
    elif fate == "not_said_new":
        what = "supervised over a fortnight ago; whether the worker is newly qualified is blank"
        ledger.not_recorded("SUP-01", *record, what, "blank_field")
    elif fate == "no_kind":
        ledger.not_recorded("SUP-01", *record, "the last supervision does not say of what it was", "blank_field")
        _supervise(world, worker, today - chance.randint(1, 9), None)
    began = post["start_on"]
    assert isinstance(began, int)
    day = today - gap
    while day >= max(began, days.months_after(today, -_MONTHS_BACK)):
        _supervise(world, worker, day, "worker")
        day -= chance.randint(step - 4, step)


def _supervise(world: World, worker: Worker, day: int, kind: str | None) -> None:
    manager = (worker.team.others or worker.team.holders)[0].worker_id
    world.sheets.add(
        "ext_supervision", kind=kind, worker_id=worker.worker_id, person_id=None, held_on=day, recorded_at=day, signed_by=manager
    )
