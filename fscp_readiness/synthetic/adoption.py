"""Children adopted in the last three years, children waiting for adoption, and prospective adopters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from . import care_homes, days, people, visiting
from .cases import Case
from .dealing import deal
from .rhythm import Rhythm
from .world import World

WAIT: Final = 121
"""Days from a placement order within which a child is to be matched (ADO-03's default)."""

PLACED: Final = Rhythm(7, working=False)
"""How often a child placed for adoption is visited until the first adoption review."""


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
        case.placed_on = placed
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


def decide(world: World, cases: Sequence[Case]) -> None:
    """Which children in care have lately moved in with adopters, and what goes wrong with the weekly visits to them (ADO-07)."""
    chance, today = world.chance, world.today
    fair = [
        case for case in cases
        if case.cohort == "care" and not case.faultless and not case.child.unaccompanied and today - (case.care_from or today) > 330
    ]  # fmt: skip
    fair.sort(key=lambda case: -(case.child.born or 0))
    chosen = fair[1 : 2 + world.size.in_care // 10]
    dealt = deal(chance, chosen, world.shares({"missed": 0.1, "allowance": 0.05, "blank": 0.05, "conflict": 0.05}), most=0.7)
    for case, outcome in zip(chosen, dealt, strict=True):
        case.placed_on = case.placement_from = today - chance.randint(62, 78)
        case.outcome["ADO-07"] = outcome


def plan_reviews(world: World, case: Case) -> None:
    """The days of a placed child's reviews: the last on the day before moving in, and the adoption review still to come."""
    assert case.placed_on is not None
    care_homes.plan_reviews(world, case)
    case.review_days = [*(day for day in case.review_days if day < case.placed_on - 30), case.placed_on - 1]


def write_placed_visits(world: World, case: Case) -> None:
    """Weekly visits to a child who has moved in with adopters, so that what was decided of ADO-07 comes true; or of one adopted since."""
    assert case.placed_on is not None
    if case.closed is None:
        visiting.lay_visits(world, case, "ssd_cla_visits", PLACED, case.placed_on, case.decided("ADO-07"), lambda day, last: False)
        return
    for week in range(1, 6):
        if world.visits_since <= case.placed_on + 7 * week < case.closed:
            visiting.write_visit(world, case, "ssd_cla_visits", case.placed_on + 7 * week, True, False)


def write_waiting(world: World, cases: Sequence[Case]) -> None:
    """Children in care for whom adoption has been decided, the youngest likeliest; and the people who have come forward."""
    chance, today = world.chance, world.today
    care = [case for case in cases if case.cohort == "care" and not case.child.unaccompanied]
    fair = [case for case in care if case.placed_on is None and not case.faultless and today - (case.care_from or today) >= 320]
    fair.sort(key=lambda case: -(case.child.born or 0))
    fair = [case for number, case in enumerate(fair) if number < 5 or (case.child.age(today) <= 6 and chance.random() < 0.5)]
    first = deal(chance, fair, world.shares({"waiting": 0.1, "no_reason": 0.04}), most=0.7)
    rest = [case for case, outcome in zip(fair, first, strict=True) if not outcome]
    then = iter(deal(chance, rest, world.shares({"unclear": 0.03, "out_of_order": 0.03}), most=0.7))
    for case, outcome in zip(fair, first, strict=True):
        _write_waiting(world, case, outcome or next(then))
    for case in care:
        if case.placed_on is not None:
            _write_placed(world, case)
    _write_adopters(world)


def _write_waiting(world: World, case: Case, outcome: str) -> None:
    """One child waiting, no longer to be placed, or with a record that is wrong, and the lines of ADO-03, ADO-05 and L07."""
    chance, today, child, ledger, table = world.chance, world.today, case.child.child_id, world.ledger, "ssd_permanence"
    long = outcome in ("waiting", "unclear")
    ordered: int | None = today - (chance.randint(WAIT + 1, 190) if long else chance.choice((WAIT, chance.randint(3, WAIT))))
    assert ordered is not None
    decided = ordered - chance.randint(15, 60)
    if outcome == "out_of_order":
        ordered = today - chance.randint(40, WAIT - 10)
        decided = ordered + 9
    given_up = outcome == "no_reason" or (outcome == "" and chance.random() < 0.12)
    reversed_on = today - chance.randint(5, 20) if given_up else None
    if given_up or (outcome == "" and chance.random() < 0.2):
        ordered = None
        decided = today - chance.randint(25, 70)
    matched = today - chance.randint(0, 2) if outcome == "" and ordered is not None and chance.random() < 0.2 else None
    record = world.sheets.add(
        table,
        perm_person_id=child, perm_cla_id=case.care_id, perm_adm_decision_date=decided, perm_placement_order_date=ordered,
        perm_matched_date="#N/A" if outcome == "unclear" else matched, perm_decision_reversed_date=reversed_on,
        perm_decision_reversed_reason=chance.choice(("RD1", "RD1", "RD3", "RD4")) if given_up and outcome == "" else None,
    )  # fmt: skip
    if outcome == "waiting":
        ledger.not_met("ADO-03", table, record, child, "a placement order, and no match after more than 121 days")
    elif outcome == "unclear":
        ledger.not_recorded("ADO-03", table, record, child, "matched on a day that cannot be read", "unreadable_value")
    elif outcome == "no_reason":
        ledger.not_met("ADO-05", table, record, child, "no longer to be placed, and nobody has said why", "blank_field")
        ledger.broken("L07", table, record, child, "the decision was reversed and no reason is recorded", planted=False)
    elif outcome == "out_of_order":
        ledger.broken("L07", table, record, child, "the court's order is dated before the decision")


def _write_placed(world: World, case: Case) -> None:
    """A child who has moved in with adopters and is seen weekly."""
    assert case.placed_on is not None
    matched = case.placed_on - world.chance.randint(10, 40)
    ordered = matched - world.chance.randint(20, 110)
    record = world.sheets.add(
        "ssd_permanence",
        perm_person_id=case.child.child_id, perm_cla_id=case.care_id, perm_adm_decision_date=ordered - world.chance.randint(15, 45),
        perm_placement_order_date=ordered, perm_matched_date=matched, perm_placed_for_adoption_date=case.placed_on,
        perm_adopted_by_carer_flag=False,
    )  # fmt: skip
    visiting.write_line(world, "ADO-07", "ssd_permanence", record, case.child.child_id, case.decided("ADO-07"))


def _write_adopters(world: World) -> None:
    """People who have come forward, in two stages: two months, then four; with the lines of ADO-06 and its first stage."""
    chance, today = world.chance, world.today
    shares = {"first_late": 0.07, "second_late": 0.07, "first_unsaid": 0.03, "second_unsaid": 0.03}
    dealt = deal(chance, range(world.size.adopters), world.shares(shares), most=0.7)
    for number, outcome in enumerate(dealt, start=1):
        late = outcome == "" and chance.random() < 0.15
        first, second = (chance.randint(64, 90), chance.randint(125, 160)) if late else (chance.randint(40, 58), chance.randint(80, 118))
        begun = today - {
            "first_late": _months_ago(world, 2) + chance.randint(1, 40),
            "second_late": _months_ago(world, 4) + chance.randint(1, 60) + 70,
            "first_unsaid": 140, "second_unsaid": 320,
        }.get(outcome, first + second + 40 if late else chance.randint(5, 640))  # fmt: skip
        second_from = begun + (70 if outcome.startswith("second") else first + chance.randint(3, 12))
        again: int | None = second_from
        finished: int | None = begun + first
        decided: int | None = second_from + second
        approved: int | None = second_from + second + 5
        if outcome in ("first_late", "first_unsaid"):
            finished = None
        if outcome == "first_late":
            again = decided = approved = None
        elif outcome in ("second_late", "second_unsaid"):
            decided, approved = None, today - 30 if outcome == "second_unsaid" else None
        adopter = world.sheets.add(
            "ext_adopter",
            individual_adopter_identifier=f"A{number:05d}", family_identifier=f"AF{(number + 1) // 2:05d}", gender=chance.choice("MF"),
            ethnicity=chance.choice(("WBRI", "WBRI", "APKN", "BAFR")), disability=chance.random() < 0.05,
            is_the_prospective_adopter_fostering_for_adoption=chance.random() < 0.1, date_enquiry_received=begun - 25,
            date_stage_1_started=begun, date_stage_1_ended=_by(today, finished), date_stage_2_started=_by(today, again),
            date_stage_2_ended=_by(today, decided), date_application_approved=_by(today, approved),
        )  # fmt: skip
        _write_adopter_lines(world, adopter, outcome)


def _write_adopter_lines(world: World, adopter: str, outcome: str) -> None:
    ledger = world.ledger
    if outcome == "first_late":
        ledger.not_met("ADO-06.stage1", "ext_adopter", adopter, "", "the first stage has gone on for more than two months")
    elif outcome == "second_late":
        ledger.not_met("ADO-06", "ext_adopter", adopter, "", "the second stage has gone on for more than four months")
    elif outcome == "first_unsaid":
        ledger.not_recorded("ADO-06.stage1", "ext_adopter", adopter, "", "in the second stage, and the first has no end", "blank_field")
    elif outcome == "second_unsaid":
        ledger.not_recorded("ADO-06", "ext_adopter", adopter, "", "approved, and the second stage has no end", "blank_field")


def _months_ago(world: World, months: int) -> int:
    """Days since the first day from which a clock of so many months is not yet late: it is due today, or the day after."""
    day = days.months_after(world.today, -months)
    while days.months_after(day, months) < world.today:
        day += 1
    return world.today - day


def _by(today: int, day: int | None) -> int | None:
    return day if day is not None and day <= today else None
