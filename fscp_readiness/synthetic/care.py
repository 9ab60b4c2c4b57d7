"""Children in care: the period of care, legal statuses, placements, plans, visits, reviews, health and education."""

from __future__ import annotations

from typing import Final

from . import adoption, care_homes, days, education, health, visiting
from .cases import Case
from .rhythm import IN_CARE
from .sheets import Value
from .world import World

_TYPES: Final = ("U1", "U4", "U4", "U6", "U6", "U6", "U6", "U6", "K2", "K2", "H5")
_LIVES_IN: Final = {"order": ("P1",), "interim": ("P1",), "connected": ("U3",), "lasting": ("U1", "U4", "K2"), "agreed": ("U1", "U4")}
_NEED_REGISTRATION: Final = ("K2", "H5")
_PROVIDERS: Final = {"P1": "PR0", "K2": "PR4", "H5": "PR4", "U1": "PR1", "U3": "PR1"}


def write_care(world: World, case: Case) -> None:
    """A period of care, open or ended, with the lines of its standards where it is open (``write_plan_lines`` has LAP-02's)."""
    assert case.care_from is not None
    case.care_id = f"CARE{len(world.sheets.rows('ssd_cla_episodes')) + 1:06d}"
    if not case.open:
        care_homes.plan_reviews(world, case)
    _write_legal_statuses(world, case)
    _write_placements(world, case)
    _write_care_plan(world, case)
    _write_care_visits(world, case)
    _write_first_visits(world, case)
    _write_care_reviews(world, case)
    _write_seen_alone(world, case)
    _write_disputes(world, case)
    health.write_health(world, case)
    education.write_education(world, case)


def _write_legal_statuses(world: World, case: Case) -> None:
    """One after another; with legal advice on care by agreement that has lasted, or PER-03's line where it was to be missing."""
    changes = _legal_statuses(world, case)
    for number, (since, status) in enumerate(changes):
        until = changes[number + 1][0] if number + 1 < len(changes) else case.care_to
        row = world.sheets.add(
            "ssd_legal_status", lega_person_id=case.child.child_id, lega_legal_status=status, lega_legal_status_start_date=since,
            lega_legal_status_end_date=until,
        )  # fmt: skip
    since, status = changes[-1]
    if status != "V2" or not case.open or case.child.unaccompanied:
        return
    if case.decided("PER-03"):
        what = "by agreement for more than six months, and no legal advice recorded"
        world.ledger.not_met("PER-03", "ssd_legal_status", row, case.child.child_id, what)
    elif world.today - since > 120:
        decided = since + world.chance.randint(20, 100)
        world.sheets.add(
            "ssd_pre_proceedings", prep_person_id=case.child.child_id, prep_plo_family_id=case.child.family_id,
            prep_pre_pro_decision_date=decided, prep_initial_pre_pro_meeting_date=decided + 8, prep_pre_pro_outcome="Care by agreement",
            prep_agree_stepdown_issue_date=min(world.today, decided + 40),
        )  # fmt: skip


def _legal_statuses(world: World, case: Case) -> list[tuple[int, str]]:
    chance, start = world.chance, case.care_from
    assert start is not None
    if case.home == "order":
        assert case.order_on is not None
        return [(start, "C1"), (case.order_on, "C2")]
    if case.home == "interim":
        return [(start, "C1")]
    if case.child.unaccompanied or case.decided("PER-03"):
        return [(start, "V2")]
    stop = case.care_to or world.today
    changes = [(start, "V2" if chance.random() < 0.55 else "C1")]
    if stop - start > 120 and chance.random() < 0.8:
        interim = start + chance.randint(20, 110)
        changes.append((interim, "C1" if changes[0][1] == "V2" else "C2"))
        if stop - interim > 200 and changes[-1][1] == "C1":
            changes.append((interim + chance.randint(150, 199), "C2"))
    return changes


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
        now = last and case.open
        kind = chance.choice(("U6", "K2", "H5")) if case.child.unaccompanied else chance.choice(_TYPES)
        if now and case.home and not (case.child.unaccompanied and case.home == "lasting"):
            kind = chance.choice(_LIVES_IN[case.home])
        if now and case.decided("LAS-04") == "unsaid":
            kind = chance.choice(_NEED_REGISTRATION)
        placement = sheets.add(
            "ssd_cla_placement",
            clap_cla_id=case.care_id, clap_person_id=child, clap_cla_placement_start_date=since, clap_cla_placement_type=kind,
            clap_cla_placement_distance=round(chance.expovariate(1 / 9), 1),
            clap_cla_placement_provider=_PROVIDERS.get(kind, chance.choice(("PR1", "PR4"))),
            clap_cla_placement_postcode="ZZ99 3VZ", clap_cla_placement_urn=f"SC{chance.randint(100000, 999999)}" if kind == "K2" else None,
            clap_cla_placement_end_date=until,
        )  # fmt: skip
        details: dict[str, Value] = {"until_18": now and case.home in care_homes.SETTLED, "registered": True}
        if now and case.home == "agreed":
            details["child_agrees_on"] = since + 370
        if now and case.home == "connected":
            details |= {"reg24_from": since, "reg24_to": since + 111 if since + 111 > world.today else None}
        sheets.add("ext_placement", placement_id=placement, inside_area=chance.random() < 0.62, **details)
        said = max(since, world.today - chance.randint(5, 80)) if now else None
        sheets.add(
            "ssd_cla_episodes",
            clae_person_id=child, clae_cla_placement_id=placement, clae_cla_episode_start_date=since,
            clae_cla_episode_start_reason="S" if number == 0 else "P",
            clae_cla_primary_need_code="N8" if case.child.unaccompanied else "N1",
            clae_cla_episode_ceased_date=until,
            clae_cla_episode_ceased_reason=None if until is None else "X1" if not last else case.close_reason_of_care,
            clae_cla_id=case.care_id, clae_referral_id=case.referral_id, clae_entered_care_date=start,
            clae_cla_last_iro_contact_date={"outstanding": None, "unreadable": "#N/A"}.get(case.decided("IRO-01"), said) if now else None,
        )  # fmt: skip
        case.placement_id = placement
    if case.open:
        _write_home_lines(world, case)


def _write_home_lines(world: World, case: Case) -> None:
    """PER-02, LAS-04 and IRO-01 of a child in care now; a few homes nobody registered and children deprived of liberty beside them."""
    ledger, chance, today, child, home = world.ledger, world.chance, world.today, case.child.child_id, case.placement_id
    table, details = "ssd_cla_placement", world.sheets.rows("ext_placement")[-1]
    if case.decided("PER-02"):
        ledger.not_met("PER-02", table, home, child, "at home under a care order for more than a year")
    wrong, luck = case.decided("LAS-04"), chance.random()
    if wrong == "unsaid":
        details["registered"] = None
        ledger.not_recorded(
            "LAS-04", table, home, child, "a home of a kind that must be registered, and nothing says whether", "blank_field"
        )
    elif wrong in ("unseen", "stale"):
        details |= {"registered": False, "oversight_on": None if wrong == "unseen" else today - chance.randint(8, 20)}
        ledger.not_met("LAS-04", table, home, child, "in a home that is not registered, and nobody has looked this week")
    elif wrong == "unauthorised":
        details |= {"oversight_on": today - chance.randint(0, 6), "dol_from": max(case.placement_starts[-1], today - 30)}
        ledger.not_met("LAS-04", table, home, child, "deprived of liberty, and nobody has authorised it")
    elif case.home == "" and luck < 0.015:
        details |= {"registered": False, "oversight_on": today - chance.randint(0, 6)}
    elif case.home == "" and luck < 0.03:
        since = max(case.placement_starts[-1], today - 60)
        details |= {"oversight_on": today - chance.randint(0, 6), "dol_from": since, "dol_authorised_on": since}
    spoken = case.decided("IRO-01")
    if spoken == "outstanding":
        ledger.not_met("IRO-01", "ssd_cla_episodes", case.care_id, child, "no contact of the reviewing officer for over three months")
    elif spoken == "unreadable":
        what = "the day the reviewing officer was last in contact cannot be read"
        ledger.not_recorded("IRO-01", "ssd_cla_episodes", case.care_id, child, what, "unreadable_value")


def _write_care_plan(world: World, case: Case) -> None:
    """The plan, with what is meant to become of the child; its parts, and who reviews it. LAP-01 and PER-01."""
    chance, sheets, child, start = world.chance, world.sheets, case.child.child_id, case.care_from
    assert start is not None
    ledger, waited, record = world.ledger, world.waited(start), ("ssd_cla_episodes", case.care_id, child)
    if case.open:
        _write_plan_parts(world, case)
    if case.decided("LAP-01") == "missing":
        ledger.not_met("LAP-01", *record, f"no care plan {waited} working days after coming into care")
        if care_homes.second_due(case) < world.today:
            ledger.not_met("PER-01", *record, "no care plan, so no plan for permanence", planted=False)
        return
    took = chance.randint(0, 10) if world.well_done(case.team, start) else chance.randint(11, 20)
    begun = start if took == 0 else days.working_days_after(start, took)
    if begun > (case.care_to or world.today):
        if waited <= 10:
            return
        begun = days.working_days_after(start, min(waited, 8))
    case.plan_begun = begun
    option = chance.choice(("LTFOST18", "LTFOST18", "LTRELFR", "RETURN6M", "ADOPTION", "RESPLMT"))
    wrong = case.decided("PER-01")
    sheets.add(
        "ssd_cla_care_plan", lacp_person_id=child, lacp_cla_care_plan_start_date=begun, lacp_cla_care_plan_end_date=case.care_to,
        lacp_cla_care_plan_json={"none": '{"LTFOST18":"","ADOPTION":""}', "unreadable": '{"LTFOST18":'}.get(wrong, f'{{"{option}":"Y"}}'),
    )  # fmt: skip
    if chance.random() < 0.2:
        sheets.add("ext_document", person_id=child, type="care_plan", started_on=begun, authorised_on=begun)
    if wrong == "none":
        ledger.not_met("PER-01", *record, "a care plan with no plan for permanence, and the second review is past due")
    elif wrong == "unreadable":
        ledger.not_recorded("PER-01", *record, "what the plan for permanence is cannot be read", "unreadable_value")


def _write_plan_parts(world: World, case: Case) -> None:
    """A health plan, an education plan for children of school age, and a reviewing officer."""
    sheets, chance, child, start, wrong = world.sheets, world.chance, case.child.child_id, case.care_from, case.decided("LAP-02")
    assert start is not None
    for kind, wanted in (("health_plan", wrong != "no_health"), ("pep", case.child.age(world.today) >= 4)):
        written = min(world.today, days.working_days_after(start, chance.randint(8, 18)))
        if wanted:
            sheets.add("ext_document", person_id=child, type=kind, started_on=written, authorised_on=written)
    officer = (case.team.others or case.team.holders)[0].worker_id
    if wrong != "no_officer" or chance.random() < 0.5:
        who: str | None = {"no_officer": None, "officer_unreadable": "#N/A"}.get(wrong, officer)
        sheets.add(
            "ssd_involvements", invo_person_id=child, invo_referral_id=case.referral_id, invo_professional_team=case.team.team_id,
            invo_professional_id=who, invo_professional_role_id="Independent Reviewing Officer",
            invo_involvement_start_date=min(world.today, start + 2),
        )  # fmt: skip


def write_plan_lines(world: World, case: Case) -> None:
    """LAP-02's line, once the visits have been written up: what is missing comes before what is not known."""
    assert case.care_from is not None
    if case.plan_begun is None or world.waited(case.care_from) <= 20:
        return
    wrong, plan, late = case.decided("LAP-02"), case.decided("PER-01"), care_homes.second_due(case) < world.today
    visits = [visit for visit in case.visits if visit.table == "ssd_cla_visits" and visit.written_up and visit.day >= case.care_from]
    heard = case.heard_at_review or any(visit.wishes for visit in visits)
    perhaps = any(visit.wishes is None for visit in visits)
    record = ("ssd_cla_episodes", case.care_id, case.child.child_id)
    planted = wrong != ""
    if wrong in ("no_health", "no_officer") or (plan == "none" and late) or not (heard or perhaps):
        world.ledger.not_met("LAP-02", *record, "a part of the care plan is missing", planted=planted)
    elif plan == "unreadable" and late:
        world.ledger.not_recorded("LAP-02", *record, "the plan for permanence cannot be read", "unreadable_value", planted=planted)
    elif wrong == "officer_unreadable":
        world.ledger.not_recorded("LAP-02", *record, "the reviewing officer's name cannot be read", "unreadable_value")
    elif not heard:
        what = "whether the child's wishes were recorded is left blank"
        world.ledger.not_recorded("LAP-02", *record, what, "blank_field", planted=False)


def _write_care_visits(world: World, case: Case) -> None:
    """Visits of earlier placements, then those of the current one; LAV-01 and LAV-02 ask about the current one only."""
    chance, child, start, current = world.chance, case.child.child_id, case.care_from, case.placement_from
    assert start is not None and current is not None
    if case.care_to is not None:
        visiting.lay_ended_visits(world, case, "ssd_cla_visits", IN_CARE, start, case.care_to, lambda day, last: _alone(world, case))
    elif current > start:
        visiting.lay_ended_visits(world, case, "ssd_cla_visits", IN_CARE, start, current - 1, lambda day, last: _alone(world, case))
    if case.placed_on is not None:
        adoption.write_placed_visits(world, case)
    if case.care_to is not None or case.placed_on is not None:
        return
    first, code = case.decided("LAV-01"), care_homes.visiting_code(case)
    gap, since = world.today - current, max(current, case.order_on or current)
    if first in ("missed", "allowance", "not_due"):
        visiting.write_line(world, "LAV-01", "ssd_cla_placement", case.placement_id, child, "never" if first == "missed" else first)
        return
    outcome, rhythm = case.decided(code), care_homes.rhythm_of(case)
    if gap <= 60 and outcome == "" and code == "LAV-02":
        day = current + chance.randint(0, min(gap, 7))
        while day <= world.today:
            visiting.write_visit(world, case, "ssd_cla_visits", day, True, _alone(world, case))
            day += chance.randint(20, 33)
        return
    visiting.lay_visits(
        world, case, "ssd_cla_visits", rhythm, since, outcome, lambda day, last: _alone(world, case), earliest=world.horizon
    )
    if since > current:
        visiting.lay_ended_visits(world, case, "ssd_cla_visits", IN_CARE, current, since - 1, lambda day, last: _alone(world, case))
    visiting.write_line(world, code, "ssd_cla_placement", case.placement_id, child, outcome)


def _write_seen_alone(world: World, case: Case) -> None:
    """At the last visit at which the child was seen, and any unclear one since, alone if old enough; or as LAV-05 was decided."""
    if not case.open or case.child.age(world.today) < 4:
        return
    visits = [visit for visit in case.visits if visit.table == "ssd_cla_visits"]
    last = max((visit.day for visit in visits if visit.seen and not visit.said and not visit.paper), default=0)
    outcome, ledger = case.decided("LAV-05"), world.ledger
    for visit in visits:
        if visit.day >= last and (visit.seen is not False or visit.said):
            visit.alone = {"not_alone": False, "alone_blank": None}.get(outcome, True)
            visit.row["clav_cla_visit_seen_alone"] = visit.alone
    record = ("LAV-05", "ssd_cla_episodes", case.care_id, case.child.child_id)
    if outcome == "not_alone":
        ledger.not_met(*record, "not seen alone at the last visit")
    elif outcome == "alone_blank":
        ledger.not_recorded(*record, "the last visit does not say whether the child was seen alone", "blank_field")


def _write_disputes(world: World, case: Case) -> None:
    """What the reviewing officer has disputed, most of it settled; IRO-01's second line."""
    chance, today, child, start = world.chance, world.today, case.child.child_id, case.care_from
    assert start is not None
    if case.decided("IRO-01.disputes"):
        dispute = world.sheets.add("ext_irod", person_id=child, raised_on=world.ago(chance.randint(21, 50)), resolved_on=None)
        what = "a dispute of the reviewing officer not resolved after twenty working days"
        world.ledger.not_met("IRO-01.disputes", "ext_irod", dispute, child, what)
    elif case.open and chance.random() < 0.05:
        raised = max(start, today - chance.randint(3, 80))
        settled = days.working_days_after(raised, chance.randint(3, 24))
        running = world.waited(raised) <= 15 and chance.random() < 0.5
        world.sheets.add("ext_irod", person_id=child, raised_on=raised, resolved_on=None if running else min(today, settled))


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
    """The reviews that were held (those from before the council's history left out, but for the first); LAR-01, LAR-02 and LAR-03."""
    chance, sheets, child, start = world.chance, world.sheets, case.child.child_id, case.care_from
    assert start is not None
    ledger, waited, record = world.ledger, world.waited(start), ("ssd_cla_episodes", case.care_id, child)
    due = days.working_days_after(start, 20)
    case.last_review = max(case.review_days, default=None)
    for number, held in enumerate(case.review_days):
        if held >= world.horizon or number == 0:
            heard = "PN0" if case.child.age(held) < 4 else chance.choice(("PN1", "PN1", "PN2", "PN3", "PN6", "PN7"))
            case.heard_at_review |= heard not in ("PN0", "PN7")
            sheets.add(
                "ssd_cla_reviews", clar_cla_id=case.care_id, clar_cla_person_id=child, clar_cla_review_due_date=due,
                clar_cla_review_date=held, clar_cla_review_cancelled=False, clar_cla_review_participation=heard,
            )  # fmt: skip
        due = days.months_after(held, 3 if number == 0 else 6)
    for code, what in (
        ("LAR-01", f"no review held {waited} working days after coming into care"),
        ("LAR-02", "no second review three months after the first"),
        ("LAR-03", "no review for more than six months"),
    ):
        if case.decided(code) != "missing":
            continue
        ledger.not_met(code, *record, what)
        if chance.random() < 0.5:
            sheets.add(
                "ssd_cla_reviews", clar_cla_id=case.care_id, clar_cla_person_id=child, clar_cla_review_due_date=due,
                clar_cla_review_date=min(due, world.today - 1), clar_cla_review_cancelled=True,
            )  # fmt: skip


def _alone(world: World, case: Case) -> bool:
    return case.child.age(world.today) >= 4 and world.chance.random() < 0.75
