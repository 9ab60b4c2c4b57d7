"""The council's own gateway is believed with its secret and from this machine; whoever only says that they are somebody is nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from fscp_readiness.settings.readers import ProxyHeaders
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app import access
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.drawing import stills
from fscp_readiness.worklist_app.sessions import COOKIE
from fscp_readiness.worklist_app.sign_in.proxy import SECRET, ProxySignIn
from tests.worklist_app.protection.door import ALL, BY_WHO, NO_KEY, OWN, Door, Key, knocked
from tests.worklist_app.protection.one_night import CHILD, a_night, address, entries
from tests.worklist_app.protection.rules import EXPECTED, NOTHING

GATEWAY = "the gateway's own secret of forty letters"
OFFICER, LEADER, MEMBER = f"{Role.DATA_OFFICER}-{ALL}", f"{Role.LEADERSHIP}-{ALL}", f"{Role.CABINET_MEMBER}-{ALL}"
NAMED, KNOWN = ("x-remote-user", OFFICER), ("x-proxy-secret", GATEWAY)
INSIDE = [route for route in access.ROUTES if not route.open]

SPOOFED = {
    "nobody": [],
    "a name alone": [NAMED],
    "the secret alone": [KNOWN],
    "a guessed secret": [NAMED, ("x-proxy-secret", "guessed")],
    "a secret that begins right": [NAMED, ("x-proxy-secret", GATEWAY[:-1])],
    "a secret in capitals": [NAMED, ("x-proxy-secret", GATEWAY.upper())],
    "two names": [NAMED, ("x-remote-user", LEADER), KNOWN],
    "two secrets": [NAMED, KNOWN, KNOWN],
    "a blank name": [("x-remote-user", " "), KNOWN],
    "a name with a comma": [("x-remote-user", f"{OFFICER}, {LEADER}"), KNOWN],
    "a name that nobody has": [("x-remote-user", "nobody"), KNOWN],
    "another header": [("x-forwarded-user", OFFICER), KNOWN],
    "an underscore": [("x_remote_user", OFFICER), KNOWN],
}


ELSEWHERE = (("192.0.2.7", 4711), ("10.0.0.1", 1), ("2001:db8::1", 1), ("::ffff:192.0.2.7", 1), ("127.0.0.1.evil.example", 1), ("", 0))


@pytest.fixture
def app(tmp_path: Path) -> WorklistApp:
    return a_night(tmp_path, sign_in=ProxySignIn(ProxyHeaders(), {SECRET: GATEWAY}))


@pytest.mark.parametrize("how", SPOOFED)
def test_fault_151_a_header_that_the_gateway_did_not_send_opens_nothing(how: str, app: WorklistApp) -> None:
    async def walk(door: Door) -> None:
        stolen = door.begin(BY_WHO[LEADER])
        for key in (NO_KEY, stolen):
            for route in INSIDE:
                answer = await door.ask(route.method, address(route), key, headers=SPOOFED[how])
                assert answer.status == 401 and CHILD not in answer.text and not answer.every("set-cookie"), (route.name, answer.status)

    knocked(app, walk)


def test_fault_151_the_port_asked_from_another_machine_opens_nothing_even_with_the_secret(app: WorklistApp) -> None:
    async def walk(_: Door) -> None:
        for here in ELSEWHERE:
            door = Door(app, here=here)
            for headers in ([NAMED, KNOWN], [NAMED, KNOWN, ("x-forwarded-for", "127.0.0.1")]):
                answer = await door.get("/worklist", door.begin(BY_WHO[OFFICER]), headers=headers)
                assert answer.status == 401 and CHILD not in answer.text, here
        for here in (("127.0.0.1", 1), ("::1", 1), None):
            assert (await Door(app, here=here).get("/worklist", headers=[NAMED, KNOWN])).status == 200

    knocked(app, walk)


def test_fault_151_each_reader_of_the_gateway_gets_what_the_rules_say(app: WorklistApp) -> None:
    async def walk(door: Door) -> None:
        for who, person in BY_WHO.items():
            for route in INSIDE:
                if route.method == "GET" and who.endswith((ALL, OWN)):
                    answer = await door.get(address(route), headers=[("x-remote-user", who.upper()), KNOWN])
                    rule = EXPECTED[route.name]
                    assert answer.status == (rule.status if person.role in (rule.roles or ()) else 404), (who, route.name)
                    assert (answer.status == 404) == (not answer.every("set-cookie"))
                    assert rule.about != NOTHING or CHILD not in answer.text

    knocked(app, walk)


def test_fault_151_a_session_is_never_another_persons(app: WorklistApp) -> None:
    async def walk(door: Door) -> None:
        first = await door.get("/worklist", headers=[NAMED, KNOWN])
        token = first.every("set-cookie")[0].partition(";")[0].partition("=")[2]
        assert first.every("set-cookie")[0].startswith(COOKIE) and len(app.desk.sessions) == 1
        assert (await door.get("/worklist", Key(token), headers=[NAMED, KNOWN])).every("set-cookie") == []
        other = await door.get("/worklist", Key(token), headers=[("x-remote-user", MEMBER), KNOWN])
        assert other.status == 404 and CHILD not in other.text
        again = await door.get("/worklist", Key(token), headers=[NAMED, KNOWN])
        assert again.every("set-cookie") != [] and len(app.desk.sessions) == 1

    knocked(app, walk)


def test_what_gateways_and_browsers_keep_brings_no_session(app: WorklistApp) -> None:
    async def walk(door: Door) -> None:
        for path in ("/health", *(f"/still/{name}" for name in stills().files)):
            answer = await door.get(path, headers=[NAMED, KNOWN])
            assert answer.status == 200 and answer.every("set-cookie") == [], path
        assert len(app.desk.sessions) == 0 and len(entries(app)) == 1

    knocked(app, walk)


def test_a_form_through_the_gateway_needs_its_own_sessions_token(app: WorklistApp) -> None:
    async def walk(door: Door) -> None:
        path = address(access.BY_NAME["take"])
        page = await door.get("/worklist", headers=[NAMED, KNOWN])
        token = page.every("set-cookie")[0].partition(";")[0].partition("=")[2]
        for csrf in ("", "guessed", door.begin(BY_WHO[LEADER]).csrf):
            assert (await door.post(path, Key(token), {"csrf": csrf}, headers=[NAMED, KNOWN])).status == 403
        assert (await door.post(path, NO_KEY, {"csrf": ""}, headers=[NAMED, KNOWN])).status == 403
        assert app.desk.book.taken() == {}

    knocked(app, walk)
