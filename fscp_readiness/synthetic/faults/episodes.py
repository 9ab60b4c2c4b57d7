"""Faults of referrals and assessments."""

from __future__ import annotations

from typing import Final

from .. import days
from ..cases import Case
from .planting import Planting, row

EPISODES, ASSESSMENTS, FACTORS = "ssd_cin_episodes", "ssd_cin_assessments", "ssd_assessment_factors"

_ASSESSMENT_FAULTS: Final = ("not_authorised", "backwards", "no_factors", "none_and_one", "before_referral")


def plant(planting: Planting) -> None:
    """On closed cases where that will do; on open ones where the fault is that something is open."""
    _plant_referrals(planting)
    _plant_assessments(planting)
    _plant_second_assessment(planting)
    _plant_in_no_cohort(planting)


def _plant_referrals(planting: Planting) -> None:
    """A contact typed as a referral, a referral taken no further with an assessment on it, a need that is not stated."""
    world, sheets, ledger = planting.world, planting.world.sheets, planting.world.ledger
    for case in planting.take(planting.last_ended(), lambda case: case.cohort in ("assessed", "need") and _open_for(case) > 12):
        again = days.working_days_after(case.received, 6)
        referral = sheets.add(
            EPISODES, cine_person_id=case.child.child_id, cine_referral_date=again, cine_cin_primary_need_code="N1",
            cine_referral_source_code="6", cine_referral_nfa=True, cine_close_date=again, cine_close_reason="RC8",
            cine_referral_team=case.team.team_id,
        )  # fmt: skip
        manager = (case.team.others or case.team.holders)[0].worker_id
        sheets.add("ext_contact_decision", referral_id=referral, decided_at=again, decision="no further action", decided_by=manager)
        ledger.broken("E02", EPISODES, referral, case.child.child_id, "a contact typed as a referral while the case was open")
    for case in planting.take(planting.last_ended(), lambda case: case.cohort == "assessed"):
        row(world, EPISODES, case.referral_id)["cine_referral_nfa"] = True
        ledger.broken("E05", EPISODES, case.referral_id, case.child.child_id, "taken no further, and an assessment was made on it")
    for need, what in ((None, "no primary need"), ("N0", "a primary need that is not stated")):
        for case in planting.take(planting.last_ended(), lambda case: case.cohort not in ("nfa", "care") and _open_for(case) >= 45):
            row(world, EPISODES, case.referral_id)["cine_cin_primary_need_code"] = need
            ledger.broken("E06", EPISODES, case.referral_id, case.child.child_id, f"{what}, in a case open for 45 working days")


def _open_for(case: Case) -> int:
    return days.working_days_between(case.received, case.closed or case.received)


def _plant_assessments(planting: Planting) -> None:
    world, ledger = planting.world, planting.world.ledger
    for fault in _ASSESSMENT_FAULTS:
        for case in planting.take(planting.last_ended(), lambda case: case.cohort in ("assessed", "need")):
            key, child, started = case.assessment_ids[0], case.child.child_id, case.assessed_from
            assert started is not None
            assessment = row(world, ASSESSMENTS, key)
            factors = next(one for one in world.sheets.rows(FACTORS) if one["cinf_assessment_id"] == key)
            if fault == "not_authorised":
                assessment["cina_assessment_auth_date"] = None
                ledger.broken("A01", ASSESSMENTS, key, child, "an outcome, and nobody authorised it")
                ledger.broken("E04", ASSESSMENTS, key, child, "an assessment left open in a closed episode", planted=False)
            elif fault == "backwards":
                assessment["cina_assessment_auth_date"] = started - 1
                ledger.broken("A01", ASSESSMENTS, key, child, "authorised before it began")
            elif fault == "before_referral":
                assessment["cina_assessment_start_date"] = case.received - 3
                ledger.broken("E08", ASSESSMENTS, key, child, "an assessment from before its referral")
            else:
                factors["cinf_assessment_factors_json"] = None if fault == "no_factors" else '["21","3A"]'
                what = "finished without factors" if fault == "no_factors" else "no factor was found, and one was"
                ledger.broken("A01", ASSESSMENTS, key, child, what)


def _plant_second_assessment(planting: Planting) -> None:
    """Begun beside the first a day ago, so that no clock of its own has run out."""
    world = planting.world
    for case in planting.take(case for case in planting.open_cases if case.decided("A02")):
        second = world.sheets.add(
            ASSESSMENTS, cina_person_id=case.child.child_id, cina_referral_id=case.referral_id, cina_assessment_start_date=world.ago(1),
            cina_assessment_team=case.team.team_id, cina_assessment_worker_id=(case.worker or case.team.holders[0]).worker_id,
        )  # fmt: skip
        world.ledger.broken("A02", ASSESSMENTS, second, case.child.child_id, "a second assessment is open beside the first")


def _plant_in_no_cohort(planting: Planting) -> None:
    """The assessment ended in nothing weeks ago, and the case was left open."""
    world = planting.world
    waiting = [
        case for case in planting.open_cases if case.cohort == "assessment" and case.authorised is not None and case.need_found is False
    ]
    for case in planting.take(waiting, lambda case: case.enquiry_on is None):
        ended = world.ago(world.chance.randint(11, min(20, world.waited(case.received) - 2)))
        row(world, ASSESSMENTS, case.assessment_ids[0])["cina_assessment_auth_date"] = ended
        what = "open, and in no cohort for more than ten working days"
        world.ledger.broken("E07", EPISODES, case.referral_id, case.child.child_id, what)
