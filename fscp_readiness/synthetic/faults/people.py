"""Faults of people: one child twice, an id that is none, a number on two people, a record that goes on after a death."""

from __future__ import annotations

from typing import Final

from .. import people
from ..cases import Case
from .planting import Planting, row, times

PERSON: Final = "ssd_person"


def plant(planting: Planting) -> None:
    """Each on children whose every case has ended, or on people nobody has worked with."""
    _plant_twice(planting)
    _plant_bad_id(planting)
    _plant_after_death(planting)
    _plant_shared_numbers(planting)


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
