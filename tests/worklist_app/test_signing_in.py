"""Signing in by demo account and by the council's gateway; sessions that end; too many tries; too many pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.readers import ProxyHeaders
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.sessions import COOKIE
from fscp_readiness.worklist_app.sign_in import SignInRefused, is_loopback
from fscp_readiness.worklist_app.sign_in.local import Account, LocalSignIn
from fscp_readiness.worklist_app.sign_in.proxy import SECRET, ProxySignIn
from tests.worklist_app.made import make_pack, rows
from tests.worklist_app.visiting import PASSWORD, Browser, Clock, visited

GATEWAY = "the gateway's own secret of forty letters"


def test_local_accounts_are_refused_on_anything_but_this_machine() -> None:
    for host in ("0.0.0.0", "::", "192.168.1.5", "worklists.example", ""):
        with pytest.raises(SignInRefused, match="WEB-10"):
            LocalSignIn({}, host)
    for host in ("127.0.0.1", "::1", "localhost", "127.8.8.8"):
        LocalSignIn({}, host)
        assert is_loopback(host)


def test_a_password_is_kept_salted_and_not_as_it_is() -> None:
    one, other = Account.of("same"), Account.of("same")
    assert one.worked != other.worked and b"same" not in one.worked and "same" not in repr(one)


def test_the_right_password_signs_in_and_the_cookie_says_nothing(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        answer = await browser.sign_in("officer")
        assert (answer.status_code, answer.headers["location"]) == (303, "/worklist")
        cookie = next(each for each in answer.headers.get_list("set-cookie") if each.startswith(COOKIE))
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= {part.strip() for part in cookie.split(";")}
        assert "Domain" not in cookie and "officer" not in cookie

    visited(tmp_path, walk)


@pytest.mark.parametrize(("who", "password"), [("officer", "wrong"), ("nobody", PASSWORD), ("", ""), ("officer", "")])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(who: str, password: str, tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        answer = await browser.sign_in(who, password)
        assert answer.status_code == 401 and "The name or the password is not right." in answer.text
        assert (await browser.get("/worklist")).status_code == 303

    app = visited(tmp_path, walk)
    (entry,) = app.desk.store.trail()
    assert entry.event == "sign_in_failed" and entry.who == ("officer" if who == "officer" else "(not known)")


def test_the_sixth_try_in_a_minute_is_refused_even_when_it_is_right(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))
    clock = Clock()

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        for _ in range(5):
            assert (await browser.sign_in("officer", "wrong")).status_code == 401
        assert (await browser.sign_in("officer")).status_code == 429
        assert (await browser.sign_in("leader")).status_code == 303
        clock.on(seconds=61)
        assert (await Browser(app).sign_in("officer")).status_code == 303

    visited(tmp_path, walk, clock)


def test_a_sign_in_without_the_forms_token_is_refused(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        form = {"who": "officer", "password": PASSWORD}
        assert (await browser.post("/sign-in", form, csrf="")).status_code == 403
        await browser.get("/sign-in")
        assert (await browser.post("/sign-in", form, csrf="guessed")).status_code == 403

    visited(tmp_path, walk)


def test_the_session_gets_a_new_name_at_sign_in_and_is_gone_at_sign_out(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        browser.client.cookies.set(COOKIE, "planted", domain="127.0.0.1", path="/")
        await browser.sign_in("officer")
        name = browser.client.cookies[COOKIE]
        assert name != "planted"
        assert (await browser.post("/sign-out", {})).status_code == 303
        browser.client.cookies.set(COOKIE, name, domain="127.0.0.1", path="/")
        assert (await browser.get("/worklist")).status_code == 303

    visited(tmp_path, walk)


def test_fifteen_idle_minutes_and_eight_hours_end_it(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))
    clock = Clock()

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("officer")
        clock.on(minutes=14)
        assert (await browser.get("/worklist")).status_code == 200
        clock.on(minutes=15)
        assert (await browser.get("/worklist")).status_code == 303
        assert (await browser.post("/flags/0000000000000000/take", {})).status_code == 401

    visited(tmp_path, walk, clock)


def _config(tmp_path: Path, people: str) -> Path:
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)
    path = config / "readers.toml"
    path.write_text(path.read_text() + people)
    return config


def test_a_change_of_role_or_a_leaver_ends_the_session_at_once(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))
    person = '\n[[people]]\nwho = "kim"\nname = "Kim Ash"\nrole = "data_officer"\n'
    config = _config(tmp_path, person)
    readers = config / "readers.toml"

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("kim")
        assert (await browser.get("/worklist")).status_code == 200
        readers.write_text(readers.read_text().replace('name = "Kim Ash"\nrole = "data_officer"', 'name = "Kim Ash"\nrole = "auditor"'))
        assert (await browser.get("/worklist")).status_code == 303
        await browser.sign_in("kim")
        assert (await browser.get("/trail")).status_code == 200
        readers.write_text(readers.read_text().replace(person.replace("data_officer", "auditor"), ""))
        assert (await browser.get("/trail")).status_code == 303
        readers.write_text("not toml [")
        assert (await Browser(app).get("/worklist")).status_code == 303
        officer = Browser(app)
        assert (await officer.sign_in("officer")).status_code == 503

    app = visited(tmp_path, walk, config=config, sign_in=LocalSignIn({"kim": PASSWORD, "officer": PASSWORD}))
    assert [each.event for each in app.desk.store.trail()].count("signed_out") == 2


def test_a_reader_looks_at_so_many_pages_an_hour_and_the_next_is_written_down(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))
    config = _config(tmp_path, "")
    readers = config / "readers.toml"
    readers.write_text(readers.read_text().replace("child_pages_an_hour = 300", "child_pages_an_hour = 3"))
    clock = Clock()

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("officer")
        assert [(await browser.get("/worklist")).status_code for _ in range(4)] == [200, 200, 200, 429]
        assert (await browser.get("/about")).status_code == 200
        for _ in range(5):
            clock.on(minutes=14)
            await browser.get("/about")
        assert (await browser.get("/worklist")).status_code == 200

    app = visited(tmp_path, walk, clock, config=config)
    assert [each.event for each in app.desk.store.trail()].count("not_allowed") == 1


def test_the_gateway_needs_a_long_secret() -> None:
    for secret in ("", "short"):
        with pytest.raises(SignInRefused, match="WEB-11"):
            ProxySignIn(ProxyHeaders(), {SECRET: secret})


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([("X-Remote-User", "officer"), ("X-Proxy-Secret", GATEWAY)], 200),
        ([("X-Remote-User", "OFFICER"), ("X-Proxy-Secret", GATEWAY)], 200),
        ([("X-Remote-User", "officer")], 401),
        ([("X-Proxy-Secret", GATEWAY)], 401),
        ([("X-Remote-User", "officer"), ("X-Proxy-Secret", "guessed")], 401),
        ([("X-Remote-User", "officer"), ("X-Remote-User", "leader"), ("X-Proxy-Secret", GATEWAY)], 401),
        ([("X-Remote-User", " "), ("X-Proxy-Secret", GATEWAY)], 401),
        ([("X-Remote-User", "nobody"), ("X-Proxy-Secret", GATEWAY)], 401),
        ([], 401),
    ],
)
def test_the_gateways_word_is_believed_with_its_secret_alone(headers: list[tuple[str, str]], status: int, tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        answer = await browser.get("/worklist", headers=headers)
        assert answer.status_code == status

    visited(tmp_path, walk, sign_in=ProxySignIn(ProxyHeaders(), {SECRET: GATEWAY}))


def test_the_gateway_is_believed_from_this_machine_alone(tmp_path: Path) -> None:
    import httpx2

    make_pack(tmp_path, rows(3))

    async def walk(app: WorklistApp) -> None:
        transport = httpx2.ASGITransport(app=app, client=("192.168.1.5", 4711))
        async with httpx2.AsyncClient(transport=transport, base_url="https://127.0.0.1") as client:
            answer = await client.get("/worklist", headers={"X-Remote-User": "officer", "X-Proxy-Secret": GATEWAY})
        assert answer.status_code == 401

    visited(tmp_path, walk, sign_in=ProxySignIn(ProxyHeaders(), {SECRET: GATEWAY}))


def test_another_person_from_the_gateway_never_gets_the_session_before(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        secret = ("X-Proxy-Secret", GATEWAY)
        assert (await browser.get("/worklist", headers=[("X-Remote-User", "officer"), secret])).status_code == 200
        token = browser.client.cookies[COOKIE]
        assert (await browser.get("/worklist", headers=[("X-Remote-User", "member"), secret])).status_code == 404
        assert (await browser.get("/members", headers=[("X-Remote-User", "member"), secret])).status_code == 200
        assert browser.client.cookies[COOKIE] != token
        assert len(app.desk.sessions) == 1

    visited(tmp_path, walk, sign_in=ProxySignIn(ProxyHeaders(), {SECRET: GATEWAY}))
