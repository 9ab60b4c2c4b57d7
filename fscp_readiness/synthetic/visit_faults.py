"""Faults in how visits were recorded (V02 to V06, REC-05): each on a visit that is neither the first nor the last of its child's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from . import days, visiting
from .cases import Case, Visit
from .faults.planting import times
from .sheets import Value
from .world import World

Rows = dict[str, dict[str, Value]]
Fault = Callable[[World, Sequence[Case], Rows], None]

_WINDOW: Final = (70, 330)
_FLAGS: Final = {"ssd_cp_visits": "cppv_cp_visit_seen_alone", "ssd_cin_visits": "cinv_cin_visit_seen_alone"}
_KEYS: Final = {"ssd_cp_visits": "cppv_cp_visit_id", "ssd_cin_visits": "cinv_cin_visit_id"}


def choose(world: World, cases: Sequence[Case]) -> None:
    """One child whose visits lie far enough back is made a baby, so that V03 has somewhere to be planted at every size."""
    fair = [case for case in cases if _may_be_a_baby(world, case)]
    for case in world.chance.sample(fair, min(len(fair), times(world))):
        case.child.born = case.received - 5
        row = world.sheets.rows("ssd_person")[case.child.row]
        row["pers_dob"], row["pers_upn_unknown"] = case.child.born, "UN1"
        case.outcome["baby"] = "yes"


def _may_be_a_baby(world: World, case: Case) -> bool:
    start = case.plan_from or case.need_from
    if case.cohort not in ("plan", "need") or start is None or case.faultless:
        return False
    long_enough = 150 if case.cohort == "plan" else 240  # for a handful of visits to lie in the window
    return long_enough <= world.today - start <= 400 and not case.child.disabled and case.child.born is not None


def plant(world: World, cases: Sequence[Case]) -> None:
    """Spoil earlier visits of open cases, and write it in the ledger."""
    if world.faultless:
        return
    written = {str(row["visit_id"]): row for row in world.sheets.rows("ext_visit")}
    for fault in _FAULTS:
        for _ in range(times(world)):
            fault(world, cases, written)


def _earlier(world: World, cases: Sequence[Case], *, baby: bool = False) -> tuple[Case, Visit] | None:
    """A case and one of its visits with a whole write-up; None where there is none left."""
    fair = [case for case in cases if case.cohort in ("plan", "need") and not case.faultless and bool(case.decided("baby")) == baby]
    world.chance.shuffle(fair)
    for case in fair:
        ready = [
            visit for visit in case.visits[2:-3]
            if visit.seen and not visit.paper and not visit.said and visit.table in _FLAGS and visit.alone is not None
            and _WINDOW[0] <= world.today - visit.day <= _WINDOW[1] and (not baby or visit.day < (case.child.born or 0) + 360)
        ]  # fmt: skip
        if ready:
            visit = world.chance.choice(ready)
            visit.said = "seen"  # not to be chosen again
            return case, visit
    return None


def _own_row(world: World, visit: Visit) -> dict[str, Value]:
    return next(row for row in reversed(world.sheets.rows(visit.table)) if row[_KEYS[visit.table]] == visit.visit_id)


def _alone_blank(world: World, cases: Sequence[Case], written: Rows) -> None:
    if found := _earlier(world, cases):
        case, visit = found
        _own_row(world, visit)[_FLAGS[visit.table]] = None
        world.ledger.broken("V02", visit.table, visit.visit_id, case.child.child_id, "seen, and whether alone is blank")


def _no_reason(world: World, cases: Sequence[Case], written: Rows) -> None:
    if found := _earlier(world, cases):
        case, near = found
        visit = visiting.write_visit(world, case, near.table, near.day + 1, False, None, said="-")
        visiting.write_one_up(world, case, visit, 1)
        world.ledger.broken("V02", visit.table, visit.visit_id, case.child.child_id, "not seen, and no outcome recorded")


def _baby_alone(world: World, cases: Sequence[Case], written: Rows) -> None:
    if found := _earlier(world, cases, baby=True):
        case, visit = found
        _own_row(world, visit)[_FLAGS[visit.table]] = True
        world.ledger.broken("V03", visit.table, visit.visit_id, case.child.child_id, "a baby said to have been seen alone")


def _copied(world: World, cases: Sequence[Case], written: Rows) -> None:
    """A visit to a sister or brother on the same day, with the same note; to a half-sister where no family has two children visited."""
    kept = {case.child.family_id for case in cases if case.decided("ASM-07")}  # families that stay as they are
    fair = [case for case in cases if case.cohort in ("plan", "need") and not case.faultless and case.visits]
    fair = [case for case in fair if case.child.family_id not in kept]
    world.chance.shuffle(fair)
    pairs = [(one, other) for one in fair for other in fair if one.child is not other.child]
    pairs.sort(key=lambda pair: pair[0].child.family_id != pair[1].child.family_id)
    for one, other in pairs:
        start = other.plan_from or other.need_from
        for visit in one.visits[2:-3]:
            fits = visit.seen and not visit.paper and not visit.said and _WINDOW[0] <= world.today - visit.day <= _WINDOW[1]
            if fits and start is not None and start < visit.day < other.visits[-1].day - 3:
                _copy_note(world, one, visit, other, written)
                return


def _copy_note(world: World, one: Case, visit: Visit, other: Case, written: Rows) -> None:
    visit.said = "seen"
    kin = next(row for row in world.sheets.rows("ssd_family") if row["fami_person_id"] == other.child.child_id)
    kin["fami_family_id"] = one.child.family_id
    table = "ssd_cp_visits" if other.cohort == "plan" else "ssd_cin_visits"
    copy = visiting.write_visit(world, other, table, visit.day, True, False)
    visiting.write_one_up(world, other, copy, 1)
    world.sheets.rows("ext_visit")[-1]["content_hash"] = written[visit.visit_id]["content_hash"]
    for case, each in ((one, visit), (other, copy)):
        what = "the same note as for a sister or brother that day"
        world.ledger.broken("V04", each.table, each.visit_id, case.child.child_id, what)


def _spoilt(code: str, what: str, change: Callable[[World, Visit, dict[str, Value]], None]) -> Fault:
    """A fault of the write-up alone."""

    def fault(world: World, cases: Sequence[Case], written: Rows) -> None:
        if found := _earlier(world, cases):
            case, visit = found
            change(world, visit, written[visit.visit_id])
            world.ledger.broken(code, visit.table, visit.visit_id, case.child.child_id, what)
            if code == "V06":
                unnoted = "written up, and no note"
                world.ledger.not_met("REC-05", visit.table, visit.visit_id, case.child.child_id, unnoted, "blank_field", planted=False)

    return fault


def _late(world: World, visit: Visit, row: dict[str, Value]) -> None:
    row["recorded_at"] = row["finalised_at"] = days.working_days_after(visit.day, world.chance.randint(11, 16))


def _too_early(world: World, visit: Visit, row: dict[str, Value]) -> None:
    row["recorded_at"] = visit.day - world.chance.randint(1, 4)


def _undated(world: World, visit: Visit, row: dict[str, Value]) -> None:
    row["recorded_at"] = None


def _no_note(world: World, visit: Visit, row: dict[str, Value]) -> None:
    row["content_hash"] = None


def _on_paper(world: World, cases: Sequence[Case], written: Rows) -> None:
    if found := _earlier(world, cases):
        case, visit = found
        row, child = written[visit.visit_id], case.child.child_id
        row["on_paper_only"], row["content_hash"] = True, None
        row["recorded_at"] = row["finalised_at"] = None
        world.ledger.not_met("REC-05", visit.table, visit.visit_id, child, "the visit is known from paper only", "on_paper_only")
        world.ledger.broken("V05", visit.table, visit.visit_id, child, "not written up on any day", planted=False)


def _paper_and_note(world: World, cases: Sequence[Case], written: Rows) -> None:
    if found := _earlier(world, cases):
        case, visit = found
        written[visit.visit_id]["on_paper_only"] = True
        what = "a note on file, and said to be on paper only"
        world.ledger.not_recorded("REC-05", visit.table, visit.visit_id, case.child.child_id, what, "conflict")


def _not_written(world: World, cases: Sequence[Case], written: Rows) -> None:
    if found := _earlier(world, cases):
        case, visit = found
        rows, child = world.sheets.rows("ext_visit"), case.child.child_id
        rows.remove(written[visit.visit_id])
        world.ledger.not_met("REC-05", visit.table, visit.visit_id, child, "a visit and no note of it", "no_event")
        world.ledger.broken("V05", visit.table, visit.visit_id, child, "not written up on any day", planted=False)


_FAULTS: Final = (
    _baby_alone, _copied, _alone_blank, _no_reason,
    _spoilt("V05", "written up more than ten working days later", _late),
    _spoilt("V05", "written up before the visit", _too_early),
    _spoilt("V05", "does not say when it was written up", _undated),
    _spoilt("V06", "written up without a note", _no_note),
    _on_paper, _paper_and_note, _not_written,
)  # fmt: skip
