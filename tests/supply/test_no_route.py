"""The network without a way out sees what tries to leave it, by whatever library, and lets loopback be."""

from __future__ import annotations

import os
import sys

import pytest

from tests import no_route

TRIES = {
    "a connection": "import socket; socket.socket().connect_ex(('192.0.2.1', 80))",
    "one by IPv6": "import socket; socket.socket(socket.AF_INET6).connect_ex(('2001:db8::1', 80))",
    "a datagram": "import socket; s = socket.socket(type=socket.SOCK_DGRAM); s.connect_ex(('192.0.2.1', 53))",
    "a library in C": (
        "import contextlib as c, psycopg\nwith c.suppress(psycopg.OperationalError): psycopg.connect('host=192.0.2.1 connect_timeout=1')"
    ),
}
TRIES["a child of a child"] = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {TRIES['a connection']!r}])"
LOOPBACK = "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname()).close()"


@pytest.mark.parametrize("code", list(TRIES.values()), ids=list(TRIES))
def test_what_tries_to_leave_is_counted(code):
    ran = no_route.run([sys.executable, "-c", code])
    assert ran.code == 0 and ran.tried_to_leave >= 1, ran.err


def test_where_no_such_network_may_be_made_the_test_fails_in_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "unshare").write_text("#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2; exit 1\n")
    (tmp_path / "unshare").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(AssertionError, match=r"does not allow a network of one's own .* Operation not permitted"):
        no_route.run([sys.executable, "-c", "pass"])


def test_loopback_works_and_is_not_counted():
    ran = no_route.run([sys.executable, "-c", LOOPBACK])
    assert (ran.code, ran.tried_to_leave) == (0, 0), ran.err
