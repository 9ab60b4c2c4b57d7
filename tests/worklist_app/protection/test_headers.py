"""What stands on every answer of every route, errors and files too: one list of rules, and each answer is asked all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import Request

from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app import access, audited, guard
from fscp_readiness.worklist_app import app as apps
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.drawing import stills
from fscp_readiness.worklist_app.pages import HANDLERS
from fscp_readiness.worklist_app.sign_in import local
from fscp_readiness.worklist_app.sign_in.local import LocalSignIn
from tests.worklist_app.protection.door import ALL, BY_WHO, NO_KEY, OWN, Answer, Door, Key, knocked, readers_file
from tests.worklist_app.protection.one_night import FORMS, NO_LISTS, a_night, address, put

OFFICER, MANAGER, MEMBER = f"{Role.DATA_OFFICER}-{ALL}", f"{Role.TEAM_MANAGER}-{OWN}", f"{Role.CABINET_MEMBER}-{ALL}"
STILL = tuple(f"/still/{name}" for name in stills().files)
PASSWORD = "a password of the tests"


KIND = re.compile(r"text/(html|plain|css); charset=utf-8$|font/woff2$|application/vnd\.")


def one(name: str, value: str) -> Callable[[Answer], bool]:
    """That header stands once and says exactly this."""
    return lambda answer: answer.every(name) == [value]


RULES: dict[str, Callable[[Answer], bool]] = {
    "nothing is loaded but our own style, letters and pictures, and no script runs": one(
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'",
    ),
    "no kind is guessed": one("x-content-type-options", "nosniff"),
    "no address is told to another site": one("referrer-policy", "no-referrer"),
    "no frame holds it": one("x-frame-options", "DENY"),
    "no other window reaches it": one("cross-origin-opener-policy", "same-origin"),
    "no other site embeds it": one("cross-origin-resource-policy", "same-origin"),
    "it embeds no other site": one("cross-origin-embedder-policy", "require-corp"),
    "no robot keeps it": one("x-robots-tag", "noindex, nofollow"),
    "encrypted for a year": lambda answer: answer.every("strict-transport-security") == ["max-age=31536000; includeSubDomains"],
    "no camera, no place, no microphone": lambda answer: {"camera=()", "geolocation=()", "microphone=()"} <= set(
        answer.header("permissions-policy").split(", ")
    ),
    "nobody keeps it": lambda answer: len(answer.every("cache-control")) == 1,
    "no program or version is named": lambda answer: not any(answer.header(name) for name in ("server", "x-powered-by", "via")),
    "no other site may read it": lambda answer: not any(name.startswith("access-control-") for name, _ in answer.headers),
    "no header holds a line's end": lambda answer: not any(each in value for _, value in answer.headers for each in "\r\n\0"),
    "cookies are ours alone": lambda answer: all(_is_guarded(each) for each in answer.every("set-cookie")),
    "a way on is one of our own addresses": lambda answer: all(_is_ours(each) for each in answer.every("location")),
    "its kind is said": lambda answer: bool(KIND.match(_kind(answer))),
}  # fmt: skip


def _kind(answer: Answer) -> str:
    return answer.header("content-type") or ("text/plain; charset=utf-8" if not answer.body else "")


def _is_guarded(cookie: str) -> bool:
    name, *told = (part.strip() for part in cookie.split(";"))
    said = {each.lower() for each in told}
    return (
        name.startswith("__Host-")
        and {"secure", "httponly", "samesite=lax", "path=/"} <= said
        and not any("domain" in each for each in said)
    )


def _is_ours(location: str) -> bool:
    return bool(re.fullmatch(r"/|/sign-in|/worklist|/members|/trail|/status|/exceptions(/\d+)?|/flags/[0-9a-f]{16}", location))


def broken(answer: Answer, still: bool = False) -> list[str]:
    """The rules an answer breaks."""
    said = [name for name, rule in RULES.items() if not rule(answer)]
    kept = answer.header("cache-control")
    if still and (kept != "public, max-age=31536000, immutable" or answer.every("set-cookie")):
        said.append("a file is the same for everybody, for a year, and brings no cookie")
    if not still and kept != "no-store":
        said.append("nobody keeps it")
    return said


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorklistApp:
    monkeypatch.setattr(local, "COST", 2)
    return a_night(tmp_path, sign_in=LocalSignIn({OFFICER: PASSWORD}))


def test_every_rule_holds_on_every_route_for_whoever_asks(app: WorklistApp) -> None:
    wrong, asked = [], 0

    async def walk(door: Door) -> None:
        nonlocal asked
        for who in ("", OFFICER, MANAGER, MEMBER):
            for route in access.ROUTES:
                put(app, route.name, who)
                for method in (route.method, "HEAD", "OPTIONS", "DELETE", "TRACE"):
                    answer = await door.ask(method, address(route), door.begin(BY_WHO[who]) if who else NO_KEY, FORMS.get(route.name))
                    said = broken(answer, still=route.name == "still" and method == "GET")
                    wrong.extend((who, method, route.name, each) for each in said)
                    asked += 1
            for path in STILL:
                wrong.extend((path, each) for each in broken(await door.get(path), still=True))

    knocked(app, walk)
    assert wrong == []
    assert asked == len(access.ROUTES) * 20


async def _too_long(door: Door, key: Key) -> Answer:
    return await door.post("/sign-out", key, body=b"csrf=" + b"x" * 70_000)


ERRORS: dict[int, Callable[[Door, Key], object]] = {
    400: lambda door, key: door.get("/about", key, host="evil.example"),
    401: lambda door, key: door.post("/sign-out", NO_KEY),
    403: lambda door, key: door.post("/sign-out", Key(key.token, "guessed")),
    404: lambda door, key: door.get("/no-such-page", key),
    405: lambda door, key: door.ask("DELETE", "/worklist", key),
    413: _too_long,
    429: lambda door, key: door.get("/worklist", key),
    503: lambda door, key: door.get("/worklist", key),
    500: lambda door, key: door.get("/about", key),
    408: lambda door, key: door.post("/sign-out", key, body=b"x", headers=[("content-length", "5")]),
}


@pytest.mark.parametrize("status", list(apps.ERRORS))
def test_every_rule_holds_on_every_error(status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(request: Request) -> None:
        raise ValueError("Zoe Blackwood")

    if status == 500:
        monkeypatch.setattr(apps, "HANDLERS", {**HANDLERS, "about": fails})
    if status == 408:
        monkeypatch.setattr(guard, "BODY_SECONDS", 0.0)
    path = readers_file(tmp_path, child_pages_an_hour=1)
    app = a_night(tmp_path, NO_LISTS if status == 503 else "rows shown", path=path)

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[OFFICER])
        if status == 429:
            await door.get("/worklist", key)
        answer = await ERRORS[status](door, key)  # type: ignore[misc]
        assert (answer.status, broken(answer)) == (status, [])
        assert "Zoe" not in answer.text and answer.every("set-cookie") == []

    knocked(app, walk)


def test_every_rule_holds_where_the_trail_cannot_be_written(app: WorklistApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*told: object) -> None:
        raise OSError(28, "No space left on device: Zoe Blackwood")

    monkeypatch.setattr(audited, "write_entries", full)

    async def walk(door: Door) -> None:
        answer = await door.get("/worklist", door.begin(BY_WHO[OFFICER]))
        assert (answer.status, broken(answer)) == (503, [])

    knocked(app, walk)


def test_the_session_cookie_is_given_once_and_taken_back_at_the_end(app: WorklistApp) -> None:
    async def walk(door: Door) -> None:
        page = await door.get("/sign-in")
        form = page.every("set-cookie")[0].partition(";")[0]
        token = form.partition("=")[2]
        said = {"who": OFFICER, "password": PASSWORD, "csrf": token}
        answer = await door.post("/sign-in", NO_KEY, said, headers=[("cookie", form)])
        given = {each.partition("=")[0]: each for each in answer.every("set-cookie")}
        assert (answer.status, set(given), broken(answer)) == (303, {"__Host-session", "__Host-form"}, [])
        assert "Max-Age=28800" in given["__Host-session"] and "Max-Age=0" in given["__Host-form"]
        assert OFFICER not in given["__Host-session"] and len(given["__Host-session"].partition(";")[0]) >= 15 + 43
        key = door.begin(BY_WHO[OFFICER])
        answer = await door.post("/sign-out", key)
        assert [each.partition(";")[0] for each in answer.every("set-cookie")] == ['__Host-session=""'] and broken(answer) == []

    knocked(app, walk)


def test_a_rule_that_is_broken_is_named() -> None:
    bare = Answer(200, (("content-type", "text/html; charset=utf-8"), ("server", "uvicorn/0.54"), ("set-cookie", "a=b")), b"")
    assert {"no program or version is named", "cookies are ours alone", "no kind is guessed", "nobody keeps it"} <= set(broken(bare))
