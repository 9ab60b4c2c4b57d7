"""A form that was not sent from our own page by its own reader changes nothing, whichever form it is."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest

from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app import access
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.pages.signing import FORM as SIGN_IN_FORM
from fscp_readiness.worklist_app.sign_in import local
from fscp_readiness.worklist_app.sign_in.local import LocalSignIn
from tests.worklist_app.protection.door import ALL, BY_WHO, OWN, Door, Key, knocked
from tests.worklist_app.protection.one_night import FORMS, a_night, address, entries, kept, put

POSTS = [route for route in access.ROUTES if route.method == "POST"]
SENDER = {"sign_in_said": f"{Role.DATA_OFFICER}-{OWN}"}
"""Who sends each form in order; a manager of the row's team where nothing else is said."""

MANAGER, OFFICER = f"{Role.TEAM_MANAGER}-{OWN}", f"{Role.DATA_OFFICER}-{ALL}"
PASSWORD = "a password of the tests"

HEADERS = {
    "from another site": [("sec-fetch-site", "cross-site")],
    "from a site beside ours": [("sec-fetch-site", "same-site")],
    "from no site": [("sec-fetch-site", "none")],
    "from two kinds of site": [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-origin")],
    "another origin": [("origin", "https://evil.example")],
    "another port": [("origin", "https://127.0.0.1:8443")],
    "a name that begins as ours": [("origin", "https://127.0.0.1.evil.example")],
    "our name as somebody's": [("origin", "https://127.0.0.1@evil.example")],
    "a null origin": [("origin", "null")],
    "an empty origin": [("origin", "")],
    "our site and another origin": [("sec-fetch-site", "same-origin"), ("origin", "https://evil.example")],
}
TOKENS = ("none", "blank", "guessed", "of another reader", "of an earlier session", "in the address", "as JSON", "of another form", "twice")


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorklistApp:
    monkeypatch.setattr(local, "COST", 2)
    return a_night(tmp_path, sign_in=LocalSignIn({SENDER["sign_in_said"]: PASSWORD}))


async def key_for(door: Door, route: access.Route) -> tuple[Key, list[tuple[str, str]]]:
    """A session whose form this is, or for signing in a form's own cookie."""
    if route.name != "sign_in_said":
        return door.begin(BY_WHO[MANAGER if route.name != "withdraw" else OFFICER]), []
    answer = await door.get("/sign-in")
    (cookie,) = answer.every("set-cookie")
    token = cookie.partition("=")[2].partition(";")[0]
    assert cookie.startswith(SIGN_IN_FORM)
    return Key("", token), [("cookie", f"{SIGN_IN_FORM}={token}")]


def fields(route: access.Route) -> dict[str, str]:
    return {"who": SENDER["sign_in_said"], "password": PASSWORD} if route.name == "sign_in_said" else FORMS.get(route.name, {})


@pytest.mark.parametrize("route", POSTS, ids=lambda route: route.name)
def test_a_form_from_elsewhere_is_403_and_changes_nothing(route: access.Route, app: WorklistApp) -> None:
    wrong, tried = [], 0
    put(app, route.name, OFFICER)

    async def walk(door: Door) -> None:
        nonlocal tried
        before, written = kept(app), len(entries(app))
        for how, headers in HEADERS.items():
            key, cookie = await key_for(door, route)
            answer = await door.post(address(route), key, fields(route), headers=[*headers, *cookie])
            tried += 1
            if answer.status != (400 if how == "from two kinds of site" else 403):
                wrong.append((how, answer.status))
        for how in TOKENS:
            answer = await sent_with(door, route, how)
            tried += 1
            if answer != 403:
                wrong.append((how, answer))
        assert kept(app) == before and len(entries(app)) == written
        key, cookie = await key_for(door, route)
        sessions = len(app.desk.sessions)
        assert sessions >= 1
        assert (await door.post(address(route), key, fields(route), headers=cookie)).status == 303, "the form was in order"

    knocked(app, walk)
    assert wrong == []
    assert tried == len(HEADERS) + len(TOKENS)


async def sent_with(door: Door, route: access.Route, how: str) -> int:
    """The form with a token that is not good, in that way."""
    key, cookie = await key_for(door, route)
    path, form, headers = address(route), dict(fields(route)), list(cookie)
    body: bytes | None = None
    if how == "none":
        body, headers = urlencode(form).encode(), [*headers, ("content-type", "application/x-www-form-urlencoded")]
    elif how == "in the address":
        body, headers = urlencode(form).encode(), [*headers, ("content-type", "application/x-www-form-urlencoded")]
        path = f"{path}?csrf={key.csrf}"
    elif how == "as JSON":
        body, headers = json.dumps({**form, "csrf": key.csrf}).encode(), [*headers, ("content-type", "application/json")]
    elif how == "twice":
        body = urlencode([("csrf", key.csrf), *form.items(), ("csrf", "guessed")]).encode()
        headers = [*headers, ("content-type", "application/x-www-form-urlencoded")]
    elif how == "blank":
        form["csrf"] = ""
    elif how == "guessed":
        form["csrf"] = "x" * len(key.csrf)
    elif how == "of another reader":
        form["csrf"] = door.begin(BY_WHO[OFFICER if route.name != "withdraw" else MANAGER]).csrf
    elif how == "of an earlier session":
        form["csrf"] = (await key_for(door, route))[0].csrf
    elif how == "of another form":
        form["csrf"] = (
            await key_for(door, next(each for each in POSTS if (each.name == "sign_in_said") != (route.name == "sign_in_said")))
        )[0].csrf
    return (await door.post(path, key, form, headers=headers, body=body)).status


def test_the_pages_carry_the_token_in_forms_and_nowhere_else(app: WorklistApp) -> None:
    async def walk(door: Door) -> None:
        for who in (MANAGER, OFFICER):
            key = door.begin(BY_WHO[who])
            for path in ("/about", "/worklist", address(access.BY_NAME["flag"]), address(access.BY_NAME["exception"])):
                answer = await door.get(path, key)
                assert key.token not in answer.text
                assert answer.text.count(key.csrf) == answer.text.count(f'name="csrf" value="{key.csrf}"') > 0, path

    knocked(app, walk)
