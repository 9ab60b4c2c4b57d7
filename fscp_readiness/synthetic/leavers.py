"""Young people leaving care: eligible ones still in care, relevant, former relevant and qualifying ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from . import days, pathways, people
from .cases import Case
from .dealing import deal
from .pathways import Leaver
from .sheets import Value
from .world import Team, World

CONTACT: Final = 56
"""Days within which a young person is to be in touch (CLV-05's default)."""

_TABLE: Final = "ssd_care_leavers"
_GOOD: Final = ("B", "C", "D", "K", "T", "U", "V", "Y", "Z")
_POOR: Final = ("E", "S", "W", "X")
_ACTIVE: Final = ("F1", "P1", "F2", "P2", "F4", "F5", "P5")
_INACTIVE: Final = ("G4", "G5", "G6")


def leavers_of(world: World, cases: Sequence[Case]) -> tuple[list[Leaver], list[Case]]:
    """Every young person with leaving-care help, and the closed cases of those who have left care."""
    found = [Leaver(case.child, case, "ELIGIBLE") for case in cases if case.cohort == "care" and 16 <= case.child.age(world.today) < 18]
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
    """One row a young person, with the lines of CLV-01, CLV-05 and CLV-06, and what each is owed beside it."""
    chance = world.chance
    for leaver in leavers:
        if leaver.eligibility in ("FORMER RELEVANT", "QUALIFYING") and chance.random() < 0.09:
            leaver.in_touch = chance.choice(("DIED", "REFU", "NREQ", "RHOM") if chance.random() < 0.1 else ("REFU", "NREQ", "RHOM"))
    pathways.decide(world, leavers)
    adviser = deal(
        chance, leavers, world.shares({"blank": 0.035, "unreadable": 0.004}),
        can=lambda leaver, _: leaver.entitled and _fair(leaver) and not leaver.decided("K03"),
    )  # fmt: skip
    contact = deal(
        chance, leavers,
        world.shares({"missed": 0.06, "due_today": 0.02, "allowance": 0.02, "conflict": 0.01, "none": 0.01, "silent": 0.008}),
        can=lambda leaver, _: leaver.left and _fair(leaver) and pathways.contact_is_free(leaver),
    )  # fmt: skip
    home = deal(
        chance, leavers, world.shares({"poor": 0.07, "blank": 0.02}),
        can=lambda leaver, _: leaver.eligibility == "FORMER RELEVANT" and _fair(leaver),
    )  # fmt: skip
    unlisted = [
        leaver for leaver in leavers if not leaver.left and not any((leaver.outcome, leaver.case.fault)) and _long_eligible(world, leaver)
    ]
    if len(unlisted) > 1 and not world.faultless:
        nobody = unlisted[0].case
        what = "an eligible child with no row of leaving care"
        world.ledger.broken("K02", "ssd_cla_episodes", nobody.care_id, nobody.child.child_id, what)
    for leaver, *decided in zip(leavers, adviser, contact, home, strict=True):
        if len(unlisted) > 1 and not world.faultless and leaver is unlisted[0]:
            continue
        _write(world, leaver, *decided)


def _fair(leaver: Leaver) -> bool:
    return leaver.in_touch == "YES" and not leaver.case.faultless


def _write(world: World, leaver: Leaver, adviser: str, contact: str, home: str) -> None:
    chance, sheets, today, child = world.chance, world.sheets, world.today, leaver.child.child_id
    team = world.team("leaving") if leaver.left else leaver.case.team
    gaps = {"due_today": CONTACT, "allowance": CONTACT + 1, "missed": chance.randint(CONTACT + 9, 150)}
    gap = gaps.get(contact, chance.randint(0, CONTACT - 1))
    last = today - gap if contact not in ("none", "silent") else None
    in_touch = leaver.in_touch
    if contact in ("conflict", "none") or (contact == "missed" and chance.random() < 0.7):
        in_touch = "NO"
    said = last
    if last is not None and not leaver.exempt and chance.random() < 0.6 and pathways.contact_is_free(leaver):
        pathways.write_contact(world, leaver, last)
        said = last - chance.choice((0, 0, 14))
    if said is not None:
        leaver.contacts.append(said)
    accommodation = chance.choice(_POOR if home == "poor" else _GOOD)
    leaver.record = sheets.add(
        "ssd_care_leavers",
        clea_person_id=child, clea_care_leaver_eligibility="RELEVANT" if leaver.decided("K02") else leaver.eligibility,
        clea_care_leaver_in_touch=in_touch,
        clea_care_leaver_latest_contact=today - chance.randint(100, 400) if leaver.exempt else said,
        clea_care_leaver_accommodation=None if leaver.decided("K01") == "no_home" else accommodation,
        clea_care_leaver_accom_suitable={"poor": "2", "blank": None}.get(home, "1"),
        clea_care_leaver_activity=None
        if leaver.decided("K01") == "no_activity"
        else chance.choice(_ACTIVE if chance.random() < 0.55 else _INACTIVE),
        clea_care_leaver_allocated_team=team.team_id,
    )  # fmt: skip
    row = sheets.rows("ssd_care_leavers")[-1]
    reviewed = pathways.write_pathway(world, leaver)
    row["clea_pathway_plan_review_date"] = "#N/A" if leaver.decided("CLV-03") == "unreadable" else reviewed
    pathways.write_contacts(world, leaver, last)
    if leaver.left:
        pathways.write_offer(world, leaver, None if leaver.decided("K01") == "no_home" else accommodation)
    _name_adviser(world, leaver, team, row, adviser)
    _write_lines(world, leaver.record, child, adviser, contact, home)
    _write_rule_lines(world, leaver, adviser, contact if in_touch == "YES" else "")


def _name_adviser(world: World, leaver: Leaver, team: Team, row: dict[str, Value], adviser: str) -> None:
    """Somebody of the team who is not the young person's social worker, unless that is what is wrong."""
    holder = leaver.case.worker if not leaver.left else None
    who = world.chance.choice([one for one in (*team.others, *team.holders) if one is not holder and not one.not_real])
    if leaver.decided("K03") == "worker" and holder is not None:
        who = holder
    row["clea_care_leaver_worker_id"] = (holder or who).worker_id
    named = f"Worker {who.worker_id}"
    if leaver.decided("K03") == "gone":
        named = f"Worker {_one_who_has_gone(world, team)}"
    row["clea_care_leaver_personal_advisor"] = {"blank": None, "unreadable": "#N/A"}.get(adviser, named)


def _one_who_has_gone(world: World, team: Team) -> str:
    """An adviser who has left the council, still on the lists of staff."""
    number, taken = 801, {row["prof_professional_id"] for row in world.sheets.rows("ssd_professionals")}
    while f"W{number:03d}" in taken:
        number += 1
    worker_id, today = f"W{number:03d}", world.today
    world.sheets.add(
        "ssd_professionals", prof_professional_id=worker_id, prof_staff_id=f"S{number:03d}", prof_professional_name=f"Worker {worker_id}",
        prof_agency_worker_flag=False, prof_professional_job_title="Personal Adviser", prof_professional_department=team.name,
        prof_full_time_equivalency=1.0,
    )  # fmt: skip
    world.sheets.add(
        "ext_staff", worker_id=worker_id, role="Personal Adviser", fte=1.0, agency=False, nqsw=False, start_on=today - 900,
        end_on=today - world.chance.randint(5, 60), team_id=team.team_id,
    )  # fmt: skip
    return worker_id


def _long_eligible(world: World, leaver: Leaver) -> bool:
    return pathways.eligible_on(leaver) < world.today - 10


def _write_rule_lines(world: World, leaver: Leaver, adviser: str, contact: str) -> None:
    """K01, K02 and K03: planted, or following from a contact or an adviser that is not there."""
    ledger, record, child = world.ledger, (_TABLE, leaver.record, leaver.child.child_id), leaver.decided
    if child("K01"):
        ledger.broken("K01", *record, "in touch, and where the young person lives or what they do is blank")
    elif contact in ("missed", "allowance", "silent"):
        ledger.broken("K01", *record, "said to be in touch, and no contact within eight weeks", planted=False)
    if child("K02"):
        ledger.broken("K02", *record, "said to be relevant, and over 18")
    if child("K03"):
        ledger.broken("K03", *record, "the adviser has left" if child("K03") == "gone" else "the adviser is the social worker")
    elif adviser == "blank":
        ledger.broken("K03", *record, "no adviser is named", planted=False)


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
