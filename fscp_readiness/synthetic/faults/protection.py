"""Faults of enquiries, conferences, child protection plans and their reviews."""

from __future__ import annotations

from .. import days, oversight
from ..cases import Case
from .planting import Planting, row

ENQUIRIES, CONFERENCES, PLANS, REVIEWS = "ssd_s47_enquiry", "ssd_initial_cp_conference", "ssd_cp_plans", "ssd_cp_reviews"


def plant(planting: Planting) -> None:
    """On closed cases where that will do; on plans, where it moves no clock."""
    _plant_enquiries(planting)
    _plant_conferences(planting)
    _plant_plans(planting)
    _plant_reviews(planting)
    _tell_of_long_enquiries(planting)


def _plant_enquiries(planting: Planting) -> None:
    """Each an enquiry of its own in a closed case; the conference of the one that needed one was never held."""
    world, sheets = planting.world, planting.world.sheets
    for code, discussed, nothing_more, what in (
        ("S03", True, False, "a conference was found necessary, and none was held"),
        ("S01", True, None, "ended, and nobody says what it found"),
        ("S01", False, True, "an enquiry with no strategy discussion"),
    ):
        for case in planting.take(planting.last_ended(), lambda case: case.cohort in ("assessed", "need")):
            started, child = days.working_days_after(case.received, 1), case.child.child_id
            enquiry = sheets.add(
                ENQUIRIES, s47e_referral_id=case.referral_id, s47e_person_id=child, s47e_s47_start_date=started if discussed else None,
                s47e_s47_end_date=days.working_days_after(started, 5), s47e_s47_nfa=nothing_more,
                s47e_s47_completed_by_team=case.team.team_id, s47e_s47_completed_by_worker_id=case.team.holders[0].worker_id,
            )  # fmt: skip
            sheets.add(
                "ext_strategy_discussion", person_id=child, referral_id=case.referral_id, s47_enquiry_id=enquiry,
                need_identified_on=started, held_on=started, actions_recorded=True,
            )  # fmt: skip
            oversight.write_decision(world, child, started, "s47")
            world.ledger.broken(code, ENQUIRIES, enquiry, child, what)


def _plant_conferences(planting: Planting) -> None:
    """One that decided on a plan which is not there, and one on a Saturday that decided on none."""
    world = planting.world
    for code, decided, what in (
        ("S04", True, "a conference decided on a plan, and there is none"), ("S02", False, "a conference on a Saturday"),
    ):  # fmt: skip
        for case in planting.take(planting.last_ended(), lambda case: case.cohort in ("assessed", "need")):
            held = days.working_days_after(case.received, 7)
            held += 0 if decided else (6 - held) % 7
            conference = world.sheets.add(
                CONFERENCES, icpc_person_id=case.child.child_id, icpc_referral_id=case.referral_id,
                icpc_icpc_date=held, icpc_icpc_transfer_in=False, icpc_icpc_outcome_cp_flag=decided,
                icpc_icpc_team=case.team.team_id,
            )  # fmt: skip
            oversight.write_decision(world, case.child.child_id, held, "conference")
            world.ledger.broken(code, CONFERENCES, conference, case.child.child_id, what)


def _on_plan(planting: Planting) -> list[Case]:
    return [case for case in planting.open_cases if case.cohort == "plan" and case.plan_from is not None]


def _plant_plans(planting: Planting) -> None:
    world, sheets, ledger = planting.world, planting.world.sheets, planting.world.ledger
    plans = [case for case in planting.last_ended() if case.cohort == "plan"] + _on_plan(planting)
    for column, what in (
        ("cppl_cp_plan_initial_category", "nobody says what category the plan began with"),
        ("cppl_cp_plan_latest_category", "nobody says what category the plan is for now"),
    ):
        for case in planting.take(plans):
            row(world, PLANS, case.plan_id)[column] = None
            ledger.broken("C02", PLANS, case.plan_id, case.child.child_id, what)
    for case in planting.take(plans, lambda case: world.waited(case.plan_from or world.today) > 30):
        assert case.conference_on is not None
        row(world, CONFERENCES, case.conference_id)["icpc_icpc_date"] = days.working_days_before(case.conference_on, 1)
        ledger.broken("S05", PLANS, case.plan_id, case.child.child_id, "the plan began the day after the conference")
    for case in planting.take(_on_plan(planting), lambda case: world.waited(case.plan_from or world.today) > 30):
        child = case.child.child_id
        theirs = sheets.add(
            PLANS, cppl_referral_id=case.referral_id, cppl_person_id=child, cppl_cp_plan_start_date=world.ago(world.chance.randint(2, 7)),
            cppl_cp_plan_ola=True, cppl_cp_plan_initial_category="NEG", cppl_cp_plan_latest_category="NEG",
        )  # fmt: skip
        ledger.broken("C04", PLANS, theirs, child, "another council's plan beside our own")
        ledger.broken("C01", PLANS, theirs, child, "a second plan is open beside the first", planted=False)


def _plant_reviews(planting: Planting) -> None:
    """One dated ahead; and one on the day its plan began, of a plan that has ended."""
    world = planting.world
    ahead = [(case, world.today + world.chance.randint(3, 9)) for case in planting.take(_on_plan(planting))]
    over = [case for case in planting.last_ended() if case.cohort == "plan"]
    for case, held in ahead + [(case, case.plan_from or world.today) for case in planting.take(over)]:
        review = world.sheets.add(
            REVIEWS, cppr_person_id=case.child.child_id, cppr_cp_plan_id=case.plan_id, cppr_cp_review_date=held,
            cppr_cp_review_meeting_id=f"R{case.plan_id}-{held}", cppr_cp_review_outcome_continue_cp=True, cppr_cp_review_quorate="Y",
            cppr_cp_review_participation="PN1",
        )  # fmt: skip
        what = "a review dated ahead" if held > world.today else "a review on the day the plan began"
        world.ledger.broken("C03", REVIEWS, review, case.child.child_id, what)


def _tell_of_long_enquiries(planting: Planting) -> None:
    """Enquiries whose conference is overdue have no outcome either."""
    for case in planting.open_cases:
        if case.decided("S47-01") == "overdue":
            what = "no outcome after 15 working days"
            planting.world.ledger.broken("S01", ENQUIRIES, case.enquiry_id, case.child.child_id, what, planted=False)
