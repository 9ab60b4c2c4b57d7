"""Visits, and how they were written up: laid down from the outcome decided for the record they belong to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from . import days
from .cases import Case, Visit
from .rhythm import IN_CARE, IN_NEED, Rhythm
from .world import World

LATE_KINDS: Final = ("allowance", "missed", "long_missed", "attempted", "blank", "conflict", "paper")
"""What may be decided of a record that must be visited, beside ``""`` (well), ``due_today`` and ``never``."""

_WHAT: Final = {
    "allowance": ("not_recorded", "write_up_allowance", "the visit fell due and may still be being written up"),
    "missed": ("not_met", "outstanding", "not seen for longer than the interval"),
    "long_missed": ("not_met", "outstanding", "not seen for very much longer than the interval"),
    "never": ("not_met", "outstanding", "never seen, and the first visit is past due"),
    "attempted": ("not_met", "outstanding", "a visit was tried and the child was not seen"),
    "blank": ("not_recorded", "blank_field", "the last visit does not say whether the child was seen"),
    "conflict": ("not_recorded", "conflict", "the visit and its write-up disagree about whether the child was seen"),
    "paper": ("not_recorded", "on_paper_only", "the last visit is known from paper only"),
}


def write_visit(
    world: World, case: Case, table: str, day: int, seen: bool | None, alone: bool | None, *, said: str = "", paper: bool = False
) -> Visit:
    """One row of an SSD visit table; the write-up follows in ``write_up``."""
    child, bedroom = case.child.child_id, world.chance.random() < 0.4 if seen else None
    if table == "ssd_cp_visits":
        visit_id = world.sheets.add(
            table,
            cppv_person_id=child, cppv_cp_plan_id=case.plan_id, cppv_cp_visit_date=day, cppv_cp_visit_seen=seen,
            cppv_cp_visit_seen_alone=alone, cppv_cp_visit_bedroom=bedroom,
        )  # fmt: skip
    elif table == "ssd_cin_visits":
        visit_id = world.sheets.add(
            table,
            cinv_person_id=child, cinv_cin_visit_date=day, cinv_cin_visit_seen=seen, cinv_cin_visit_seen_alone=alone,
            cinv_cin_visit_bedroom=bedroom,
        )  # fmt: skip
    else:
        visit_id = world.sheets.add(
            table,
            clav_person_id=child, clav_cla_id=case.care_id, clav_cla_visit_date=day, clav_cla_visit_seen=seen,
            clav_cla_visit_seen_alone=alone,
        )  # fmt: skip
    visit = Visit(table, visit_id, day, seen, said, paper)
    case.visits.append(visit)
    return visit


def lay_visits(
    world: World,
    case: Case,
    table: str,
    rhythm: Rhythm,
    since: int,
    outcome: str,
    alone: Callable[[int, bool], bool | None],
    *,
    earliest: int | None = None,
) -> None:
    """Every visit of a record from ``since`` to now, so that ``outcome`` comes true.

    alone     (day, is it the last one?) -> whether the child was seen alone
    earliest  no visit before this day, where the record began before it
    """
    chance, today = world.chance, world.today
    if outcome == "never":
        return
    later: list[tuple[int, bool | None, str, bool]] = []  # day, seen, said, paper
    if outcome == "":
        if today - since <= 3 and chance.random() < 0.5:
            return
        last = rhythm.in_time(world, max(since, earliest or since))
    elif outcome == "due_today":
        last = rhythm.due_today(world)
    elif outcome == "allowance":
        last = rhythm.just_late(world)
    elif outcome == "missed":
        last = rhythm.missed(world)
    elif outcome == "long_missed":
        last = rhythm.long_missed(world)
    elif outcome == "attempted":
        last = rhythm.just_late(world)
        later.append((world.ago(chance.randint(1, 8)), False, chance.choice(("no_access", "not_seen", "refused")), False))
    else:
        last, recent = rhythm.missed(world), world.ago(chance.randint(1, 7))
        if outcome == "blank":
            later.append((recent, None, "-", False))
        elif outcome == "conflict":
            later.append((recent, True, "not_seen", False) if chance.random() < 0.5 else (recent, False, "seen", False))
        else:
            later.append((recent, True, "", True))
    for day in reversed(rhythm.earlier(world, case.team, max(since, earliest or since), last)):
        write_visit(world, case, table, day, True, alone(day, False))
        if chance.random() < 0.06:
            missed = world.on_working_day(day - 2)
            if missed > since:
                write_visit(world, case, table, missed, False, None)
    write_visit(world, case, table, last, True, alone(last, True))
    for day, seen, said, paper in later:
        write_visit(world, case, table, day, seen, alone(day, True) if seen else None, said=said, paper=paper)


def lay_ended_visits(
    world: World, case: Case, table: str, rhythm: Rhythm, since: int, until: int, alone: Callable[[int, bool], bool | None]
) -> None:
    """The visits of a record that has ended, as far back as the council's system holds them."""
    last = world.on_working_day(until - world.chance.randint(1, 9))
    if last <= since:
        return
    for day in (*reversed(rhythm.earlier(world, case.team, since, last)), last):
        if day >= world.visits_since:
            write_visit(world, case, table, day, True, alone(day, False))


def write_line(world: World, code: str, table: str, record: str, child: str, outcome: str, *, planted: bool = True) -> None:
    """The ledger's line for a visit standard, if the outcome has one."""
    if outcome not in _WHAT:
        return
    result, reason, what = _WHAT[outcome]
    if result == "not_met":
        world.ledger.not_met(code, table, record, child, what, reason, planted=planted)
    else:
        world.ledger.not_recorded(code, table, record, child, what, reason, planted=planted)


def write_up(world: World, case: Case) -> None:
    """ext_visit beside each recent visit, with VOC-01 of the last one as it was decided."""
    chance, sheets, today = world.chance, world.sheets, world.today
    case.visits.sort(key=lambda visit: (visit.day, visit.visit_id))
    worker = (case.worker or case.team.holders[0]).worker_id
    wishes = case.decided("VOC-01")
    for number, visit in enumerate(case.visits):
        last = visit.day == case.visits[-1].day
        if last and wishes == "no_record":
            continue
        if visit.day < world.written_up_since and not last and case.closed is None:
            continue
        if case.closed is not None and visit.day < world.written_up_since:
            continue
        lag = chance.choices((0, 1, 2), (50, 32, 18))[0] if world.well_done(case.team, visit.day) else chance.randint(3, 8)
        written = min(today, days.working_days_after(visit.day, lag)) if lag else visit.day
        say = {True: "seen", False: chance.choice(("not_seen", "no_access")), None: None}[visit.seen]
        said = None if visit.said == "-" else visit.said or say
        recorded: bool | None = True
        if last and wishes:
            recorded = {"wishes_no": False, "wishes_blank": None}[wishes]
        elif not last and len(case.visits) - number > 3:
            recorded = chance.random() < 0.88
        sheets.add(
            "ext_visit",
            visit_id=visit.visit_id, visit_table=visit.table, person_id=case.child.child_id, recorded_at=None if visit.paper else written,
            finalised_at=None if visit.paper else written, worker_id=worker, place=chance.choice(("home", "home", "school", "other")),
            outcome=said, wishes_recorded=recorded, method=chance.choice(("words", "play", "observation")), on_paper_only=visit.paper,
        )  # fmt: skip


def write_wishes_line(world: World, case: Case) -> None:
    """VOC-01's line for an open case."""
    outcome, child, ledger = case.decided("VOC-01"), case.child.child_id, world.ledger
    if outcome == "wishes_no":
        ledger.not_met("VOC-01", "ssd_cin_episodes", case.referral_id, child, "the last visit does not record the child's wishes")
    elif outcome == "wishes_blank":
        what = "the last visit's write-up leaves blank whether the child's wishes were recorded"
        ledger.not_recorded("VOC-01", "ssd_cin_episodes", case.referral_id, child, what, "blank_field")
    elif outcome == "no_record":
        ledger.not_recorded("VOC-01", "ssd_cin_episodes", case.referral_id, child, "the last visit has no write-up", "no_event")


__all__ = ["IN_CARE", "IN_NEED", "LATE_KINDS", "lay_visits", "write_line", "write_up", "write_visit", "write_wishes_line"]
