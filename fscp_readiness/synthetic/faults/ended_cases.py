"""Faults of cases that have ended, on the last episode of children whose every case has closed."""

from __future__ import annotations

from typing import Final

from .. import visiting
from ..cases import Case
from ..world import World
from .planting import Planting, row

ON_ENDED_CASES: Final = (
    "no_close_reason", "closed_before_referral", "assessment_left_open", "enquiry_left_open", "plan_left_open", "visit_after_close",
    "untyped_document",
)  # fmt: skip


def plant(planting: Planting) -> None:
    """One after another, each on a case of its own."""
    for fault in ON_ENDED_CASES:
        for case in planting.take(planting.last_ended(), lambda case, fault=fault: case.cohort != "care" and _fits(case, fault)):  # type: ignore[misc]
            _spoil(planting.world, case, fault)


def _fits(case: Case, fault: str) -> bool:
    return {
        "closed_before_referral": case.cohort == "nfa",
        "assessment_left_open": case.cohort == "assessed",
        "enquiry_left_open": case.cohort == "enquiry",
        "plan_left_open": case.cohort == "need",
    }.get(fault, case.cohort != "nfa")


def _spoil(world: World, case: Case, fault: str) -> None:
    ledger, child = world.ledger, case.child.child_id
    assert case.closed is not None
    episode = row(world, "ssd_cin_episodes", case.referral_id)
    if fault == "no_close_reason":
        episode["cine_close_reason"] = None
        ledger.broken("E03", "ssd_cin_episodes", case.referral_id, child, "closed without a reason")
    elif fault == "closed_before_referral":
        episode["cine_close_date"] = case.received - world.chance.randint(1, 20)
        ledger.broken("E03", "ssd_cin_episodes", case.referral_id, child, "closed before the referral")
    elif fault == "assessment_left_open":
        found = row(world, "ssd_cin_assessments", case.assessment_ids[0])
        found["cina_assessment_auth_date"] = found["cina_assessment_outcome_nfa"] = found["cina_assessment_outcome_json"] = None
        ledger.broken("E04", "ssd_cin_assessments", case.assessment_ids[0], child, "an assessment left open in a closed episode")
    elif fault == "enquiry_left_open":
        found = row(world, "ssd_s47_enquiry", case.enquiry_id)
        found["s47e_s47_end_date"] = found["s47e_s47_nfa"] = None
        ledger.broken("E04", "ssd_s47_enquiry", case.enquiry_id, child, "an enquiry left open in a closed episode")
        ledger.broken("S01", "ssd_s47_enquiry", case.enquiry_id, child, "no outcome after 15 working days", planted=False)
    elif fault == "plan_left_open":
        row(world, "ssd_cin_plans", case.need_plan_id)["cinp_cin_plan_end_date"] = None
        ledger.broken("E04", "ssd_cin_plans", case.need_plan_id, child, "a plan left open in a closed episode")
    elif fault == "untyped_document":
        found_on = world.sheets.add("ext_document", person_id=child, started_on=case.received)
        ledger.broken("R01", "ext_document", found_on, child, "a document that does not say what it is")
    else:
        visit = visiting.write_visit(world, case, "ssd_cin_visits", case.closed + world.chance.randint(2, 15), True, False)
        visiting.write_one_up(world, case, visit, 1)
        ledger.broken("E04", "ssd_cin_visits", visit.visit_id, child, "a visit after the episode closed")
        ledger.broken("V01", "ssd_cin_visits", visit.visit_id, child, "a visit after the episode closed", planted=False)
