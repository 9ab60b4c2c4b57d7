"""Faults of referrals, assessments and enquiries."""

from __future__ import annotations

from .planting import Planting, row


def plant(planting: Planting) -> None:
    _plant_in_no_cohort(planting)


def _plant_in_no_cohort(planting: Planting) -> None:
    """The assessment ended in nothing weeks ago, and the case was left open."""
    world = planting.world
    waiting = [
        case for case in planting.open_cases if case.cohort == "assessment" and case.authorised is not None and case.need_found is False
    ]
    for case in planting.take(waiting, lambda case: case.enquiry_on is None):
        ended = world.ago(world.chance.randint(11, min(20, world.waited(case.received) - 2)))
        row(world, "ssd_cin_assessments", case.assessment_ids[0])["cina_assessment_auth_date"] = ended
        what = "open, and in no cohort for more than ten working days"
        world.ledger.broken("E07", "ssd_cin_episodes", case.referral_id, case.child.child_id, what)
