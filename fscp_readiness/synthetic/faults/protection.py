"""Faults of enquiries, conferences and child protection plans."""

from __future__ import annotations

from .. import days, oversight
from .planting import Planting


def plant(planting: Planting) -> None:
    _plant_conference_without_plan(planting)


def _plant_conference_without_plan(planting: Planting) -> None:
    world = planting.world
    for case in planting.take(planting.last_ended(), lambda case: case.cohort == "enquiry"):
        assert case.enquiry_on is not None and case.closed is not None
        held = days.working_days_after(case.enquiry_on, 3)
        conference = world.sheets.add(
            "ssd_initial_cp_conference", icpc_person_id=case.child.child_id, icpc_referral_id=case.referral_id, icpc_icpc_date=held,
            icpc_icpc_transfer_in=False, icpc_icpc_outcome_cp_flag=True, icpc_icpc_team=case.team.team_id,
        )  # fmt: skip
        oversight.write_decision(world, case.child.child_id, held, "conference")
        what = "a conference decided on a plan, and there is none"
        world.ledger.broken("S04", "ssd_initial_cp_conference", conference, case.child.child_id, what)
