"""The edge of care: before court and in it, short breaks, private fostering, homeless young people, and who speaks for a child."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from . import days, plans
from .cases import Case
from .world import World


def write_edge(world: World, cases: Sequence[Case]) -> None:
    """All of it, for open cases, with the lines of PLO-01, PLO-02, HML-01, PFA-01 and ADV-01."""
    chance = world.chance_of("edge")
    _write_pre_proceedings(world, chance, [case for case in cases if case.cohort in ("plan", "need")])
    care = [case for case in cases if case.cohort == "care" and not case.child.unaccompanied]
    _write_proceedings(world, chance, care)
    _write_advocacy(world, chance, [case for case in cases if case.cohort == "care"])
    _write_homeless(world, chance, cases)
    _write_private_fostering(world, chance, [case for case in cases if case.cohort == "need"])


def _chosen(world: World, chance: Random, cases: Sequence[Case], kinds: Sequence[str]) -> dict[str, str]:
    """child_id -> what goes wrong, for a few of them."""
    fair = [case for case in cases if not case.faultless]
    chance.shuffle(fair)
    return {case.child.child_id: what for case, what in zip(fair, plans.faults(world, kinds), strict=False)}


def _write_pre_proceedings(world: World, chance: Random, cases: Sequence[Case]) -> None:
    today, table = world.today, "ssd_pre_proceedings"
    old = [case for case in cases if today - case.received > 160]
    wrong = _chosen(world, chance, old, ("overdue", "undated"))
    for case in old:
        child, what = case.child.child_id, wrong.get(case.child.child_id, "")
        ended = outcome = None
        if what == "overdue":
            decided = today - chance.randint(113, 150)
        elif what == "undated" or chance.random() < 0.05:
            decided = today - chance.randint(125, 155)
            took = chance.randint(60, 112) if plans.in_time(world, chance, case, decided) else chance.randint(113, 120)
            ended, outcome = decided + took, chance.choice(("Decision to step down", "Decision to Issue Care Proceedings"))
        elif chance.random() < 0.08:
            decided = today - chance.randint(10, 105)
        else:
            continue
        key = world.sheets.add(
            table, prep_person_id=child, prep_plo_family_id=case.child.family_id, prep_pre_pro_decision_date=decided,
            prep_initial_pre_pro_meeting_date=decided + 8, prep_pre_pro_outcome=outcome,
            prep_agree_stepdown_issue_date=None if what == "undated" else ended,
        )  # fmt: skip
        if what == "overdue":
            world.ledger.not_met("PLO-01", table, key, child, "no outcome sixteen weeks after the decision")
        elif what == "undated":
            world.ledger.not_recorded("PLO-01", table, key, child, "an outcome, and no day of it", "blank_field")


def _write_proceedings(world: World, chance: Random, cases: Sequence[Case]) -> None:
    today, table = world.today, "ext_proceedings"
    cases = [case for case in cases if not case.decided("PER-03")]  # nobody has taken those to court
    long = [case for case in cases if case.care_from is not None and today - case.care_from > 250]
    wrong = _chosen(world, chance, long, ("overdue", "unread"))
    for case in cases:
        assert case.care_from is not None
        child, what = case.child.child_id, wrong.get(case.child.child_id, "")
        if not what and (today - case.care_from <= 40 or chance.random() > 0.3):
            continue
        issued = today - chance.randint(183, 240) if what else case.care_from + chance.randint(5, 30)
        took = chance.randint(140, 182) if plans.in_time(world, chance, case, issued) else chance.randint(183, 260)
        if issued + took > today >= issued + 182:
            took = 182
        final: int | str | None = issued + took if issued + took <= today else None
        final = {"overdue": None, "unread": "#N/A"}.get(what, final)
        key = world.sheets.add(table, person_id=child, issued_on=issued, final_order_on=final)
        if what == "overdue":
            world.ledger.not_met("PLO-02", table, key, child, "no final order 26 weeks after issue")
        elif what == "unread":
            world.ledger.not_recorded("PLO-02", table, key, child, "a final order on a day that cannot be read", "unreadable_value")


def _write_advocacy(world: World, chance: Random, cases: Sequence[Case]) -> None:
    table = "ext_advocacy"
    wrong = _chosen(world, chance, cases, ("not_offered", "no_visitor", "no_kind"))
    for case in cases:
        assert case.care_from is not None
        child, what = case.child.child_id, wrong.get(case.child.child_id, "")
        if not what and not case.child.unaccompanied and chance.random() > 0.12:
            continue
        needed = min(world.today, case.care_from + chance.randint(0, 90))
        kind: str | None = "independent_visitor" if what == "no_visitor" or chance.random() < 0.2 else "advocate"
        offered = min(needed + 7, world.today)
        begun = offered if kind == "independent_visitor" else None
        key = world.sheets.add(
            table, person_id=child, kind=None if what == "no_kind" else kind, needed_on=needed,
            offered_on=None if what == "not_offered" else offered, started_on=None if what else begun,
        )  # fmt: skip
        if what == "not_offered":
            world.ledger.not_met("ADV-01", table, key, child, "an advocate or visitor is needed, and nothing was offered")
        elif what == "no_visitor":
            world.ledger.not_met("ADV-01", table, key, child, "a visitor was offered, and none has begun")
        elif what == "no_kind":
            world.ledger.not_recorded("ADV-01", table, key, child, "offered, and it does not say which", "blank_field")


def _write_homeless(world: World, chance: Random, cases: Sequence[Case]) -> None:
    """The oldest of the children not in care; at 16 or 17 where there is anybody of that age."""
    today, table = world.today, "ext_homeless_16_17"
    known = [case for case in cases if case.cohort in ("assessment", "need", "plan") and case.child.born is not None]
    fair = sorted((case for case in known if not case.faultless and 0 <= case.child.age(today) < 18), key=lambda case: case.child.born or 0)
    young = [case for case in fair if case.child.age(today) >= 16] or fair[:1]
    kinds = plans.faults(world, ("no_offer", "not_assessed", "undated"))
    for number, case in enumerate(young[: max(len(kinds), len(young) // 2, 1)]):
        child, what = case.child.child_id, kinds[number] if number < len(kinds) else ""
        late = what == "not_assessed"
        presented = days.working_days_before(today, 50) if late else max(case.received, days.working_days_before(today, 30))
        assessed = None if what in ("not_assessed", "undated") else min(today, days.working_days_after(presented, chance.randint(5, 20)))
        key = world.sheets.add(
            table, person_id=child, presented_on=None if what == "undated" else presented, assessed_on=assessed,
            accommodation_offered_on=None if what == "no_offer" else presented,
        )  # fmt: skip
        if what == "no_offer":
            world.ledger.not_met("HML-01", table, key, child, "homeless, and nowhere to live was offered")
        elif what == "not_assessed":
            world.ledger.not_met("HML-01", table, key, child, "homeless, and not assessed in 45 working days")
        elif what == "undated":
            world.ledger.not_recorded("HML-01", table, key, child, "not assessed, and the day of presenting is blank", "blank_field")


def _write_private_fostering(world: World, chance: Random, cases: Sequence[Case]) -> None:
    """Arrangements in their first year, and some in their second; one visited well, and a few not."""
    today, table = world.today, "ext_private_fostering"
    fair = [case for case in cases if not case.faultless]
    kinds = ["", *[""] * (len(fair) // 60), *plans.faults(world, ("missed", "blank", "allowance"))]
    for case, what in zip(chance.sample(fair, len(fair)), kinds, strict=False):
        child = case.child.child_id
        notified = today - chance.randint(150, 340)
        arrangement = world.sheets.add(table, person_id=child, notified_on=notified, started_on=notified - 5)
        last = {"missed": today - chance.randint(55, 80), "blank": today - chance.randint(55, 80), "allowance": _just_late(world, 42)}
        stop, visits = last.get(what, today - chance.randint(0, 40)), [notified + chance.randint(1, 7)]
        while visits[-1] + 40 < stop:
            visits.append(visits[-1] + chance.randint(30, 40))
        for day in [*(day for day in visits if day < stop), stop]:
            _visit(world, arrangement, day, True)
        if what == "missed":
            world.ledger.not_met("PFA-01", table, arrangement, child, "not seen for longer than six weeks in the first year")
        elif what == "blank":
            _visit(world, arrangement, today - chance.randint(1, 10), None)
            what_is_it = "the last visit does not say whether the child was seen"
            world.ledger.not_recorded("PFA-01", table, arrangement, child, what_is_it, "blank_field")
        elif what == "allowance":
            what_is_it = "the visit fell due and may still be being written up"
            world.ledger.not_recorded("PFA-01", table, arrangement, child, what_is_it, "write_up_allowance")


def _just_late(world: World, interval: int) -> int:
    """A visit whose next fell due at most two working days ago, and at least one day."""
    return world.today - interval - 1


def _visit(world: World, arrangement: str, day: int, seen: bool | None) -> None:
    world.sheets.add("ext_private_fostering_visit", arrangement_id=arrangement, visited_on=day, child_seen=seen)


def decide_short_breaks(world: World, cases: Sequence[Case]) -> None:
    """Whose breaks are too long, too many, or not recorded one by one."""
    chance = world.chance_of("short breaks")
    fair = [case for case in cases if case.cohort == "short_break" and not case.faultless and case.care_from is not None]
    kinds = plans.faults(world, ("long", "agreement", "many"))
    for what in kinds:
        room = {"long": 40, "many": 190, "agreement": 30}[what]
        free = [case for case in fair if not case.decided("SBR-01") and world.today - (case.care_from or 0) >= room]
        if free:
            chance.choice(free).outcome["SBR-01"] = what


def write_short_breaks(world: World, case: Case) -> None:
    """An agreed series of short breaks (V3, each stay a placement; V4 where only the agreement is recorded): not counted as in care."""
    chance, sheets, child, start = world.chance_of(f"short breaks {case.child.child_id}"), world.sheets, case.child.child_id, case.care_from
    assert start is not None
    what = case.decided("SBR-01")
    case.care_id = f"CARE{len(sheets.rows('ssd_cla_episodes')) + 1:06d}"
    case.placement_id = ""
    for since, until in _stays(world, chance, start, what):
        placement = sheets.add(
            "ssd_cla_placement",
            clap_cla_id=case.care_id, clap_person_id=child, clap_cla_placement_start_date=since, clap_cla_placement_type="U6",
            clap_cla_placement_provider="PR1", clap_cla_placement_postcode="ZZ99 3VZ", clap_cla_placement_end_date=until,
        )  # fmt: skip
        case.placement_id = case.placement_id or placement
    sheets.add(
        "ssd_cla_episodes",
        clae_person_id=child, clae_cla_placement_id=case.placement_id, clae_cla_episode_start_date=start,
        clae_cla_episode_start_reason="S", clae_cla_primary_need_code="N2", clae_cla_id=case.care_id, clae_referral_id=case.referral_id,
        clae_entered_care_date=start,
    )  # fmt: skip
    status = "V4" if what == "agreement" else "V3"
    sheets.add("ssd_legal_status", lega_person_id=child, lega_legal_status=status, lega_legal_status_start_date=start)
    place = ("SBR-01", "ssd_cla_episodes", case.care_id, child)
    if what == "agreement":
        world.ledger.not_recorded(*place, "an agreement to short breaks, and no stay recorded by itself", "no_event")
    elif what:
        said = "a short break of more than 17 days" if what == "long" else "more than 75 days of short breaks in a year"
        world.ledger.not_met(*place, said)


def _stays(world: World, chance: Random, start: int, what: str) -> list[tuple[int, int | None]]:
    today = world.today
    if what == "agreement":
        return [(start, None)]
    if what == "many":
        return [(today - 30 * number - 20, today - 30 * number - 5) for number in reversed(range(6))]
    stays: list[tuple[int, int | None]] = [(start, min(today, start + 2))]
    day = max(start + 30, today - 330)
    while day + 4 < today:
        stays.append((day, day + chance.randint(1, 3)))
        day += chance.randint(35, 60)
    if what == "long":
        stays = [stay for stay in stays if stay[1] is not None and stay[1] < today - 32] + [
            (today - 26, today - 26 + chance.randint(18, 24))
        ]
    return stays
