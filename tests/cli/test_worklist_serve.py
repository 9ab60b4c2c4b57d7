"""Serving the worklists: what is refused before anything listens, and what the demo prints."""

from __future__ import annotations

import datetime as dt
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from fscp_readiness.cli import worklist_serve
from fscp_readiness.settings.readers import Readers
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app.sign_in import SignInRefused
from fscp_readiness.worklist_app.sign_in.local import LocalSignIn
from fscp_readiness.worklist_app.sign_in.oidc import SECRET as OIDC_SECRET
from fscp_readiness.worklist_app.sign_in.oidc import OidcSignIn
from fscp_readiness.worklist_app.sign_in.proxy import SECRET as PROXY_SECRET
from fscp_readiness.worklist_app.sign_in.proxy import ProxySignIn
from tests.worklist_app.made import make_history, make_pack, rows

ROOT = Path(__file__).resolve().parents[2]
ENTRA = {"tenant": "t", "client": "c", "address": "https://worklists.example"}


def readers(kind: str) -> Readers:
    return Readers.model_validate({"sign_in": {"kind": kind, "oidc": ENTRA}})


@pytest.mark.parametrize(
    ("kind", "passwords", "host", "encrypted", "code"),
    [
        ("local", {}, "127.0.0.1", False, "WEB-14"),
        ("local", {"officer": "x"}, "0.0.0.0", False, "WEB-10"),
        ("local", {"officer": "x"}, "0.0.0.0", True, "WEB-10"),
        ("proxy", {}, "0.0.0.0", False, "WEB-13"),
        ("proxy", {}, "0.0.0.0", True, "WEB-13"),
        ("oidc", {}, "0.0.0.0", False, "WEB-15"),
    ],
)
def test_what_is_not_safe_is_refused(
    kind: str, passwords: dict[str, str], host: str, encrypted: bool, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PROXY_SECRET, "s" * 40)
    monkeypatch.setenv(OIDC_SECRET, "s")
    with pytest.raises(SignInRefused, match=code):
        worklist_serve._sign_in(readers(kind), passwords, host, encrypted)


def test_what_is_safe_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PROXY_SECRET, "s" * 40)
    monkeypatch.setenv(OIDC_SECRET, "s")
    assert isinstance(worklist_serve._sign_in(readers("local"), {"officer": "x"}, "127.0.0.1", False), LocalSignIn)
    assert isinstance(worklist_serve._sign_in(readers("proxy"), {}, "127.0.0.1", False), ProxySignIn)
    assert isinstance(worklist_serve._sign_in(readers("oidc"), {}, "127.0.0.1", False), OidcSignIn)
    assert isinstance(worklist_serve._sign_in(readers("oidc"), {}, "0.0.0.0", True), OidcSignIn)


def test_the_demo_has_a_reader_of_each_role_and_managers_of_two_teams(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(9))
    told = worklist_serve._demo_readers(tmp_path)
    assert {each.role for each in told} == set(Role)
    managers = [each.teams for each in told if each.role is Role.TEAM_MANAGER]
    assert len(managers) == 2 and managers[0] and managers[1] and not managers[0] & managers[1]


def test_the_demos_clock_stands_on_the_day_after_its_night_and_goes_on() -> None:
    clock = worklist_serve._clock(dt.date(2026, 11, 23))
    first, second = clock(), clock()
    assert first.date() == dt.date(2026, 11, 24) and second >= first and first.tzinfo is not None


def test_the_demo_is_served_on_loopback_and_prints_accounts_that_work(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(9))
    make_history(tmp_path)[1].close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "fscp_readiness.cli", "worklist", "serve", "--out", str(tmp_path), "--port", str(port)]
    serving = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    try:
        assert serving.stderr is not None
        told = []
        while "Ctrl+C" not in (line := serving.stderr.readline()):
            assert line, "".join(told)
            told.append(line)
        assert f"http://127.0.0.1:{port}/" in told[0]
        assert len(re.findall(r"^  \w+ +[a-z2-9]{12}  ", "".join(told), re.MULTILINE)) == 8
        status, headers, body = _when_it_answers(port)
        assert (status, body) == (200, b"ok\n")
        assert headers["content-security-policy"] and "server" not in headers
    finally:
        serving.send_signal(signal.SIGINT)
        serving.wait(20)
        if serving.stderr:
            serving.stderr.close()


def _when_it_answers(port: int) -> tuple[int, dict[str, str], bytes]:
    until = time.monotonic() + 30
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/health")
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        except ConnectionRefusedError:
            assert time.monotonic() < until, "nothing answered"
            threading.Event().wait(0.1)
        finally:
            connection.close()
