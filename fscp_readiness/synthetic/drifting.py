"""Open cases that drift: which of them have two signs of it, as the plan of everything else has it (DRF-01)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from . import days, oversight
from .cases import Case
from .ledger import Line
from .sheets import Value
from .staff import ALLOCATED
from .world import World

ENOUGH: Final = 2
"""Signs that make a case one that drifts."""

_MANY: Final = 3
"""Workers in twelve months that are a sign."""

_SIGNS: Final = {
    "activity": ("REC-02",),
    "review": ("CPR-01", "LAR-01", "LAR-02", "CPR-02", "LAR-03", "CIN-03"),
    "core group": ("CPP-01", "CPP-02"),
    "plan": (),
    "oversight": ("MGT-01",),
    "workers": (),
}
"""Sign -> the codes whose lines are that sign, in the order in which reasons are given."""

_OF_EPISODES: Final = ("activity", "oversight")


def plant(world: World, cases: Sequence[Case]) -> None:
    """One case in fifty that no manager has looked at for too long, at least one: now nothing has happened on it either."""
    unseen = {line.record_id for line in world.ledger.of("MGT-01") if line.outcome == "not_met"}
    quiet = {line.child_id for line in world.ledger.of("REC-02", "REC-02.recorded", "E01")}
    fair = [
        case for case in cases
        if case.referral_id in unseen and case.child.child_id not in quiet and not case.faultless
        and world.today - case.received > 2 * oversight.active_within(case) + 60
    ]  # fmt: skip
    for case in fair[: max(1, len(cases) // 50)]:
        case.outcome["DRF-01"] = "quiet"
        limit, child = oversight.active_within(case), case.child.child_id
        for row in world.sheets.rows("ext_activity"):
            on, recorded = row["event_on"], row["recorded_at"]
            if row["person_id"] == child and isinstance(on, int) and isinstance(recorded, int) and recorded >= world.today - limit - 5:
                row["event_on"], row["recorded_at"] = on - limit - 20, recorded - limit - 20
        record = ("ssd_cin_episodes", case.referral_id, child)
        world.ledger.not_met("REC-02", *record, f"nothing has happened within {limit} days")
        world.ledger.not_met("REC-02.recorded", *record, f"nothing has been recorded within {limit} days", planted=False)


def write_drift(world: World, cases: Sequence[Case]) -> None:
    """DRF-01's line of every open case with two signs, or with two where one cannot be told."""
    lines = world.ledger.of(*(code for codes in _SIGNS.values() for code in codes))
    of_record, of_child = dict[tuple[str, str], Line](), dict[tuple[str, str], list[Line]]()
    for line in lines:
        of_record[line.code, line.record_id] = line
        of_child.setdefault((line.code, line.child_id), []).append(line)
    held = _allocations(world)
    second = {line.child_id: line.record_id for line in world.ledger.of("E01")}
    for case in cases:
        child = case.child.child_id
        for referral in (case.referral_id, *([second[child]] if child in second else [])):
            signs = dict[str, str]()  # sign -> "" where it is sure, else why it cannot be told
            for sign, codes in _SIGNS.items():
                if sign in _OF_EPISODES:
                    found = [of_record[code, referral] for code in codes if (code, referral) in of_record]
                else:
                    found = [line for code in codes for line in of_child.get((code, child), [])]
                if found:
                    signs[sign] = "" if any(line.outcome == "not_met" for line in found) else found[0].reason
                elif sign == "plan" and _long_plan(world, case):
                    signs[sign] = ""
                elif sign == "workers" and (said := _many_workers(world, held.get(child, []))) is not None:
                    signs[sign] = said
            _write(world, case, referral, signs)


def _write(world: World, case: Case, referral: str, signs: dict[str, str]) -> None:
    sure = [sign for sign, why in signs.items() if not why]
    record, what = ("ssd_cin_episodes", referral, case.child.child_id), ", ".join(signs)
    if len(sure) >= ENOUGH:
        world.ledger.not_met("DRF-01", *record, f"signs of drift: {what}", planted=case.decided("DRF-01") != "")
    elif len(signs) >= ENOUGH:
        why = next(why for why in signs.values() if why)
        world.ledger.not_recorded("DRF-01", *record, f"perhaps signs of drift: {what}", why, planted=False)


def _long_plan(world: World, case: Case) -> bool:
    """A child protection plan of this council, or a child in need plan where there is none, open for more than twelve months."""
    started = {"plan": case.plan_from, "need": case.need_from, "short_break": case.need_from}.get(case.cohort)
    return started is not None and days.months_after(started, 12) < world.today


def _allocations(world: World) -> dict[str, list[dict[str, Value]]]:
    """Each child's allocations that ran into the last twelve months."""
    since, found = days.months_after(world.today, -12), dict[str, list[dict[str, Value]]]()
    for row in world.sheets.rows("ssd_involvements"):
        until = row.get("invo_involvement_end_date")
        if row["invo_professional_role_id"] in ALLOCATED and not (isinstance(until, int) and until <= since):
            found.setdefault(str(row["invo_person_id"]), []).append(row)
    return found


def _many_workers(world: World, rows: Sequence[dict[str, Value]]) -> str | None:
    """ "" where three or more different workers are sure; why not where unclear ones could make it three; None where there are fewer."""
    sure, unclear = set[str](), list[tuple[str, str]]()
    for row in rows:
        worker, since = row.get("invo_professional_id"), row.get("invo_involvement_start_date")
        if worker in (None, "#N/A"):
            unclear.append(("", "blank_field" if worker is None else "unreadable_value"))
        elif since is None:
            unclear.append((str(worker), "blank_field"))
        else:
            sure.add(str(worker))
    more = [why for worker, why in unclear if worker not in sure]
    if len(sure) >= _MANY:
        return ""
    return more[-1] if len(sure) + len(more) >= _MANY else None
