"""The one place that opens a web address: what it refuses, and that nothing leaves where it does."""

from __future__ import annotations

import io
import socket
import ssl

import pytest

from fscp_readiness.night.telling import posting
from fscp_readiness.night.telling.posting import NotPosted, post
from fscp_readiness.settings.messages import Webhook

from .servers import web

HOSTS = Webhook(hosts=("hooks.council.example", "127.0.0.1"), seconds=2)


@pytest.fixture
def asked(monkeypatch):
    """Whoever is connected to, and where names lead."""
    leads: dict[str, list[str]] = {}
    connected: list[tuple[str, int]] = []

    def look_up(host, port, **given):
        if host not in leads:
            raise socket.gaierror("no such name")
        return [(socket.AF_INET6 if ":" in each else socket.AF_INET, 1, 6, "", (each, port)) for each in leads[host]]

    def connect(address, timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(posting.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(posting.socket, "create_connection", connect)
    return leads, connected


def code(url: str, webhook: Webhook = HOSTS) -> str:
    with pytest.raises(NotPosted) as stopped:
        post(url, {"text": "x"}, webhook)
    assert "s3cret" not in str(stopped.value), "what is in the address is a secret"
    return stopped.value.code


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://elsewhere.example/s3cret", "MSG-11"),
        ("https://hooks.council.example.evil.example/s3cret", "MSG-11"),
        ("https://hooks.council.example@elsewhere.example/s3cret", "MSG-10"),
        ("https://user:s3cret@hooks.council.example/", "MSG-10"),
        ("http://hooks.council.example/s3cret", "MSG-12"),
        ("ftp://hooks.council.example/s3cret", "MSG-12"),
        ("file:///etc/passwd", "MSG-10"),
        ("https://hooks.council.example/s3cret\r\nHost: elsewhere.example", "MSG-10"),
        ("https://hooks.council.example:99999/s3cret", "MSG-10"),
        ("", "MSG-10"),
    ],
)
def test_an_address_that_may_not_be_opened_is_not_even_looked_up(asked, url, expected):
    assert code(url) == expected
    assert asked[1] == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "::1", "169.254.169.254", "10.0.0.8", "192.168.1.1", "0.0.0.0", "224.0.0.1", "fe80::1", "::ffff:127.0.0.1", "fd00::1"],
)
def test_a_name_that_leads_inside_is_refused(asked, address):
    asked[0]["hooks.council.example"] = [address]
    assert code("https://hooks.council.example/x") == "MSG-13"
    assert asked[1] == []


def test_one_bad_address_among_good_ones_is_enough(asked):
    asked[0]["hooks.council.example"] = ["93.184.215.14", "10.0.0.8"]
    assert code("https://hooks.council.example/x") == "MSG-13"


def test_a_host_of_the_council_s_own_network_is_reached_where_config_says_so_and_this_machine_never(asked):
    inside = Webhook(hosts=("hooks.council.example",), inside=True)
    asked[0]["hooks.council.example"] = ["10.0.0.8"]
    assert code("https://hooks.council.example/x", inside) == "MSG-16"
    assert asked[1] == [("10.0.0.8", 443)], "the address that was judged is the one that is connected to"
    for never in ("127.0.0.1", "169.254.169.254"):
        asked[0]["hooks.council.example"] = [never]
        assert code("https://hooks.council.example/x", inside) == "MSG-13"


def test_the_certificate_must_be_of_the_name_though_the_address_is_dialled(asked, monkeypatch):
    asked[0]["hooks.council.example"] = ["93.184.215.14"]
    wrapped = []

    class Context:
        def wrap_socket(self, sock, server_hostname):
            wrapped.append(server_hostname)
            raise ssl.SSLError("wrong name")

    monkeypatch.setattr(posting.socket, "create_connection", lambda address, timeout: io.BytesIO())
    monkeypatch.setattr(posting.ssl, "create_default_context", Context)
    assert code("https://hooks.council.example/x") == "MSG-16"
    assert wrapped == ["hooks.council.example"]


def test_a_name_that_leads_nowhere_may_be_tried_again(asked):
    with pytest.raises(NotPosted) as stopped:
        post("https://hooks.council.example/x", {}, HOSTS)
    assert (stopped.value.code, stopped.value.later) == ("MSG-15", True)


@pytest.mark.parametrize(("status", "expected", "later"), [(301, "MSG-14", False), (404, "MSG-17", False), (503, "MSG-17", True)])
def test_what_the_host_answers_decides_whether_it_is_tried_again(status, expected, later):
    with web() as site:
        site.status = status
        with pytest.raises(NotPosted) as stopped:
            post(f"http://127.0.0.1:{site.port}/x", {"text": "x"}, HOSTS)
    assert (stopped.value.code, stopped.value.later) == (expected, later)
    assert len(site.posts) == 1


def test_a_message_that_is_too_long_is_not_sent():
    with web() as site, pytest.raises(NotPosted, match="MSG-18"):
        post(f"http://127.0.0.1:{site.port}/x", {"text": "x" * 9000}, HOSTS)
    assert site.posts == []


def test_no_proxy_of_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:3128")
    with web() as site:
        post(f"http://127.0.0.1:{site.port}/x", {"text": "é"}, HOSTS)
    assert site.posts == [("/x", '{"text": "\\u00e9"}')]


def test_nothing_else_in_the_program_opens_a_web_address():
    """Sign-in by the council's directory is Authlib's, to the one address in config/readers.toml."""
    import re
    from pathlib import Path

    root = Path(posting.__file__).parents[2]
    opens = re.compile(r"^\s*(?:import|from) (?:urllib\.request|http\.client|requests|httpx2?|aiohttp|urllib3)\b|urlopen", re.M)
    found = {path.relative_to(root).as_posix() for path in root.rglob("*.py") if opens.search(path.read_text(encoding="utf-8"))}
    signing_in = {name for name in found if name.startswith(("worklist_app/sign_in/", "worklist_app/pages/signing.py"))}
    assert found - signing_in == {"night/telling/posting.py"}
