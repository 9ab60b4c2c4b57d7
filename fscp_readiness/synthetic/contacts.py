"""Children known from contacts alone: most answered with advice, some not answered, a few whose contacts came again and again."""

from __future__ import annotations

from typing import Final

from . import days, people
from .people import Child
from .world import BAD_DAY, World

BECAME_A_REFERRAL: Final = '{"NEW_REFERRAL_FLAG":"Y","NFA_FLAG":"N","ADVICE_FLAG":"N"}'
_ADVICE: Final = '{"NEW_REFERRAL_FLAG":"N","NFA_FLAG":"N","ADVICE_FLAG":"Y"}'
_NOTHING: Final = '{"NEW_REFERRAL_FLAG":"","NFA_FLAG":"","ADVICE_FLAG":""}'
_SOURCES: Final = ("1A", "1D", "2A", "3A", "5B", "6", "6", "7", "9")

FAULTS: Final = (
    "undecided", "decided_undated", "decided_unreadable", "decided_before", "no_outcome", "outcome_unreadable", "no_outcome_undated",
    "again_and_again", "again_undated", "undated",
)  # fmt: skip


def write_contacts(world: World) -> None:
    """Children with contacts and no referral, with the lines of CON-01, CON-02 and REF-04."""
    wanted = max(len(FAULTS) + 2, world.size.closed_children // 40)
    often = max(1, wanted // 80) * (int(BAD_DAY) // 3 if world.day == "bad" else 1)
    faults = [] if world.faultless else [fault for fault in FAULTS for _ in range(often)]
    for number in range(max(wanted, len(faults) + 2)):
        child = people.add_child(
            world, people.new_family(world), born=people.born_at_age(world, world.today, 1, 15), known_since=world.today - 200
        )
        if number < len(faults):
            _write_fault(world, child, faults[number])
        else:
            for _ in range(world.chance.choices((1, 2), (80, 20))[0]):
                _write(world, child, world.today - world.chance.randint(8, 700))


def _write(
    world: World, child: Child, came: int | None, *, outcome: str | None = _ADVICE, decided: int | str | None = "", decision: bool = True
) -> str:
    """One contact and, unless there is none, the decision on it; ``decided`` "" is the day it came in."""
    contact = world.sheets.add(
        "ssd_contacts", cont_person_id=child.child_id, cont_contact_date=came, cont_contact_source_code=world.chance.choice(_SOURCES),
        cont_contact_outcome_json=outcome,
    )  # fmt: skip
    if decision:
        day = (came if came is not None else world.ago(20)) if decided == "" else decided
        manager = world.chance.choice(world.teams[0].others or world.teams[0].holders).worker_id
        world.sheets.add("ext_contact_decision", contact_id=contact, decided_at=day, decision="advice", decided_by=manager)
    return contact


def _write_fault(world: World, child: Child, fault: str) -> None:
    chance, ledger, table, name = world.chance, world.ledger, "ssd_contacts", child.child_id
    came = world.ago(chance.randint(3, 60))
    match fault:
        case "undecided":
            contact = _write(world, child, came, decision=False)
            ledger.not_met("CON-01", table, contact, name, "nobody has recorded a decision on the contact")
        case "decided_undated":
            contact = _write(world, child, came, decided=None)
            ledger.not_recorded("CON-01", table, contact, name, "decided, on a day nobody wrote down", "blank_field")
        case "decided_unreadable":
            contact = _write(world, child, came, decided="#N/A")
            ledger.not_recorded("CON-01", table, contact, name, "the day of the decision cannot be read", "unreadable_value")
            row = f"{contact}//"  # a decision has no key of its own: contact, referral and day, as far as they can be read
            ledger.broken("Q05", "ext_contact_decision", row, "", "decided_at holds a date that is none", planted=False)
        case "decided_before":
            contact = _write(world, child, came, decided=days.working_days_before(came, chance.randint(1, 4)))
            ledger.not_recorded("CON-01", table, contact, name, "decided before the contact came in", "conflict")
        case "no_outcome":
            contact = _write(world, child, came, outcome=chance.choice((None, _NOTHING)))
            ledger.not_met("CON-02", table, contact, name, "the contact has no outcome", "blank_field")
        case "outcome_unreadable":
            contact = _write(world, child, came, outcome="#N/A")
            ledger.not_recorded("CON-02", table, contact, name, "the outcome cannot be read", "unreadable_value")
        case "no_outcome_undated":
            contact = _write(world, child, None, outcome=None)
            ledger.not_recorded("CON-02", table, contact, name, "no outcome, and no day to say how old it is", "blank_field")
        case "undated":
            contact = _write(world, child, None, decision=False)
            ledger.not_recorded("CON-01", table, contact, name, "nobody has decided, and the day it came in is blank", "blank_field")
        case _:
            start = days.months_after(world.today, -6)
            for low, high in ((5, 40), (45, 90)):
                _write(world, child, start + chance.randint(low, high))
            _write(world, child, None if fault == "again_undated" else start + chance.randint(95, 170))
            if fault == "again_undated":
                what = "two contacts in six months and a third without a day"
                ledger.not_recorded("REF-04", "ssd_person", name, name, what, "blank_field")
            else:
                what = "three contacts in six months and no referral or assessment"
                ledger.not_met("REF-04", "ssd_person", name, name, what, "no_event")
