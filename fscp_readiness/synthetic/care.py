"""Children in care: the period of care, legal statuses, placements, plans, visits, reviews, health and education."""

from __future__ import annotations

from typing import Final

from . import days, visiting
from .cases import Case
from .rhythm import IN_CARE
from .world import World

_TYPES: Final = ("U1", "U4", "U4", "U6", "U6", "U6", "U6", "P1", "K2", "K2", "H5")
_PROVIDERS: Final = {"P1": "PR0", "K2": "PR4", "H5": "PR4", "U1": "PR1"}


def write_care(world: World, case: Case) -> None:
    """A period of care, open or ended, with the lines of LAP-01, LAV-01, LAV-02, LAR-01 and LAH-01 where it is open."""
    chance, sheets, child, start = world.chance, world.sheets, case.child.child_id, case.care_from
    assert start is not None
    case.care_id = f"CARE{len(sheets.rows('ssd_cla_episodes')) + 1:06d}"
    _write_legal_statuses(world, case)
    _write_placements(world, case)
    _write_care_plan(world, case)
    _write_care_visits(world, case)
    _write_first_visits(world, case)
    _write_care_reviews(world, case)
    _write_health(world, case)
    _write_education(world, case)
    if case.child.unaccompanied or chance.random() < 0.12:
        needed = start + chance.randint(0, 90)
        if needed <= world.today:
            sheets.add("ext_advocacy", person_id=child, kind="advocate", needed_on=needed, offered_on=min(needed + 7, world.today))
    sheets.add(
        "ssd_cla_immunisations", clai_person_id=child, clai_immunisations_status=chance.random() < 0.85,
        clai_immunisations_status_date=max(start, world.today - 200),
    )  # fmt: skip


def write_short_break(world: World, case: Case) -> None:
    """An agreed series of short breaks (legal status V4): the child is not counted as in care."""
    sheets, child = world.sheets, case.child.child_id
    case.care_id = f"CARE{len(sheets.rows('ssd_cla_episodes')) + 1:06d}"
    case.placement_id = sheets.add(
        "ssd_cla_placement",
        clap_cla_id=case.care_id, clap_person_id=child, clap_cla_placement_start_date=case.care_from, clap_cla_placement_type="U6",
        clap_cla_placement_provider="PR1", clap_cla_placement_postcode="ZZ99 3VZ",
    )  # fmt: skip
    sheets.add(
        "ssd_cla_episodes",
        clae_person_id=child, clae_cla_placement_id=case.placement_id, clae_cla_episode_start_date=case.care_from,
        clae_cla_episode_start_reason="S", clae_cla_primary_need_code="N2", clae_cla_id=case.care_id, clae_referral_id=case.referral_id,
        clae_entered_care_date=case.care_from,
    )  # fmt: skip
    sheets.add("ssd_legal_status", lega_person_id=child, lega_legal_status="V4", lega_legal_status_start_date=case.care_from)


def _write_legal_statuses(world: World, case: Case) -> None:
    chance, child, start = world.chance, case.child.child_id, case.care_from
    assert start is not None
    stop = case.care_to or world.today
    changes = [(start, "V2" if case.child.unaccompanied or chance.random() < 0.55 else "C1")]
    if not case.child.unaccompanied and stop - start > 120 and chance.random() < 0.8:
        interim = start + chance.randint(20, 110)
        changes.append((interim, "C1" if changes[0][1] == "V2" else "C2"))
        if stop - interim > 200 and changes[-1][1] == "C1":
            changes.append((interim + chance.randint(150, 199), "C2"))
    for number, (since, status) in enumerate(changes):
        until = changes[number + 1][0] if number + 1 < len(changes) else case.care_to
        world.sheets.add(
            "ssd_legal_status", lega_person_id=child, lega_legal_status=status, lega_legal_status_start_date=since,
            lega_legal_status_end_date=until,
        )  # fmt: skip


def _write_placements(world: World, case: Case) -> None:
    """Placements one after another, the last from ``placement_from``; and one 903 episode for each."""
    chance, sheets, child, start, current = world.chance, world.sheets, case.child.child_id, case.care_from, case.placement_from
    assert start is not None and current is not None
    starts = [start]
    if current > start:
        for _ in range(chance.choices((0, 1, 2), (60, 28, 12))[0] if current - start > 90 else 0):
            starts.append(chance.randint(start + 10, current - 10))
        starts.append(current)
    case.placement_starts = starts = sorted(set(starts))
    for number, since in enumerate(starts):
        last = number == len(starts) - 1
        until = case.care_to if last else starts[number + 1]
        kind = chance.choice(("U6", "K2", "H5")) if case.child.unaccompanied else chance.choice(_TYPES)
        placement = sheets.add(
            "ssd_cla_placement",
            clap_cla_id=case.care_id, clap_person_id=child, clap_cla_placement_start_date=since, clap_cla_placement_type=kind,
            clap_cla_placement_distance=round(chance.expovariate(1 / 9), 1),
            clap_cla_placement_provider=_PROVIDERS.get(kind, chance.choice(("PR1", "PR4"))),
            clap_cla_placement_postcode="ZZ99 3VZ", clap_cla_placement_urn=f"SC{chance.randint(100000, 999999)}" if kind == "K2" else None,
            clap_cla_placement_end_date=until,
        )  # fmt: skip
        settled = last and world.today - since > 380 and case.decided("until_18") == "yes"
        sheets.add(
            "ext_placement", placement_id=placement, inside_area=chance.random() < 0.62, until_18=settled,
            child_agrees_on=since + 300 if settled else None, registered=True,
        )  # fmt: skip
        sheets.add(
            "ssd_cla_episodes",
            clae_person_id=child, clae_cla_placement_id=placement, clae_cla_episode_start_date=since,
            clae_cla_episode_start_reason="S" if number == 0 else "P",
            clae_cla_primary_need_code="N8" if case.child.unaccompanied else "N1",
            clae_cla_episode_ceased_date=until,
            clae_cla_episode_ceased_reason=None if until is None else "X1" if not last else case.close_reason_of_care,
            clae_cla_id=case.care_id, clae_referral_id=case.referral_id, clae_entered_care_date=start,
            clae_cla_last_iro_contact_date=max(since, world.today - chance.randint(5, 90)) if last and until is None else None,
        )  # fmt: skip
        case.placement_id = placement


def _write_care_plan(world: World, case: Case) -> None:
    chance, sheets, child, start = world.chance, world.sheets, case.child.child_id, case.care_from
    assert start is not None
    waited = world.waited(start)
    if case.decided("LAP-01") == "missing":
        what = f"no care plan {waited} working days after coming into care"
        world.ledger.not_met("LAP-01", "ssd_cla_episodes", case.care_id, child, what)
        return
    took = chance.randint(0, 10) if world.well_done(case.team, start) else chance.randint(11, 20)
    if took == 0:
        begun = start
    else:
        begun = days.working_days_after(start, took)
    if begun > (case.care_to or world.today):
        if waited <= 10:
            return
        begun = days.working_days_after(start, min(waited, 8))
    if chance.random() < 0.8:
        sheets.add(
            "ssd_cla_care_plan", lacp_person_id=child, lacp_cla_care_plan_start_date=begun, lacp_cla_care_plan_end_date=case.care_to,
            lacp_cla_care_plan_json='{"PERMANENCE":"long-term fostering"}',
        )  # fmt: skip
    else:
        sheets.add("ext_document", person_id=child, type="care_plan", started_on=begun, authorised_on=begun)


def _write_care_visits(world: World, case: Case) -> None:
    """Visits of earlier placements, then those of the current one; LAV-01 and LAV-02 ask about the current one only."""
    chance, child, start, current = world.chance, case.child.child_id, case.care_from, case.placement_from
    assert start is not None and current is not None
    if case.care_to is not None:
        visiting.lay_ended_visits(world, case, "ssd_cla_visits", IN_CARE, start, case.care_to, lambda day, last: _alone(world, case))
        return
    if current > start:
        visiting.lay_ended_visits(world, case, "ssd_cla_visits", IN_CARE, start, current - 1, lambda day, last: _alone(world, case))
    first = case.decided("LAV-01")
    gap = world.today - current
    if first in ("missed", "allowance", "not_due"):
        visiting.write_line(world, "LAV-01", "ssd_cla_placement", case.placement_id, child, "never" if first == "missed" else first)
        return
    outcome = case.decided("LAV-02")
    if gap <= 60 and outcome == "":
        day = current + chance.randint(0, min(gap, 7))
        while day <= world.today:
            visiting.write_visit(world, case, "ssd_cla_visits", day, True, _alone(world, case))
            day += chance.randint(20, 33)
        return
    visiting.lay_visits(
        world, case, "ssd_cla_visits", IN_CARE, current, outcome, lambda day, last: _alone(world, case), earliest=world.horizon
    )
    visiting.write_line(world, "LAV-02", "ssd_cla_placement", case.placement_id, child, outcome)


def _write_first_visits(world: World, case: Case) -> None:
    """A visit in the first week of each placement, later where the team was stretched; never after a visit already laid in it."""
    chance, starts = world.chance, case.placement_starts
    stop = case.care_to or world.today
    for start, until in zip(starts, [*starts[1:], stop], strict=True):
        later = [visit.day for visit in case.visits if visit.table == "ssd_cla_visits" and start <= visit.day <= until]
        day = start + (chance.randint(0, 7) if world.well_done(case.team, start) else chance.randint(8, 16))
        if later and world.visits_since <= day < min(later):
            visiting.write_visit(world, case, "ssd_cla_visits", day, True, _alone(world, case))


def _write_care_reviews(world: World, case: Case) -> None:
    chance, sheets, child, start = world.chance, world.sheets, case.child.child_id, case.care_from
    assert start is not None
    stop, waited = case.care_to or world.today, world.waited(start)
    due = days.working_days_after(start, 20)
    if case.decided("LAR-01") == "missing":
        what = f"no review held {waited} working days after coming into care"
        world.ledger.not_met("LAR-01", "ssd_cla_episodes", case.care_id, child, what)
        if chance.random() < 0.5:
            sheets.add(
                "ssd_cla_reviews", clar_cla_id=case.care_id, clar_cla_person_id=child, clar_cla_review_due_date=due,
                clar_cla_review_date=days.working_days_after(start, 18), clar_cla_review_cancelled=True,
            )  # fmt: skip
        return
    held = days.working_days_after(start, chance.randint(12, 20))
    if not world.well_done(case.team, start):
        late = days.working_days_after(start, chance.randint(21, 30))
        held = late if late <= stop else held
    if held > stop and waited > 20:
        held = days.working_days_after(start, 15)
    number = 0
    while held <= stop:
        if held >= world.horizon or number == 0:
            sheets.add(
                "ssd_cla_reviews", clar_cla_id=case.care_id, clar_cla_person_id=child, clar_cla_review_due_date=due,
                clar_cla_review_date=held, clar_cla_review_cancelled=False,
                clar_cla_review_participation="PN0" if case.child.age(held) < 4 else chance.choice(("PN1", "PN1", "PN2", "PN3", "PN6")),
            )  # fmt: skip
        number += 1
        due = days.months_after(held, 3 if number == 1 else 6)
        held = world.on_working_day(due - chance.randint(0, 15))


def _write_health(world: World, case: Case) -> None:
    chance, sheets, child, start = world.chance, world.sheets, case.child.child_id, case.care_from
    assert start is not None
    stop, waited = case.care_to or world.today, world.waited(start)
    if case.decided("LAH-01") == "missing":
        what = f"no health assessment {waited} working days after coming into care"
        world.ledger.not_met("LAH-01", "ssd_cla_episodes", case.care_id, child, what)
        checked = days.working_days_after(start, min(waited, chance.randint(5, 15)))
        kind, status = chance.choice((("DENTAL", "COMPLETED"), ("HEALTH", "CANCELLED"), ("HEALTH", "REFUSED")))
        sheets.add(
            "ssd_cla_health",
            clah_person_id=child,
            clah_health_check_type=kind,
            clah_health_check_date=checked,
            clah_health_check_status=status,
        )
        return
    took = chance.randint(10, 20) if world.well_done(case.team, start) else chance.randint(21, 40)
    day = days.working_days_after(start, took)
    if day > stop and waited > 20:
        day = days.working_days_after(start, 16)
    first = True
    while day <= stop:
        if day >= world.horizon or first:
            for kind in ("HEALTH", "DENTAL", "OPTICAL") if chance.random() < 0.7 else ("HEALTH",):
                sheets.add(
                    "ssd_cla_health", clah_person_id=child, clah_health_check_type=kind, clah_health_check_date=day,
                    clah_health_check_status="COMPLETED" if chance.random() < 0.9 else None,
                )  # fmt: skip
        first = False
        day = world.on_working_day(day + (chance.randint(150, 185) if case.child.age(day) < 5 else chance.randint(330, 372)))


def _write_education(world: World, case: Case) -> None:
    chance, sheets, child, start = world.chance, world.sheets, case.child.child_id, case.care_from
    assert start is not None
    stop = case.care_to or world.today
    day, kind = days.working_days_after(start, chance.randint(5, 12)), "initial"
    while day <= stop:
        if day >= world.written_up_since and 4 <= case.child.age(day) <= 17:
            sheets.add("ext_pep", person_id=child, held_on=day, kind=kind)
        day, kind = world.on_working_day(day + chance.randint(95, 130)), "review"
    if 4 <= case.child.age(stop) <= 16 and stop - start > 365:
        sheets.add(
            "ssd_sdq_scores",
            csdq_person_id=child,
            csdq_sdq_completed_date=stop - chance.randint(5, 350),
            csdq_sdq_score=chance.randint(4, 28),
        )


def _alone(world: World, case: Case) -> bool:
    return case.child.age(world.today) >= 4 and world.chance.random() < 0.75
