"""Requests made at random from the app's own description of its addresses, as several readers: it never fails, and every header stands."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error

from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app import access
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.sessions import COOKIE
from tests.worklist_app.protection.door import ALL, BY_WHO, OWN, Answer, Door, Key, readers_file
from tests.worklist_app.protection.one_night import CHILD, FLAG, a_night
from tests.worklist_app.protection.rules import EXPECTED, SEES
from tests.worklist_app.protection.test_headers import broken

WHO = ("", f"{Role.DATA_OFFICER}-{ALL}", f"{Role.TEAM_MANAGER}-{OWN}", f"{Role.CABINET_MEMBER}-{ALL}", f"{Role.AUDITOR}-{ALL}")
EXAMPLES = 10
"""Of each address and kind (in order, and out of it), for every reader."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorklistApp]:
    config = tmp_path_factory.mktemp("config")
    app = a_night(tmp_path_factory.mktemp("out"), path=readers_file(config, child_pages_an_hour=1_000_000, downloads_an_hour=1_000_000))
    with asyncio.Runner() as runner:
        app.state.runner = runner
        yield app
        app.desk.trail.close()


def described(app: WorklistApp) -> schemathesis.BaseSchema:
    """The description that the app could give of itself; it is served nowhere."""
    return schemathesis.openapi.from_dict(app.openapi())


def test_it_is_served_nowhere(app: WorklistApp) -> None:
    async def walk() -> None:
        door = Door(app)
        for who in WHO[1:]:
            for path in ("/openapi.json", "/docs", "/redoc", "/schema", "/docs/oauth2-redirect", "/.well-known/openapi.json"):
                assert (await door.get(path, door.begin(BY_WHO[who]))).status == 404

    app.state.runner.run(walk())


def test_every_route_is_described(app: WorklistApp) -> None:
    told = {(each.ok().method.upper(), each.ok().path) for each in described(app).get_all_operations()}
    assert told == {(route.method, route.path) for route in access.ROUTES if route.sign_in in ("", "local")}


def test_no_request_made_from_it_fails_the_app(app: WorklistApp) -> None:
    door = Door(app)
    wrong: list[object] = []
    tried: Counter[str] = Counter()
    for operation in (each.ok() for each in described(app).get_all_operations()):
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            asked(door, operation, mode, wrong, tried)
    assert wrong == []
    assert len(tried) == len(WHO) and sum(tried.values()) >= 1_100, tried


def asked(door: Door, operation: schemathesis.APIOperation, mode: GenerationMode, wrong: list[object], tried: Counter[str]) -> None:
    """So many requests at one address, each by every reader; fewer where there are no more, and none where none can be out of order."""

    @seed(1)
    @settings(max_examples=EXAMPLES, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        for who in WHO:
            answer = door.app.state.runner.run(sent(door, case, door.begin(BY_WHO[who]) if who else Key()))
            tried[who] += 1
            wrong.extend((who, case.method, case.path, answer.status, each) for each in said_of(case, answer, who))

    with suppress(Unsatisfiable):
        ask()


async def sent(door: Door, case: schemathesis.Case, key: Key) -> Answer:
    """The case as it would go over the wire, as that session; half of those with a flag ask for the one that is there."""
    if "flag" in case.path_parameters and len(str(case.path_parameters["flag"])) % 2:
        case.path_parameters["flag"] = FLAG
    if isinstance(case.body, dict) and key.csrf:
        case.body["csrf"] = key.csrf
    told = case.as_transport_kwargs(base_url="http://127.0.0.1", headers={"cookie": f"{COOKIE}={key.token}"} if key.token else {})
    request = httpx2.Request(
        told["method"], told["url"], params=told.get("params"), data=told.get("data"), headers=dict(told.get("headers") or {})
    )
    address = request.url.raw_path.decode("latin-1")
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw if name.lower() != b"host"]
    return await door.ask(request.method, address, headers=headers, body=await request.aread())


def said_of(case: schemathesis.Case, answer: Answer, who: str) -> Iterator[object]:
    """What is wrong with an answer."""
    if answer.status >= 500:
        yield "failed", not_a_server_error.__name__
    yield from broken(answer, still=answer.header("content-type").startswith(("font/", "text/css")))
    route = next((each for each in access.ROUTES if (each.method, each.path) == (case.method.upper(), case.path)), None)
    if route is None or answer.status != 200:
        return
    if EXPECTED[route.name].roles is not None and (not who or BY_WHO[who].role not in (EXPECTED[route.name].roles or ())):
        yield "answered to somebody who may not"
    if CHILD in answer.text and (not who or BY_WHO[who].role not in SEES):
        yield "shows the child"
