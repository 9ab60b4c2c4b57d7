"""The app behind uvicorn on loopback, as ``worklist serve`` serves it, and bytes that no browser would send."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import Request

from fscp_readiness.cli.worklist_serve import SERVED
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app import app as apps
from fscp_readiness.worklist_app import guard
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.drawing import stills
from fscp_readiness.worklist_app.pages import HANDLERS
from fscp_readiness.worklist_app.sessions import COOKIE
from tests.worklist_app.protection.door import ALL, BY_WHO, Answer, Door
from tests.worklist_app.protection.one_night import CHILD, RECORD, a_night
from tests.worklist_app.protection.test_headers import broken

SECRET = f"Zoe Blackwood {CHILD} {RECORD}"
OFFICER = f"{Role.DATA_OFFICER}-{ALL}"


async def _fails(request: Request) -> None:
    raise ValueError(SECRET)


class Wire:
    """A server that listens, and raw requests to it."""

    def __init__(self, app: WorklistApp, port: int) -> None:
        self.app, self.port = app, port
        self.key = Door(app).begin(BY_WHO[OFFICER])

    def said(self, *parts: bytes, within: float = 3) -> bytes:
        """All that comes back for these bytes, until the server closes or says no more."""
        told = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=within) as line, contextlib.suppress(OSError):
            for part in parts:
                line.sendall(part)
            while word := line.recv(65_536):
                told += word
        return told

    def ask(self, head: str, body: bytes = b"", host: str | None = "") -> Answer:
        """One request, its first lines as they are."""
        own = f"127.0.0.1:{self.port}" if host == "" else host
        lines = [*head.split("\n"), *([f"Host: {own}"] if own is not None else []), "Connection: close"]
        return answer_of(self.said("\r\n".join([*lines, "", ""]).encode("latin-1"), body))

    @property
    def cookie(self) -> str:
        return f"Cookie: {COOKIE}={self.key.token}"


def answer_of(told: bytes) -> Answer:
    """The first answer among these bytes; status 0 for none."""
    head, _, body = told.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = [line.partition(": ") for line in lines]
    return Answer(int(first.split(" ")[1]) if first.count(" ") else 0, tuple((name.lower(), value) for name, _, value in pairs), body)


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    patch = pytest.MonkeyPatch()
    patch.setattr(apps, "HANDLERS", {**HANDLERS, "members": _fails, "about": _fails})
    patch.setattr(guard, "BODY_SECONDS", 0.5)
    app = a_night(tmp_path_factory.mktemp("out"))
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        line.listen(128)
        server = uvicorn.Server(uvicorn.Config(app, **{**SERVED, "lifespan": "off", "log_config": None}))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [line]}, daemon=True)
        thread.start()
        yield Wire(app, line.getsockname()[1])
        server.should_exit = True
        thread.join(10)
    app.desk.trail.close()
    patch.undo()


def test_the_rules_hold_over_the_wire_and_no_server_is_named(wire: Wire) -> None:
    for path in ("/", "/worklist", "/sign-in", "/no-such-page", "/about", "/health", f"/still/{stills().style}"):
        for cookie in ("", f"\n{wire.cookie}"):
            answer = wire.ask(f"GET {path} HTTP/1.1{cookie}")
            assert answer.status in (200, 303, 404, 500), path
            assert broken(answer, still=path.startswith("/still")) == [], path
            assert answer.every("date") and "uvicorn" not in str(answer.headers).lower(), path


def test_a_page_arrives_whole(wire: Wire) -> None:
    answer = wire.ask(f"GET /worklist?kind=all HTTP/1.1\n{wire.cookie}")
    assert answer.status == 200 and CHILD in answer.text and answer.header("cache-control") == "no-store"


BENT = {
    "no request": b"planted planted\r\n\r\n",
    "nothing": b"\r\n\r\n",
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
    "a zero in the line": b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "a zero in a header": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: \x00\r\n\r\n",
    "a space before the colon": b"GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n evil.example\r\n\r\n",
    "two lengths": b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nx=123",
    "a length and pieces": b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"0\r\n\r\nGET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "pieces of an unknown kind": b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: xchunked\r\n\r\n",
    "a piece of no size": b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "a length below nothing": b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "a host in the line": b"GET http://evil.example/worklist HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "headers without an end": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X-A: " + b"x" * 300_000,
    "a thousand headers": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X-A: planted\r\n" * 30_000 + b"\r\n",
    "an address of a hundred thousand letters": b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
}


@pytest.mark.parametrize("how", BENT)
def test_bytes_that_are_no_request_are_refused_without_a_word_of_them(how: str, wire: Wire) -> None:
    told = wire.said(BENT[how] + (b"" if b"\r\n\r\n" in BENT[how] else b"\r\n\r\n"), within=0.5)
    answer = answer_of(told)
    assert answer.status in (0, 400, 404, 408, 413, 431), told[:80]
    assert told.count(b"HTTP/1.1 2") == 0 and b"planted" not in told and b"Traceback" not in told and CHILD.encode() not in told
    assert wire.ask("GET /health HTTP/1.1").status == 200


def test_a_form_that_comes_too_slowly_is_given_up(wire: Wire) -> None:
    head = f"POST /sign-out HTTP/1.1\r\nHost: 127.0.0.1\r\n{wire.cookie}\r\nContent-Length: 50\r\nConnection: close\r\n\r\nx"
    answer = answer_of(wire.said(head.encode()))
    assert (answer.status, broken(answer)) == (408, [])


def test_a_form_in_pieces_is_counted(wire: Wire) -> None:
    piece = b"1000\r\n" + b"x" * 4_096 + b"\r\n"
    head = b"POST /sign-out HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    answer = answer_of(wire.said(head, piece * 17, b"0\r\n\r\n"))
    assert (answer.status, broken(answer)) == (413, [])


def test_a_form_that_says_it_is_huge_is_not_waited_for(wire: Wire) -> None:
    answer = wire.ask("POST /sign-out HTTP/1.1\nContent-Length: 99999999999\nExpect: 100-continue")
    assert (answer.status, broken(answer)) == (413, [])


def test_no_other_protocol_is_spoken(wire: Wire) -> None:
    for wanted in ("websocket", "h2c"):
        answer = wire.ask(f"GET /worklist HTTP/1.1\nUpgrade: {wanted}\nSec-WebSocket-Key: eA==\nSec-WebSocket-Version: 13\n{wire.cookie}")
        assert answer.status in (200, 303, 400) and "upgrade" not in dict(answer.headers), wanted


def test_no_log_line_holds_what_failed_nor_what_was_asked(
    wire: Wire, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        caplog.set_level(logging.DEBUG)
        assert wire.ask(f"GET /about?child={CHILD} HTTP/1.1\n{wire.cookie}").status == 500
        assert wire.ask(f"GET /worklist?worker={CHILD} HTTP/1.1\n{wire.cookie}").status == 404
        assert wire.ask(f"GET /flags/{CHILD} HTTP/1.1\n{wire.cookie}").status == 404
        wire.said(f"GET /{CHILD}\x00 HTTP/1.1\r\nHost: {SECRET}\r\n\r\n".encode())
        with socket.create_connection(("127.0.0.1", wire.port)) as line:
            head = f"POST /flags/0123456789abcdef/ask HTTP/1.1\r\nHost: 127.0.0.1\r\n{wire.cookie}\r\nContent-Length: 50"
            line.sendall(f"{head}\r\n\r\n{CHILD}".encode())
        assert wire.ask("GET /health HTTP/1.1").status == 200
    out, wrong = capfd.readouterr()
    words = out + wrong + caplog.text
    assert "WEB-500 ValueError" in words
    assert not any(each in words for each in ("Zoe", "Blackwood", CHILD, RECORD, wire.key.token, wire.key.csrf))


def test_the_files_of_the_server_say_nothing_of_readers(wire: Wire, tmp_path: Path) -> None:
    for path in wire.app.desk.out.rglob("*"):
        if path.is_file() and path.suffix not in (".parquet", ".xlsx") and ".state" not in path.parts:
            assert wire.key.token.encode() not in path.read_bytes() and CHILD.encode() not in path.read_bytes(), path.name
