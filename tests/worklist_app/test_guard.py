"""Host, size, origin and headers, on every answer; and not a word of what failed."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import httpx2
import pytest

from fscp_readiness.worklist_app import guard as guards
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.guard import HEADERS, Guard
from tests.worklist_app.made import flag_of, make_pack, rows
from tests.worklist_app.visiting import Browser, visited

SECRET = "Zoe Blackwood 12/03/2015"


async def _fails(scope, receive, send) -> None:
    raise ValueError(SECRET)


async def _answers(scope, receive, send) -> None:
    message = await receive()
    body = message.get("body", b"")
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": body})


def ask(inner, method: str = "POST", host: str = "127.0.0.1", headers: dict[str, str] | None = None, content=b"") -> httpx2.Response:
    guarded = Guard(inner, frozenset({"127.0.0.1", "worklists.example"}), 64 * 1024, lambda status, code: f"page {code}".encode())

    async def run() -> httpx2.Response:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=guarded), base_url="https://127.0.0.1") as client:
            return await client.request(method, "/", headers={"host": host, **(headers or {})}, content=content)

    return asyncio.run(run())


@pytest.mark.parametrize("host", ["worklists.example", "WORKLISTS.example", "127.0.0.1:8321"])
def test_a_host_that_config_names_is_answered(host: str) -> None:
    assert ask(_answers, "GET", host).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "worklists.example.evil", "worklists.example:80:80", "127.0.0.1:x", "", "worklists.example@evil", "[::1]"]
)
def test_another_host_is_refused(host: str) -> None:
    assert ask(_answers, "GET", host).status_code == 400


def test_a_form_may_be_64_kilobytes_and_no_more() -> None:
    assert ask(_answers, content=b"x" * 65_536).content == b"x" * 65_536
    assert ask(_answers, content=b"x" * 65_537).status_code == 413


def test_a_form_that_does_not_say_how_long_it_is_is_counted() -> None:
    async def parts():
        for _ in range(70):
            yield b"x" * 1024

    assert ask(_answers, content=parts()).status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "x"])
def test_a_length_that_is_no_number_is_refused(length: str) -> None:
    assert ask(_answers, headers={"content-length": length}, content=b"x").status_code == 413


def test_a_form_that_does_not_arrive_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "BODY_SECONDS", 0.05)

    async def slow():
        yield b"x"
        await asyncio.sleep(1)
        yield b"x"

    assert ask(_answers, content=slow()).status_code == 408


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 200),
        ({"origin": "https://127.0.0.1"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "https://127.0.0.1:8443"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "https://evil.example"}, 403),
    ],
)
def test_a_form_from_another_site_is_refused(headers: dict[str, str], status: int) -> None:
    assert ask(_answers, headers=headers).status_code == status


def test_a_failure_says_nothing_of_itself(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = ask(_fails)
    assert (answer.status_code, answer.text) == (500, "page WEB-500")
    assert SECRET not in caplog.text and "Zoe" not in caplog.text
    assert "ValueError at test_guard.py" in caplog.text


ADDRESSES = ("/sign-in", "/", "/worklist", "/nothing", "/health", "/still/nothing", "/flags/x", f"/flags/{flag_of(1)}", "/%2e%2e/", "//x")


def test_the_headers_stand_on_every_answer(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        for signed_in in (False, True):
            if signed_in:
                await browser.sign_in("officer")
            for path in ADDRESSES:
                answer = await browser.get(path)
                assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
                assert answer.headers["cache-control"] == "no-store", path
                assert "server" not in answer.headers

    visited(tmp_path, walk)


def test_style_and_letters_are_kept_by_browsers_and_pages_are_not(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.get("/sign-in")
        from fscp_readiness.worklist_app.drawing import stills

        for name in stills().files:
            answer = await browser.client.get(f"/still/{name}")
            assert answer.status_code == 200 and answer.headers["cache-control"].startswith("public")
            assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]

    visited(tmp_path, walk)


def test_no_page_holds_a_script_a_style_or_an_address_elsewhere() -> None:
    from fscp_readiness.settings.places import REPORT_TEMPLATES

    for template in sorted((REPORT_TEMPLATES / "worklist_app").glob("*.j2")):
        words = template.read_text(encoding="utf-8")
        assert "<script" not in words and " style=" not in words and "<style" not in words, template.name
        assert "http://" not in words and "https://" not in words and "|safe" not in words, template.name
