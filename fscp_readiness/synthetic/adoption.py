"""Children adopted in the last three years, children waiting for adoption, and prospective adopters."""

from __future__ import annotations

from collections.abc import Sequence

from . import days, people
from .cases import Case
from .world import World


def adopted_cases(world: World) -> list[tuple[Case, dict[str, int]]]:
    """Closed cases that ended in an adoption order, with the days along the way."""
    chance, today, cases = world.chance, world.today, []
    for _ in range(max(1, world.size.in_care // 7)):
        order = world.on_working_day(today - chance.randint(5, 1090))
        placed = order - chance.randint(110, 320)
        started = placed - chance.randint(260, 780)
        matched = placed - chance.randint(10, 45)
        placement_order = matched - chance.randint(20, min(250, matched - started - 90))
        decided = placement_order - chance.randint(20, 50)
        born = started - chance.randint(1, 900)
        child = people.add_child(world, people.new_family(world), born=born, disabled=False, known_since=started - 40)
        authorised = days.working_days_before(started, 3)
        received = days.working_days_before(authorised, 25)
        case = Case(
            child, world.team("care"), "care", received, closed=order, close_reason="RC1", assessed_from=received + 1,
            authorised=authorised,
            need_found=True, care_from=started, care_to=order, placement_from=placed, close_reason_of_care=chance.choice(("E11", "E12")),
        )  # fmt: skip
        cases.append((case, {"decided": decided, "ordered": placement_order, "matched": matched, "placed": placed, "order": order}))
    return cases


def write_adopted(world: World, case: Case, on: dict[str, int]) -> None:
    """The adoption record of a child whose case has been laid down."""
    world.sheets.add(
        "ssd_permanence",
        perm_person_id=case.child.child_id, perm_cla_id=case.care_id, perm_adm_decision_date=on["decided"],
        perm_placement_order_date=on["ordered"], perm_matched_date=on["matched"], perm_placed_for_adoption_date=on["placed"],
        perm_adopted_by_carer_flag=False, perm_permanence_order_date=on["order"], perm_permanence_order_type="Adoption order",
    )  # fmt: skip


def write_waiting(world: World, cases: Sequence[Case]) -> None:
    """Young children in care for whom adoption has been decided; and the people who have come forward."""
    chance, sheets, today = world.chance, world.sheets, world.today
    for case in cases:
        start = case.care_from
        if case.cohort != "care" or start is None or today - start < 250 or case.child.age(today) > 6 or chance.random() > 0.5:
            continue
        decided = start + chance.randint(120, 220)
        ordered = decided + chance.randint(15, 60)
        reversed_on = today - chance.randint(5, 20) if chance.random() < 0.12 else None
        sheets.add(
            "ssd_permanence",
            perm_person_id=case.child.child_id, perm_cla_id=case.care_id, perm_adm_decision_date=decided,
            perm_placement_order_date=ordered if ordered <= today else None, perm_decision_reversed_date=reversed_on,
            perm_decision_reversed_reason="RD1" if reversed_on else None,
        )  # fmt: skip
    for number in range(1, world.size.adopters + 1):
        enquired = today - chance.randint(20, 700)
        steps = [enquired]
        for low, high in ((10, 40), (40, 80), (3, 20), (80, 140), (2, 12), (5, 30)):
            steps.append(steps[-1] + chance.randint(low, high))
        happened = [day if day <= today else None for day in steps]
        sheets.add(
            "ext_adopter",
            individual_adopter_identifier=f"A{number:05d}", family_identifier=f"AF{(number + 1) // 2:05d}", gender=chance.choice("MF"),
            ethnicity=chance.choice(("WBRI", "WBRI", "APKN", "BAFR")), disability=chance.random() < 0.05,
            is_the_prospective_adopter_fostering_for_adoption=chance.random() < 0.1, date_enquiry_received=happened[0],
            date_stage_1_started=happened[1], date_stage_1_ended=happened[2], date_stage_2_started=happened[3],
            date_stage_2_ended=happened[4], date_application_submitted=happened[5], date_application_approved=happened[6],
        )  # fmt: skip
