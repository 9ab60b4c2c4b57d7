"""Visits, and how they were written up: laid down from the outcome decided for the record they belong to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

from . import days
from .cases import Case, Visit
from .rhythm import IN_CARE, IN_NEED, WRITE_UP, Rhythm
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
    visit = Visit(table, visit_id, day, seen, world.sheets.rows(table)[-1], said, paper, alone=alone)
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
        last, recent = rhythm.missed(world), world.ago(chance.randint(1, 7 if rhythm.n > 7 else 3))
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
    """ext_visit beside each recent visit, with VOC-01 and VOC-02 of the last one as they were decided, and what follows from a gap."""
    chance = world.chance
    case.visits.sort(key=lambda visit: (visit.day, visit.visit_id))
    wishes, unheard = case.decided("VOC-01"), case.decided("VOC-02")
    for number, visit in enumerate(case.visits):
        last = visit.day == case.visits[-1].day
        _write_what_follows(world, case, visit, missing=last and wishes == "no_record")
        visit.written_up = False
        if last and wishes == "no_record":
            continue
        if visit.day < world.written_up_since and not (last and case.closed is None):
            continue
        lag = chance.choices((0, 1, 2), (50, 32, 18))[0] if world.well_done(case.team, visit.day) else chance.randint(3, 8)
        recorded: bool | None = True
        if last and wishes:
            recorded = {"wishes_no": False, "wishes_blank": None}[wishes]
        elif not last and len(case.visits) - number > 3:
            recorded = chance.random() < 0.88
        visit.wishes, visit.written_up = recorded, True
        write_one_up(world, case, visit, lag, wishes=recorded, method=not (last and unheard))


def write_one_up(world: World, case: Case, visit: Visit, lag: int, *, wishes: bool | None = True, method: bool = True) -> None:
    """The row of ext_visit beside one visit, written ``lag`` working days after it; one known from paper only has neither day nor note."""
    chance = world.chance
    written = min(world.today, days.working_days_after(visit.day, lag)) if lag else visit.day
    say = {True: "seen", False: chance.choice(("not_seen", "no_access")), None: None}[visit.seen]
    how = chance.choice(("words", "play", "observation"))
    world.sheets.add(
        "ext_visit",
        visit_id=visit.visit_id, visit_table=visit.table, person_id=case.child.child_id, recorded_at=None if visit.paper else written,
        finalised_at=None if visit.paper else written, worker_id=(case.worker or case.team.holders[0]).worker_id,
        place=chance.choice(("home", "home", "school", "other")), outcome=None if visit.said == "-" else visit.said or say,
        wishes_recorded=wishes, method=how if method else None, on_paper_only=visit.paper,
        content_hash=None if visit.paper else note_hash(visit.visit_id),
    )  # fmt: skip


def note_hash(visit_id: str) -> str:
    """What stands for the words of a visit's note: the same for the same visit, and different for any other."""
    return hashlib.blake2s(visit_id.encode(), digest_size=6).hexdigest()


def written_up_by_now(world: World, visit: Visit) -> bool:
    """Have the days in which it may still be written up passed?"""
    return world.waited(visit.day) > WRITE_UP


def _write_what_follows(world: World, case: Case, visit: Visit, *, missing: bool) -> None:
    """V02, V05 and REC-05 of a visit that was planted without a write-up, on paper only, or without 'seen alone'."""
    if not days.months_after(world.today, -12) <= visit.day <= world.today:
        return
    child, ledger = case.child.child_id, world.ledger
    if visit.seen and visit.alone is None:
        ledger.broken("V02", visit.table, visit.visit_id, child, "seen, and whether alone is blank", planted=False)
    if (missing or visit.paper) and written_up_by_now(world, visit):
        ledger.broken("V05", visit.table, visit.visit_id, child, "not written up on any day", planted=False)
    if visit.paper:
        what = "the visit is known from paper only"
        ledger.not_met("REC-05", visit.table, visit.visit_id, child, what, "on_paper_only", planted=False)
    elif missing and written_up_by_now(world, visit):
        ledger.not_met("REC-05", visit.table, visit.visit_id, child, "a visit and no note of it", "no_event", planted=False)


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


__all__ = [
    "IN_CARE", "IN_NEED", "LATE_KINDS", "lay_visits", "note_hash", "write_line", "write_one_up", "write_up", "write_visit",
    "write_wishes_line",
]  # fmt: skip
