"""Posts and people: who is from an agency, who is newly qualified, who left, which posts stand empty and who has been away."""

from __future__ import annotations

from typing import Final

from . import days
from .world import Worker, World

PROTECTED: Final = 16
"""Children a newly qualified full-time worker may hold (WFC-05's default)."""

_OTHER_TITLES: Final = ("Team Manager", "Personal Adviser", "Family Support Worker")


def decide(world: World) -> None:
    """Say of every worker, once it is known who holds whom, the title, whether from an agency and whether newly qualified.

    Of those who hold more than a newly qualified worker may, one is newly qualified, of another nobody recorded it, and the rest are not.
    """
    chance = world.chance
    everyone = [worker for team in world.teams for worker in (*team.holders, *team.others)]
    for worker in everyone:
        worker.agency = chance.random() < 0.12
        worker.title = "Social Worker" if worker.case_holder else chance.choice(_OTHER_TITLES)
        worker.title = {"manager": "Team Manager", "untitled": "", "tray": "Duty"}.get(worker.not_real, worker.title)
        worker.newly_qualified = worker.case_holder and chance.random() < 0.1 and _within(worker)
    over = [worker for worker in everyone if not _within(worker)]
    no_hours = [worker for worker in over if worker.full_time_equivalent is None]
    chance.shuffle(over)
    for worker in over if world.day == "bad" else [*no_hours, *[one for one in over if one not in no_hours][:1]]:
        worker.newly_qualified = not world.faultless
    if len(over) > len(no_hours) + 1 and not world.faultless:
        last = [worker for worker in over if worker not in no_hours][-1]
        last.newly_qualified = None


def _within(worker: Worker) -> bool:
    held = len(set(worker.children))
    if not held:
        return True
    return worker.full_time_equivalent is not None and held <= PROTECTED * worker.full_time_equivalent


def write_protected_caseloads(world: World) -> None:
    """WFC-05 from the plan's own book of who holds whom."""
    for worker in (worker for team in world.teams for worker in team.holders):
        held = len(set(worker.children))
        if _within(worker) or worker.newly_qualified is False:
            continue
        record = ("WFC-05", "ext_staff", worker.worker_id, "")
        if worker.newly_qualified is None:
            world.ledger.not_recorded(*record, f"holds {held} children, and nobody recorded whether newly qualified", "blank_field")
        elif worker.full_time_equivalent is None:
            world.ledger.not_recorded(*record, f"newly qualified, holds {held} children and has no full-time equivalent", "blank_field")
        else:
            world.ledger.not_met(*record, f"newly qualified, and holds {held} children at {worker.full_time_equivalent}")


def write_workforce(world: World) -> None:
    """Posts, people, those who left in the last year, vacancies and absence."""
    chance, sheets, today = world.chance, world.sheets, world.today
    number = sum(len(team.holders) + len(team.others) for team in world.teams)
    for team in world.teams:
        for back in range(12):
            counted = days.months_after(today, -back)
            vacant = round(chance.uniform(0, 2.5), 1)
            sheets.add("ext_establishment", team_id=team.team_id, as_at=counted, fte_funded=len(team.holders) + 2.0, fte_vacant=vacant)
        for worker in (*team.holders, *team.others):
            since = today - (chance.randint(200, 360) if worker.newly_qualified else chance.randint(400, 3000))
            if worker.not_real != "not_in_post":
                _write_person(world, worker, since, today - 5 if worker.not_real == "left" else None)
            if chance.random() < 0.4:
                away = today - chance.randint(10, 300)
                sheets.add("ext_staff_absence", worker_id=worker.worker_id, from_on=away, to_on=away + 4, days_lost=chance.randint(1, 5))
        for _ in range(max(1, len(team.holders) // 8)):
            number += 1
            gone = Worker(f"W{number:03d}", team, 1.0, agency=chance.random() < 0.3, title="Social Worker")
            until = today - chance.randint(20, 500)
            _write_professional(world, gone)
            _write_person(world, gone, until - chance.randint(200, 2000), until)


def write_professionals(world: World) -> None:
    """Every worker's row in the case system."""
    for team in world.teams:
        for worker in (*team.holders, *team.others):
            _write_professional(world, worker)


def _write_professional(world: World, worker: Worker) -> None:
    world.sheets.add(
        "ssd_professionals",
        prof_professional_id=worker.worker_id, prof_staff_id=f"S{worker.worker_id[1:]}",
        prof_professional_name="Duty tray" if worker.not_real == "tray" else f"Worker {worker.worker_id}",
        prof_social_worker_registration_no=None if worker.not_real == "unregistered" else f"SW{worker.worker_id[1:]}X",
        prof_agency_worker_flag=worker.agency, prof_professional_job_title=worker.title, prof_professional_caseload=None,
        prof_professional_department=worker.team.name, prof_full_time_equivalency=worker.full_time_equivalent,
    )  # fmt: skip


def _write_person(world: World, worker: Worker, since: int, until: int | None) -> None:
    world.sheets.add(
        "ext_staff",
        worker_id=worker.worker_id, role=worker.title, fte=worker.full_time_equivalent, agency=worker.agency, nqsw=worker.newly_qualified,
        start_on=since, end_on=until, team_id=worker.team.team_id,
    )  # fmt: skip
