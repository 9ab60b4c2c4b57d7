"""Faults of open cases: chosen before anything is laid down, so that no standard plants anything on the same child."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .. import days, oversight, people, visiting
from ..assessing import just_past_seeing
from ..cases import Case
from ..world import World
from .planting import row, times

ON_OPEN_CASES: Final = {
    "assessment": ("born_ahead", "no_birth_date", "birth_overdue", "expected_too_far", "no_referral_date"),
    "need": ("two_episodes", "reason_without_close", "visit_ahead", "assessment_twice"),
    "plan": ("two_plans", "need_plan_beside", "two_birth_dates", "visit_before_episode", "adult"),
}
"""cohort of the case -> what is planted on it."""


def choose(world: World, cases: Sequence[Case]) -> None:
    """Set aside the open cases that recording faults will be planted on, and make their children what the fault needs."""
    for cohort, faults in ON_OPEN_CASES.items():
        spared = next((case for case in cases if case.cohort == cohort and _is_rare(world, case)), None)
        fair = [
            case for case in cases
            if case.cohort == cohort and case.child.born is not None and case.no_further_action is not None and _old_enough(world, case)
            and case is not spared
        ]  # fmt: skip
        world.chance.shuffle(fair)
        wanted = [fault for fault in world.chance.sample(faults, len(faults)) for _ in range(times(world))]
        most = max(1, sum(case.cohort == cohort for case in cases) * 2 // 5)
        for fault in wanted[: min(most, len(fair))]:
            case = min(fair, key=lambda case: not _suits(world, case, fault))  # noqa: B023  # min is done with the lambda before the fault changes
            fair.remove(case)
            case.faultless, case.fault = True, fault
            _prepare(world, case)


def _suits(world: World, case: Case, fault: str) -> bool:
    """Is this a case on which the fault shows in every standard that it touches? An assessment of long ago is not asked for an outcome."""
    return fault != "assessment_twice" or (case.authorised is not None and case.authorised >= days.months_after(world.today, -6))


def _old_enough(world: World, case: Case) -> bool:
    if case.cohort == "assessment":
        return 3 <= world.waited(case.received) <= 25
    started = case.plan_from or case.need_from
    long = case.plan_from is not None and world.today - case.plan_from > 320  # few are long enough for a later review to be missed
    return started is not None and world.waited(started) > 60 and not long


def _is_rare(world: World, case: Case) -> bool:
    """Of an age that few cases have, and that a first visit just due (ASM-03) or a first review missed (CPR-01) is to be planted on."""
    if case.cohort == "assessment":
        return just_past_seeing(world, case)
    return case.plan_from is not None and days.months_after(case.plan_from, 3) < world.today < case.plan_from + 200


def _prepare(world: World, case: Case) -> None:
    person, child, today = world.sheets.rows("ssd_person")[case.child.row], case.child, world.today
    if case.fault == "born_ahead":
        child.born = today + world.chance.randint(3, 60)
        person["pers_dob"] = child.born
    elif case.fault == "no_birth_date":
        child.born = person["pers_dob"] = None
    elif case.fault in ("birth_overdue", "expected_too_far"):
        child.born = person["pers_dob"] = None
        child.expected = today - 45 if case.fault == "birth_overdue" else case.received + 7 * 40 + world.chance.randint(5, 60)
        person["pers_expected_dob"] = child.expected
        person["pers_sex"] = person["pers_gender"] = "U"
    elif case.fault == "adult":
        child.born = person["pers_dob"] = days.months_after(today, -18 * 12) - world.chance.randint(0, 40)
        child.upn = person["pers_upn"] = child.upn or people.made_up_upn(child.row + 1)
        person["pers_upn_unknown"] = None
    elif case.fault == "two_birth_dates" and child.born is not None:
        person["pers_expected_dob"] = child.born + 9


def plant_on_open(world: World, case: Case) -> None:
    sheets, ledger, child, today, chance = world.sheets, world.ledger, case.child.child_id, world.today, world.chance
    person, episode = "ssd_person", "ssd_cin_episodes"
    match case.fault:
        case "born_ahead":
            ledger.broken("P03", person, child, child, "the date of birth lies ahead")
        case "no_birth_date":
            ledger.broken("P02", person, child, child, "neither a date of birth nor an expected one")
        case "adult":
            ledger.broken("P09", episode, case.referral_id, child, "18 or over, and the case is open")
            ledger.broken("P09", "ssd_cp_plans", case.plan_id, child, "18 or over, and on a child protection plan")
        case "two_birth_dates":
            ledger.broken("P02", person, child, child, "a date of birth and an expected one")
        case "birth_overdue":
            ledger.broken("P03", person, child, child, "expected more than 30 days ago and no birth recorded")
        case "expected_too_far":
            ledger.broken("P03", person, child, child, "expected more than 40 weeks after the referral")
        case "no_referral_date":
            row(world, episode, case.referral_id)["cine_referral_date"] = None
            what = "the referral it is counted from has no date"
            ledger.not_recorded("ASM-01", "ssd_cin_assessments", case.assessment_ids[0], child, what, "blank_field")
            for code in ("ASM-05", "ASM-06"):
                ledger.not_recorded(code, "ssd_cin_assessments", case.assessment_ids[0], child, what, "blank_field", planted=False)
            for code in ("SUP-02", "MGT-01", "MGT-02", "REC-02", "REC-02.recorded", "REC-03", "REC-06", "ASM-03"):
                ledger.not_recorded(code, episode, case.referral_id, child, what, "blank_field", planted=False)
        case "two_episodes":
            received = world.ago(chance.randint(4, 5))
            second = sheets.add(
                episode, cine_person_id=child, cine_referral_date=received, cine_cin_primary_need_code="N1", cine_referral_source_code="6",
                cine_referral_nfa=False, cine_referral_team=case.team.team_id,
            )  # fmt: skip
            manager = (case.team.others or case.team.holders)[0].worker_id
            sheets.add("ext_contact_decision", referral_id=second, decided_at=received, decision="accept", decided_by=manager)
            oversight.write_decision(world, child, received, "accept")
            ledger.broken("E01", episode, second, child, "a second referral was opened while the first is open")
            what = "a second referral, and nothing begun under it"
            ledger.not_met("CIN-05", episode, second, child, what, "no_event", planted=False)
            ledger.broken("E02", episode, second, child, "a referral dated while a case is open", planted=False)
        case "reason_without_close":
            row(world, episode, case.referral_id)["cine_close_reason"] = "RC7"
            ledger.broken("E03", episode, case.referral_id, child, "a reason for closing and no closing date")
        case "visit_ahead":
            visit = visiting.write_visit(world, case, "ssd_cin_visits", today + chance.randint(2, 9), True, None)
            ledger.broken("V01", "ssd_cin_visits", visit.visit_id, child, "dated later than the day of the extract")
        case "visit_before_episode":
            visit = visiting.write_visit(world, case, "ssd_cin_visits", case.received - chance.randint(3, 15), True, False)
            visiting.write_one_up(world, case, visit, 1)
            ledger.broken("V01", "ssd_cin_visits", visit.visit_id, child, "dated before the child's episode began")
        case "assessment_twice":
            assessment = case.assessment_ids[0]
            sheets.rows("ssd_cin_assessments").append(dict(row(world, "ssd_cin_assessments", assessment)))
            what = "two assessments have the same id"
            ledger.not_recorded("ASM-01", "ssd_cin_assessments", assessment, child, what, "duplicate_key")
            if case.assessed_from is not None and case.assessed_from >= oversight.decisions_since(world):
                ledger.not_recorded("MGT-02", "ssd_cin_assessments", assessment, child, what, "duplicate_key", planted=False)
            ledger.not_recorded("CIN-01", "ssd_cin_assessments", assessment, child, what, "duplicate_key", planted=False)
            if case.authorised is not None and case.authorised >= days.months_after(today, -6):
                ledger.not_recorded("ASM-04", "ssd_cin_assessments", assessment, child, what, "duplicate_key", planted=False)
        case "two_plans":
            second = sheets.add(
                "ssd_cp_plans", cppl_referral_id=case.referral_id, cppl_person_id=child,
                cppl_cp_plan_start_date=world.ago(chance.randint(2, 7)),
                cppl_cp_plan_ola=False, cppl_cp_plan_initial_category="NEG", cppl_cp_plan_latest_category="NEG",
            )  # fmt: skip
            ledger.broken("C01", "ssd_cp_plans", second, child, "a second plan is open beside the first")
            ledger.broken("S04", "ssd_cp_plans", second, child, "a plan that no conference decided on", planted=False)
            what = "the plan on file is from before this one began"
            ledger.not_met("CPP-03", "ssd_cp_plans", second, child, what, "no_event", planted=False)
        case "need_plan_beside":
            plan = sheets.add(
                "ssd_cin_plans", cinp_referral_id=case.referral_id, cinp_person_id=child, cinp_cin_plan_start_date=case.authorised,
                cinp_cin_plan_team=case.team.team_id,
            )  # fmt: skip
            ledger.broken("C01", "ssd_cin_plans", plan, child, "a child in need plan is open beside the child protection plan")
