"""One reader's every address and form, asked for by another: nobody is shown a row that is not theirs."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from fscp_readiness.history.exceptions.role_rules import Person
from fscp_readiness.vocabulary import NO_TEAM, Role
from fscp_readiness.worklist_app import access
from fscp_readiness.worklist_app.app import WorklistApp
from tests.worklist_app.made import AS_AT, EAST, NAMES, WEST, make_pack, row
from tests.worklist_app.protection.crawling import Form, Found, crawled
from tests.worklist_app.protection.door import ALL, ANOTHER, BY_WHO, OWN, REASON, Answer, Door, an_app, knocked, readers_file, until
from tests.worklist_app.protection.one_night import Asked, kept
from tests.worklist_app.protection.rules import EXPECTED, NOTHING, SEES

TEAMS = {EAST: NAMES[EAST], WEST: NAMES[WEST], NO_TEAM: "No team recorded"}
ROWS = [
    row(
        number,
        flag=f"{number % 3:x}{number:015x}",
        child_id=f"C{700_000 + number}",
        family=f"family {number // 2}",
        record_id=f"V{700_000 + number}",
        worker_id=f"W7{number:03}",
        worker=f"Worker W7{number:03}",
        team_id=team,
        team=TEAMS[team],
        code="CIN-01",
        priority="P3",
        severity="normal",
    )
    for number, team in enumerate([EAST, WEST, NO_TEAM] * 4, start=1)
]

EAST_MANAGER, WEST_MANAGER = f"{Role.TEAM_MANAGER}-{OWN}", f"{Role.TEAM_MANAGER}-{ANOTHER}"
OFFICER, EAST_OFFICER, WEST_OFFICER = f"{Role.DATA_OFFICER}-{ALL}", f"{Role.DATA_OFFICER}-{OWN}", f"{Role.DATA_OFFICER}-{ANOTHER}"
LEADER, QUALITY = f"{Role.LEADERSHIP}-{ALL}", f"{Role.QUALITY_AUDITOR}-{ALL}"
MEMBER, AUDITOR, ADMINISTRATOR = f"{Role.CABINET_MEMBER}-{ALL}", f"{Role.AUDITOR}-{ALL}", f"{Role.ADMINISTRATOR}-{ALL}"

PAIRS = [
    (EAST_MANAGER, [WEST_MANAGER, WEST_OFFICER, QUALITY, MEMBER]),
    (WEST_MANAGER, [EAST_MANAGER, EAST_OFFICER, AUDITOR]),
    (OFFICER, [MEMBER, ADMINISTRATOR, AUDITOR, QUALITY, EAST_MANAGER, WEST_OFFICER]),
    (QUALITY, [EAST_OFFICER, WEST_MANAGER, MEMBER]),
    (LEADER, [EAST_MANAGER, QUALITY, MEMBER, ADMINISTRATOR]),
    (AUDITOR, [OFFICER, LEADER, MEMBER]),
    (ADMINISTRATOR, [OFFICER, MEMBER, AUDITOR]),
    (MEMBER, [AUDITOR, ADMINISTRATOR]),
]
"""Who comes to an address, and who tries it then."""


def theirs(person: Person) -> set[str]:
    """The children whose rows somebody may see, worked out without the app."""
    if person.role not in SEES:
        return set()
    mine = [each for each in ROWS if person.teams is None or each["team_id"] in person.teams]
    sample = person.role is Role.QUALITY_AUDITOR
    return {str(each["child_id"]) for each in mine if not sample or str(each["flag"])[0] == "0"}


def not_theirs(person: Person) -> set[str]:
    """What would give away a row that somebody may not see: its child, record, worker or flag."""
    mine = theirs(person)
    return {str(each[name]) for each in ROWS if each["child_id"] not in mine for name in ("child_id", "record_id", "worker_id", "flag")}


def shown(answer: Answer) -> str:
    """All the words of an answer, a workbook's too."""
    if not answer.body.startswith(b"PK"):
        return answer.text + str(answer.headers)
    with ZipFile(BytesIO(answer.body)) as book:
        return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist() if name.endswith((".xml", ".rels")))


def route_of(method: str, address: str) -> access.Route | None:
    """The route an address belongs to."""
    path = address.partition("?")[0]
    return next(
        (each for each in access.ROUTES if each.method == method and re.fullmatch(re.sub(r"{\w+}", "[^/]+", each.path), path)), None
    )


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> WorklistApp:
    """A night of three teams' rows, some taken, and requests about some."""
    out = tmp_path_factory.mktemp("out")
    make_pack(out, ROWS)
    path = readers_file(tmp_path_factory.mktemp("config"), child_pages_an_hour=100_000, downloads_an_hour=100_000)
    app = an_app(out, path=path)
    book, said_at = app.desk.book, "2026-11-23T09:00:00+00:00"
    (until_day,) = {AS_AT.replace(month=12, day=20)}
    for number, each in enumerate(ROWS[:8]):
        asks = BY_WHO[EAST_OFFICER if each["team_id"] == EAST else WEST_OFFICER if each["team_id"] == WEST else OFFICER]
        told = book.ask(asks, Asked(each), REASON, until_day, said_at, AS_AT)
        if number % 2:
            book.decide(BY_WHO[LEADER], told, True, "Other", "", said_at, AS_AT, str(each["fingerprint"]))
        book.take(asks, Asked(each), said_at)
    return app


def test_nobody_is_shown_by_anothers_address_or_form_what_is_not_theirs(app: WorklistApp) -> None:
    wrong: list[str] = []
    tried = {"addresses": 0, "forms": 0}

    async def walk(door: Door) -> None:
        for first, others in PAIRS:
            key = door.begin(BY_WHO[first])
            found = await crawled(door, key)
            assert {str(each["flag"]) for each in ROWS if each["child_id"] in theirs(BY_WHO[first])} <= set(
                " ".join(found.addresses).replace("/", " ").split()
            )
            for second in others:
                other = door.begin(BY_WHO[second])
                wrong.extend([f"{second} by {first}: {each}" for each in await replayed(door, BY_WHO[second], other, key, found)])
                tried["addresses"] += len(found.addresses)
                tried["forms"] += len(found.forms)

    knocked(app, walk)
    assert wrong == []
    assert tried["addresses"] >= 1_000 and tried["forms"] >= 200, tried


async def replayed(door: Door, person: Person, own, another, found: Found) -> list[str]:
    """What was shown or changed that may not be."""
    wrong, secret = [], not_theirs(person)
    for address in found.addresses:
        answer = await door.get(address, own)
        rule = EXPECTED[route.name] if (route := route_of("GET", address)) else None
        words = shown(answer)
        if leaked := [each for each in secret if each in words]:
            wrong.append(f"{address} shows {leaked[:3]}")
        elif answer.status == 200 and rule and rule.about != NOTHING and person.role not in (rule.roles or ()):
            wrong.append(f"{address} is a page")
    before = kept(door.app)
    for form in found.forms:
        if form.action == "/sign-out" or may_send(person, form):
            continue
        for csrf in (own.csrf, another.csrf):
            answer = await door.post(form.action, own, {**form.fields, **until(AS_AT), "csrf": csrf, "why": REASON})
            if answer.status not in (403, 404):
                wrong.append(f"{form.action} answers {answer.status}")
    if kept(door.app) != before:
        wrong.append("a form changed something")
    return wrong


def may_send(person: Person, form: Form) -> bool:
    """Is the form about a row of theirs, and for their role?"""
    route = route_of("POST", form.action)
    assert route is not None, form.action
    key = form.action.split("/")[2]
    numbers = {str(number): each for number, each in enumerate(ROWS[:8], start=1)}
    flags = {str(each["flag"]): each for each in ROWS}
    about = (numbers if route.path.startswith("/exceptions") else flags)[key]
    return person.role in (EXPECTED[route.name].roles or ()) and about["child_id"] in theirs(person)
