"""Faults of recording: each planted on a case, or a row, that nothing else is wrong with, and each written in the ledger.

Those on open cases are chosen first (``choose``), so that no standard plants anything on the same child; the rows are spoilt at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from . import people, visiting
from .cases import Case
from .sheets import Value
from .world import World

ON_OPEN_CASES: Final = {
    "assessment": ("born_ahead", "no_birth_date", "birth_overdue", "expected_too_far", "no_referral_date"),
    "need": ("two_episodes", "reason_without_close", "visit_ahead", "assessment_twice"),
    "plan": ("two_plans", "need_plan_beside", "two_birth_dates", "visit_before_episode"),
}
"""cohort of the case -> what is planted on it."""

ON_ENDED_CASES: Final = (
    "no_close_reason", "closed_before_referral", "assessment_left_open", "enquiry_left_open", "plan_left_open", "visit_after_close",
)  # fmt: skip

_UNKNOWN_CODES: Final = (
    ("ssd_person", "pers_ethnicity", "ZZZZ"),
    ("ssd_cin_episodes", "cine_cin_primary_need_code", "N99"),
    ("ssd_cin_episodes", "cine_referral_source_code", "77"),
    ("ssd_disability", "disa_disability_code", "QQQ"),
    ("ssd_cp_reviews", "cppr_cp_review_participation", "PN99"),
    ("ssd_care_leavers", "clea_care_leaver_activity", "Q9"),
    ("ssd_cla_placement", "clap_cla_placement_type", "XX9"),
    ("ext_audit", "self_grade", "splendid"),
)


def times(world: World) -> int:
    """How many of each: one in a small council, more in a large one."""
    return max(1, world.size.open_children // 400)


def choose(world: World, cases: Sequence[Case]) -> None:
    """Set aside the open cases that recording faults will be planted on, and make their children what the fault needs."""
    for cohort, faults in ON_OPEN_CASES.items():
        fair = [
            case for case in cases
            if case.cohort == cohort and case.child.born is not None and case.no_further_action is not None and _old_enough(world, case)
        ]  # fmt: skip
        world.chance.shuffle(fair)
        wanted = [fault for fault in world.chance.sample(faults, len(faults)) for _ in range(times(world))]
        most = max(1, sum(case.cohort == cohort for case in cases) * 2 // 5)
        for case, fault in zip(fair[:most], wanted, strict=False):
            case.faultless, case.fault = True, fault
            _prepare(world, case)


def _old_enough(world: World, case: Case) -> bool:
    if case.cohort == "assessment":
        return 3 <= world.waited(case.received) <= 25
    started = case.plan_from or case.need_from
    return started is not None and world.waited(started) > 60


def _prepare(world: World, case: Case) -> None:
    row, child, today = world.sheets.rows("ssd_person")[case.child.row], case.child, world.today
    if case.fault == "born_ahead":
        child.born = today + world.chance.randint(3, 60)
        row["pers_dob"] = child.born
    elif case.fault == "no_birth_date":
        child.born = row["pers_dob"] = None
    elif case.fault in ("birth_overdue", "expected_too_far"):
        child.born = row["pers_dob"] = None
        child.expected = today - 45 if case.fault == "birth_overdue" else case.received + 7 * 40 + world.chance.randint(5, 60)
        row["pers_expected_dob"] = child.expected
        row["pers_sex"] = row["pers_gender"] = "U"
    elif case.fault == "two_birth_dates" and child.born is not None:
        row["pers_expected_dob"] = child.born + 9


def plant(world: World, open_cases: Sequence[Case], ended: Sequence[Case]) -> None:
    """Spoil what has been laid down, and write it in the ledger."""
    for case in open_cases:
        if case.fault:
            _plant_on_open(world, case)
    _plant_on_ended(world, ended)
    _plant_people(world, ended)
    _plant_orphans(world, ended)
    _plant_codes(world)


def _plant_on_open(world: World, case: Case) -> None:
    sheets, ledger, child, today, chance = world.sheets, world.ledger, case.child.child_id, world.today, world.chance
    person, episode = "ssd_person", "ssd_cin_episodes"
    match case.fault:
        case "born_ahead":
            ledger.broken("P03", person, child, child, "the date of birth lies ahead")
        case "no_birth_date":
            ledger.broken("P02", person, child, child, "neither a date of birth nor an expected one")
        case "two_birth_dates":
            ledger.broken("P02", person, child, child, "a date of birth and an expected one")
        case "birth_overdue":
            ledger.broken("P03", person, child, child, "expected more than 30 days ago and no birth recorded")
        case "expected_too_far":
            ledger.broken("P03", person, child, child, "expected more than 40 weeks after the referral")
        case "no_referral_date":
            _row(world, episode, case.referral_id)["cine_referral_date"] = None
            what = "the referral it is counted from has no date"
            ledger.not_recorded("ASM-01", "ssd_cin_assessments", case.assessment_ids[0], child, what, "blank_field")
            for code in ("SUP-02", "MGT-01"):
                ledger.not_recorded(code, episode, case.referral_id, child, what, "blank_field", planted=False)
        case "two_episodes":
            received = world.ago(chance.randint(4, 7))
            second = sheets.add(
                episode, cine_person_id=child, cine_referral_date=received, cine_cin_primary_need_code="N1", cine_referral_source_code="6",
                cine_referral_nfa=False, cine_referral_team=case.team.team_id,
            )  # fmt: skip
            manager = (case.team.others or case.team.holders)[0].worker_id
            sheets.add("ext_contact_decision", referral_id=second, decided_at=received, decision="accept", decided_by=manager)
            ledger.broken("E01", episode, second, child, "a second referral was opened while the first is open")
        case "reason_without_close":
            _row(world, episode, case.referral_id)["cine_close_reason"] = "RC7"
            ledger.broken("E03", episode, case.referral_id, child, "a reason for closing and no closing date")
        case "visit_ahead":
            visit = visiting.write_visit(world, case, "ssd_cin_visits", today + chance.randint(2, 9), True, None)
            ledger.broken("V01", "ssd_cin_visits", visit.visit_id, child, "dated later than the day of the extract")
        case "visit_before_episode":
            visit = visiting.write_visit(world, case, "ssd_cin_visits", case.received - chance.randint(3, 15), True, None)
            ledger.broken("V01", "ssd_cin_visits", visit.visit_id, child, "dated before the child's episode began")
        case "assessment_twice":
            assessment = case.assessment_ids[0]
            sheets.rows("ssd_cin_assessments").append(dict(_row(world, "ssd_cin_assessments", assessment)))
            what = "two assessments have the same id"
            ledger.not_recorded("ASM-01", "ssd_cin_assessments", assessment, child, what, "duplicate_key")
        case "two_plans":
            second = sheets.add(
                "ssd_cp_plans", cppl_referral_id=case.referral_id, cppl_person_id=child,
                cppl_cp_plan_start_date=world.ago(chance.randint(2, 7)),
                cppl_cp_plan_ola=False, cppl_cp_plan_initial_category="NEG", cppl_cp_plan_latest_category="NEG",
            )  # fmt: skip
            ledger.broken("C01", "ssd_cp_plans", second, child, "a second plan is open beside the first")
        case "need_plan_beside":
            plan = sheets.add(
                "ssd_cin_plans", cinp_referral_id=case.referral_id, cinp_person_id=child, cinp_cin_plan_start_date=case.authorised,
                cinp_cin_plan_team=case.team.team_id,
            )  # fmt: skip
            ledger.broken("C01", "ssd_cin_plans", plan, child, "a child in need plan is open beside the child protection plan")


def _plant_on_ended(world: World, ended: Sequence[Case]) -> None:
    """On the last episode of children whose every case has closed."""
    last: dict[str, Case] = {}
    for case in ended:
        before = last.get(case.child.child_id)
        if before is None or case.received > before.received:
            last[case.child.child_id] = case
    free = [case for case in last.values() if case.closed is not None and case.closed < world.today - 20 and case.cohort != "care"]
    world.chance.shuffle(free)
    for fault in ON_ENDED_CASES:
        for _ in range(times(world)):
            chosen = next((case for case in free if _fits(case, fault)), None)
            if chosen is not None:
                free.remove(chosen)
                _spoil_ended(world, chosen, fault)


def _fits(case: Case, fault: str) -> bool:
    return {
        "closed_before_referral": case.cohort == "nfa",
        "assessment_left_open": case.cohort == "assessed",
        "enquiry_left_open": case.cohort == "enquiry",
        "plan_left_open": case.cohort == "need",
    }.get(fault, case.cohort != "nfa")


def _spoil_ended(world: World, case: Case, fault: str) -> None:
    ledger, child = world.ledger, case.child.child_id
    assert case.closed is not None
    episode = _row(world, "ssd_cin_episodes", case.referral_id)
    if fault == "no_close_reason":
        episode["cine_close_reason"] = None
        ledger.broken("E03", "ssd_cin_episodes", case.referral_id, child, "closed without a reason")
    elif fault == "closed_before_referral":
        episode["cine_close_date"] = case.received - world.chance.randint(1, 20)
        ledger.broken("E03", "ssd_cin_episodes", case.referral_id, child, "closed before the referral")
    elif fault == "assessment_left_open":
        row = _row(world, "ssd_cin_assessments", case.assessment_ids[0])
        row["cina_assessment_auth_date"] = row["cina_assessment_outcome_nfa"] = None
        ledger.broken("E04", "ssd_cin_assessments", case.assessment_ids[0], child, "an assessment left open in a closed episode")
    elif fault == "enquiry_left_open":
        row = _row(world, "ssd_s47_enquiry", case.enquiry_id)
        row["s47e_s47_end_date"] = row["s47e_s47_nfa"] = None
        ledger.broken("E04", "ssd_s47_enquiry", case.enquiry_id, child, "an enquiry left open in a closed episode")
    elif fault == "plan_left_open":
        _row(world, "ssd_cin_plans", case.need_plan_id)["cinp_cin_plan_end_date"] = None
        ledger.broken("E04", "ssd_cin_plans", case.need_plan_id, child, "a plan left open in a closed episode")
    else:
        visit = visiting.write_visit(world, case, "ssd_cin_visits", case.closed + world.chance.randint(2, 15), True, None)
        ledger.broken("E04", "ssd_cin_visits", visit.visit_id, child, "a visit after the episode closed")
        ledger.broken("V01", "ssd_cin_visits", visit.visit_id, child, "a visit after the episode closed", planted=False)


def _plant_people(world: World, ended: Sequence[Case]) -> None:
    sheets, ledger = world.sheets, world.ledger
    known = [case.child for case in ended if case.child.born is not None]
    for child in world.chance.sample(known, min(len(known), times(world))):
        twin = people.add_child(
            world, child.family_id, born=child.born, ethnicity=child.ethnicity, disabled=False, known_since=world.today - 40
        )
        sheets.rows("ssd_person")[twin.row]["pers_surname"] = child.child_id
        ledger.broken("P01", "ssd_person", twin.child_id, twin.child_id, "the same name, date of birth and postcode as another child")
    for number in range(times(world)):
        child = people.add_child(
            world,
            people.new_family(world),
            born=people.born_at_age(world, world.today, 2, 12),
            known_since=world.today - 30,
            child_id=f"C-{number + 1:05d}",
        )
        ledger.broken("P01", "ssd_person", child.child_id, child.child_id, "an id that is not letters and figures")


def _plant_orphans(world: World, ended: Sequence[Case]) -> None:
    sheets, ledger, today = world.sheets, world.ledger, world.today
    for number in range(times(world)):
        nobody = f"C9{number + 1:05d}"
        for table, record in (
            ("ssd_sdq_scores", sheets.add("ssd_sdq_scores", csdq_person_id=nobody, csdq_sdq_completed_date=today - 40, csdq_sdq_score=12)),
            ("ext_document", sheets.add("ext_document", person_id=nobody, type="chronology", started_on=today - 60)),
            ("ssd_missing", sheets.add(
                "ssd_missing", miss_person_id=nobody, miss_missing_episode_start_date=today - 90, miss_missing_episode_type="M",
                miss_missing_episode_end_date=today - 89,
            )),
        ):  # fmt: skip
            ledger.broken("Q01", table, record, nobody, "names a child who is not on the system")
        case = world.chance.choice(ended)
        plan = sheets.add(
            "ssd_cin_plans", cinp_referral_id=f"GONE{number + 1:04d}", cinp_person_id=case.child.child_id,
            cinp_cin_plan_start_date=case.received, cinp_cin_plan_end_date=case.closed,
        )  # fmt: skip
        ledger.broken("Q01", "ssd_cin_plans", plan, case.child.child_id, "names an episode that is not there")


def _plant_codes(world: World) -> None:
    """Codes that are in no list, on rows where no standard reads them."""
    for table, column, code in _UNKNOWN_CODES:
        rows = world.sheets.rows(table)
        fair = [row for row in rows if row.get(column) and not row.get("pers_expected_dob")]
        for row in world.chance.sample(fair, min(len(fair), times(world))):
            row[column] = code
            key, child = world.sheets.key_of(table), world.sheets.child_column(table)
            world.ledger.broken("Q04", table, str(row[key]), str(row[child]), f"{column} holds a code that is in no list")


def _row(world: World, table: str, key: str) -> dict[str, Value]:
    column = world.sheets.key_of(table)
    return next(row for row in world.sheets.rows(table) if row[column] == key)
