"""Faults of people: one child twice, an id that is none, a number on two people, a record that goes on after a death."""

from __future__ import annotations

from typing import Final

from .. import people
from ..cases import Case
from .planting import Planting, row, rows_of, times

PERSON: Final = "ssd_person"


def plant(planting: Planting) -> None:
    """What is asked of every person is planted on children whose every case has ended; what is asked of open records, on open cases."""
    _plant_twice(planting)
    _plant_bad_id(planting)
    _plant_after_death(planting)
    _plant_shared_numbers(planting)
    _plant_sex(planting)
    _plant_ethnicity(planting)
    _plant_pupil_numbers(planting)
    _plant_disability(planting)


def _plant_twice(planting: Planting) -> None:
    world = planting.world
    for case in planting.take(planting.last_ended(), lambda case: case.child.born is not None):
        child = case.child
        twin = people.add_child(
            world, child.family_id, born=child.born, ethnicity=child.ethnicity, disabled=False, known_since=world.today - 40
        )
        world.sheets.rows("ssd_person")[twin.row]["pers_surname"] = child.child_id
        world.ledger.broken("P01", PERSON, twin.child_id, twin.child_id, "the same name, date of birth and postcode as another child")


def _plant_bad_id(planting: Planting) -> None:
    world = planting.world
    for number in range(times(world)):
        child = people.add_child(
            world,
            people.new_family(world),
            born=people.born_at_age(world, world.today, 2, 12),
            known_since=world.today - 30,
            child_id=f"C-{number + 1:05d}",
        )
        world.ledger.broken("P01", PERSON, child.child_id, child.child_id, "an id that is not letters and figures")


def _plant_after_death(planting: Planting) -> None:
    """A death recorded on the day the last case closed; and something after it, or a plan that nobody ended."""
    world = planting.world
    for case in planting.take(planting.last_ended(), lambda case: 5 <= case.child.age(case.closed or 0) <= 15):
        assert case.closed is not None
        child = case.child.child_id
        row(world, PERSON, child)["pers_death_date"] = case.closed
        score = world.sheets.add("ssd_sdq_scores", csdq_person_id=child, csdq_sdq_completed_date=case.closed + 9, csdq_sdq_score=14)
        world.ledger.broken("P08", "ssd_sdq_scores", score, child, "a questionnaire dated after the child's death")
    for case in planting.take(planting.last_ended(), lambda case: case.cohort == "need"):
        child = case.child.child_id
        row(world, PERSON, child)["pers_death_date"] = case.closed
        row(world, "ssd_cin_plans", case.need_plan_id)["cinp_cin_plan_end_date"] = None
        world.ledger.broken("P08", "ssd_cin_plans", case.need_plan_id, child, "a plan left open after the child's death")
        what = "a plan left open in a closed episode"
        world.ledger.broken("E04", "ssd_cin_plans", case.need_plan_id, child, what, planted=False)


def _plant_shared_numbers(planting: Planting) -> None:
    """A pupil number and an NHS number on two people; and an NHS number that is linked to two."""
    world, sheets = planting.world, planting.world.sheets
    known = planting.last_ended()
    for number in range(times(world)):
        pair = [case.child.child_id for case in planting.take(known, _at_school)[:1] + planting.take(known, _at_school)[:1]]
        pair += [case.child.child_id for case in planting.take(known)[:1] + planting.take(known)[:1]]
        pair += [case.child.child_id for case in planting.take(known)[:1] + planting.take(known)[:1]]
        if len(pair) < 6:
            return
        first, second = sorted(pair[:2])
        row(world, PERSON, second)["pers_upn"] = row(world, PERSON, first)["pers_upn"]
        world.ledger.broken("P10", PERSON, second, second, "the pupil number of another child")
        first, second = sorted(pair[2:4])
        for child in (first, second):
            row(world, PERSON, child)["pers_single_unique_id"] = f"999111{number:04d}"
        world.ledger.broken("P10", PERSON, second, second, "the NHS number of another child")
        first, second = sorted(pair[4:6])
        for child in (first, second):
            sheets.add(
                "ssd_linked_identifiers", link_person_id=child, link_identifier_type="NHS Number",
                link_identifier_value=f"999222{number:04d}", link_valid_from_date=world.today - 400,
            )  # fmt: skip
        world.ledger.broken("P10", PERSON, second, second, "an NHS number that is linked to another child")


def _at_school(case: Case) -> bool:
    return case.child.upn != ""


def _plant_sex(planting: Planting) -> None:
    """An unborn child with a sex; and just more than 2% of the children born whose sex nobody knows."""
    world, ledger = planting.world, planting.world.ledger
    for case in planting.take(planting.open_cases, lambda case: case.child.unborn and case.child.expected is not None):
        person = row(world, PERSON, case.child.child_id)
        person["pers_sex"] = person["pers_gender"] = world.chance.choice("MF")
        ledger.broken("P04", PERSON, case.child.child_id, case.child.child_id, "an unborn child said to be a girl or a boy")
    others = [case.child.child_id for case in planting.open_cases if not (case.child.unborn and case.child.expected is not None)]
    for child in world.chance.sample(others, len(others) * 2 // 100 + 1):
        person = row(world, PERSON, child)
        person["pers_sex"] = person["pers_gender"] = "U"
    ledger.broken("P04", PERSON, "", "", "more than 2% of the children with an open record have no known sex")


def _plant_ethnicity(planting: Planting) -> None:
    world = planting.world
    for ethnicity, what in ((None, "no ethnicity"), ("NOBT", "ethnicity not yet obtained, and the child is known for long")):
        known = [case for case in planting.open_cases if case.child.age(world.today) >= 1 and world.today - case.received > 40]
        for case in planting.take(known):
            row(world, PERSON, case.child.child_id)["pers_ethnicity"] = ethnicity
            world.ledger.broken("P05", PERSON, case.child.child_id, case.child.child_id, what)


def _plant_pupil_numbers(planting: Planting) -> None:
    world = planting.world
    for fault, what in (
        ("wrong_letter", "a pupil number with the wrong check letter"), ("neither", "no pupil number and no reason"),
        ("UN1", "said to be too young for a pupil number"), ("UN4", "said to be new, and is not"),
    ):  # fmt: skip
        for case in planting.take(planting.open_cases, lambda case: _at_school(case) and world.today - case.received > 40):
            person = row(world, PERSON, case.child.child_id)
            if fault == "wrong_letter":
                letter = "A" if case.child.upn[0] != "A" else "B"
                person["pers_upn"] = letter + case.child.upn[1:]
            else:
                person["pers_upn"], person["pers_upn_unknown"] = None, fault if fault != "neither" else None
            world.ledger.broken("P06", PERSON, case.child.child_id, case.child.child_id, what)


def _plant_disability(planting: Planting) -> None:
    """A disabled child said to have none as well; and a child of whom nobody says, with nothing wrong on which that throws doubt."""
    world = planting.world
    born = [case for case in planting.open_cases if case.child.age(world.today) >= 0]
    for case in planting.take(born, lambda case: case.child.disabled):
        world.sheets.add("ssd_disability", disa_person_id=case.child.child_id, disa_disability_code="NONE")
        world.ledger.broken("P07", PERSON, case.child.child_id, case.child.child_id, "a disability, and said to have none")
    for case in planting.take(born, lambda case: not case.child.disabled and not any(case.outcome.values())):
        rows_of(world, "ssd_disability", case.child.child_id)[0]["disa_disability_code"] = None
        world.ledger.broken("P07", PERSON, case.child.child_id, case.child.child_id, "nobody says whether there is a disability")
