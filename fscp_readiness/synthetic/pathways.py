"""What a care leaver is owed: a needs assessment, a plan that is reviewed, visits to a council's home, a word around the birthday."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from . import days
from .cases import Case
from .dealing import deal
from .people import Child
from .world import World

THIRTEEN_WEEKS: Final = 91
FIRST_VISIT: Final = 7
"""Calendar days within which an adviser first visits a home the council provides (CLV-04)."""

_TABLE: Final = "ssd_care_leavers"


@dataclass(eq=False)
class Leaver:
    """A young person with leaving-care help. ``contacts`` are the days of contact laid down; ``faultless`` ones have nothing planted."""

    child: Child
    case: Case
    eligibility: str
    in_touch: str = "YES"
    outcome: dict[str, str] = field(default_factory=dict)
    record: str = ""
    contacts: list[int] = field(default_factory=list)

    @property
    def exempt(self) -> bool:
        return self.in_touch != "YES"

    def decided(self, code: str) -> str:
        return self.outcome.get(code, "")

    @property
    def entitled(self) -> bool:
        return self.eligibility != "QUALIFYING"

    @property
    def left(self) -> bool:
        return self.eligibility != "ELIGIBLE"


def decide(world: World, leavers: Sequence[Leaver]) -> None:
    """What goes wrong with each, those that need most room first; contact (CLV-05) is dealt afterwards, to the rest."""

    def give(code: str, shares: dict[str, float], can: object, most: float = 0.45) -> None:
        assert callable(can)
        fair = [one for one in leavers if not one.exempt and not one.case.faultless and not one.decided(code)]
        dealt = deal(world.chance, fair, world.shares(shares), can=lambda one, what: bool(can(one, what)), most=most)
        for one, what in zip(fair, dealt, strict=True):
            if what:
                one.outcome[code] = what

    fair = sorted((one for one in leavers if one.left and not one.exempt), key=lambda one: _window_long_closed(world, one))
    for one in fair[: 1 + len(fair) // 6]:
        one.outcome["free"] = "yes"
    give("CLV-08", {"nobody": 0.04, "undated": 0.01}, lambda one, _: _window_long_closed(world, one) and not one.decided("free"), 0.3)
    without_home = [one for one in leavers if one in fair and not one.decided("CLV-08") and not one.decided("free")]
    for one in world.chance.sample(without_home, min(len(without_home), 1 + len(without_home) // 6)):
        one.outcome["home"] = "yes"
    give(
        "CLV-04", {"missed": 0.02, "never": 0.01, "allowance": 0.01, "unclear": 0.01},
        lambda one, _: one.left and not any(one.decided(code) for code in ("CLV-08", "home", "free")), 0.3,
    )  # fmt: skip
    give("K01", {"no_home": 0.015, "no_activity": 0.015}, lambda one, _: _in_touch(one), 0.3)
    give("CLV-02", {"missing": 0.03, "unreadable": 0.005}, lambda one, _: one.entitled and _assessment_due(world, one) < world.today)
    give("CLV-03", {"late": 0.06, "blank": 0.01, "unreadable": 0.005}, lambda one, _: one.entitled and eligible_on(one) < world.today - 330)
    give(
        "CLV-09",
        {"nothing": 0.03, "no_documents": 0.03, "unreadable": 0.005},
        lambda one, what: one.left and (what != "nothing" or not (one.decided("home") or one.decided("CLV-04"))),
    )
    give("K02", {"category": 0.015}, lambda one, _: one.eligibility == "FORMER RELEVANT" and one.child.age(world.today) > 18)
    give("K03", {"gone": 0.015}, lambda one, _: one.eligibility == "FORMER RELEVANT")
    give("K03", {"worker": 0.01}, lambda one, _: not one.left and _has_social_worker(one))


def _has_social_worker(leaver: Leaver) -> bool:
    """Is one social worker known by name: not a tray, and not one of two?"""
    worker = leaver.case.worker
    return worker is not None and not worker.not_real and not leaver.case.decided("W03")


def contact_is_free(leaver: Leaver) -> bool:
    """May CLV-05 go wrong for this young person without moving what was decided of anything else?"""
    return not any(leaver.decided(code) for code in ("CLV-08", "CLV-04", "K01", "home"))


def _in_touch(one: Leaver) -> bool:
    return one.left and not any(one.decided(code) for code in ("CLV-08", "CLV-04", "free"))


def eligible_on(one: Leaver) -> int:
    """16 years old, and thirteen weeks in care since 14."""
    assert one.child.born is not None and one.case.care_from is not None
    since = max(one.case.care_from, days.birthday(one.child.born, 14))
    return max(days.birthday(one.child.born, 16), since + THIRTEEN_WEEKS)


def _assessment_due(world: World, one: Leaver) -> int:
    stop = one.case.care_to or world.today
    return days.months_after(eligible_on(one), 3) if eligible_on(one) <= stop else world.today + 1


def _window(world: World, one: Leaver) -> tuple[int, int] | None:
    """First and last day of the latest birthday window (CLV-08) that has opened: 17th to 21st birthday, since leaving care."""
    if one.eligibility not in ("RELEVANT", "FORMER RELEVANT") or one.child.born is None or one.case.care_to is None:
        return None
    held = [days.birthday(one.child.born, age) for age in (17, 18, 19, 20, 21)]
    windows = [(days.months_after(day, -3), days.months_after(day, 1)) for day in held if day >= one.case.care_to]
    return next(((opens, closes) for opens, closes in reversed(windows) if opens <= world.today), None)


def _window_long_closed(world: World, one: Leaver) -> bool:
    window = _window(world, one)
    return window is not None and window[1] < world.today - 70


def write_pathway(world: World, one: Leaver) -> int | None:
    """Needs assessment, plan and its last two reviews, with the lines of CLV-02 and CLV-03; gives the day of the last review."""
    chance, today, child = world.chance, world.today, one.child.child_id
    eligible, due = eligible_on(one), _assessment_due(world, one)
    assessed: int | str | None = min(due, today) - chance.randint(0, 60)
    if due >= today and chance.random() < 0.5:
        assessed = None
    planned: int | None = min(due, today) - chance.randint(0, 20) if assessed is not None else None
    missing = one.decided("CLV-02")
    if missing == "missing":
        assessed = None
        world.ledger.not_met("CLV-02", _TABLE, one.record, child, "no needs assessment within three months")
    elif missing == "unreadable":
        assessed = "#N/A"
        world.ledger.not_recorded("CLV-02", _TABLE, one.record, child, "the day of the needs assessment cannot be read", "unreadable_value")
    outcome = one.decided("CLV-03")
    if outcome == "blank":
        world.sheets.add("ext_pathway", person_id=child, needs_assessment_on=assessed)
        world.ledger.not_recorded("CLV-03", _TABLE, one.record, child, "neither a plan nor a review is recorded", "blank_field")
        return None
    if outcome == "unreadable":
        world.sheets.add("ext_pathway", person_id=child, needs_assessment_on=assessed)
        world.ledger.not_recorded("CLV-03", _TABLE, one.record, child, "the day of the last review cannot be read", "unreadable_value")
        return None
    if planned is None and missing != "missing":
        return None
    last = today - (chance.randint(190, 300) if outcome == "late" else chance.randint(3, 178))
    if outcome == "late":
        world.ledger.not_met("CLV-03", _TABLE, one.record, child, "the pathway plan has not been reviewed for six months")
    reviews = [day for day in (last - chance.randint(110, 200), last) if planned is None or day > planned]
    if planned is not None and not reviews and days.months_after(planned, 6) < today:
        reviews = [last]
    held: int | None
    for held in reviews or (None,):
        world.sheets.add("ext_pathway", person_id=child, needs_assessment_on=assessed, plan_on=planned, reviewed_on=held)
    one.outcome["reviews"] = " ".join(str(day) for day in reviews)
    return reviews[-1] if reviews else planned if eligible <= today else None


def write_contacts(world: World, one: Leaver, last: int | None) -> None:
    """The adviser's visits and calls, with the lines of CLV-04 and CLV-08. ``last`` is the day of the last contact already decided."""
    if one.decided("home") or one.decided("CLV-04"):
        _write_home(world, one)
    window = _window(world, one)
    if window is None or one.exempt:
        return
    opens, closes = window
    outcome, child, today = one.decided("CLV-08"), one.child.child_id, world.today
    newest = min(closes, today, today if last is None else last)
    if outcome == "" and last is not None and opens <= newest and not any(opens <= day <= closes for day in one.contacts):
        _add(world, one, world.chance.randint(opens, newest), "call")
    if outcome == "undated":
        _add(world, one, None, "call")
        what = "nobody was in touch around the birthday, but for a call with no day"
        world.ledger.not_recorded("CLV-08", _TABLE, one.record, child, what, "blank_field")
    elif closes < today and not any(opens <= day <= closes for day in one.contacts):
        what = "nobody was in touch around the last birthday"
        world.ledger.not_met("CLV-08", _TABLE, one.record, child, what, planted=outcome == "nobody")


def _write_home(world: World, one: Leaver) -> None:
    """A home the council provides, and the visits to it: within seven days, before the first review, then every two months at most."""
    chance, today, outcome, child = world.chance, world.today, one.decided("CLV-04"), one.child.child_id
    since = today - {"never": chance.randint(20, 34), "allowance": FIRST_VISIT + 1}.get(outcome, chance.randint(100, 300))
    one.outcome["council_home_from"] = str(since)
    reviews = [int(day) for day in one.decided("reviews").split() if int(day) > since]
    stop = today - (chance.randint(80, 95) if outcome in ("missed", "unclear") else 0)
    day = since + chance.randint(0, FIRST_VISIT)
    if outcome not in ("never", "allowance"):
        visits = {day} | {review for review in reviews[:1] if day < review <= stop}
        while (day := day + chance.randint(35, 55)) <= stop:
            visits.add(day)
        if outcome == "":
            visits.add(today - chance.randint(0, 50))
        for visited in sorted(visits):
            _add(world, one, visited, "visit")
    if outcome == "unclear":
        _add(world, one, today - chance.randint(5, 40), None)
        what = "the last contact does not say whether it was a visit"
        world.ledger.not_recorded("CLV-04", "ext_leaver_offer", child, child, what, "blank_field")
    elif outcome == "allowance":
        what = "the first visit fell due and may still be being written up"
        world.ledger.not_recorded("CLV-04", "ext_leaver_offer", child, child, what, "write_up_allowance")
    elif outcome:
        what = "never visited in the home" if outcome == "never" else "not visited in the home for more than two months"
        world.ledger.not_met("CLV-04", "ext_leaver_offer", child, child, what)


def _add(world: World, one: Leaver, day: int | None, kind: str | None) -> None:
    place = world.chance.choice(("home", "college", "office")) if kind == "visit" else None
    world.sheets.add("ext_pa_visit", person_id=one.child.child_id, visited_on=day, place=place, contact_kind=kind)
    if day is not None:
        one.contacts.append(day)


def write_contact(world: World, one: Leaver, day: int) -> None:
    """One contact with the adviser of no set kind."""
    _add(world, one, day, world.chance.choice(("visit", "call", "message")))


def write_offer(world: World, one: Leaver, accommodation: str | None) -> None:
    """What has been given and told to one who has left care, and CLV-09's line."""
    chance, today, child, outcome = world.chance, world.today, one.child.child_id, one.decided("CLV-09")
    home = one.decided("council_home_from")
    given = (
        [today - chance.randint(0, 90) for _ in range(3)]
        if one.eligibility == "RELEVANT"
        else [today - chance.randint(20, 700) for _ in range(3)]
    )
    health: int | str | None = given[0]
    documents: int | None = given[1]
    offer: int | None = given[2]
    if outcome == "nothing":
        world.ledger.not_met("CLV-09", _TABLE, one.record, child, "nothing is recorded of what this young person has", "no_event")
        return
    if outcome == "no_documents":
        documents = None
    elif outcome == "unreadable":
        health = "#N/A"
    staying_put = one.case.care_to if accommodation == "Z" else None
    world.sheets.add(
        "ext_leaver_offer", person_id=child, council_home_from=int(home) if home else None,
        health_history_on=health, documents_on=documents,
        local_offer_on=offer, staying_put_from=staying_put,
    )  # fmt: skip
    if outcome == "unreadable":
        what = "the day the health history was given cannot be read"
        world.ledger.not_recorded("CLV-09", _TABLE, one.record, child, what, "unreadable_value")
    elif outcome:
        world.ledger.not_met("CLV-09", _TABLE, one.record, child, "something every care leaver should have is not recorded", "blank_field")
    elif accommodation is None:
        world.ledger.not_recorded("CLV-09", _TABLE, one.record, child, "where this young person lives is not recorded", "blank_field")
