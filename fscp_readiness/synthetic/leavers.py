"""Young people leaving care: eligible ones still in care, relevant, former relevant and qualifying ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from . import days, people
from .cases import Case
from .dealing import deal
from .people import Child
from .world import World

CONTACT: Final = 56
"""Days within which a young person is to be in touch (CLV-05's default)."""

_GOOD: Final = ("B", "C", "D", "K", "T", "U", "V", "Y", "Z")
_POOR: Final = ("E", "G", "S", "W", "X")
_ACTIVE: Final = ("F1", "P1", "F2", "P2", "F4", "F5", "P5")
_INACTIVE: Final = ("G4", "G5", "G6")


@dataclass(eq=False)
class Leaver:
    child: Child
    case: Case
    eligibility: str
    in_touch: str = "YES"


def leavers_of(world: World, cases: Sequence[Case]) -> tuple[list[Leaver], list[Case]]:
    """Every young person with leaving-care help, and the closed cases of those who have left care."""
    found = [
        Leaver(case.child, case, "ELIGIBLE")
        for case in cases
        if case.cohort == "care" and case.child.age(world.today) >= 16 and not case.faultless
    ]
    left = []
    for number in range(world.size.leavers):
        kind = "RELEVANT" if number % 9 == 4 else "QUALIFYING" if number % 9 == 8 else "FORMER RELEVANT"
        leaver = _left_care(world, kind)
        left.append(leaver.case)
        found.append(leaver)
    return found, left


def _left_care(world: World, kind: str) -> Leaver:
    chance, today = world.chance, world.today
    low, high = {"RELEVANT": (16.4, 17.8), "QUALIFYING": (16.5, 20.8)}.get(kind, (18.1, 20.9))
    born = people.born_at_age(world, today, low, high)
    ceased = min(days.birthday(born, 18), today - 20) if kind == "FORMER RELEVANT" else today - chance.randint(20, 100)
    started = ceased - chance.randint(200, 1500)
    unaccompanied = chance.random() < 0.1
    child = people.add_child(
        world, people.new_family(world), born=born, disabled=chance.random() < 0.12, unaccompanied=unaccompanied, known_since=started - 60
    )
    team = world.team("care")
    authorised = days.working_days_before(started, 5)
    received = days.working_days_before(authorised, 30)
    case = Case(
        child, team, "care", received, closed=ceased, close_reason="RC7", assessed_from=received + 1, authorised=authorised,
        need_found=True,
        care_from=started, care_to=ceased, placement_from=started + (chance.randint(20, 190) if chance.random() < 0.5 else 0),
        close_reason_of_care="E8",
    )  # fmt: skip
    return Leaver(child, case, kind)


def write_leavers(world: World, leavers: Sequence[Leaver]) -> None:
    """One row a young person, with the lines of CLV-01, CLV-05 and CLV-06."""
    chance = world.chance
    for leaver in leavers:
        if leaver.eligibility in ("FORMER RELEVANT", "QUALIFYING") and chance.random() < 0.09:
            leaver.in_touch = chance.choice(("DIED", "REFU", "NREQ", "RHOM") if chance.random() < 0.1 else ("REFU", "NREQ", "RHOM"))
    adviser = deal(
        chance,
        leavers,
        world.shares({"blank": 0.035, "unreadable": 0.004}),
        can=lambda leaver, _: leaver.eligibility != "QUALIFYING" and leaver.in_touch == "YES",
    )
    contact = deal(
        chance, leavers,
        world.shares({"missed": 0.06, "due_today": 0.02, "allowance": 0.02, "conflict": 0.01, "none": 0.01, "silent": 0.008}),
        can=lambda leaver, _: leaver.in_touch == "YES" and leaver.eligibility != "ELIGIBLE",
    )  # fmt: skip
    home = deal(
        chance, leavers, world.shares({"poor": 0.07, "blank": 0.02}),
        can=lambda leaver, _: leaver.in_touch == "YES" and leaver.eligibility == "FORMER RELEVANT",
    )  # fmt: skip
    for leaver, *decided in zip(leavers, adviser, contact, home, strict=True):
        _write(world, leaver, *decided)


def _write(world: World, leaver: Leaver, adviser: str, contact: str, home: str) -> None:
    chance, sheets, today, child = world.chance, world.sheets, world.today, leaver.child.child_id
    team = leaver.case.team if leaver.eligibility == "ELIGIBLE" else world.team("leaving")
    who = chance.choice(team.others or team.holders)
    gaps = {"due_today": CONTACT, "allowance": CONTACT + 1, "missed": chance.randint(CONTACT + 9, 150)}
    gap = gaps.get(contact, chance.randint(0, CONTACT - 1))
    last = today - gap if contact not in ("none", "silent") else None
    in_touch = leaver.in_touch
    if contact in ("conflict", "none") or (contact == "missed" and chance.random() < 0.7):
        in_touch = "NO"
    exempt = leaver.in_touch != "YES"
    said = last
    if last is not None and not exempt and chance.random() < 0.6:
        sheets.add(
            "ext_pa_visit", person_id=child, visited_on=last, place=chance.choice(("home", "college", "office")),
            contact_kind=chance.choice(("visit", "call", "message")),
        )  # fmt: skip
        said = last - chance.choice((0, 0, 14))
        for back in (45, 92):
            sheets.add("ext_pa_visit", person_id=child, visited_on=last - back, place="home", contact_kind="visit")
    reviewed = today - chance.randint(5, 230)
    active = chance.random() < 0.55
    record = sheets.add(
        "ssd_care_leavers",
        clea_person_id=child, clea_care_leaver_eligibility=leaver.eligibility, clea_care_leaver_in_touch=in_touch,
        clea_care_leaver_latest_contact=today - chance.randint(100, 400) if exempt else said,
        clea_care_leaver_accommodation=chance.choice(_POOR if home == "poor" else _GOOD),
        clea_care_leaver_accom_suitable={"poor": "2", "blank": None}.get(home, "1"),
        clea_care_leaver_activity=chance.choice(_ACTIVE if active else _INACTIVE), clea_pathway_plan_review_date=reviewed,
        clea_care_leaver_personal_advisor={"blank": None, "unreadable": "#N/A"}.get(adviser, f"Worker {who.worker_id}"),
        clea_care_leaver_allocated_team=team.team_id, clea_care_leaver_worker_id=who.worker_id,
    )  # fmt: skip
    needs = reviewed - chance.randint(120, 500)
    sheets.add("ext_pathway", person_id=child, needs_assessment_on=needs, plan_on=needs + 40, reviewed_on=reviewed)
    if leaver.eligibility in ("FORMER RELEVANT", "RELEVANT") and chance.random() < 0.8:
        sheets.add(
            "ext_leaver_offer", person_id=child, health_history_on=needs + 60, documents_on=needs + 70, local_offer_on=needs + 50,
            staying_put_from=leaver.case.care_to if chance.random() < 0.2 else None,
        )  # fmt: skip
    _write_lines(world, record, child, adviser, contact, home)


def _write_lines(world: World, record: str, child: str, adviser: str, contact: str, home: str) -> None:
    ledger, table = world.ledger, "ssd_care_leavers"
    if adviser == "blank":
        ledger.not_met("CLV-01", table, record, child, "no personal adviser is named", "blank_field")
    elif adviser == "unreadable":
        ledger.not_recorded("CLV-01", table, record, child, "the personal adviser's name cannot be read", "unreadable_value")
    if contact == "missed":
        ledger.not_met("CLV-05", table, record, child, "no contact for more than eight weeks")
    elif contact == "none":
        ledger.not_met("CLV-05", table, record, child, "not in touch, and no contact is recorded at all", "no_event")
    elif contact == "allowance":
        ledger.not_recorded("CLV-05", table, record, child, "contact fell due and may still be being written up", "write_up_allowance")
    elif contact == "conflict":
        ledger.not_recorded("CLV-05", table, record, child, "said not to be in touch beside a recent contact", "conflict")
    elif contact == "silent":
        ledger.not_recorded("CLV-05", table, record, child, "said to be in touch and no contact is dated", "blank_field")
    if home == "poor":
        ledger.not_met("CLV-06", table, record, child, "the home is not suitable")
    elif home == "blank":
        ledger.not_recorded("CLV-06", table, record, child, "nobody has said whether the home is suitable", "blank_field")
