"""Contacts, referrals, decisions, assessments, enquiries and conferences of one case, laid down as it was decided."""

from __future__ import annotations

from typing import Final

from . import assessing, contacts, days, enquiries, need
from .cases import Case
from .world import World

SOURCES: Final = ("1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3C", "3E", "4", "5A", "5B", "6", "6", "6", "7", "8", "9")
NEEDS: Final = ("N1", "N1", "N1", "N1", "N2", "N3", "N4", "N5", "N5", "N6", "N8")
FACTORS: Final = ('["3A"]', '["4A","3B"]', '["16A"]', '["18B","4B"]', '["19B"]', '["21"]', '["1A","2B"]')


def write_front_door(world: World, case: Case) -> None:
    """The contact, the referral, the decision on it and the assessment, with REF-01's and ASM-01's lines."""
    chance, sheets, child = world.chance, world.sheets, case.child.child_id
    source = chance.choice(SOURCES)
    worker = (case.worker or chance.choice(case.team.holders)).worker_id
    contact = sheets.add(
        "ssd_contacts", cont_person_id=child, cont_contact_date=case.received - chance.choice((0, 0, 0, 1)),
        cont_contact_source_code=source, cont_contact_outcome_json=contacts.BECAME_A_REFERRAL,
    )  # fmt: skip
    case.referral_id = sheets.add(
        "ssd_cin_episodes",
        cine_person_id=child, cine_referral_date=case.received,
        cine_cin_primary_need_code="N2" if case.child.disabled else chance.choice(NEEDS),
        cine_referral_source_code=source, cine_referral_nfa=case.no_further_action, cine_close_date=case.closed,
        cine_close_reason=case.close_reason, cine_referral_team=case.team.team_id, cine_referral_worker_id=worker,
    )  # fmt: skip
    _write_decision(world, case, contact)
    if case.assessed_from is not None:
        _write_assessment(world, case, worker)
    if case.enquiry_on is not None:
        enquiries.write_enquiry(world, case, worker)
    if case.conference_on is not None:
        enquiries.write_conference(world, case, worker)
    enquiries.write_other_discussions(world, case)


def _write_decision(world: World, case: Case, contact: str) -> None:
    chance, today = world.chance, world.today
    if case.decided("REF-01") == "undecided":
        what = "nobody has recorded a decision on the referral"
        world.ledger.not_met("REF-01", "ssd_cin_episodes", case.referral_id, case.child.child_id, what)
        world.ledger.not_met("CON-01", "ssd_contacts", contact, case.child.child_id, "nobody has recorded a decision on it", planted=False)
        return
    if case.received == today and case.no_further_action is None:
        return
    took = 0 if chance.random() < 0.6 else 1
    if case.closed is not None and not world.well_done(case.team, case.received):
        took = chance.randint(2, 4)
    decided = min(today if case.closed is None else case.closed, days.working_days_after(case.received, took) if took else case.received)
    world.sheets.add(
        "ext_contact_decision",
        contact_id=contact, referral_id=case.referral_id, decided_at=decided,
        decision="no further action" if case.no_further_action else "accept",
        decided_by=chance.choice(case.team.others or case.team.holders).worker_id,
    )  # fmt: skip


def _write_assessment(world: World, case: Case, worker: str) -> None:
    sheets, child = world.sheets, case.child.child_id
    done = case.authorised is not None
    assessment = sheets.add(
        "ssd_cin_assessments",
        cina_person_id=child, cina_referral_id=case.referral_id, cina_assessment_start_date=case.assessed_from,
        cina_assessment_outcome_json=assessing.outcome_of(case),
        cina_assessment_child_seen=None if not done else world.chance.random() < 0.95 and not case.child.unborn,
        cina_assessment_auth_date=case.authorised, cina_assessment_outcome_nfa=None if case.need_found is None else not case.need_found,
        cina_assessment_team=case.team.team_id, cina_assessment_worker_id=worker,
    )  # fmt: skip
    case.assessment_ids.append(assessment)
    if done:
        sheets.add("ssd_assessment_factors", cinf_assessment_id=assessment, cinf_assessment_factors_json=world.chance.choice(FACTORS))
    need.write_assessed_lines(world, case, assessment)
    if case.decided("ASM-01") == "overdue":
        what = f"not authorised {world.waited(case.received)} working days after the referral"
        world.ledger.not_met("ASM-01", "ssd_cin_assessments", assessment, child, what)
