"""A session is its reader's alone and ends: at sign-out, when it is idle, when it is old, and when its reader is another or nobody."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.readers import FILE
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app import access
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.people import People
from fscp_readiness.worklist_app.sessions import COOKIE
from fscp_readiness.worklist_app.sign_in import local
from fscp_readiness.worklist_app.sign_in.local import LocalSignIn
from tests.worklist_app.protection.door import ALL, BY_WHO, NO_KEY, Door, Key, an_app, knocked
from tests.worklist_app.protection.one_night import a_night, address, entries, put
from tests.worklist_app.visiting import Clock

OFFICER = f"{Role.DATA_OFFICER}-{ALL}"
PASSWORD = "a password of the tests"
INSIDE = [route for route in access.ROUTES if not route.open]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "COST", 2)


async def signed_in(door: Door, who: str, brought: str = "") -> Key:
    """Through the form. ``brought``: a session's name that the browser has already."""
    cookies = [each.partition(";")[0] for each in (await door.get("/sign-in")).every("set-cookie")]
    form = {"who": who, "password": PASSWORD, "csrf": cookies[0].partition("=")[2]}
    sent = "; ".join([*cookies, *([f"{COOKIE}={brought}"] if brought else [])])
    answer = await door.post("/sign-in", NO_KEY, form, headers=[("cookie", sent)])
    assert answer.status == 303, answer.status
    token = next(each for each in answer.every("set-cookie") if each.startswith(COOKIE)).partition(";")[0].partition("=")[2]
    return Key(token)


def shut(door: Door, key: Key):
    """Is every page and form inside shut to this session?"""

    async def asked() -> list[str]:
        told = []
        for route in INSIDE:
            answer = await door.ask(route.method, address(route), key)
            if (answer.status, answer.header("location")) != ((303, "/sign-in") if route.method == "GET" else (401, "")):
                told.append(f"{route.name}: {answer.status}")
        return told

    return asked()


def test_fault_153_a_session_that_was_planted_is_not_the_one_that_signs_in(tmp_path: Path) -> None:
    app = a_night(tmp_path, sign_in=LocalSignIn({OFFICER: PASSWORD}))

    async def walk(door: Door) -> None:
        for planted in ("planted", door.begin(BY_WHO[f"{Role.CABINET_MEMBER}-{ALL}"]).token):
            key = await signed_in(door, OFFICER, brought=planted)
            assert key.token != planted and len(key.token) >= 43
            assert await shut(door, Key(planted)) == []
        again = await signed_in(door, OFFICER)
        assert again.token != key.token

    knocked(app, walk)


def test_fault_153_a_session_that_was_signed_out_opens_nothing(tmp_path: Path) -> None:
    app = a_night(tmp_path)

    async def walk(door: Door) -> None:
        key, other = door.begin(BY_WHO[OFFICER]), door.begin(BY_WHO[OFFICER])
        assert (await door.post("/sign-out", key)).status == 303
        assert await shut(door, key) == []
        assert (await door.get("/worklist", other)).status == 200

    knocked(app, walk)
    assert [event for _, event, _ in entries(app)].count("signed_out") == 1


@pytest.mark.parametrize(("after", "shut_then"), [({"minutes": 14, "seconds": 59}, False), ({"minutes": 15}, True), ({"days": 400}, True)])
def test_fault_153_fifteen_idle_minutes_end_it(after: dict[str, int], shut_then: bool, tmp_path: Path) -> None:
    clock = Clock()
    app = a_night(tmp_path, clock=clock)

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[OFFICER])
        clock.on(**after)
        if shut_then:
            assert await shut(door, key) == []
        else:
            assert (await door.get("/worklist", key)).status == 200

    knocked(app, walk)


def test_fault_153_eight_hours_end_it_however_busy(tmp_path: Path) -> None:
    clock = Clock()
    app = a_night(tmp_path, clock=clock)

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[OFFICER])
        for _ in range(8 * 6 - 1):
            clock.on(minutes=10)
            assert (await door.get("/about", key)).status == 200
        clock.on(minutes=10)
        assert await shut(door, key) == []

    knocked(app, walk)


def readers(tmp_path: Path, role: str, teams: str = "[]", extra: str = "") -> Path:
    config = tmp_path / "config"
    if not config.exists():
        shutil.copytree(CONFIG, config)
    person = f'\n[[people]]\nwho = "kim"\nname = "Kim Ash"\nrole = "{role}"\nteams = {teams}\n' if role else ""
    (config / FILE).write_text((CONFIG / FILE).read_text() + person + extra)
    return config / FILE


CHANGES = {
    "another role": ("auditor", "[]"),
    "fewer teams": ("data_officer", '["T02"]'),
    "more teams": ("data_officer", "[]"),
    "nobody any more": ("", ""),
}


@pytest.mark.parametrize("change", CHANGES)
def test_fault_153_a_reader_who_is_another_now_is_signed_out_at_once(change: str, tmp_path: Path) -> None:
    path = readers(tmp_path, "data_officer", '["T01", "T02"]')
    app = a_night(tmp_path, path=path)

    async def walk(door: Door) -> None:
        kim = app.desk.people.find("kim")
        assert kim is not None
        for form in (False, True):
            readers(tmp_path, "data_officer", '["T01", "T02"]')
            key = door.begin(kim)
            assert (await door.get("/worklist?kind=all", key)).status == 200
            readers(tmp_path, *CHANGES[change])
            if form:
                put(app, "take", "kim")
                assert (await door.post(address(access.BY_NAME["take"]), key)).status == 401
            assert await shut(door, key) == []

    knocked(app, walk)
    assert ("signed_out", "kim") in [(event, who) for _, event, who in entries(app)]


@pytest.mark.parametrize("how", ["gone", "no TOML", "an unknown role", "one person twice"])
def test_fault_153_where_it_cannot_be_read_who_may_read_nobody_is_let_in(how: str, tmp_path: Path) -> None:
    path = readers(tmp_path, "data_officer")
    app = a_night(tmp_path, path=path, sign_in=LocalSignIn({"kim": PASSWORD}))
    twice = '\n[[people]]\nwho = "KIM"\nname = "Kim Ash"\nrole = "auditor"\n'

    async def walk(door: Door) -> None:
        kim = app.desk.people.find("kim")
        assert kim is not None
        key = door.begin(kim)
        if how == "gone":
            path.unlink()
        else:
            {"no TOML": lambda: path.write_text("["), "an unknown role": lambda: readers(tmp_path, "director"),
             "one person twice": lambda: readers(tmp_path, "data_officer", extra=twice)}[how]()  # fmt: skip
        for route in INSIDE:
            answer = await door.ask(route.method, address(route), key)
            assert answer.status == 503 and b"kim" not in answer.body, route.name
        readers(tmp_path, "data_officer")
        assert (await door.get("/worklist", key)).status == 200

    knocked(app, walk)


def test_a_config_without_a_list_of_readers_has_the_shipped_one_and_nobody(tmp_path: Path) -> None:
    people = People(tmp_path / FILE)
    assert people.everybody() == [] and people.settings.limits.idle_minutes == 15


def test_the_seventh_try_is_refused_and_no_other_reader_is_kept_out(tmp_path: Path) -> None:
    other = f"{Role.AUDITOR}-{ALL}"
    clock = Clock()
    app = a_night(tmp_path, clock=clock, sign_in=LocalSignIn({OFFICER: PASSWORD, other: PASSWORD}))

    async def tried(door: Door, who: str, password: str) -> int:
        cookie = (await door.get("/sign-in")).every("set-cookie")[0].partition(";")[0]
        form = {"who": who, "password": password, "csrf": cookie.partition("=")[2]}
        return (await door.post("/sign-in", NO_KEY, form, headers=[("cookie", cookie)])).status

    async def walk(door: Door) -> None:
        assert [await tried(door, OFFICER.upper() if number % 2 else OFFICER, "wrong") for number in range(5)] == [401] * 5
        assert [await tried(door, OFFICER, PASSWORD) for _ in range(2)] == [429, 429]
        assert await tried(door, other, PASSWORD) == 303
        clock.on(minutes=1)
        assert await tried(door, OFFICER, PASSWORD) == 303
        assert [await tried(door, "nobody at all", "wrong") for _ in range(6)] == [401] * 5 + [429]

    knocked(app, walk)
    told = [(event, who) for _, event, who in entries(app)]
    assert told.count(("sign_in_failed", OFFICER)) == 7 and told.count(("sign_in_failed", "(not known)")) == 6


def test_the_programs_end_is_every_sessions_end(tmp_path: Path) -> None:
    first = a_night(tmp_path)
    keys = []

    async def walk(door: Door) -> None:
        keys.append(door.begin(BY_WHO[OFFICER]))

    knocked(first, walk)
    again: WorklistApp = an_app(tmp_path)

    async def later(door: Door) -> None:
        assert await shut(door, keys[0]) == []

    knocked(again, later)
