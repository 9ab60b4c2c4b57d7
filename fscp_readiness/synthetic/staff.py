"""Teams, workers and who holds which child on the last day. Workers are called Worker and their number."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Final

from .cases import Case
from .world import Worker, World

LIMIT: Final = 18
"""Children a full-time case-holder may hold (CAS-01's default)."""

_FULL_TIMES: Final = (1.0, 1.0, 1.0, 1.0, 0.8, 0.6)
ALLOCATED: Final = ("Social Worker", "Social Worker", "Allocated Social Worker", "Allocated Worker", "Allocated  Case Worker")


def hire(world: World) -> None:
    """Enough case-holders in each team for the children it will hold, and the other staff around them."""
    size = world.size
    wanted = {
        "front": size.assessments, "safeguarding": size.in_need + size.on_plan + size.temporary_plans,
        "disabled": size.short_breaks + size.in_need // 8, "care": size.in_care, "leaving": 0,
    }  # fmt: skip
    places: dict[str, list[str]] = {}
    for does in wanted:
        places.setdefault(world.team(does).does, []).append(does)
    for team in world.teams:
        load = float(sum(wanted[does] for does in places.get(team.does, [team.does])))
        load /= max(1, sum(other.does == team.does for other in world.teams))
        for number in range(max(2, ceil(load * 1.04 / 13.8))):
            fte = 1.0 if number == 0 else world.chance.choice(_FULL_TIMES)
            team.holders.append(Worker("", team, fte))
    for number in range(size.other_staff):
        team = world.teams[number % len(world.teams)]
        team.others.append(Worker("", team, 1.0, case_holder=False))
    everyone = [worker for team in world.teams for worker in (*team.holders, *team.others)]
    for number, worker in enumerate(everyone, start=1):
        worker.worker_id = f"W{number:03d}"


def allocate(world: World, cases: Sequence[Case]) -> None:
    """Give every open case whose outcome for ALO-01 is well a worker, and write CAS-01's lines from the loads that gives."""
    chance = world.chance
    by_team: dict[str, list[Case]] = {}
    for case in cases:
        if case.decided("ALO-01") == "":
            by_team.setdefault(case.team.team_id, []).append(case)
    teams = [team for team in world.teams if len(by_team.get(team.team_id, [])) >= 12]
    overloaded = sorted(teams, key=lambda team: team.walk[-1])[: max(1, len(teams) // 2)]
    for team in world.teams:
        waiting = by_team.get(team.team_id, [])
        if not waiting:
            continue
        holders = [worker for worker in team.holders if worker.full_time_equivalent]
        pressed = holders[-1 - len(holders) // 12 :] if team in overloaded and not world.faultless else []
        for worker in pressed:
            if len(waiting) < 2 * LIMIT:
                worker.full_time_equivalent = 0.5
        places: list[Worker] = []
        for worker in pressed:
            places += [worker] * (floor(LIMIT * (worker.full_time_equivalent or 1)) + chance.randint(1, 4))
        rest = [worker for worker in holders if worker not in pressed]
        room = {worker.worker_id: floor(LIMIT * (worker.full_time_equivalent or 1)) for worker in rest}
        share = max(0.0, (len(waiting) - len(places)) / max(1, sum(room.values())))
        for worker in rest:
            places += [worker] * ceil(room[worker.worker_id] * share)
        for case, worker in zip(waiting, _grown(places, rest or holders, len(waiting)), strict=False):
            case.worker = worker
            worker.children.append(case.child.child_id)
    if world.size.other_staff > 20 and not world.faultless:
        busy = [worker for team in world.teams for worker in team.holders if 3 < len(worker.children) <= LIMIT / 2]
        if busy:
            busy[0].full_time_equivalent = None


def _grown(places: list[Worker], spare: Sequence[Worker], wanted: int) -> list[Worker]:
    return places + [spare[n % len(spare)] for n in range(max(0, wanted - len(places)))]


def write_caseloads(world: World) -> None:
    """CAS-01 from the plan's own book of who holds whom."""
    for team in world.teams:
        for worker in team.holders:
            held = len(set(worker.children))
            if not held:
                continue
            if worker.full_time_equivalent is None:
                what = f"holds {held} children and no full-time equivalent is recorded"
                world.ledger.not_recorded("CAS-01", "ssd_professionals", worker.worker_id, "", what, "blank_field")
            elif held > LIMIT * worker.full_time_equivalent:
                what = f"holds {held} children at {worker.full_time_equivalent} full-time equivalent"
                world.ledger.not_met("CAS-01", "ssd_professionals", worker.worker_id, "", what)


def write_teams(world: World) -> None:
    """Teams and the services they belong to."""
    for team in world.teams:
        world.sheets.add(
            "ssd_department",
            dept_team_id=team.team_id, dept_team_name=team.name, dept_team_parent_id=team.service_id,
            dept_team_parent_name=team.service_name,
        )  # fmt: skip


def write_involvements(world: World, case: Case) -> int | None:
    """Who has been involved: earlier workers, and the one who holds the case now if anybody does.

    Gives the last day of the worker before this one, where there was one.
    """
    chance, sheets, today = world.chance, world.sheets, world.today
    child, outcome = case.child.child_id, case.decided("ALO-01")
    stop = case.closed if case.closed is not None else today
    since = case.received
    earlier = chance.choice(case.team.holders)
    common = {"invo_person_id": child, "invo_referral_id": case.referral_id, "invo_professional_team": case.team.team_id}
    long, let_go = stop - since > 90 and case.decided("ALO-02") == "", None
    if outcome == "never":
        return None
    two = case.decided("W03") == "two"
    if two and case.worker is not None:
        earlier = next(worker for worker in case.team.holders if worker is not case.worker)
    before = ""
    if case.open and (two or outcome == "none" or (long and chance.random() < 0.5)):
        gap = {"none": chance.randint(4, 12)}.get(outcome, chance.randint(30, 80))
        until = max(since, today - gap)
        before = sheets.add(
            "ssd_involvements",
            **common, invo_professional_id=earlier.worker_id, invo_professional_role_id=chance.choice(ALLOCATED),
            invo_involvement_start_date=since, invo_involvement_end_date=None if two else until,
        )  # fmt: skip
        since = until
        let_go = None if two else until
    if two:
        world.ledger.broken("W03", "ssd_involvements", before, child, "still open beside a later worker's")
    elif before and outcome in ("none", "blank"):
        what = "the last allocation ended and nobody has taken the child"
        world.ledger.broken("W03", "ssd_involvements", before, child, what, planted=False)
    if outcome == "none":
        if chance.random() < 0.5:
            helper = chance.choice(case.team.holders)
            sheets.add(
                "ssd_involvements",
                **common, invo_professional_id=helper.worker_id, invo_professional_role_id="Family Support Worker",
                invo_involvement_start_date=since,
            )  # fmt: skip
        return let_go
    who: str | None = {"blank": None, "unreadable": "#N/A"}.get(outcome, (case.worker or earlier).worker_id)
    sheets.add(
        "ssd_involvements",
        **common, invo_professional_id=who, invo_professional_role_id=chance.choice(ALLOCATED),
        invo_involvement_start_date=None if case.decided("ALO-02") == "undated" else since, invo_involvement_end_date=case.closed,
    )  # fmt: skip
    return let_go


def write_allocation_lines(world: World, case: Case) -> None:
    """ALO-01's line for an open case, as it was decided."""
    outcome, child = case.decided("ALO-01"), case.child.child_id
    if outcome in ("none", "never"):
        what = "the last allocated worker has left the case and nobody has taken it"
        if outcome == "never":
            what = "nobody has been allocated since the referral"
        world.ledger.not_met("ALO-01", "ssd_cin_episodes", case.referral_id, child, what, "no_event")
    elif outcome == "blank":
        what = "an open allocation names no worker"
        world.ledger.not_met("ALO-01", "ssd_cin_episodes", case.referral_id, child, what, "blank_field")
    elif outcome == "unreadable":
        what = "the allocated worker's id cannot be read"
        world.ledger.not_recorded("ALO-01", "ssd_cin_episodes", case.referral_id, child, what, "unreadable_value")
